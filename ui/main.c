/* main: the wiring. A command name goes to its command; anything else opens the screen. */
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "ui/command.h"
#include "ui/message.h"
#include "ui/session.h"

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an errno, not a death */
    bool locale_missing = message_locale("auto");
    if (argc > 1) {
        const struct command *command = command_find(argv[1]);
        if (command != NULL)
            return command_run(command, argc - 2, argv + 2);
    }
    return session_run(argc - 1, argv + 1, locale_missing);
}
