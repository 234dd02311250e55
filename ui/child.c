#include <config.h>

#include "ui/child.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/base/place.h"
#include "ui/message.h"

#define EDIT_MOST (1u << 20)

static void child_exec(const char *command, const int *pipe_ends)
{
    if (pipe_ends != NULL) {
        dup2(pipe_ends[0], STDIN_FILENO);
        close(pipe_ends[0]);
        close(pipe_ends[1]);
    }
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

static bool wait_for(pid_t pid)
{
    int status;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void wait_for_enter(void)
{
    char byte = 0;
    fputs(_("Enter goes back to the page."), stdout);
    fflush(stdout);
    while (byte != '\n' && byte != '\r' && read(STDIN_FILENO, &byte, 1) == 1)
        ;
}

/* Starts the command, feeds it and waits; *good: did it end well? False when it can't be started.
 */
static bool run(const char *command, struct span input, bool *good, struct error *error)
{
    int ends[2];
    bool piped = input.at != NULL;
    if (piped && pipe(ends) != 0)
        return error_set_code(error, ERROR_OUTPUT, N_("{subject} can't be run: {reason}."), command,
                              errno);
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old_pipe, old_int;
    sigaction(SIGPIPE, &ignore, &old_pipe); /* a command may stop reading when it likes */
    sigaction(SIGINT, &ignore, &old_int);   /* ^C is for the command */
    pid_t pid = fork();
    int code = errno;
    if (pid == 0)
        child_exec(command, piped ? ends : NULL);
    if (piped) {
        close(ends[0]);
        if (pid > 0)
            file_write_all(ends[1], input.at, input.len);
        close(ends[1]);
    }
    *good = pid > 0 && wait_for(pid);
    sigaction(SIGPIPE, &old_pipe, NULL);
    sigaction(SIGINT, &old_int, NULL);
    if (pid > 0)
        return true;
    return error_set_code(error, ERROR_OUTPUT, N_("{subject} can't be run: {reason}."), command,
                          code);
}

bool child_run(const char *command, struct span input, bool waits, struct error *error)
{
    bool good;
    if (!run(command, input, &good, error))
        return false;
    if (waits)
        wait_for_enter();
    return true;
}

/* "EDITOR 'path'": the path is ours, but HOME may hold anything. */
static void add_command(struct buf *command, const char *path)
{
    const char *editor = getenv("VISUAL");
    if (editor == NULL || editor[0] == '\0')
        editor = getenv("EDITOR");
    buf_add_string(command, editor != NULL && editor[0] != '\0' ? editor : "vi");
    buf_add_string(command, " '");
    for (const char *at = path; *at != '\0'; at++)
        if (*at == '\'')
            buf_add_string(command, "'\\''");
        else
            buf_add_byte(command, *at);
    buf_add_byte(command, '\'');
}

static bool edit_file(struct buf *text, const char *path, struct error *error)
{
    struct buf command = {0}, edited = {0};
    bool good = false;
    add_command(&command, path);
    bool done = (buf_ok(&command) || error_memory(error)) &&
                file_replace(path, buf_span(text), FILE_REPLACE, 0600, NULL, error) &&
                run(command.at, (struct span){0}, &good, error) &&
                file_read(path, EDIT_MOST, &edited, error);
    if (done && !good)
        done = error_set(error, ERROR_OUTPUT, N_("{subject} failed; nothing has been changed."),
                         command.at);
    buf_done(&command);
    if (done) {
        buf_done(text);
        *text = edited;
    } else {
        buf_done(&edited);
    }
    return done;
}

bool child_edit(struct buf *text, struct error *error)
{
    struct buf name = {0};
    buf_printf(&name, "note-%ld.txt", (long)getpid());
    char *path = buf_ok(&name) ? place_make(PLACE_STATE, name.at, error) : NULL;
    bool edited = path != NULL && edit_file(text, path, error);
    if (path != NULL)
        unlink(path);
    free(path);
    buf_done(&name);
    return edited;
}
