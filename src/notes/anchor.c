#include <config.h>

#include "src/notes/anchor.h"

#include <stdlib.h>
#include <string.h>

#include "src/notes/likeness.h"
#include "src/notes/matchtext.h"
#include "src/text/unicode.h"

/* Thresholds, from a prototype on 18,174 anchors of synthetic edits and re-tuned on
 * tests/bench/anchor. */
#define SCORE_STANDS 0.60    /* context of a passage that stands where it stood */
#define SCORE_SURE 0.85      /* of one that is found elsewhere */
#define SCORE_CERTAIN 0.97   /* nothing else needs to be looked at */
#define SCORE_SINGLE 0.40    /* of the only exact match of a long passage */
#define SCORE_VOTED 0.45     /* of an exact match that the neighbours point at */
#define RANK_MARGIN 0.075    /* above the second best, in rank() */
#define FUZZY_TEXT 0.70      /* likeness of a changed passage */
#define FUZZY_CONTEXT 0.70   /* and of what is around it */
#define BRACKET_CONTEXT 0.85 /* of both sides, when the passage itself is another */
#define SINGLE_LEN 20        /* bytes of a passage that is long enough to be its own witness */
#define VOTE_REACH 24        /* code points by which a neighbour may be off */
#define NEIGHBOURS 4
#define ERRORS_MOST 48
/* Bounds on work, not on quality: passages with more places than this are looked for by their
 * context. */
#define PLACES_MOST 256
#define CANDIDATES_MOST 64
#define WINDOW_SLACK 24

/* One passage as it is compared: prefix, exact and suffix folded as one text. */
struct pattern {
    struct matchtext folded;
    struct span whole, prefix, exact, suffix;
    struct likeness before, behind; /* of prefix and suffix */
};

struct candidate {
    size_t start, end; /* bytes of the folded text */
    double text;       /* likeness of the passage, 1 for exact */
    double context;
};

struct candidates {
    struct candidate at[CANDIDATES_MOST];
    size_t count;
};

struct search {
    struct matchtext text;
    struct anchor *anchors;
    size_t count;
    uint64_t *marks; /* code point of every MARK_STEP-th byte of the original */
};

/* ---- code points of the original ---- */

#define MARK_STEP 256

