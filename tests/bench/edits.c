#include <config.h>

#include "tests/bench/edits.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"

static uint64_t chance;

void chance_begin(uint64_t seed)
{
    chance = seed * 0x9e3779b97f4a7c15u + 20261125;
    for (int i = 0; i < 8; i++)
        chance_below(2);
}

size_t chance_below(size_t most)
{
    chance ^= chance << 13; /* xorshift64, Marsaglia 2003 */
    chance ^= chance >> 7;
    chance ^= chance << 17;
    return most != 0 ? (size_t)(chance % most) : 0;
}

static void put(struct letters *letters, uint32_t cp, long origin)
{
    if (!array_reserve(&letters->at, &letters->cap, letters->count + 1, sizeof *letters->at))
        abort();
    letters->at[letters->count++] = (struct letter){cp, origin};
}

static void copy(struct letters *to, const struct letters *from, size_t start, size_t end)
{
    for (size_t i = start; i < end && i < from->count; i++)
        put(to, from->at[i].cp, from->at[i].origin);
}

void letters_of(struct letters *letters, struct span text)
{
    while (text.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(text, &cp);
        put(letters, cp, (long)letters->count);
        text.at += len;
        text.len -= len;
    }
}

void letters_add_to(const struct letters *letters, size_t start, size_t end, struct buf *into)
{
    for (size_t i = start; i < end && i < letters->count; i++)
        unicode_add(into, letters->at[i].cp);
}

static void noise_of(struct letters *to, const struct letters *from, size_t percent)
{
    static const char wrong[] = "eaoncrltui1.,'";
    for (size_t i = 0; i < from->count; i++) {
        struct letter letter = from->at[i];
        bool hit = letter.cp > ' ' && chance_below(100) < percent;
        unsigned kind = hit ? (unsigned)chance_below(4) : 9;
        if (kind == 0)
            continue;
        put(to, kind == 1 ? (uint32_t)wrong[chance_below(sizeof wrong - 1)] : letter.cp,
            letter.origin);
        if (kind == 2)
            put(to, (uint32_t)wrong[chance_below(sizeof wrong - 1)], -1);
        if (kind == 3)
            put(to, letter.cp, -1);
    }
}

static void noise(struct letters *to, const struct letters *from, const struct marks_of_text *marks)
{
    (void)marks;
    noise_of(to, from, 2);
}

static void heavy_noise(struct letters *to, const struct letters *from,
                        const struct marks_of_text *marks)
{
    (void)marks;
    noise_of(to, from, 6);
}

static bool is_blank_line(const struct letters *from, size_t i)
{
    return i + 1 < from->count && from->at[i].cp == '\n' && from->at[i + 1].cp == '\n';
}

static bool is_letter(const struct letters *from, size_t i)
{
    return i < from->count && unicode_is_letter(from->at[i].cp);
}

/* New line breaks; with `hyphens` some words are broken at them. */
static void wrap(struct letters *to, const struct letters *from, bool hyphens)
{
    size_t column = 0, width = 40 + chance_below(40);
    for (size_t i = 0; i < from->count; i++) {
        struct letter letter = from->at[i];
        bool paragraph_end = is_blank_line(from, i) || (i > 0 && is_blank_line(from, i - 1));
        if (paragraph_end) {
            put(to, '\n', letter.origin);
            column = 0;
        } else if (letter.cp == ' ' || letter.cp == '\n') {
            put(to, column > width ? '\n' : ' ', letter.origin);
            column = column > width ? 0 : column + 1;
        } else {
            put(to, letter.cp, letter.origin);
            column++;
            bool inside = i > 1 && is_letter(from, i - 1) && is_letter(from, i) &&
                          is_letter(from, i + 1) && is_letter(from, i + 2);
            if (hyphens && column > width && inside && chance_below(3) == 0) {
                put(to, '-', -1);
                put(to, '\n', -1);
                column = 0;
            }
        }
    }
}

static void reflow(struct letters *to, const struct letters *from,
                   const struct marks_of_text *marks)
{
    (void)marks;
    wrap(to, from, false);
}

static void hyphenate(struct letters *to, const struct letters *from,
                      const struct marks_of_text *marks)
{
    (void)marks;
    wrap(to, from, true);
}

/* A piece of the text put in elsewhere, one letter of so many changed; 0: none. */
static void put_piece(struct letters *to, const struct letters *from, size_t len, size_t changed)
{
    size_t start = chance_below(from->count);
    for (size_t k = start; k < start + len && k < from->count; k++)
        put(to, changed != 0 && chance_below(changed) == 0 ? 'x' : from->at[k].cp, -1);
}

/* Sentences of words that the text doesn't have. */
static void insertions(struct letters *to, const struct letters *from,
                       const struct marks_of_text *marks)
{
    (void)marks;
    for (size_t i = 0; i < from->count; i++) {
        put(to, from->at[i].cp, from->at[i].origin);
        if (from->at[i].cp != ' ' || chance_below(150) != 0)
            continue;
        for (size_t words = 1 + chance_below(20); words > 0; words--) {
            for (size_t len = 2 + chance_below(8); len > 0; len--)
                put(to, 'a' + (uint32_t)chance_below(26), -1);
            put(to, ' ', -1);
        }
    }
}

