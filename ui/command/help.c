/* help: the commands and their options as their tables tell them, for a person or as a man page. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "ui/action.h"
#include "ui/command.h"
#include "ui/help.h"
#include "ui/manpage.h"
#include "ui/message.h"
#include "ui/output.h"

static int print_man(const struct options *options)
{
    struct output output;
    struct error error = {0};
    struct buf page = {0};
    if (!output_begin(&output, options, NULL, 0, &error))
        return command_fail(&error);
    manpage_add(&page);
    output_add(&output, buf_span(&page));
    if (!buf_ok(&page))
        output.pending.failed = true;
    buf_done(&page);
    return output_end(&output, &error) ? EXIT_DONE : command_fail(&error);
}

/* ---- the command ---- */

static void overview(void)
{
    puts(_("Usage: leeszaal [OPTION…] [PATH…]           the reading room on the screen"));
    puts(_("       leeszaal COMMAND [OPTION…] ARGUMENT…  one of these, for a pipe:"));
    putchar('\n');
    command_overview();
    putchar('\n');
    puts(_("leeszaal help COMMAND tells its options, leeszaal help keys the keys of the screen."));
}

static int print_keys(void)
{
    struct buf keys = {0};
    help_add(&keys, MODE_READER);
    if (buf_ok(&keys))
        fputs(buf_span(&keys).at, stdout);
    buf_done(&keys);
    return EXIT_DONE;
}

static int help_run(const struct options *options)
{
    if (options_has(options, "man"))
        return print_man(options);
    if (options->arg_count == 0) {
        overview();
        return EXIT_DONE;
    }
    if (strcmp(options->args[0], "keys") == 0)
        return print_keys();
    const struct command *command = command_find(options->args[0]);
    if (command == NULL) {
        struct error error = {0};
        error_set(
            &error, ERROR_USAGE,
            N_("{subject}: there is no help of that name; leeszaal help lists what there is."),
            options->args[0]);
        return command_fail(&error);
    }
    command_help(command);
    return EXIT_DONE;
}

static const struct option_row rows[] = {
    {"man", '\0', NULL, N_("everything as a man page, for man -l")},
};

const struct command command_help_topic = {
    .name = "help",
    .arguments = "[COMMAND|keys]",
    .help = N_("tell the commands, or the options of one"),
    .options = rows,
    .option_count = ARRAY_LEN(rows),
    .run = help_run,
};
