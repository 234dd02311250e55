/* options: the words behind a command name, sorted into options and arguments by a table. The same
 * table prints the help and the man page. Long options take "--name=value" or "--name value",
 * letters "-o value" or "-ovalue"; "--" ends them. */
#ifndef LEESZAAL_UI_OPTIONS_H
#define LEESZAAL_UI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/error.h"
#include "src/notes/annotation.h"
#include "src/text/encoding.h"

struct option_row {
    const char *name;     /* "format" */
    char letter;          /* 'f', or '\0' */
    const char *argument; /* "tsv|jsonl" or "FILE"; NULL: takes none. A list with '|' is checked */
    const char *help;     /* N_(), one line */
};

struct option_value {
    const struct option_row *row;
    const char *value; /* NULL for an option without argument */
};

struct options {
    struct option_value *values;
    size_t count, cap;
    const char **args; /* what isn't an option, in order */
    size_t arg_count, arg_cap;
};

/* Options that every command takes (COMMANDS.md, rules for all). */
extern const struct option_row common_options[];
extern const size_t common_option_count;

/* Sorts argv[0..argc) by the command's own table and the common one. Values borrow argv. An unknown
 * option, a missing or wrong value: false, ERROR_USAGE, naming it. */
bool options_parse(struct options *options, const struct option_row *rows, size_t row_count,
                   int argc, char **argv, struct error *error);
void options_done(struct options *options);

bool options_has(const struct options *options, const char *name);
/* The last value given, or fallback. */
const char *options_get(const struct options *options, const char *name, const char *fallback);
/* A number from low to high; false and ERROR_USAGE when it is something else. *number is untouched
 * when not given. */
bool options_number(const struct options *options, const char *name, uint64_t low, uint64_t high,
                    uint64_t *number, struct error *error);

/* --encoding; false and ERROR_USAGE with the names there are when there is none of that name.
 * *choice is untouched when not given. */
bool options_encoding(const struct options *options, enum encoding_choice *choice,
                      struct error *error);
/* --ann-dir and --ann-crlf (borrowed from the command line); the defaults where not given. */
struct notes_options options_notes(const struct options *options);

#endif
