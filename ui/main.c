/* main: the wiring. A command name goes to its command; anything else opens the screen. */
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "ui/command.h"
#include "ui/message.h"

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is an errno, not a death */
    message_locale("auto");
    if (argc > 1) {
        const struct command *command = command_find(argv[1]);
        if (command != NULL)
            return command_run(command, argc - 2, argv + 2);
    }
    command_overview();
    return EXIT_USAGE;
}
