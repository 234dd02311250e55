/* token_file: the names in text that somebody else has cut into tokens: one a line, a blank line
 * between sentences, -DOCSTART- between documents; printed with their IOB2 tags (COMMANDS.md). */
#ifndef LEESZAAL_UI_TOKEN_FILE_H
#define LEESZAAL_UI_TOKEN_FILE_H

#include "src/language/recognizer.h"
#include "ui/output.h"

/* `path`: a file, or "-" for standard input. False and an error when it can't be read or memory is
 * out. */
bool token_file_tag(const struct recognizer *recognizer, const char *path, struct output *output,
                    struct error *error);

#endif
