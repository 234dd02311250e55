/* merge_unkeyed: of a merge, the lines without an id of their own: groups (*) and what isn't
 * understood. Nothing tells two equal ones apart, so they are counted. */
#include <config.h>

#include <stdlib.h>

#include "src/notes/merge_inside.h"

static int line_compare(const void *a, const void *b)
{
    const struct record *const *one = a, *const *two = b;
    int order = span_compare(record_line(*one), record_line(*two));
    return order != 0 ? order : (*one > *two) - (*one < *two);
}

struct pile {
    const struct record **records; /* sorted by line */
    size_t count;
};

static bool pile_make(struct pile *pile, const struct standoff *standoff, const struct fate *fates)
{
    *pile = (struct pile){.records = array_new(standoff->count, sizeof *pile->records)};
    if (pile->records == NULL)
        return false;
    for (size_t i = 0; i < standoff->count; i++)
        if (!record_has_id(&standoff->records[i]) && (fates == NULL || !fates[i].out))
            pile->records[pile->count++] = &standoff->records[i];
    qsort(pile->records, pile->count, sizeof *pile->records, line_compare);
    return true;
}

static size_t pile_first(const struct pile *pile, struct span line)
{
    size_t low = 0, high = pile->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (span_compare(record_line(pile->records[middle]), line) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t pile_count(const struct pile *pile, struct span line)
{
    size_t first = pile_first(pile, line), i = first;
    while (i < pile->count && span_equal(record_line(pile->records[i]), line))
        i++;
    return i - first;
}

/* How many of a line stand in the end: one side's change is taken, of two changes the larger. */
static size_t settled_count(size_t base, size_t ours, size_t theirs)
{
    if (ours == base)
        return theirs;
    if (theirs == base)
        return ours;
    return ours > theirs ? ours : theirs;
}

/* Of each run of equal lines, keeps the first ones. */
static void settle_pile(struct work *work, const struct pile *base, const struct pile *ours,
                        const struct pile *theirs)
{
    for (size_t i = 0, run = 0; i < ours->count; i++) {
        struct span line = record_line(ours->records[i]);
        run = i > 0 && span_equal(line, record_line(ours->records[i - 1])) ? run + 1 : 0;
        size_t want =
            settled_count(pile_count(base, line), pile_count(ours, line), pile_count(theirs, line));
        if (run >= want)
            work->our_fates[ours->records[i] - work->ours->records].out = true;
    }
    for (size_t j = 0, run = 0; j < theirs->count; j++) {
        struct span line = record_line(theirs->records[j]);
        run = j > 0 && span_equal(line, record_line(theirs->records[j - 1])) ? run + 1 : 0;
        size_t have = pile_count(ours, line);
        size_t want = settled_count(pile_count(base, line), have, pile_count(theirs, line));
        if (run < have || run >= want)
            work->their_fates[theirs->records[j] - work->theirs.records].out = true;
    }
}

bool merge_settle_unkeyed(struct work *work)
{
    struct pile base = {0}, ours = {0}, theirs = {0};
    bool ok = pile_make(&base, work->base, NULL) && pile_make(&ours, work->ours, NULL) &&
              pile_make(&theirs, &work->theirs, work->their_fates);
    if (ok)
        settle_pile(work, &base, &ours, &theirs);
    free(base.records);
    free(ours.records);
    free(theirs.records);
    return ok;
}
