/* note_filter: which notes of a list are shown. What a reader types: words that the label, passage
 * or note must hold, without minding case or accents; `label:L` and `state:S` (or their Dutch
 * names) look there only. All must hold. Pure. */
#ifndef LEESZAAL_UI_NOTE_FILTER_H
#define LEESZAAL_UI_NOTE_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/notebook.h"

struct note_word {
    bool label; /* of the label alone */
    char *text; /* folded */
};

struct note_filter {
    char *typed; /* NULL: nothing */
    struct note_word *words;
    size_t count, cap;
    unsigned states; /* 1 << enum note_state | …: those shown; 0: all */
};

/* Zero-initialised, a filter shows everything. False when memory is out (then it does, too). An
 * unknown state shows nothing: nobody has it. */
bool note_filter_parse(struct note_filter *filter, const char *text);
void note_filter_done(struct note_filter *filter);
bool note_filter_holds(const struct note_filter *filter, const struct notebook_row *row);

#endif
