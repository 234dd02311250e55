#include <config.h>

#include "src/notes/witness.h"

#include <stdlib.h>

/* Code points by which a witness may be off: letters put in or lost in between. */
#define REACH 24
/* Anchors that are looked at for a sure one, each way. */
#define SEARCH_MOST 256
#define MARK_STEP 256

static bool is_start(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

bool witnesses_make(struct witnesses *witnesses, struct span text, const struct anchor *anchors,
                    size_t count)
{
    uint64_t cps = 0;
    *witnesses = (struct witnesses){.anchors = anchors, .count = count, .text = text};
    witnesses->marks = array_new(text.len / MARK_STEP + 1, sizeof *witnesses->marks);
    for (size_t i = 0; witnesses->marks != NULL && i < text.len; i++) {
        if (i % MARK_STEP == 0)
            witnesses->marks[i / MARK_STEP] = cps;
        cps += is_start(text.at[i]);
    }
    return witnesses->marks != NULL;
}

void witnesses_done(struct witnesses *witnesses)
{
    free(witnesses->marks);
    *witnesses = (struct witnesses){0};
}

/* Code points that begin before byte `off`. */
static uint64_t cp_at(const struct witnesses *witnesses, size_t off)
{
    struct span text = witnesses->text;
    size_t from = off - off % MARK_STEP;
    if (from >= text.len)
        from = text.len != 0 ? (text.len - 1) - (text.len - 1) % MARK_STEP : 0;
    uint64_t cp = text.len != 0 ? witnesses->marks[from / MARK_STEP] : 0;
    for (size_t i = from; i < off && i < text.len; i++)
        cp += is_start(text.at[i]);
    return cp;
}

static bool is_sure(const struct anchor *anchor)
{
    return anchor->state == NOTE_OK || anchor->state == NOTE_MOVED;
}

/* The next sure anchor from `at` on, in steps of -1 or 1; NULL when there is none within reach. */
static const struct anchor *next_sure(const struct witnesses *witnesses, size_t *at, int step)
{
    for (size_t tries = 0; tries < SEARCH_MOST; tries++) {
        if (step < 0 ? *at == 0 : *at + 1 >= witnesses->count)
            return NULL;
        *at = step < 0 ? *at - 1 : *at + 1;
        if (is_sure(&witnesses->anchors[*at]))
            return &witnesses->anchors[*at];
    }
    return NULL;
}

/* The nearest ones, whichever side they are on. */
static size_t find_nearest(const struct witnesses *witnesses, size_t index,
                           const struct anchor *nearest[WITNESSES])
{
    uint64_t own = witnesses->anchors[index].old_start;
    size_t count = 0, left = index, right = index;
    const struct anchor *before = next_sure(witnesses, &left, -1);
    const struct anchor *behind = next_sure(witnesses, &right, 1);
    while (count < WITNESSES && (before != NULL || behind != NULL)) {
        bool take_before = before != NULL &&
                           (behind == NULL || own - before->old_start <= behind->old_start - own);
        nearest[count++] = take_before ? before : behind;
        if (take_before)
            before = next_sure(witnesses, &left, -1);
        else
            behind = next_sure(witnesses, &right, 1);
    }
    return count;
}

void witnesses_ask(const struct witnesses *witnesses, size_t index, struct testimony *testimony)
{
    const struct anchor *nearest[WITNESSES];
    testimony->count = find_nearest(witnesses, index, nearest);
    for (size_t i = 0; i < testimony->count; i++) {
        int64_t shift = (int64_t)(witnesses->anchors[index].old_start - nearest[i]->old_start);
        /* Code points taken as bytes are good enough for a window around it. */
        int64_t at = (int64_t)nearest[i]->found_start + shift;
        testimony->cps[i] = (int64_t)cp_at(witnesses, nearest[i]->found_start) + shift;
        testimony->offs[i] = at > 0 ? (size_t)at : 0;
    }
}

unsigned witnesses_votes(const struct witnesses *witnesses, const struct testimony *testimony,
                         size_t start)
{
    unsigned votes = 0;
    int64_t here = (int64_t)cp_at(witnesses, start);
    for (size_t i = 0; i < testimony->count; i++) {
        int64_t off = here - testimony->cps[i];
        votes += off <= REACH && off >= -REACH;
    }
    return votes;
}
