#include <config.h>

#include "src/notes/places.h"

#include <string.h>

#include "src/text/unicode.h"

#define BRACKET_CONTEXT 0.85 /* of both sides, when the passage itself is another */
#define BRACKET_SIDE 12      /* bytes that a side must have to be sure of */
#define PART_OF_WORD 0.9     /* likeness of the same letters inside another word */
#define RARE_FEW 4 /* rare pieces that find every look-alike of a passage and its context */
#define ERRORS_MOST 48
#define WINDOW_SLACK 24

/* ---- patterns ---- */

bool pattern_make(struct pattern *pattern, const struct quoted *quoted, struct buf *raw)
{
    buf_cut(raw, 0);
    pattern->has_context = quoted->has_context;
    if (quoted->has_context)
        buf_add_span(raw, quoted->prefix);
    size_t first = raw->len;
    buf_add_span(raw, quoted->exact);
    size_t behind = raw->len;
    if (quoted->has_context)
        buf_add_span(raw, quoted->suffix);
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

void pattern_done(struct pattern *pattern)
{
    matchtext_done(&pattern->folded);
}

/* ---- likeness ---- */

static double side_score(const struct likeness *side, struct span pattern, struct span text)
{
    bool same = text.len >= pattern.len &&
                memcmp(pattern.at, side->backward ? text.at + text.len - pattern.len : text.at,
                       pattern.len) == 0;
    return same ? 1 : likeness_score(side, likeness_glued(side, text, NULL));
}

/* A context that ended with the text fits best where the text ends. */
double places_context(const struct matchtext *text, const struct pattern *pattern, size_t start,
                      size_t end, double *weak)
{
    struct span before = {text->text.at, start};
    struct span behind = {text->text.at + end, text->text.len - end};
    *weak = 0.5;
    if (!pattern->has_context)
        return 0.5;
    double p = pattern->prefix.len != 0 ? side_score(&pattern->before, pattern->prefix, before)
                                        : (start == 0 ? 1 : 0.5);
    double s = pattern->suffix.len != 0 ? side_score(&pattern->behind, pattern->suffix, behind)
                                        : (behind.len == 0 ? 1 : 0.5);
    *weak = p < s ? p : s;
    return 0.5 * *weak + 0.25 * (p + s);
}

static bool is_start(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

static bool is_word_part(uint32_t cp)
{
    return unicode_is_letter(cp) || unicode_is_digit(cp);
}

/* Is a word cut in two between the two texts? */
static bool cuts_word(struct span before, struct span behind)
{
    uint32_t last = 0, first = 0;
    if (before.len == 0 || behind.len == 0)
        return false;
    size_t start = before.len - 1;
    while (start > 0 && !is_start(before.at[start]))
        start--;
    unicode_decode((struct span){before.at + start, before.len - start}, &last);
    unicode_decode(behind, &first);
    return is_word_part(last) && is_word_part(first);
}

/* Does a place cut a word that the passage didn't cut? Then it is part of another word. */
static bool cuts_other_word(const struct pattern *pattern, struct span text, size_t start,
                            size_t end)
{
    struct span before = {text.at, start}, behind = {text.at + end, text.len - end};
    return (cuts_word(before, pattern->exact) && !cuts_word(pattern->prefix, pattern->exact)) ||
           (cuts_word(pattern->exact, behind) && !cuts_word(pattern->exact, pattern->suffix));
}

/* ---- the same letters ---- */

static void add_candidate(struct candidates *candidates, struct candidate candidate)
{
    for (size_t i = 0; i < candidates->count; i++)
        if (candidates->at[i].start == candidate.start && candidates->at[i].end == candidate.end)
            return;
    if (candidates->count < CANDIDATES_MOST)
        candidates->at[candidates->count++] = candidate;
    else
        candidates->crowded = true;
}

/* Repeated text has the same around many places: what has been measured needn't be again. */
static const struct candidate *find_same(const struct candidates *candidates,
                                         const struct matchtext *matchtext,
                                         const struct pattern *pattern, size_t start)
{
    enum { LOOK = 4 };
    size_t before = pattern->prefix.len + LIKENESS_SLACK, len = pattern->exact.len;
    size_t behind = pattern->suffix.len + LIKENESS_SLACK;
    struct span text = buf_span(&matchtext->text);
    for (size_t i = candidates->count; i > 0 && i + LOOK > candidates->count; i--) {
        const struct candidate *other = &candidates->at[i - 1];
        size_t high = start > other->start ? start : other->start;
        size_t low = start < other->start ? start : other->start;
        if (low >= before && text.len - high >= len + behind && other->end - other->start == len &&
            memcmp(text.at + start - before, text.at + other->start - before,
                   before + len + behind) == 0)
            return other;
    }
    return NULL;
}

static void add_exact(struct candidates *candidates, const struct matchtext *matchtext,
                      const struct pattern *pattern, size_t start)
{
    struct span text = buf_span(&matchtext->text);
    size_t len = pattern->exact.len;
    if (start > text.len || len > text.len - start ||
        memcmp(text.at + start, pattern->exact.at, len) != 0)
        return;
    const struct candidate *same = find_same(candidates, matchtext, pattern, start);
    if (same != NULL) {
        struct candidate again = *same;
        again.start = start;
        again.end = start + len;
        add_candidate(candidates, again);
        return;
    }
    double weak, score = places_context(matchtext, pattern, start, start + len, &weak);
    double likeness = pattern->has_context && cuts_other_word(pattern, text, start, start + len)
                          ? PART_OF_WORD
                          : 1;
    add_candidate(candidates, (struct candidate){start, start + len, likeness, score, weak});
}

/* Those near where the passage is expected to begin. */
static void add_near(struct candidates *candidates, const struct matchtext *text,
                     const struct pattern *pattern, size_t expected)
{
    size_t from = expected > WINDOW_SLACK ? expected - WINDOW_SLACK : 0;
    for (size_t start = from; start <= expected + WINDOW_SLACK; start++)
        add_exact(candidates, text, pattern, start);
}

/* A passage too short for the index, such as a name of three letters. */
static void add_short(struct candidates *candidates, const struct matchtext *matchtext,
                      const struct pattern *pattern)
{
    struct span text = buf_span(&matchtext->text);
    const char *at = text.at;
    size_t left = text.len, seen = 0;
    for (;; seen++) {
        const char *found = memmem(at, left, pattern->exact.at, pattern->exact.len);
        if (found == NULL || seen == PLACES_MOST)
            return;
        add_exact(candidates, matchtext, pattern, (size_t)(found - text.at));
        at = found + 1;
        left = text.len - (size_t)(at - text.at);
    }
}

void places_exact(struct candidates *candidates, const struct matchtext *text,
                  const struct pattern *pattern, const struct diagonals *diagonals,
                  const size_t *expected, size_t count)
{
    size_t number = 0, gram = matchtext_rarest(text, pattern->exact, &number);
    candidates->count = 0;
    candidates->crowded = false;
    if (gram != SIZE_MAX && number <= PLACES_MOST) {
        const uint32_t *places = matchtext_places(text, pattern->exact.at + gram, &number);
        for (size_t k = 0; k < number; k++)
            if (places[k] >= gram)
                add_exact(candidates, text, pattern, places[k] - gram);
        return;
    }
    candidates->crowded = diagonals->rare < RARE_FEW;
    for (size_t i = 0; i < diagonals->count && i < 16; i++) {
        size_t start = diagonals->at[i].start + pattern->prefix.len;
        if (start >= DIAGONAL_ZERO)
            add_near(candidates, text, pattern, start - DIAGONAL_ZERO);
    }
    for (size_t i = 0; i < count; i++)
        if (i == 0 || expected[i] != expected[i - 1])
            add_near(candidates, text, pattern, expected[i]);
    if (gram == SIZE_MAX && !candidates->crowded)
        add_short(candidates, text, pattern);
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
    *found = (struct candidate){from + start, from + end, score, 0, 0};
    return true;
}

static size_t errors_allowed(struct span exact)
{
    size_t cps = unicode_count(exact);
    if (cps < 4)
        return 0;
    return cps / 4 < ERRORS_MOST ? cps / 4 : ERRORS_MOST;
}

static void add_aligned(struct candidates *candidates, const struct matchtext *matchtext,
                        const struct pattern *pattern, size_t expected)
{
    struct span text = buf_span(&matchtext->text);
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
    found.context = places_context(matchtext, pattern, found.start, found.end, &found.weak);
    add_candidate(candidates, found);
}

/* Is there a candidate at this very place already? */
static bool is_near_one(const struct candidates *candidates, size_t expected)
{
    enum { NEAR = 8 };
    for (size_t i = 0; i < candidates->count; i++) {
        size_t start = candidates->at[i].start;
        if ((start > expected ? start - expected : expected - start) <= NEAR)
            return true;
    }
    return false;
}

void places_changed(struct candidates *candidates, const struct matchtext *text,
                    const struct pattern *pattern, const struct diagonals *diagonals,
                    const size_t *expected, size_t count)
{
    for (size_t i = 0; i < diagonals->count && i < 6; i++) {
        size_t start = diagonals->at[i].start + pattern->prefix.len;
        if (start >= DIAGONAL_ZERO && diagonals->at[i].votes * 3 >= diagonals->at[0].votes &&
            !is_near_one(candidates, start - DIAGONAL_ZERO))
            add_aligned(candidates, text, pattern, start - DIAGONAL_ZERO);
    }
    for (size_t i = 0; i < count; i++)
        if (!is_near_one(candidates, expected[i]))
            add_aligned(candidates, text, pattern, expected[i]);
}

/* ---- between both sides ---- */

/* A gap of the text, made whole characters: does it lie between the sides of the passage? */
static bool is_between(struct candidate *found, struct span text, const struct pattern *pattern,
                       size_t start, size_t end)
{
    size_t shortest = pattern->exact.len / 2, longest = pattern->exact.len * 2;
    if (end <= start || end > text.len || end - start < shortest || end - start > longest)
        return false;
    while (start < end && !is_start(text.at[start]))
        start++;
    while (end < text.len && !is_start(text.at[end]))
        end++;
    struct span before = {text.at, start}, behind = {text.at + end, text.len - end};
    if (side_score(&pattern->before, pattern->prefix, before) < BRACKET_CONTEXT ||
        side_score(&pattern->behind, pattern->suffix, behind) < BRACKET_CONTEXT)
        return false;
    *found = (struct candidate){.start = start, .end = end, .context = 1, .weak = 1};
    return true;
}

bool places_between(struct candidate *found, const struct matchtext *text,
                    const struct pattern *pattern)
{
    struct diagonals left, right;
    if (!pattern->has_context || pattern->prefix.len < BRACKET_SIDE ||
        pattern->suffix.len < BRACKET_SIDE)
        return false;
    diagonals_find(&left, text, pattern->prefix);
    diagonals_find(&right, text, pattern->suffix);
    for (size_t i = 0; i < left.count && i < 4; i++)
        for (size_t k = 0; k < right.count && k < 4; k++) {
            size_t start = left.at[i].start + pattern->prefix.len, end = right.at[k].start;
            if (start >= DIAGONAL_ZERO && end >= DIAGONAL_ZERO &&
                is_between(found, buf_span(&text->text), pattern, start - DIAGONAL_ZERO,
                           end - DIAGONAL_ZERO))
                return true;
        }
    return false;
}

/* ---- ranking ---- */

static double rank(const struct candidate *candidate)
{
    return 0.5 * candidate->text + 0.5 * candidate->context;
}

const struct candidate *candidates_best(const struct candidates *candidates, double *margin)
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
