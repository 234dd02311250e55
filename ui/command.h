/* command: the batch commands, one file each under ui/command/, in one table. A command gets its
 * options parsed and gives its exit code (COMMANDS.md): 0 done, 1 nothing found, 2 wrong usage or
 * unreadable input, 3 output failed; the highest wins. */
#ifndef LEESZAAL_UI_COMMAND_H
#define LEESZAAL_UI_COMMAND_H

#include "ui/options.h"

enum exit_code { EXIT_DONE = 0, EXIT_NOTHING = 1, EXIT_USAGE = 2, EXIT_OUTPUT = 3 };

struct command {
    const char *name;
    const char *arguments; /* "PATH…" */
    const char *help;      /* N_(), one sentence */
    const struct option_row *options;
    size_t option_count;
    int (*run)(const struct options *options);
};

/* The table, in the order of the help. */
extern const struct command *const commands[];
extern const size_t command_count;

/* One a file: ui/command/NAME.c. */
extern const struct command command_list;
extern const struct command command_text;
extern const struct command command_spell;
extern const struct command command_find_text;
extern const struct command command_entities;
extern const struct command command_train;

extern const struct command command_notes;
extern const struct command command_export;
extern const struct command command_config;
extern const struct command command_help_topic;

const struct command *command_find(const char *name);
/* Parses argv behind the command's name, answers --help and --version, runs. */
int command_run(const struct command *command, int argc, char **argv);
/* Says the error and gives its exit code. */
int command_fail(const struct error *error);
/* An option that a later version brings: says so, exit 2. False when it was not given. */
bool command_refuses(const struct options *options, const char *name);
void command_help(const struct command *command);
/* One line for each option of a table. */
void command_options(const struct option_row *rows, size_t count);
void command_overview(void);

#endif
