#include <config.h>

#include "ui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "src/base/bytes.h"

static const int caught[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH, SIGCONT, SIGTSTP};
static int ends[2] = {-1, -1};

static void note(int number)
{
    int before = errno;
    char byte = (char)number;
    ssize_t written = write(ends[1], &byte, 1); /* full: the loop has enough to do already */
    (void)written;
    errno = before;
}

static void set_handler(int number, void (*handler)(int))
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigaction(number, &action, NULL);
}

bool signals_open(struct error *error)
{
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return error_set_code(error, ERROR_MEMORY, N_("No pipe for signals is possible: {reason}."),
                              NULL, errno);
    for (size_t i = 0; i < ARRAY_LEN(caught); i++)
        set_handler(caught[i], note);
    return true;
}

void signals_close(void)
{
    for (size_t i = 0; i < ARRAY_LEN(caught); i++)
        set_handler(caught[i], SIG_DFL);
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        if (ends[i] >= 0)
            close(ends[i]);
        ends[i] = -1;
    }
}

int signals_fd(void)
{
    return ends[0];
}

int signals_next(void)
{
    char byte;
    return read(ends[0], &byte, 1) == 1 ? byte : 0;
}

void signals_stop(void)
{
    set_handler(SIGTSTP, SIG_DFL);
    kill(0, SIGTSTP); /* the whole job, as the terminal does */
    set_handler(SIGTSTP, note);
}

void signals_die(int number)
{
    set_handler(number, SIG_DFL);
    raise(number);
}
