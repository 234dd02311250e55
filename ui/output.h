/* output: where a command's result goes, and as what: rows of TSV or JSON Lines to the byte of
 * COMMANDS.md, or plain text; to standard output, or to a file that is replaced atomically at the
 * end. */
#ifndef LEESZAAL_UI_OUTPUT_H
#define LEESZAAL_UI_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "ui/options.h"

enum column_kind {
    COLUMN_TEXT,   /* UTF-8; empty is unknown: null in JSON */
    COLUMN_PATH,   /* bytes: unsafe or invalid ones as \xNN */
    COLUMN_NUMBER, /* decimal digits; empty is null */
    COLUMN_LIST,   /* items joined by '|': an array in JSON, null when empty */
};

struct column {
    const char *name;
    enum column_kind kind;
};

enum output_form { OUTPUT_TEXT, OUTPUT_TSV, OUTPUT_JSONL };

struct output {
    enum output_form form;
    const struct column *columns;
    size_t column_count;
    size_t at;     /* the column that comes next */
    uint64_t rows; /* ended so far */
    bool is_part;  /* only gathers: output_part() */
    struct buf pending;
    const char *path; /* NULL: standard output */
    bool force;
    bool failed; /* standard output took no more */
    int code;    /* its errno; EPIPE is silent */
};

/* Reads --format (tsv, jsonl; others belong to the command and are handled before), --output,
 * --force, --header. columns may be NULL for text. ERROR_USAGE on an unknown format. An existing
 * file without --force fails here, before any work. */
bool output_begin(struct output *output, const struct options *options,
                  const struct column *columns, size_t column_count, struct error *error);
/* The next field of the row; behind the last one the row ends. List items are given joined by '|';
 * in TSV the bar stays. */
void output_field(struct output *output, struct span value);
void output_number(struct output *output, uint64_t value);
/* Plain bytes. */
void output_add(struct output *output, struct span text);
/* A part that gathers rows of the same form, made by a thread of its own and then joined to the
 * whole; output_cancel() throws it away. */
void output_part(struct output *part, const struct output *whole);
/* Adds the part's rows and empties it. */
void output_join(struct output *output, struct output *part);
/* Writes what is pending to standard output (a command does this per document); true while there is
 * a point in going on. */
bool output_flush(struct output *output);
/* Flushes or replaces the file. False and ERROR_OUTPUT when that failed; a closed pipe is no error.
 * Frees. */
bool output_end(struct output *output, struct error *error);
/* Throws away: nothing is written. */
void output_cancel(struct output *output);

/* Appends a JSON string, quotes included. */
void output_json_string(struct buf *buf, struct span text);

#endif