static bool is_start(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

static bool make_marks(struct search *search)
{
    struct span text = search->text.original;
    uint64_t cps = 0;
    search->marks = array_new(text.len / MARK_STEP + 1, sizeof *search->marks);
    for (size_t i = 0; search->marks != NULL && i < text.len; i++) {
        if (i % MARK_STEP == 0)
            search->marks[i / MARK_STEP] = cps;
        cps += is_start(text.at[i]);
    }
    return search->marks != NULL;
}

/* Code points that begin before byte `off`. */
static uint64_t cp_at(const struct search *search, size_t off)
{
    struct span text = search->text.original;
    size_t from = off - off % MARK_STEP;
    if (from >= text.len)
        from = text.len != 0 ? (text.len - 1) - (text.len - 1) % MARK_STEP : 0;
    uint64_t cp = text.len != 0 ? search->marks[from / MARK_STEP] : 0;
    for (size_t i = from; i < off && i < text.len; i++)
        cp += is_start(text.at[i]);
    return cp;
}

/* ---- likeness ---- */

static double side_score(const struct likeness *side, struct span pattern, struct span text)
{
    bool same = text.len >= pattern.len &&
                memcmp(pattern.at, side->backward ? text.at + text.len - pattern.len : text.at,
                       pattern.len) == 0;
    return same ? 1 : likeness_score(side, likeness_glued(side, text, NULL));
}

/* How well the context fits around folded [start, end). A context that ended with the text fits
 * best where the text ends. */
static double context_score(const struct search *search, const struct pattern *pattern,
                            bool has_context, size_t start, size_t end)
{
    struct span text = buf_span(&search->text.text);
    struct span before = {text.at, start}, behind = {text.at + end, text.len - end};
    if (!has_context)
        return 0.5;
    double p = pattern->prefix.len != 0 ? side_score(&pattern->before, pattern->prefix, before)
                                        : (start == 0 ? 1 : 0.5);
    double s = pattern->suffix.len != 0 ? side_score(&pattern->behind, pattern->suffix, behind)
                                        : (behind.len == 0 ? 1 : 0.5);
    return 0.5 * (p < s ? p : s) + 0.25 * (p + s);
}

/* ---- patterns ---- */

static bool pattern_make(struct pattern *pattern, const struct anchor *anchor, struct buf *raw)
{
    buf_cut(raw, 0);
    if (anchor->has_context)
        buf_add_span(raw, anchor->prefix);
    size_t first = raw->len;
    buf_add_span(raw, anchor->exact);
    size_t behind = raw->len;
    if (anchor->has_context)
        buf_add_span(raw, anchor->suffix);
    if (!buf_ok(raw) || !matchtext_make(&pattern->folded, buf_span(raw)))
        return false;
    pattern->whole = buf_span(&pattern->folded.text);
    size_t start = matchtext_off(&pattern->folded, first);
    size_t end = matchtext_off(&pattern->folded, behind);
    /* A blank run or a line-end hyphen over the border folds into its first side. */
    while (start < end && pattern->whole.at[start] == ' ')
        start++;
    while (end > start && pattern->whole.at[end - 1] == ' ')
        end--;
    pattern->prefix = (struct span){pattern->whole.at, start};
    pattern->exact = (struct span){pattern->whole.at + start, end - start};
    pattern->suffix = (struct span){pattern->whole.at + end, pattern->whole.len - end};
    likeness_make(&pattern->before, pattern->prefix, true);
    likeness_make(&pattern->behind, pattern->suffix, false);
    return true;
}

/* ---- places of a passage ---- */

static void add_candidate(struct candidates *candidates, struct candidate candidate)
{
    for (size_t i = 0; i < candidates->count; i++)
        if (candidates->at[i].start == candidate.start && candidates->at[i].end == candidate.end)
            return;
    if (candidates->count < CANDIDATES_MOST)
        candidates->at[candidates->count++] = candidate;
}

static void add_exact(const struct search *search, const struct pattern *pattern, bool has_context,
                      size_t start, struct candidates *candidates)
{
    struct span text = buf_span(&search->text.text);
    size_t len = pattern->exact.len;
    if (start > text.len || len > text.len - start ||
        memcmp(text.at + start, pattern->exact.at, len) != 0)
        return;
    double score = context_score(search, pattern, has_context, start, start + len);
    add_candidate(candidates, (struct candidate){start, start + len, 1, score});
}

/* The rarest four-byte piece of a span: its offset; SIZE_MAX when the span is shorter. */
static size_t rarest_gram(const struct search *search, struct span span, size_t *count)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i + MATCHTEXT_GRAM <= span.len; i++) {
        size_t number;
        matchtext_places(&search->text, span.at + i, &number);
        if (best == SIZE_MAX || number < *count) {
            best = i;
            *count = number;
        }
    }
    return best;
}

/* Where the whole pattern begins if a piece of it at `offset` stands at a place; counted in steps
 * of eight bytes. The best ones, by how many rare pieces agree. */
struct diagonal {
    size_t start; /* of the whole pattern; may lie before the text: DIAGONAL_ZERO is added */
    unsigned votes;
};
struct diagonals {
    struct diagonal at[256];
    size_t count;
};
#define DIAGONAL_ZERO ((size_t)1 << 62)

static void vote(struct diagonals *diagonals, size_t start)
{
    for (size_t i = 0; i < diagonals->count; i++) {
        size_t other = diagonals->at[i].start;
        if ((start > other ? start - other : other - start) <= 12) {
            diagonals->at[i].votes++;
            return;
        }
    }
    if (diagonals->count < ARRAY_LEN(diagonals->at)) {
        diagonals->at[diagonals->count].start = start;
        diagonals->at[diagonals->count++].votes = 1;
    }
}

static int diagonal_compare(const void *a, const void *b)
{
    const struct diagonal *one = a, *two = b;
    if (one->votes != two->votes)
        return one->votes > two->votes ? -1 : 1;
    return one->start < two->start ? -1 : one->start > two->start;
}

static void find_diagonals(const struct search *search, struct span span, struct diagonals *into)
{
    enum { RARE = 24 };
    into->count = 0;
    for (size_t i = 0; i + MATCHTEXT_GRAM <= span.len; i++) {
        size_t number;
        const uint32_t *places = matchtext_places(&search->text, span.at + i, &number);
        if (number > RARE)
            continue;
        for (size_t k = 0; k < number; k++)
            if (memcmp(search->text.text.at + places[k], span.at + i, MATCHTEXT_GRAM) == 0)
                vote(into, DIAGONAL_ZERO + places[k] - i);
    }
    qsort(into->at, into->count, sizeof into->at[0], diagonal_compare);
}

