#include <config.h>

#include "src/language/evidence.h"

#include <string.h>

#include "src/language/accept.h"
#include "src/language/compound.h"
#include "src/language/probe.h"
#include "src/text/unicode.h"

/* Digits that a scanner reads for letters; the letters are put in their place, `one` for a 1. False
 * when there are others, or too many. */
static bool mend_digits(const struct dictionary *dictionary, uint8_t *codes, size_t count,
                        struct span word, char one)
{
    size_t mended = 0, at = 0;
    for (struct span rest = word; rest.len > 0 && at < count; at++) {
        uint32_t cp;
        size_t len = unicode_decode(rest, &cp);
        rest.at += len;
        rest.len -= len;
        if (!unicode_is_digit(cp))
            continue;
        char letter = cp == '1' ? one : cp == '0' ? 'o' : cp == '5' ? 's' : '\0';
        if (letter == '\0')
            return false;
        codes[at] = lexicon_code(dictionary_lexicon(dictionary), (uint32_t)letter);
        mended++;
    }
    return mended > 0 && mended * 3 <= count;
}

/* How sure one can be of a word that a scanner put a digit in. */
#define COST_DIGIT 40
#define COST_FOOTNOTE 60
#define FREQUENCY_DIGIT (-450)

/* A word of the lexicon with a footnote's number stuck to it. */
static bool has_footnote(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                         struct span word)
{
    uint8_t lower[LEXICON_WORD_MAX];
    size_t end = word.len;
    while (end > 0 && word.at[end - 1] >= '0' && word.at[end - 1] <= '9')
        end--;
    size_t tail = word.len - end;
    if (tail == 0 || tail > 2 || count < 4 + tail || word.at[end] == '0')
        return false;
    enum word_kind shape = word_shape(dictionary_lexicon(dictionary), codes, count - tail);
    if (shape != WORD_LOWER && shape != WORD_CAPITAL)
        return false;
    memcpy(lower, codes, count);
    word_lower(dictionary_lexicon(dictionary), lower, count);
    return dictionary_has(dictionary, codes, count - tail) ||
           dictionary_has(dictionary, lower, count - tail);
}

/* Words with digits are codes, but for two slips of scanners: a digit for a letter inside a word,
 * and a footnote's number stuck to its end. */
static struct evidence find_mixed(struct dictionary *dictionary, uint8_t *codes, size_t count,
                                  struct span word)
{
    struct evidence evidence = {
        .kind = WORD_GOOD, .letters = (uint8_t)count, .better = {.mended = (uint8_t)count}};
    if (has_footnote(dictionary, codes, count, word)) {
        evidence.kind = WORD_LOWER;
        evidence.better.cost = COST_FOOTNOTE;
        evidence.better.frequency = FREQUENCY_DIGIT;
        return evidence;
    }
    for (const char *one = "li"; count >= 4 && *one != '\0'; one++) {
        if (mend_digits(dictionary, codes, count, word, *one) &&
            word_shape(dictionary_lexicon(dictionary), codes, count) != WORD_MIXED &&
            dictionary_takes(dictionary, codes, count)) {
            evidence.kind = WORD_LOWER;
            evidence.better.cost = COST_DIGIT;
            evidence.better.frequency = FREQUENCY_DIGIT;
            return evidence;
        }
    }
    return evidence;
}

/* What Dutch inflects with. */
static bool is_ending(const struct lexicon *lexicon, const uint8_t *codes, size_t count)
{
    static const char *const endings[] = {"e", "s", "n", "en", "er", "ers", "'s", "se", "es"};
    for (size_t i = 0; i < ARRAY_LEN(endings); i++)
        if (word_is(lexicon, codes, count, endings[i]))
            return true;
    return false;
}

/* Compares the word, in small letters, with the better one. */
static void compare(const struct lexicon *lexicon, const uint8_t *codes, size_t count,
                    struct evidence *evidence)
{
    const struct better *better = &evidence->better;
    size_t same = 0;
    if (better->cost == PROBE_FAR || better->beside > 0 || better->count == 0)
        return;
    evidence->namelike = lexicon_lower(lexicon, better->codes[0]) != better->codes[0];
    while (same < better->count && same < count &&
           lexicon_lower(lexicon, better->codes[same]) == codes[same])
        same++;
    evidence->inflected = same == better->count && is_ending(lexicon, codes + same, count - same);
}

/* A compound of usual parts that lacks a hyphen or s between them: a slip that many make. */
#define COST_UNLINKED 95
#define FREQUENCY_UNLINKED (-600)
#define UNLINKED_GOOD 2 /* compound_strength() */

/* Looks for a better word; whether there is need: a compound that nothing speaks against is good.
 */
static bool find_better(const struct dictionary *dictionary, const uint8_t *codes, size_t count,
                        struct evidence *evidence)
{
    const struct lexicon *lexicon = dictionary_lexicon(dictionary);
    struct better *better = &evidence->better;
    probe_word(dictionary, codes, count, better);
    /* Parts that could make a compound say nothing when the compound of these parts is written
     * otherwise: landschapschilder, but landschapsschilder. */
    if (evidence->kind != WORD_MIXED && better->cost > ACCEPT_SURELY_FAR)
        evidence->compound = (uint8_t)compound_strength(lexicon, codes, count);
    if (better->cost == PROBE_FAR && evidence->compound > 0)
        return false;
    if (better->cost > COST_UNLINKED && evidence->compound == 0 &&
        compound_unlinked(lexicon, codes, count) >= UNLINKED_GOOD) {
        *better = (struct better){.cost = COST_UNLINKED,
                                  .frequency = FREQUENCY_UNLINKED,
                                  .cased = better->cased,
                                  .mended = (uint8_t)count};
        return true;
    }
    if (better->cost == PROBE_FAR)
        probe_parts(dictionary, codes, count, better);
    if (better->cost == PROBE_FAR)
        probe_long(dictionary, codes, count, better);
    return true;
}

struct evidence evidence_find(struct dictionary *dictionary, struct span word, bool digits)
{
    const struct lexicon *lexicon = dictionary_lexicon(dictionary);
    struct evidence evidence = {.kind = WORD_ODD, .better = {.cost = PROBE_FAR}};
    uint8_t codes[LEXICON_WORD_MAX];
    size_t count = lexicon_encode(lexicon, word, codes);
    evidence.letters = (uint8_t)count;
    if (count == 0)
        return evidence;
    if (digits)
        return find_mixed(dictionary, codes, count, word);
    if (accept_word(dictionary, codes, count)) {
        evidence.kind = WORD_GOOD;
        return evidence;
    }
    size_t stem = accept_stem(lexicon, codes, count);
    evidence.kind = word_shape(lexicon, codes, stem);
    word_lower(lexicon, codes, count);
    const struct lexicon_node *own = lexicon_find(lexicon, codes, count);
    if (own == NULL && stem < count)
        own = lexicon_find(lexicon, codes, stem);
    evidence.seen = own != NULL && (own->flags & LEXICON_SEEN) != 0;
    evidence.own = own != NULL ? (int16_t)lexicon_frequency(own) : 0;
    if (evidence.kind == WORD_ODD)
        return evidence;
    if (!find_better(dictionary, codes, count, &evidence))
        evidence.kind = WORD_GOOD;
    compare(lexicon, codes, count, &evidence);
    return evidence;
}
