#include <config.h>

#include "ui/command.h"

#include <stdio.h>
#include <string.h>

#include "src/base/bytes.h"
#include "ui/message.h"

const struct command *const commands[] = {
    &command_list,  &command_text,   &command_spell, &command_find_text, &command_entities,

    &command_notes, &command_export, &command_train, &command_config,    &command_help_topic, NULL,
};
const size_t command_count = ARRAY_LEN(commands) - 1;

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

int command_fail(const struct error *error)
{
    if (error->kind == ERROR_NONE)
        return EXIT_DONE;
    message_say_error(error);
    return error->kind == ERROR_OUTPUT || error->kind == ERROR_MEMORY ? EXIT_OUTPUT : EXIT_USAGE;
}

bool command_refuses(const struct options *options, const char *name)
{
    if (!options_has(options, name))
        return false;
    struct error error = {0};
    error_set(&error, ERROR_USAGE, N_("--{subject}: this version doesn't have that option yet."),
              name);
    message_say_error(&error);
    return true;
}

void command_options(const struct option_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buf left = {0};
        buf_printf(&left, rows[i].letter != '\0' ? "-%c, " : "    ", rows[i].letter);
        buf_printf(&left, "--%s", rows[i].name);
        if (rows[i].argument != NULL)
            buf_printf(&left, "=%s", rows[i].argument);
        if (buf_ok(&left))
            printf("  %-34s %s\n", left.at, _(rows[i].help));
        buf_done(&left);
    }
}

void command_help(const struct command *command)
{
    printf(_("Usage: leeszaal %s [OPTION…] %s\n"), command->name, command->arguments);
    printf("%s\n\n", _(command->help));
    command_options(command->options, command->option_count);
    command_options(common_options, common_option_count);
}

void command_overview(void)
{
    for (size_t i = 0; i < command_count; i++)
        printf("  %-10s %s\n", commands[i]->name, _(commands[i]->help));
}

int command_run(const struct command *command, int argc, char **argv)
{
    struct options options = {0};
    struct error error = {0};
    enum encoding_choice encoding; /* checked here for those that open no document too */
    int code;
    if (!options_parse(&options, command->options, command->option_count, argc, argv, &error) ||
        !options_encoding(&options, &encoding, &error)) {
        code = command_fail(&error);
    } else if (options_has(&options, "help")) {
        command_help(command);
        code = EXIT_DONE;
    } else if (options_has(&options, "version")) {
        printf("%s\n", PACKAGE_STRING);
        code = EXIT_DONE;
    } else {
        code = command->run(&options);
    }
    options_done(&options);
    return code;
}
