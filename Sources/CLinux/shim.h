// What Linux offers and Swift's Glibc module leaves out.
#pragma once
// Without _GNU_SOURCE, as Swift's Glibc module is built: types such as fd_set would otherwise differ between the two.
#include <execinfo.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

// prctl is variadic, and these functions and struct ucred are declared for _GNU_SOURCE only.
static inline int elwosa_die_with_parent(int signal) {
    return prctl(PR_SET_PDEATHSIG, (unsigned long)signal, 0, 0, 0);
}

static inline int elwosa_name_process(const char *name) { return prctl(PR_SET_NAME, (unsigned long)name, 0, 0, 0); }

extern int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);

extern int pipe2(int ends[2], int flags);

extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);

struct elwosa_peer {
    int pid;
    unsigned int uid;
    unsigned int gid;
};

// The process at the other end of a Unix socket; -1 when it cannot be told.
static inline int elwosa_peer_of(int fd, struct elwosa_peer *peer) {
    socklen_t length = sizeof(*peer);
    return getsockopt(fd, SOL_SOCKET, 17 /* SO_PEERCRED */, peer, &length);
}

extern int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask);

// The callers of this call as offsets in the program's file, the nearest first; answers how many there are.
static inline int elwosa_callers(unsigned long *offsets, int count) {
    extern const char __executable_start[];
    int found = backtrace((void **)offsets, count);
    for (int i = 0; i < found; i++) offsets[i] -= (unsigned long)__executable_start;
    return found;
}
