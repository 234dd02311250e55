/* inputs: the documents a command is given. Scans the paths, says what can't be read, spools
 * standard input ("-") into an unlinked file, opens one document after another. */
#ifndef LEESZAAL_UI_INPUTS_H
#define LEESZAAL_UI_INPUTS_H

#include "src/library/corpus.h"
#include "src/text/document.h"
#include "src/text/judge.h"
#include "ui/options.h"

struct inputs {
    struct corpus *corpus;
    struct judge_words judge; /* of line-end hyphens: for all texts of the command */
    int standard;             /* what standard input held; -1 when it was not asked for */
    enum encoding_choice encoding;
    int code; /* exit code so far: 2 when a path could not be read */
};

/* Loads the judge, scans the arguments from number `first`, else the configured corpus. False and
 * an error when there is none, when an option is wrong, or when standard input can't be spooled. */
bool inputs_open(struct inputs *inputs, const struct options *options, size_t first,
                 struct error *error);
void inputs_close(struct inputs *inputs);
size_t inputs_count(const struct inputs *inputs);
const char *inputs_path(const struct inputs *inputs, size_t number);
/* Opens one; NULL and an error when it can't be. Thread-safe. */
struct document *inputs_document(const struct inputs *inputs, size_t number, struct error *error);
/* May this binary file be passed over without a word: was it only found in a folder? */
bool inputs_was_found(const struct inputs *inputs, size_t number);
/* --jobs, or one for each processor. */
bool inputs_jobs(const struct options *options, unsigned *jobs, struct error *error);

#endif
