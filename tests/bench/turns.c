/* turns: a library to be preloaded into a terminal program: each turn of its loop that reads a key
 * and shows a frame is written as a struct turn to the descriptor that TURNS_FD names. So the time
 * of a key's own frame is told from that of frames which only show how far the work is. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/turns.h"

static struct turn turn;
static double waited; /* for a processor, when the turn began */
static bool has_key, has_frame;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

/* How long the thread has been ready to run without a processor to run on: the second number. What
 * it waits for locks and disks is not in it. */
static double wait_for_processor(void)
{
    char told[128] = "";
    unsigned long long run, waited_ns = 0;
    int fd = open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        if (syscall(SYS_read, fd, told, sizeof told - 1) <= 0 ||
            sscanf(told, "%llu %llu", &run, &waited_ns) != 2)
            waited_ns = 0;
        close(fd);
    }
    return (double)waited_ns / 1e6;
}

static bool is_main(void)
{
    return syscall(SYS_gettid) == getpid();
}

static void end_turn(void)
{
    const char *fd = getenv(TURNS_FD);
    if (has_key && has_frame && fd != NULL) {
        if (syscall(SYS_write, atoi(fd), &turn, sizeof turn) != sizeof turn)
            unsetenv(TURNS_FD);
        turn.before = 0;
    } else {
        double own = now() - turn.begun - (wait_for_processor() - waited);
        turn.before = own > turn.before && turn.begun > 0 ? own : turn.before;
    }
}

int poll(struct pollfd *fds, nfds_t count, int timeout)
{
    int (*real)(struct pollfd *, nfds_t, int) =
        (int (*)(struct pollfd *, nfds_t, int))dlsym(RTLD_NEXT, "poll");
    if (!is_main())
        return real(fds, count, timeout);
    end_turn();
    int ready = real(fds, count, timeout);
    waited = wait_for_processor();
    turn.begun = now();
    has_key = has_frame = false;
    return ready;
}

ssize_t read(int fd, void *into, size_t len)
{
    ssize_t got = syscall(SYS_read, fd, into, len);
    has_key = has_key || (fd == STDIN_FILENO && got > 0);
    return got;
}

ssize_t write(int fd, const void *from, size_t len)
{
    ssize_t done = syscall(SYS_write, fd, from, len);
    if (fd == STDOUT_FILENO && is_main()) {
        has_frame = true;
        turn.shown = now();
        turn.own = turn.shown - turn.begun - (wait_for_processor() - waited);
    }
    return done;
}