/* Passages copied to other places, every tenth letter changed. */
static void look_alikes(struct letters *to, const struct letters *from,
                        const struct marks_of_text *marks)
{
    (void)marks;
    for (size_t i = 0; i < from->count; i++) {
        if (chance_below(1500) == 0)
            put_piece(to, from, 100 + chance_below(300), 10);
        put(to, from->at[i].cp, from->at[i].origin);
    }
}

static void deletions(struct letters *to, const struct letters *from,
                      const struct marks_of_text *marks)
{
    (void)marks;
    for (size_t i = 0; i < from->count; i++) {
        if (chance_below(3000) == 0)
            i += 100 + chance_below(700);
        if (i < from->count)
            put(to, from->at[i].cp, from->at[i].origin);
    }
}

/* An eighth of the marked passages themselves, what is around them stays; or with as much around
 * them as `reach` says. */
static void cut_marked(struct letters *to, const struct letters *from,
                       const struct marks_of_text *marks, size_t reach)
{
    size_t at = 0;
    for (size_t i = 0; i < marks->count; i++) {
        if (chance_below(8) != 0 || marks->at[i].start < at)
            continue;
        size_t before = chance_below(reach + 1), behind = chance_below(reach + 1);
        size_t start = marks->at[i].start > before ? marks->at[i].start - before : 0;
        if (start > at)
            copy(to, from, at, start);
        at = marks->at[i].end + behind;
    }
    copy(to, from, at, from->count);
}

static void excisions(struct letters *to, const struct letters *from,
                      const struct marks_of_text *marks)
{
    cut_marked(to, from, marks, 0);
}

static void wide_excisions(struct letters *to, const struct letters *from,
                           const struct marks_of_text *marks)
{
    cut_marked(to, from, marks, 60);
}

static void move(struct letters *to, const struct letters *from, const struct marks_of_text *marks)
{
    (void)marks;
    size_t start = chance_below(from->count), end = start + from->count / 10;
    end = end < from->count ? end : from->count;
    size_t target = chance_below(from->count);
    target = target > start && target < end ? end : target;
    if (target <= start) {
        copy(to, from, 0, target);
        copy(to, from, start, end);
        copy(to, from, target, start);
        copy(to, from, end, from->count);
    } else {
        copy(to, from, 0, start);
        copy(to, from, end, target);
        copy(to, from, start, end);
        copy(to, from, target, from->count);
    }
}

/* Lines in another order, as sorted or shuffled lists are. */
static void shuffle(struct letters *to, const struct letters *from,
                    const struct marks_of_text *marks)
{
    (void)marks;
    for (size_t i = 0; i < from->count;) {
        size_t one = i, two, end;
        for (two = one; two < from->count && from->at[two].cp != '\n'; two++)
            continue;
        two += two < from->count;
        for (end = two; end < from->count && from->at[end].cp != '\n'; end++)
            continue;
        end += end < from->count;
        bool swap = chance_below(4) == 0;
        copy(to, from, swap ? two : one, swap ? end : two);
        copy(to, from, swap ? one : two, swap ? two : end);
        i = end;
    }
}

/* Whole verbatim copies are put in, and what was copied is taken out: no one can know from the text
 * that the copy isn't it. */
static void copies(struct letters *to, const struct letters *from,
                   const struct marks_of_text *marks)
{
    (void)marks;
    for (size_t i = 0; i < from->count; i++) {
        if (chance_below(1500) == 0)
            put_piece(to, from, 300 + chance_below(600), 0);
        if (chance_below(3000) == 0)
            i += 100 + chance_below(700);
        if (i < from->count)
            put(to, from->at[i].cp, from->at[i].origin);
    }
}

static void all_of_it(struct letters *to, const struct letters *from,
                      const struct marks_of_text *marks)
{
    void (*const steps[])(struct letters *, const struct letters *,
                          const struct marks_of_text *) = {noise, look_alikes, deletions,
                                                           insertions, move};
    struct letters before = {0};
    copy(&before, from, 0, from->count);
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        struct letters after = {0};
        steps[i](&after, &before, marks);
        free(before.at);
        before = after;
    }
    wrap(to, &before, true);
    free(before.at);
}

const struct edit edits[] = {
    {"noise", noise},         {"heavy noise", heavy_noise}, {"reflow", reflow},
    {"hyphenate", hyphenate}, {"insertions", insertions},   {"look-alikes", look_alikes},
    {"deletions", deletions}, {"excisions", excisions},     {"wide excisions", wide_excisions},
    {"move", move},           {"shuffle", shuffle},         {"copies", copies},
    {"all", all_of_it},
};
const size_t edit_count = ARRAY_LEN(edits);
