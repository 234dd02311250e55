#include <config.h>

#include "src/notes/anchor.h"

#include <stdlib.h>

#include "src/notes/places.h"
#include "src/notes/quote.h"
#include "src/notes/witness.h"
#include "src/text/unicode.h"

/* Thresholds, measured by tests/bench/anchor on press releases, laws, treaties and sanctions, the
 * last of which repeat themselves. What decides is the side of the context that fits less: a
 * look-alike often has one side whole. */
#define WHOLE 1.0            /* both sides are there to a letter */
#define WEAK_SUPPORTED 0.80  /* of a place that a witness supports */
#define WEAK_ALONE 0.90      /* of one where there are no witnesses to ask */
#define WEAK_VOTED 0.60      /* of one that most witnesses point at */
#define CONTEXT_VOTED 0.70   /* both sides of such a one together */
#define BARE_VOTES 3         /* witnesses for a shorter one */
#define RANK_MARGIN 0.075    /* above the second best, in rank */
#define MARGIN_ALONE 0.15    /* the same, without witnesses */
#define MARGIN_WHOLE 0.05    /* the same, where both sides are whole */
#define CONTEXT_CERTAIN 0.97 /* nothing changed needs to be looked for */
#define BARE_LEN 20          /* bytes of a passage without context that is its own witness */
#define BARE_VOTES 3         /* witnesses for a shorter one */
#define DOUBT_TEXT 0.70      /* likeness of a passage that is shown as a doubt */
#define DOUBT_CONTEXT 0.70   /* and of what is around it */
#define DOUBT_ELECTED 0.45   /* the latter, where witnesses point */

/* Code points that a context may be shorter by, to end with a whole grapheme. */
#define GRAPHEME 8

struct search {
    struct matchtext *text;
    struct anchor *anchors;
    size_t count;
    struct witnesses witnesses;
};

/* What is known about one anchor while it is looked for. */
struct quest {
    const struct search *search;
    size_t index;
    struct anchor *anchor;
    struct pattern pattern;
    struct diagonals diagonals;
    struct candidates candidates;
    bool unique;    /* the passage with its context was the only one when it was kept */
    bool witnessed; /* the second round: others have been found, which can be asked */
    struct testimony testimony;
};

/* ---- witnesses ---- */

static unsigned votes_for(const struct quest *quest, const struct candidate *candidate)
{
    const struct search *search = quest->search;
    return witnesses_votes(&search->witnesses, &quest->testimony,
                           search->text->map[candidate->start]);
}

/* The candidate with at least two votes and more than any other; NULL when there is none. */
static const struct candidate *elected(const struct quest *quest, unsigned *votes)
{
    const struct candidate *best = NULL;
    bool tie = false;
    *votes = 1;
    for (size_t i = 0; i < quest->candidates.count; i++) {
        const struct candidate *candidate = &quest->candidates.at[i];
        if (candidate->context < DOUBT_ELECTED)
            continue;
        unsigned own = votes_for(quest, candidate);
        if (own > *votes) {
            best = candidate;
            *votes = own;
            tie = false;
        } else if (own == *votes && best != NULL) {
            tie = true;
        }
    }
    return tie ? NULL : best;
}

/* ---- deciding ---- */

static void settle(const struct quest *quest, const struct candidate *candidate,
                   enum note_state state)
{
    struct anchor *anchor = quest->anchor;
    size_t start, end;
    matchtext_range(quest->search->text, candidate->start, candidate->end, &start, &end);
    anchor->found_start = start;
    anchor->found_end = end;
    bool here = state == NOTE_MOVED && anchor->stands && start == anchor->start;
    anchor->state = here ? NOTE_OK : state;
}

/* The same letters with their context, and nothing comparable anywhere. What was changed a little
 * has been looked at too: the only unchanged one may be a look-alike of a passage that was touched.
 */
