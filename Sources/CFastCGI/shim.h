// libfcgi's thread-safe interface (the FCGX_*_r functions); the stdio flavour is not used.
#pragma once
// Without _GNU_SOURCE, in every C room: the importer refuses a struct that this module and Swift's Glibc see with
// different fields.
#include <fcgiapp.h>

// Swift will not touch the C global `environ`, since anybody may change it; a CGI program only reads it at its start.
static inline char **elwosa_environment(void) {
    extern char **environ;
    return environ;
}

// POLLRDHUP (poll(2)), which Swift's Glibc module leaves out: the other end has closed.
static const short elwosa_pollrdhup = 0x2000;

#include <pthread.h>

// Starts a detached thread; 0, or what pthread_create says. In C because the type of the attributes changes its
// Swift module with the order of imports.
static inline int elwosa_start_thread(size_t stack, void *(*body)(void *), void *context) {
    pthread_attr_t attributes;
    pthread_t thread;
    int code = pthread_attr_init(&attributes);
    if (code != 0) return code;
    code = pthread_attr_setstacksize(&attributes, stack);
    if (code == 0) code = pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (code == 0) code = pthread_create(&thread, &attributes, body, context);
    pthread_attr_destroy(&attributes);
    return code;
}