/* Exact places near where a diagonal says that the passage begins. */
static void add_near(const struct search *search, const struct pattern *pattern, bool has_context,
                     size_t expected, struct candidates *candidates)
{
    size_t from = expected > WINDOW_SLACK ? expected - WINDOW_SLACK : 0;
    for (size_t start = from; start <= expected + WINDOW_SLACK; start++)
        add_exact(search, pattern, has_context, start, candidates);
}

static void find_exact(const struct search *search, const struct pattern *pattern,
                       const struct anchor *anchor, const struct diagonals *diagonals,
                       struct candidates *candidates)
{
    struct span text = buf_span(&search->text.text);
    size_t number = 0, gram = rarest_gram(search, pattern->exact, &number);
    candidates->count = 0;
    if (gram != SIZE_MAX && number <= PLACES_MOST) {
        const uint32_t *places = matchtext_places(&search->text, pattern->exact.at + gram, &number);
        for (size_t k = 0; k < number; k++)
            if (places[k] >= gram)
                add_exact(search, pattern, anchor->has_context, places[k] - gram, candidates);
        return;
    }
    for (size_t i = 0; i < diagonals->count && i < 16; i++) {
        size_t start = diagonals->at[i].start + pattern->prefix.len;
        if (start >= DIAGONAL_ZERO)
            add_near(search, pattern, anchor->has_context, start - DIAGONAL_ZERO, candidates);
    }
    size_t stored = matchtext_off(&search->text, anchor->start);
    add_near(search, pattern, anchor->has_context, stored, candidates);
    /* Short and rare, such as a name of three letters. */
    const char *at = text.at;
    for (size_t left = text.len, seen = 0; gram == SIZE_MAX && seen < CANDIDATES_MOST; seen++) {
        const char *found = memmem(at, left, pattern->exact.at, pattern->exact.len);
        if (found == NULL)
            break;
        add_exact(search, pattern, anchor->has_context, (size_t)(found - text.at), candidates);
        at = found + 1;
        left = text.len - (size_t)(at - text.at);
    }
}

/* ---- changed passages ---- */

/* The piece of folded [from, to) that is most like the passage; of a long passage the piece from
 * where its beginning is to where its end is. False when nothing is like it within `most` errors.
 */
static bool align(struct span text, struct span exact, size_t from, size_t to, size_t most,
                  struct candidate *found)
{
    struct likeness forward, backward;
    size_t end, reach, head_end;
    struct span window = {text.at + from, to - from};
    likeness_make(&forward, exact, false);
    likeness_make(&backward, (struct span){exact.at, forward.len}, true);
    size_t distance = likeness_find(&forward, window, &end);
    if (distance > most)
        return false;
    likeness_glued(&backward, (struct span){window.at, end}, &reach);
    size_t start = end - reach;
    head_end = end;
    double score = likeness_score(&forward, distance);
    if (exact.len > forward.len) {
        struct span tail = {exact.at + exact.len - forward.len, forward.len};
        likeness_make(&forward, tail, false);
        distance =
            likeness_find(&forward, (struct span){window.at + start, window.len - start}, &end);
        if (distance > most || start + end < head_end)
            return false;
        end += start;
        double other = likeness_score(&forward, distance);
        score = other < score ? other : score;
    }
    *found = (struct candidate){from + start, from + end, score, 0};
    return true;
}

static size_t errors_allowed(struct span exact)
{
    size_t cps = unicode_count(exact);
    if (cps < 4)
        return 0;
    return cps / 4 < ERRORS_MOST ? cps / 4 : ERRORS_MOST;
}

static void add_aligned(const struct search *search, const struct pattern *pattern,
                        const struct anchor *anchor, size_t expected, struct candidates *candidates)
{
    struct span text = buf_span(&search->text.text);
    size_t most = errors_allowed(pattern->exact), slack = most + WINDOW_SLACK;
    size_t from = expected > slack ? expected - slack : 0;
    size_t to = expected + pattern->exact.len + slack;
    struct candidate found = {0};
    to = to < text.len ? to : text.len;
    if (most == 0 || from >= to || !align(text, pattern->exact, from, to, most, &found))
        return;
    /* Whole characters. */
    while (found.start > 0 && !is_start(text.at[found.start]))
        found.start--;
    while (found.end < text.len && !is_start(text.at[found.end]))
        found.end++;
    found.context = context_score(search, pattern, anchor->has_context, found.start, found.end);
    add_candidate(candidates, found);
}