static bool find_sure(const struct quest *quest)
{
    double margin;
    const struct candidate *best = candidates_best(&quest->candidates, &margin);
    if (best == NULL || best->text < 1 || !quest->pattern.has_context)
        return false;
    unsigned votes = votes_for(quest, best);
    bool alone = !quest->candidates.crowded && quest->testimony.count == 0;
    bool sure = false;
    if (best->weak >= WHOLE && !quest->candidates.crowded && (quest->unique || votes > 0))
        sure = margin >= (quest->witnessed ? MARGIN_WHOLE : RANK_MARGIN);
    else if (votes > 0)
        sure = best->weak >= WEAK_SUPPORTED && margin >= RANK_MARGIN;
    else if (quest->witnessed && alone && quest->unique)
        sure = best->weak >= WEAK_ALONE && margin >= MARGIN_ALONE;
    if (sure)
        settle(quest, best, NOTE_MOVED);
    return sure;
}

/* Where most witnesses point, if the letters are the same there and the context still is like it.
 */
static bool find_voted(const struct quest *quest)
{
    unsigned votes;
    const struct candidate *best = elected(quest, &votes);
    if (best == NULL || best->text < 1)
        return false;
    bool sure = quest->pattern.has_context
                    ? best->context >= CONTEXT_VOTED && best->weak >= WEAK_VOTED
                    : votes >= BARE_VOTES;
    if (sure)
        settle(quest, best, NOTE_MOVED);
    return sure;
}

/* A long passage that was kept without context (another program's), and stands in one place. */
static bool find_bare(const struct quest *quest)
{
    size_t same = 0;
    const struct candidate *only = NULL;
    for (size_t i = 0; i < quest->candidates.count; i++)
        if (quest->candidates.at[i].text >= 1) {
            only = &quest->candidates.at[i];
            same++;
        }
    if (quest->pattern.has_context || quest->candidates.crowded || same != 1 ||
        quest->pattern.exact.len < BARE_LEN ||
        (votes_for(quest, only) == 0 && quest->testimony.count > 0))
        return false;
    settle(quest, only, NOTE_MOVED);
    return true;
}

/* Likely places, the letters the same or not, for a reader to judge. */
static bool find_likely(const struct quest *quest)
{
    double margin;
    unsigned votes;
    const struct candidate *best = candidates_best(&quest->candidates, &margin);
    bool likely = best != NULL && quest->pattern.has_context && best->text >= DOUBT_TEXT &&
                  best->context >= DOUBT_CONTEXT && margin >= RANK_MARGIN;
    if (!likely)
        best = elected(quest, &votes);
    if (best == NULL)
        return false;
    settle(quest, best, NOTE_DOUBT);
    return true;
}

/* Both sides are there with something else between: for a reader to judge too. */
static bool find_between(const struct quest *quest)
{
    struct candidate between;
    if (!places_between(&between, quest->search->text, &quest->pattern))
        return false;
    settle(quest, &between, NOTE_DOUBT);
    return quest->anchor->found_start < quest->anchor->found_end;
}

/* ---- an anchor at a time ---- */

static struct quoted quoted_of(const struct anchor *anchor)
{
    return (struct quoted){.prefix = anchor->prefix,
                           .exact = anchor->exact,
                           .suffix = anchor->suffix,
                           .has_context = anchor->has_context};
}

static bool is_certain(const struct candidates *candidates)
{
    double margin;
    const struct candidate *best = candidates_best(candidates, &margin);
    return best != NULL && best->context >= CONTEXT_CERTAIN && margin >= 2 * RANK_MARGIN;
}

static void find_candidates(struct quest *quest)
{
    const struct matchtext *text = quest->search->text;
    size_t expected[WITNESSES + 1] = {matchtext_off(text, quest->anchor->start)}, count = 1;
    for (size_t i = 0; i < quest->testimony.count; i++)
        expected[count++] = matchtext_off(text, quest->testimony.offs[i]);
    diagonals_find(&quest->diagonals, text, quest->pattern.whole);
    places_exact(&quest->candidates, text, &quest->pattern, &quest->diagonals, expected, count);
    if (!is_certain(&quest->candidates))
        places_changed(&quest->candidates, text, &quest->pattern, &quest->diagonals, expected + 1,
                       count - 1);
}

