// Listens on many WebSockets at once and says when each heard what: a client quick enough not to be what is measured.
//
// listeners SOCKET TOKEN COUNT: opens COUNT connections, subscribes all to `tasks`, prints `ready`; then, for each event,
// one line of COUNT times in nanoseconds (CLOCK_MONOTONIC) once all have heard it. Ends with its standard input.
#define _GNU_SOURCE
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
    perror(what);
    exit(1);
}

// Reads until `end` has come; whatever follows it is no part of what is waited for.
static void await(int fd, const char *end) {
    char text[4096];
    size_t length = 0;
    while (length < sizeof text - 1) {
        ssize_t count = read(fd, text + length, sizeof text - 1 - length);
        if (count <= 0) fail("read");
        length += (size_t)count;
        text[length] = 0;
        if (memmem(text, length, end, strlen(end))) return;
    }
    fail("no end");
}

static int listener(const char *path, const char *token) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address)) fail("connect");
    dprintf(
        fd,
        "GET /live/socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: Bearer %s\r\nX-Elwosa-Address: 127.0.0.1\r\n\r\n",
        token);
    await(fd, "\r\n\r\n");
    const char *call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"subscribe\",\"params\":{\"topics\":[\"tasks\"]}}";
    unsigned char head[6] = {0x81, (unsigned char)(0x80 | strlen(call))};
    if (write(fd, head, sizeof head) < 0 || write(fd, call, strlen(call)) < 0) fail("write");
    await(fd, "\"seq\":");
    return fd;
}

int main(int count, char **words) {
    if (count != 4) return 64;
    int wanted = atoi(words[3]), epoll = epoll_create1(0), heard = 0;
    long long *times = calloc((size_t)wanted, sizeof *times);
    struct epoll_event event = {.events = EPOLLIN};
    for (int i = 0; i < wanted; i++) {
        event.data.fd = listener(words[1], words[2]);
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, event.data.fd, &event)) fail("epoll_ctl");
    }
    event.data.fd = 0;
    epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &event);
    puts("ready");
    fflush(stdout);
    struct epoll_event events[256];
    for (;;) {
        int ready = epoll_wait(epoll, events, 256, -1);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.fd == 0) return 0;
            unsigned char bytes[4096];
            if (read(events[i].data.fd, bytes, sizeof bytes) <= 0) fail("closed");
            struct timespec now;
            clock_gettime(CLOCK_MONOTONIC, &now);
            // Pings are no news.
            if (bytes[0] != 0x81) continue;
            times[heard++] = now.tv_sec * 1000000000LL + now.tv_nsec;
            if (heard < wanted) continue;
            for (int n = 0; n < wanted; n++) printf("%lld ", times[n]);
            puts("");
            fflush(stdout);
            heard = 0;
        }
    }
}
