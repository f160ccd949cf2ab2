// Sixteen threads, or as many as YARDSTICK_THREADS says, wait on one epoll set that holds the listening socket at
// descriptor 0 and every kept connection, each armed for one event: the fastest shape that was found for libfcgi.

#define _GNU_SOURCE  // accept4

#include "serve.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static int set;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void arm(int descriptor, int operation) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data.fd = descriptor};
    if (epoll_ctl(set, operation, descriptor, &event) != 0) fail("epoll_ctl");
}

static int accept_one(void) {
    int connection = accept4(0, NULL, NULL, SOCK_CLOEXEC);
    arm(0, EPOLL_CTL_MOD);
    return connection;
}

// Answers one request and keeps the connection if the web server wants that.
static void serve(int connection, bool is_new, FCGX_Request *request, void *state) {
    FCGX_InitRequest(request, -1, 0);
    request->ipcFd = connection;
    // Or FCGX_Accept_r would begin by closing it.
    request->keepConnection = 1;
    if (FCGX_Accept_r(request) != 0) return;
    answer(request, state);
    FCGX_Finish_r(request);
    // -1 where libfcgi has closed it: the web server did not ask to keep it, or has left.
    if (request->ipcFd >= 0) arm(connection, is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD);
}

static void *work(void *unused) {
    (void)unused;
    FCGX_Request request;
    void *state = begin();
    for (;;) {
        struct epoll_event event;
        if (epoll_wait(set, &event, 1, -1) != 1) continue;
        bool is_new = event.data.fd == 0;
        int connection = is_new ? accept_one() : event.data.fd;
        if (connection >= 0) serve(connection, is_new, &request, state);
    }
    return NULL;
}

int main(void) {
    const char *wanted = getenv("YARDSTICK_THREADS");
    int threads = wanted ? atoi(wanted) : 16;
    signal(SIGPIPE, SIG_IGN);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (FCGX_Init() != 0) fail("FCGX_Init");
    set = epoll_create1(EPOLL_CLOEXEC);
    if (set < 0) fail("epoll_create1");
    arm(0, EPOLL_CTL_ADD);
    for (int i = 1; i < threads; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, work, NULL) != 0) fail("pthread_create");
    }
    work(NULL);
}

void check(sqlite3 *database, int code) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(database));
    exit(1);
}

sqlite3 *open_database(void) {
    sqlite3 *database;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    check(NULL, sqlite3_open_v2(getenv("YARDSTICK_DATABASE"), &database, flags, NULL));
    sqlite3_busy_timeout(database, 5000);
    check(database, sqlite3_exec(database, "PRAGMA synchronous = FULL; PRAGMA mmap_size = 0", NULL, NULL, NULL));
    return database;
}