/* Where a neighbour says that the passage begins, as a byte of the folded text. */
static size_t predicted(const struct search *search, const struct anchor *anchor,
                        const struct anchor *neighbour)
{
    int64_t shift = (int64_t)(anchor->old_start - neighbour->old_start);
    /* Code points taken as bytes are good enough for a window around it. */
    int64_t original = (int64_t)neighbour->found_start + shift;
    if (original < 0)
        original = 0;
    return matchtext_off(&search->text, (size_t)original);
}

/* The nearest anchors before and behind that have a sure place. */
static size_t find_neighbours(const struct search *search, size_t index,
                              const struct anchor *neighbours[NEIGHBOURS])
{
    size_t count = 0, before = index, behind = index + 1;
    while (count < NEIGHBOURS) {
        while (before > 0 && search->anchors[before - 1].state > NOTE_MOVED)
            before--;
        while (behind < search->count && search->anchors[behind].state > NOTE_MOVED)
            behind++;
        bool has_before = before > 0, has_behind = behind < search->count;
        if (!has_before && !has_behind)
            break;
        uint64_t own = search->anchors[index].old_start;
        bool take_before =
            has_before && (!has_behind || own - search->anchors[before - 1].old_start <=
                                              search->anchors[behind].old_start - own);
        neighbours[count++] = take_before ? &search->anchors[--before] : &search->anchors[behind++];
    }
    return count;
}

static unsigned count_votes(const struct search *search, const struct anchor *anchor,
                            const struct candidate *candidate,
                            const struct anchor *const *neighbours, size_t count)
{
    unsigned votes = 0;
    uint64_t here = cp_at(search, search->text.map[candidate->start]);
    for (size_t i = 0; i < count; i++) {
        uint64_t there = cp_at(search, neighbours[i]->found_start);
        int64_t off =
            (int64_t)(here - there) - (int64_t)(anchor->old_start - neighbours[i]->old_start);
        votes += off <= VOTE_REACH && off >= -VOTE_REACH;
    }
    return votes;
}

/* The candidate with at least two votes and more than any other; NULL when there is none. */
static const struct candidate *elected(const struct search *search, size_t index,
                                       const struct candidates *candidates, double context)
{
    const struct anchor *neighbours[NEIGHBOURS];
    size_t count = find_neighbours(search, index, neighbours);
    const struct candidate *best = NULL;
    unsigned most = 1;
    bool tie = false;
    for (size_t i = 0; i < candidates->count; i++) {
        const struct candidate *candidate = &candidates->at[i];
        if (candidate->context < context)
            continue;
        unsigned votes = count_votes(search, &search->anchors[index], candidate, neighbours, count);
        if (votes > most) {
            best = candidate;
            most = votes;
            tie = false;
        } else if (votes == most && best != NULL) {
            tie = true;
        }
    }
    return tie ? NULL : best;
}

static double rank(const struct candidate *candidate)
{
    return 0.5 * candidate->text + 0.5 * candidate->context;
}

/* ---- an anchor at a time ---- */

static void settle(const struct search *search, struct anchor *anchor,
                   const struct candidate *candidate, enum note_state state)
{
    size_t start, end;
    matchtext_range(&search->text, candidate->start, candidate->end, &start, &end);
    anchor->found_start = start;
    anchor->found_end = end;
    bool here = state == NOTE_MOVED && anchor->stands && start == anchor->start;
    anchor->state = here ? NOTE_OK : state;
}

/* The best by rank, and by how much. */
static const struct candidate *best_ranked(const struct candidates *candidates, double *margin)
{
    const struct candidate *best = NULL;
    double second = 0;
    for (size_t i = 0; i < candidates->count; i++) {
        const struct candidate *candidate = &candidates->at[i];
        if (best == NULL || rank(candidate) > rank(best)) {
            second = best != NULL ? rank(best) : 0;
            best = candidate;
        } else if (rank(candidate) > second) {
            second = rank(candidate);
        }
    }
    *margin = best != NULL ? rank(best) - second : 0;
    return best;
}

static size_t count_exact(const struct candidates *candidates)
{
    size_t count = 0;
    for (size_t i = 0; i < candidates->count; i++)
        count += candidates->at[i].text >= 1;
    return count;
}

