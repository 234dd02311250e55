#include <config.h>

#include "src/language/compound.h"

#include "src/language/shape.h"

#define PART_MIN 3
#define PARTS_MAX 3

struct analysis {
    const struct lexicon *lexicon;
    const uint8_t *codes;
    size_t count;
    uint8_t link_s, link_e, link_n, hyphen;
    bool unlinked; /* what must be linked may be as it is */
    unsigned best;
};

/* Short parts are found by chance: they must be the more usual as parts. */
static unsigned part_strength(unsigned words, size_t letters)
{
    static const uint8_t toll[] = {9, 9, 9, 6, 3, 1};
    unsigned less = letters < ARRAY_LEN(toll) ? toll[letters] : 0;
    unsigned strength = words + (letters > 7 ? 1 : 0);
    return strength > less ? strength - less : 0;
}

static bool is_vowels(uint32_t before, uint32_t behind)
{
    static const char *const pairs[] = {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie",
                                        "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu"};
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        if (before == (unsigned char)pairs[i][0] && behind == (unsigned char)pairs[i][1])
            return true;
    return false;
}

/* Whether nothing may stand between two parts that meet before `at`: no hyphen is needed to keep
 * two vowels from being read as one (politie-inzet), and no s as behind -heid and -teit. */
static bool may_meet(const struct analysis *analysis, size_t from, size_t at)
{
    static const char *const endings[] = {"heid", "teit"};
    const struct lexicon *lexicon = analysis->lexicon;
    if (is_vowels(lexicon_letter(lexicon, analysis->codes[at - 1]),
                  lexicon_letter(lexicon, analysis->codes[at])))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(endings); i++)
        if (at - from > 4 && word_is(lexicon, analysis->codes + at - 4, 4, endings[i]))
            return false;
    return true;
}

static void split(struct analysis *analysis, size_t from, unsigned parts, unsigned strength);

/* A part ends before `to`; goes on behind each linking letter that may follow it. */
static void try_head(struct analysis *analysis, const struct lexicon_node *node, size_t from,
                     size_t to, unsigned parts, unsigned strength)
{
    const uint8_t *rest = analysis->codes + to;
    size_t left = analysis->count - to;
    unsigned own = part_strength(lexicon_heads(node), to - from);
    if (own < strength)
        strength = own;
    if (strength <= analysis->best || left < PART_MIN)
        return;
    if (analysis->unlinked || may_meet(analysis, from, to))
        split(analysis, to, parts + 1, strength);
    if (rest[0] == analysis->link_s || rest[0] == analysis->hyphen)
        split(analysis, to + 1, parts + 1, strength);
    if (rest[0] == analysis->link_e && left > 2 && rest[1] == analysis->link_n)
        split(analysis, to + 2, parts + 1, strength);
}

static void split(struct analysis *analysis, size_t from, unsigned parts, unsigned strength)
{
    const struct lexicon *lexicon = analysis->lexicon;
    const struct lexicon_node *node = lexicon_root(lexicon);
    for (size_t at = from; at < analysis->count && node != NULL; at++) {
        while (node != NULL && node->letter != analysis->codes[at])
            node = lexicon_next(lexicon, node);
        if (node == NULL)
            return;
        if ((node->flags & LEXICON_WORD) != 0 && at + 1 - from >= PART_MIN) {
            if (at + 1 < analysis->count && parts + 1 < PARTS_MAX) {
                try_head(analysis, node, from, at + 1, parts, strength);
            } else if (at + 1 == analysis->count && parts > 0) {
                unsigned own = part_strength(lexicon_tails(node), at + 1 - from);
                if (own < strength)
                    strength = own;
                if (strength > analysis->best)
                    analysis->best = strength;
            }
        }
        node = lexicon_children(lexicon, node);
    }
}

static unsigned analyse(const struct lexicon *lexicon, const uint8_t *codes, size_t count,
                        bool unlinked)
{
    struct analysis analysis = {
        .lexicon = lexicon,
        .codes = codes,
        .count = count,
        .link_s = lexicon_code(lexicon, 's'),
        .link_e = lexicon_code(lexicon, 'e'),
        .link_n = lexicon_code(lexicon, 'n'),
        .hyphen = lexicon_code(lexicon, '-'),
        .unlinked = unlinked,
    };
    if (count >= 2 * PART_MIN)
        split(&analysis, 0, 0, 15);
    return analysis.best;
}

unsigned compound_strength(const struct lexicon *lexicon, const uint8_t *codes, size_t count)
{
    return analyse(lexicon, codes, count, false);
}

unsigned compound_unlinked(const struct lexicon *lexicon, const uint8_t *codes, size_t count)
{
    return analyse(lexicon, codes, count, true);
}