/* The first round takes what is sure by itself; the second has witnesses to ask. */
static bool find_one(struct quest *quest, size_t index, struct buf *raw)
{
    quest->index = index;
    quest->anchor = &quest->search->anchors[index];
    struct quoted quoted = quoted_of(quest->anchor);
    if (!pattern_make(&quest->pattern, &quoted, raw))
        return false;
    quest->anchor->state = NOTE_ORPHAN;
    quest->unique = unicode_count(quoted.prefix) < QUOTE_CONTEXT_MOST - GRAPHEME &&
                    unicode_count(quoted.suffix) < QUOTE_CONTEXT_MOST - GRAPHEME;
    quest->testimony.count = 0;
    if (quest->witnessed)
        witnesses_ask(&quest->search->witnesses, index, &quest->testimony);
    if (quest->pattern.exact.len > 0) {
        find_candidates(quest);
        if (!find_sure(quest) && quest->witnessed && !find_voted(quest) && !find_bare(quest) &&
            !quest->anchor->refused && !find_likely(quest))
            find_between(quest);
    }
    pattern_done(&quest->pattern);
    return true;
}

/* The same letters with all of their context where they stood: the common case, without a search.
 */
static bool find_standing(const struct search *search, struct anchor *anchor,
                          const struct pattern *pattern)
{
    size_t start = matchtext_off(search->text, anchor->start);
    size_t end = matchtext_off(search->text, anchor->end);
    double weak;
    while (end > start && search->text->text.at[end - 1] == ' ')
        end--;
    if (anchor->has_context && places_context(search->text, pattern, start, end, &weak) < WHOLE)
        return false;
    anchor->state = NOTE_OK;
    return true;
}

static bool is_cancelled(const atomic_bool *cancel, struct error *error)
{
    return cancel != NULL && atomic_load(cancel) &&
           !error_set(error, ERROR_CANCEL, N_("Cancelled."), NULL);
}

/* *all: nothing needs to be looked for. */
static bool find_unmoved(struct search *search, struct buf *raw, const atomic_bool *cancel,
                         bool *all, struct error *error)
{
    struct pattern pattern;
    *all = true;
    for (size_t i = 0; i < search->count; i++) {
        struct anchor *anchor = &search->anchors[i];
        struct quoted quoted = quoted_of(anchor);
        anchor->state = anchor->settled ? NOTE_OK : NOTE_ORPHAN;
        anchor->found_start = anchor->start;
        anchor->found_end = anchor->end;
        if (is_cancelled(cancel, error))
            return false;
        if (anchor->stands && !anchor->settled) {
            if (!pattern_make(&pattern, &quoted, raw))
                return error_memory(error);
            find_standing(search, anchor, &pattern);
            pattern_done(&pattern);
        }
        *all = *all && anchor->state == NOTE_OK;
    }
    return true;
}

static bool find_rest(struct search *search, struct buf *raw, const atomic_bool *cancel,
                      struct error *error)
{
    struct quest *quest = array_new(1, sizeof *quest);
    bool ok =
        quest != NULL && matchtext_index(search->text) &&
        witnesses_make(&search->witnesses, search->text->original, search->anchors, search->count);
    if (!ok)
        error_memory(error);
    for (int round = 0; ok && round < 2; round++)
        for (size_t i = 0; ok && i < search->count; i++) {
            if (search->anchors[i].state != NOTE_ORPHAN)
                continue;
            quest->search = search;
            quest->witnessed = round == 1;
            ok = !is_cancelled(cancel, error) && (find_one(quest, i, raw) || error_memory(error));
        }
    free(quest);
    return ok;
}

bool anchor_find(struct matchtext *text, struct anchor *anchors, size_t count,
                 const atomic_bool *cancel, struct error *error)
{
    struct search search = {.text = text, .anchors = anchors, .count = count};
    struct buf raw = {0};
    bool all = true;
    bool ok = find_unmoved(&search, &raw, cancel, &all, error) &&
              (all || find_rest(&search, &raw, cancel, error));
    witnesses_done(&search.witnesses);
    buf_done(&raw);
    return ok;
}