/* Step 1: the same text with its context where it stood. */
static bool find_standing(const struct search *search, struct anchor *anchor,
                          const struct pattern *pattern)
{
    if (!anchor->stands)
        return false;
    size_t start = matchtext_off(&search->text, anchor->start);
    size_t end = matchtext_off(&search->text, anchor->end);
    while (end > start && search->text.text.at[end - 1] == ' ')
        end--;
    if (anchor->has_context && context_score(search, pattern, true, start, end) < SCORE_STANDS)
        return false;
    anchor->state = NOTE_OK;
    return true;
}

/* Does at least one sure neighbour agree, or is there none to ask? */
static bool is_supported(const struct search *search, size_t index,
                         const struct candidate *candidate)
{
    const struct anchor *neighbours[NEIGHBOURS];
    size_t count = find_neighbours(search, index, neighbours);
    return count == 0 ||
           count_votes(search, &search->anchors[index], candidate, neighbours, count) > 0;
}

/* Step 2: the same text elsewhere, with its context, and nothing comparable anywhere. What was
 * changed a little is looked at too: the only exact match may be of a look-alike, where the passage
 * itself has been touched. Only a certain one does without neighbours. */
static bool find_sure(const struct search *search, size_t index, bool ask_neighbours,
                      const struct pattern *pattern, const struct candidates *candidates)
{
    struct anchor *anchor = &search->anchors[index];
    double margin;
    const struct candidate *best = best_ranked(candidates, &margin);
    if (best == NULL || best->text < 1 || margin < RANK_MARGIN)
        return false;
    bool sure =
        anchor->has_context && best->context >= (ask_neighbours ? SCORE_SURE : SCORE_CERTAIN);
    bool single = ask_neighbours && count_exact(candidates) == 1 &&
                  pattern->exact.len >= SINGLE_LEN && best->context >= SCORE_SINGLE;
    if ((!sure && !single) ||
        (ask_neighbours && best->context < SCORE_CERTAIN && !is_supported(search, index, best)))
        return false;
    settle(search, anchor, best, NOTE_MOVED);
    return true;
}

/* Step 3: where the neighbours point, if the text is the same there. */
static bool find_voted(const struct search *search, size_t index,
                       const struct candidates *candidates)
{
    const struct candidate *best = elected(search, index, candidates, SCORE_VOTED);
    if (best == NULL || best->text < 1)
        return false;
    settle(search, &search->anchors[index], best, NOTE_MOVED);
    return true;
}

/* Step 4: likely places, exact or not, for a reader to judge. */
static bool find_likely(const struct search *search, size_t index,
                        const struct candidates *candidates)
{
    struct anchor *anchor = &search->anchors[index];
    double margin;
    const struct candidate *best = best_ranked(candidates, &margin);
    bool likely = best != NULL && anchor->has_context && best->text >= FUZZY_TEXT &&
                  best->context >= FUZZY_CONTEXT && margin >= RANK_MARGIN;
    if (!likely)
        best = elected(search, index, candidates, SCORE_VOTED);
    if (best == NULL)
        return false;
    settle(search, anchor, best, NOTE_DOUBT);
    return true;
}

/* Places where something like the passage stands, by its rare pieces and by its neighbours. */
static void find_changed(const struct search *search, size_t index, const struct pattern *pattern,
                         const struct diagonals *diagonals, bool ask_neighbours,
                         struct candidates *candidates)
{
    struct anchor *anchor = &search->anchors[index];
    const struct anchor *neighbours[NEIGHBOURS];
    for (size_t i = 0; i < diagonals->count && i < 6; i++) {
        size_t start = diagonals->at[i].start + pattern->prefix.len;
        if (start >= DIAGONAL_ZERO && diagonals->at[i].votes * 3 >= diagonals->at[0].votes)
            add_aligned(search, pattern, anchor, start - DIAGONAL_ZERO, candidates);
    }
    size_t count = ask_neighbours ? find_neighbours(search, index, neighbours) : 0;
    for (size_t i = 0; i < count; i++)
        add_aligned(search, pattern, anchor, predicted(search, anchor, neighbours[i]), candidates);
}

static bool is_certain(const struct candidates *candidates)
{
    double margin;
    const struct candidate *best = best_ranked(candidates, &margin);
    return best != NULL && best->context >= SCORE_CERTAIN && margin >= 2 * RANK_MARGIN;
}

