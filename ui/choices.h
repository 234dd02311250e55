/* choices: texts to choose from, for completion and histories. */
#ifndef LEESZAAL_UI_CHOICES_H
#define LEESZAAL_UI_CHOICES_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/bytes.h"

struct choices {
    char **at; /* owned */
    size_t count, cap;
};

bool choices_add(struct choices *choices, struct span text); /* false when memory is out */
void choices_done(struct choices *choices);
/* In byte order, duplicates once. */
void choices_sort(struct choices *choices);
/* The bytes that all begin with, cut at a character; 0 when there are none. */
size_t choices_common(const struct choices *choices);

/* A history file under $XDG_STATE_HOME/leeszaal: one entry a line, the newest last. A file that
 * can't be read is an empty history; one that can't be written keeps nothing, and nobody is
 * disturbed. */
#define HISTORY_MOST 500
void choices_load_history(struct choices *history, const char *name);
/* Adds to the file and the choices; the same again, or one that begins with a blank, isn't kept. */
void choices_add_history(struct choices *history, const char *name, const char *text);

#endif
