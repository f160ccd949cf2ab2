// A disk that fails on order, and one that keeps a record: the real program, the real SQLite, and the answers of the
// kernel that are hard to get on purpose.
//
// ELWOSA_TEST_DISK names a file of orders. While it exists, each of its lines is one:
//   full PATTERN              every write to a path that holds PATTERN, and every new file there, fails with ENOSPC
//   fail KIND N TIMES ERRNO PATTERN
//                             the N-th call of KIND (write, sync or open) on such a path fails, and so do those after it
//                             until TIMES have, in each process
// A file that is written anew is a new order, and is counted from the start.
//
// ELWOSA_TEST_DISK_LOG names a file that gets a line for each call that changes a file: KIND PATH, and for `rename` and
// `link` the new path after a tab; `fault KIND PATH` for each that was made to fail.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char orders_path[4096], log_path[4096];
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

struct order {
    char kind[8], pattern[256];
    int is_full, number, times, error, count;
};
static struct order orders[8];
static int order_count;
static struct stat orders_seen;

// Before a program takes its environment apart, as NGINX does.
__attribute__((constructor)) static void remember(void) {
    const char *orders_name = getenv("ELWOSA_TEST_DISK"), *log_name = getenv("ELWOSA_TEST_DISK_LOG");
    if (orders_name != NULL) snprintf(orders_path, sizeof orders_path, "%s", orders_name);
    if (log_name != NULL) snprintf(log_path, sizeof log_path, "%s", log_name);
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (real == NULL) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static void note(const char *kind, const char *path, const char *target) {
    if (log_path[0] == '\0') return;
    char line[9000];
    int length = snprintf(line, sizeof line, "%s %s%s%s\n", kind, path, target ? "\t" : "", target ? target : "");
    int fd = (int)syscall(SYS_openat, AT_FDCWD, log_path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return;
    (void)!syscall(SYS_write, fd, line, (size_t)length);
    syscall(SYS_close, fd);
}

static void read_orders(const struct stat *found) {
    char text[4096];
    int fd = (int)syscall(SYS_openat, AT_FDCWD, orders_path, O_RDONLY | O_CLOEXEC);
    ssize_t length = fd < 0 ? -1 : syscall(SYS_read, fd, text, sizeof text - 1);
    if (fd >= 0) syscall(SYS_close, fd);
    orders_seen = *found;
    order_count = 0;
    if (length < 0) return;
    text[length] = '\0';
    char *rest = text, *line;
    while ((line = strsep(&rest, "\n")) != NULL && order_count < 8) {
        struct order *order = &orders[order_count];
        memset(order, 0, sizeof *order);
        if (sscanf(line, "full %255s", order->pattern) == 1) {
            order->is_full = 1;
            order_count++;
        } else if (sscanf(line, "fail %7s %d %d %d %255s", order->kind, &order->number, &order->times, &order->error,
                       order->pattern) == 5) {
            order_count++;
        }
    }
}

// The error that a call is to end with, 0 where it may go on.
static int ordered(const char *kind, const char *path, int makes_room) {
    struct stat found;
    if (orders_path[0] == '\0' || path == NULL || stat(orders_path, &found) != 0) return 0;
    int error = 0;
    pthread_mutex_lock(&mutex);
    if (found.st_ino != orders_seen.st_ino || found.st_mtim.tv_nsec != orders_seen.st_mtim.tv_nsec
        || found.st_mtim.tv_sec != orders_seen.st_mtim.tv_sec)
        read_orders(&found);
    for (int i = 0; i < order_count && error == 0; i++) {
        if (strstr(path, orders[i].pattern) == NULL) continue;
        if (orders[i].is_full && makes_room) error = ENOSPC;
        if (orders[i].is_full || strcmp(orders[i].kind, kind) != 0) continue;
        int place = ++orders[i].count - orders[i].number;
        if (place >= 0 && place < orders[i].times) error = orders[i].error;
    }
    pthread_mutex_unlock(&mutex);
    if (error != 0) {
        char fault[32];
        snprintf(fault, sizeof fault, "fault %s", kind);
        note(fault, path, NULL);
    }
    return error;
}

static const char *path_of(int fd, char *path, size_t size) {
    char link[64];
    if (orders_path[0] == '\0' && log_path[0] == '\0') return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, size - 1);
    if (length <= 0 || path[0] != '/') return NULL;
    path[length] = '\0';
    return path;
}

static int refused(int fd, const char *kind) {
    int kept = errno;
    char path[4096];
    const char *name = path_of(fd, path, sizeof path);
    int error = ordered(kind, name, strcmp(kind, "write") == 0);
    if (error == 0 && name != NULL) note(kind, name, NULL);
    errno = error != 0 ? error : kept;
    return error != 0;
}

#define WRITER(name, parameters, arguments) \
    ssize_t name parameters { \
        REAL(name); \
        return refused(fd, "write") ? -1 : real arguments; \
    }

WRITER(write, (int fd, const void *bytes, size_t count), (fd, bytes, count))
WRITER(pwrite, (int fd, const void *bytes, size_t count, off_t offset), (fd, bytes, count, offset))
WRITER(pwrite64, (int fd, const void *bytes, size_t count, off64_t offset), (fd, bytes, count, offset))
WRITER(writev, (int fd, const struct iovec *parts, int count), (fd, parts, count))
WRITER(pwritev, (int fd, const struct iovec *parts, int count, off_t offset), (fd, parts, count, offset))
WRITER(pwritev64, (int fd, const struct iovec *parts, int count, off64_t offset), (fd, parts, count, offset))

int fsync(int fd) {
    REAL(fsync);
    return refused(fd, "sync") ? -1 : real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    return refused(fd, "sync") ? -1 : real(fd);
}

static int may_open(const char *path, int flags) {
    int kept = errno;
    int makes = (flags & O_CREAT) != 0 && access(path, F_OK) != 0;
    int error = ordered("open", path, makes);
    if (error == 0 && makes) note("create", path, NULL);
    errno = error != 0 ? error : kept;
    return error == 0;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if (((flags) & O_CREAT) != 0 || ((flags) & O_TMPFILE) == O_TMPFILE) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) {
    REAL(open);
    MODE(flags)
    return may_open(path, flags) ? real(path, flags, mode) : -1;
}

int open64(const char *path, int flags, ...) {
    REAL(open64);
    MODE(flags)
    return may_open(path, flags) ? real(path, flags, mode) : -1;
}

int openat(int directory, const char *path, int flags, ...) {
    REAL(openat);
    MODE(flags)
    return path[0] != '/' || may_open(path, flags) ? real(directory, path, flags, mode) : -1;
}

int openat64(int directory, const char *path, int flags, ...) {
    REAL(openat64);
    MODE(flags)
    return path[0] != '/' || may_open(path, flags) ? real(directory, path, flags, mode) : -1;
}

#define NAMER(name) \
    int name(const char *path, const char *target) { \
        REAL(name); \
        int result = real(path, target); \
        if (result == 0) note(#name, path, target); \
        return result; \
    }

NAMER(rename)
NAMER(link)

int unlink(const char *path) {
    REAL(unlink);
    int result = real(path);
    if (result == 0) note("unlink", path, NULL);
    return result;
}

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    int result = real(path, mode);
    if (result == 0) note("mkdir", path, NULL);
    return result;
}