/* Step 5: both sides are there, and something of about the same length between them. */
static bool find_bracket(const struct search *search, struct anchor *anchor,
                         const struct pattern *pattern)
{
    struct diagonals left, right;
    struct span text = buf_span(&search->text.text);
    size_t shortest = pattern->exact.len / 2, longest = pattern->exact.len * 2;
    if (!anchor->has_context || pattern->prefix.len < 12 || pattern->suffix.len < 12)
        return false;
    find_diagonals(search, pattern->prefix, &left);
    find_diagonals(search, pattern->suffix, &right);
    for (size_t i = 0; i < left.count && i < 4; i++)
        for (size_t k = 0; k < right.count && k < 4; k++) {
            size_t start = left.at[i].start + pattern->prefix.len, end = right.at[k].start;
            if (start < DIAGONAL_ZERO || end < start || end - DIAGONAL_ZERO > text.len ||
                end - start < shortest || end - start > longest || end == start)
                continue;
            start -= DIAGONAL_ZERO;
            end -= DIAGONAL_ZERO;
            while (start < end && !is_start(text.at[start]))
                start++;
            while (end < text.len && !is_start(text.at[end]))
                end++;
            struct span before = {text.at, start}, behind = {text.at + end, text.len - end};
            if (side_score(&pattern->before, pattern->prefix, before) < BRACKET_CONTEXT ||
                side_score(&pattern->behind, pattern->suffix, behind) < BRACKET_CONTEXT)
                continue;
            struct candidate candidate = {start, end, 0, 1};
            settle(search, anchor, &candidate, NOTE_DOUBT);
            return anchor->found_start < anchor->found_end;
        }
    return false;
}

/* The first round takes what is sure by itself; the second has neighbours to ask. */
static bool find_one(struct search *search, size_t index, bool second_round, struct buf *raw)
{
    struct anchor *anchor = &search->anchors[index];
    struct pattern pattern;
    struct diagonals diagonals = {.count = 0};
    struct candidates candidates = {.count = 0};
    if (!pattern_make(&pattern, anchor, raw))
        return false;
    if (pattern.exact.len > 0) {
        find_diagonals(search, pattern.whole, &diagonals);
        find_exact(search, &pattern, anchor, &diagonals, &candidates);
        if (!is_certain(&candidates))
            find_changed(search, index, &pattern, &diagonals, second_round, &candidates);
        if (!find_sure(search, index, second_round, &pattern, &candidates) && second_round &&
            !find_voted(search, index, &candidates) && !anchor->refused &&
            !find_likely(search, index, &candidates))
            find_bracket(search, anchor, &pattern);
    }
    matchtext_done(&pattern.folded);
    return true;
}

/* Passages that are still there with all their context need no index: the common case. */
static bool find_unmoved(struct search *search, struct buf *raw)
{
    for (size_t i = 0; i < search->count; i++) {
        struct anchor *anchor = &search->anchors[i];
        struct pattern pattern;
        anchor->state = anchor->settled ? NOTE_OK : NOTE_ORPHAN;
        anchor->found_start = anchor->start;
        anchor->found_end = anchor->end;
        if (!anchor->stands || anchor->settled)
            continue;
        if (!pattern_make(&pattern, anchor, raw))
            return false;
        find_standing(search, anchor, &pattern);
        matchtext_done(&pattern.folded);
    }
    return true;
}

static bool all_found(const struct search *search)
{
    for (size_t i = 0; i < search->count; i++)
        if (search->anchors[i].state == NOTE_ORPHAN)
            return false;
    return true;
}

static bool find_rest(struct search *search, struct buf *raw, const atomic_bool *cancel,
                      struct error *error)
{
    if (!matchtext_index(&search->text) || !make_marks(search))
        return error_memory(error);
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < search->count; i++) {
            if (search->anchors[i].state != NOTE_ORPHAN)
                continue;
            if (!find_one(search, i, round == 1, raw))
                return error_memory(error);
            if (cancel != NULL && atomic_load(cancel))
                return error_set(error, ERROR_CANCEL, N_("Cancelled."), NULL);
        }
    return true;
}

bool anchor_find(struct span text, struct anchor *anchors, size_t count, const atomic_bool *cancel,
                 struct error *error)
{
    struct search search = {.anchors = anchors, .count = count};
    struct buf raw = {0};
    bool ok = matchtext_make(&search.text, text) && find_unmoved(&search, &raw);
    if (!ok)
        error_memory(error);
    else if (!all_found(&search))
        ok = find_rest(&search, &raw, cancel, error);
    matchtext_done(&search.text);
    free(search.marks);
    buf_done(&raw);
    return ok;
}
