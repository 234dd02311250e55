#include <config.h>

#include "ui/note_filter.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"

#define FOLD (FOLD_CASE | FOLD_ACCENTS)

/* clang-format off */
static const struct {
    const char *name;
    bool state; /* else a label */
} fields[] = {
    {"label:", false},
    {"state:", true},
    {"status:", true},
    {"staat:", true},
};

/* The English names are those of the exports. */
static const struct {
    const char *name;
    enum note_state state;
} states[] = {
    {"ok",         NOTE_OK},
    {"goed",       NOTE_OK},
    {"moved",      NOTE_MOVED},
    {"verplaatst", NOTE_MOVED},
    {"doubt",      NOTE_DOUBT},
    {"twijfel",    NOTE_DOUBT},
    {"orphan",     NOTE_ORPHAN},
    {"wees",       NOTE_ORPHAN},
};
/* clang-format on */

/* No note is in it. */
#define STATE_UNKNOWN (1u << 31)

void note_filter_done(struct note_filter *filter)
{
    for (size_t i = 0; i < filter->count; i++)
        free(filter->words[i].text);
    free(filter->words);
    free(filter->typed);
    *filter = (struct note_filter){0};
}

/* A beginning is enough: a filter works while it is typed. */
static unsigned states_named(struct span name)
{
    unsigned found = 0;
    for (size_t i = 0; i < ARRAY_LEN(states); i++)
        if (name.len <= strlen(states[i].name) && memcmp(states[i].name, name.at, name.len) == 0)
            found |= 1u << states[i].state;
    return found != 0 ? found : STATE_UNKNOWN;
}

static bool add_word(struct note_filter *filter, struct span text, bool label)
{
    if (text.len == 0)
        return true;
    if (!array_reserve(&filter->words, &filter->cap, filter->count + 1, sizeof(*filter->words)))
        return false;
    char *copy = bytes_copy(text);
    if (copy == NULL)
        return false;
    filter->words[filter->count++] = (struct note_word){label, copy};
    return true;
}

static bool add(struct note_filter *filter, struct span word)
{
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (!span_starts(word, fields[i].name))
            continue;
        size_t len = strlen(fields[i].name);
        struct span value = {word.at + len, word.len - len};
        if (!fields[i].state)
            return add_word(filter, value, true);
        if (value.len > 0)
            filter->states |= states_named(value);
        return true;
    }
    return add_word(filter, word, false);
}

bool note_filter_parse(struct note_filter *filter, const char *text)
{
    struct fold fold = {0};
    note_filter_done(filter);
    filter->typed = *text != '\0' ? bytes_copy(span_of(text)) : NULL;
    bool ok = (*text == '\0' || filter->typed != NULL) && fold_make(&fold, span_of(text), FOLD);
    struct span rest = buf_span(&fold.text);
    while (ok && rest.at != NULL)
        ok = add(filter, span_cut(&rest, ' '));
    fold_done(&fold);
    if (!ok)
        note_filter_done(filter);
    return ok;
}

/* ---- does a note pass? ---- */

static bool folded_holds(struct span text, const char *word)
{
    struct fold fold = {0};
    bool holds =
        fold_make(&fold, text, FOLD) && fold.text.at != NULL && strstr(fold.text.at, word) != NULL;
    fold_done(&fold);
    return holds;
}

static bool word_holds(const struct note_word *word, const struct notebook_row *row)
{
    struct buf text = {0};
    buf_add_string(&text, row->label);
    if (!word->label)
        buf_printf(&text, " %s %s %s", row->text, row->note, row->attributes);
    bool holds = buf_ok(&text) && folded_holds(buf_span(&text), word->text);
    buf_done(&text);
    return holds;
}

bool note_filter_holds(const struct note_filter *filter, const struct notebook_row *row)
{
    if (filter->states != 0 && (filter->states & 1u << row->state) == 0)
        return false;
    for (size_t i = 0; i < filter->count; i++)
        if (!word_holds(&filter->words[i], row))
            return false;
    return true;
}
