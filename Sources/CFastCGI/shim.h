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
