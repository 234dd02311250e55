/* help: the commands and their options as their tables tell them, for a person or as a man page. */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/command.h"
#include "ui/message.h"
#include "ui/output.h"

/* ---- the man page ---- */

/* Text for troff: a backslash and a hyphen are said, a dot or quote at the beginning is hidden. */
static void add_troff(struct buf *page, const char *text)
{
    if (*text == '.' || *text == '\'')
        buf_add_string(page, "\\&");
    for (; *text != '\0'; text++) {
        if (*text == '\\')
            buf_add_string(page, "\\e");
        else if (*text == '-')
            buf_add_string(page, "\\-");
        else
            buf_add_byte(page, *text);
    }
}

static void add_line(struct buf *page, const char *before, const char *text)
{
    buf_add_string(page, before);
    add_troff(page, text);
    buf_add_byte(page, '\n');
}

static void add_options(struct buf *page, const struct option_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add_string(page, ".TP\n\\fB");
        if (rows[i].letter != '\0')
            buf_printf(page, "\\-%c\\fR, \\fB", rows[i].letter);
        buf_add_string(page, "\\-\\-");
        add_troff(page, rows[i].name);
        if (rows[i].argument != NULL) {
            buf_add_string(page, "\\fR=\\fI");
            add_troff(page, rows[i].argument);
        }
        add_line(page, "\\fR\n", _(rows[i].help));
    }
}

static void add_command(struct buf *page, const struct command *command)
{
    buf_add_string(page, ".SS ");
    add_troff(page, command->name);
    buf_add_byte(page, ' ');
    add_troff(page, command->arguments);
    add_line(page, "\n", _(command->help));
    add_options(page, command->options, command->option_count);
}

static void man_page(struct buf *page)
{
    static const char *const exits[] = {
        N_("0: done."),
        N_("1: nothing was found, or something is left to resolve."),
        N_("2: wrong usage, or an input that could not be read; the others are done."),
        N_("3: the output could not be written, or exists already."),
    };
    add_line(page, ".TH LEESZAAL 1 \"\" \"", PACKAGE_STRING "\"");
    add_line(page, ".SH ", _("NAME"));
    add_line(page, "leeszaal \\- ", _("a reading room for collections of Dutch text"));
    add_line(page, ".SH ", _("SYNOPSIS"));
    buf_add_string(page, ".B leeszaal\n");
    add_line(page, "", _("[OPTION…] [PATH…]"));
    buf_add_string(page, ".br\n.B leeszaal\n");
    add_line(page, "", _("COMMAND [OPTION…] ARGUMENT…"));
    add_line(page, ".SH ", _("COMMANDS"));
    for (size_t i = 0; i < command_count; i++)
        add_command(page, commands[i]);
    add_line(page, ".SH ", _("OPTIONS OF ALL COMMANDS"));
    add_options(page, common_options, common_option_count);
    add_line(page, ".SH ", _("EXIT STATUS"));
    for (size_t i = 0; i < ARRAY_LEN(exits); i++)
        add_line(page, ".TP\n", _(exits[i]));
}

static int print_man(const struct options *options)
{
    struct output output;
    struct error error = {0};
    struct buf page = {0};
    if (!output_begin(&output, options, NULL, 0, &error))
        return command_fail(&error);
    man_page(&page);
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
    puts(_("leeszaal help COMMAND tells its options."));
}

static int help_run(const struct options *options)
{
    if (options_has(options, "man"))
        return print_man(options);
    if (options->arg_count == 0) {
        overview();
        return EXIT_DONE;
    }
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
    .arguments = "[COMMAND]",
    .help = N_("tell the commands, or the options of one"),
    .options = rows,
    .option_count = ARRAY_LEN(rows),
    .run = help_run,
};
