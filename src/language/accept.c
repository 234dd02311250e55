#include <config.h>

#include "src/language/accept.h"

#include <string.h>

#include "src/language/compound.h"
#include "src/language/shape.h"

/* What may stand before a hyphen, though it is no word. */
static const char *const prefixes[] = {
    "niet",  "non",  "anti", "pre",   "post",  "ex",    "oud",   "pro",    "semi",
    "vice",  "mini", "maxi", "quasi", "bio",   "multi", "inter", "extra",  "super",
    "ultra", "neo",  "euro", "eco",   "micro", "macro", "socio", "psycho", "trans",
    "sub",   "meta", "oost", "her",   "co",    "re",    "sint",  "pseudo", "centraal",
};
/* What may follow a word and an apostrophe. */
static const char *const endings[] = {"s",    "er", "ers", "je", "jes", "tje",
                                      "tjes", "en", "n",   "t",  "ste", "de"};

/* B.V., i.p.v., a.d.: single letters with full stops between; or a word that is only written with
 * one behind it, which the token may have left to the sentence. */
static bool is_abbreviation(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    uint8_t stop = lexicon_code(dictionary_lexicon(dictionary), '.'), longer[LEXICON_WORD_MAX];
    size_t stops = 0, run = 0, longest = 0;
    for (size_t i = 0; i < count; i++) {
        run = codes[i] == stop ? 0 : run + 1;
        stops += codes[i] == stop;
        longest = run > longest ? run : longest;
    }
    if (stops > 0)
        return longest <= 2 ||
               (codes[count - 1] == stop && dictionary_lists(dictionary, codes, count - 1));
    if (count > 6)
        return false;
    memcpy(longer, codes, count);
    longer[count] = stop;
    return dictionary_lists(dictionary, longer, count + 1);
}

/* The first part of a compound that stands apart, with its linking s: `verantwoordelijkheids- en`,
 * `regerings of`. Where no hyphen follows, only after the endings that always take that s. */
static bool is_half(struct dictionary *dictionary, const uint8_t *codes, size_t count, bool alone)
{
    static const char *const ends[] = {"heid", "ing", "teit", "schap"};
    size_t stem = count - 1;
    if (count < 5 || codes[stem] != lexicon_code(dictionary_lexicon(dictionary), 's') ||
        !dictionary_lists(dictionary, codes, stem))
        return false;
    for (size_t i = 0; alone && i < ARRAY_LEN(ends); i++) {
        size_t len = strlen(ends[i]);
        if (stem > len && word_is(dictionary_lexicon(dictionary), codes + stem - len, len, ends[i]))
            return true;
    }
    return !alone;
}

static bool is_compound(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    uint8_t lower[LEXICON_WORD_MAX];
    enum word_kind shape = word_shape(dictionary_lexicon(dictionary), codes, count);
    if (shape == WORD_ODD || shape == WORD_MIXED)
        return false;
    memcpy(lower, codes, count);
    word_lower(dictionary_lexicon(dictionary), lower, count);
    return compound_strength(dictionary_lexicon(dictionary), lower, count) >= COMPOUND_GOOD;
}

/* Eén for Één, which typewriters hadn't; URLs, the plural that English has. */
static bool is_tolerated(const struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    const struct lexicon *lexicon = dictionary_lexicon(dictionary);
    uint8_t lower[LEXICON_WORD_MAX], accent = lexicon_code(lexicon, 0xe9);
    if (count > 2 && codes[0] == lexicon_code(lexicon, 'E') && codes[1] == accent) {
        memcpy(lower, codes, count);
        lower[0] = accent;
        return dictionary_has(dictionary, lower, count);
    }
    return count > 2 && count <= 6 && codes[count - 1] == lexicon_code(lexicon, 's') &&
           word_shape(lexicon, codes, count - 1) == WORD_CAPITALS;
}

static bool is_good_part(struct dictionary *dictionary, const uint8_t *codes, size_t count,
                         bool first, bool last)
{
    if (count == 0 || count == 1)
        return true;
    if (dictionary_takes(dictionary, codes, count))
        return true;
    for (size_t i = 0; !last && i < ARRAY_LEN(prefixes); i++)
        if (word_is(dictionary_lexicon(dictionary), codes, count, prefixes[i]))
            return true;
    if (count <= 6 && word_shape(dictionary_lexicon(dictionary), codes, count) == WORD_CAPITALS)
        return true; /* EU-, NAVO-: an abbreviation as a part of a compound */
    return is_compound(dictionary, codes, count) ||
           (first && !last && is_half(dictionary, codes, count, false));
}

/* Good words with hyphens, or with slashes as in `en/of` and `km/h`. */
static bool is_hyphenated(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    uint8_t hyphen = lexicon_code(dictionary_lexicon(dictionary), '-');
    uint8_t slash = lexicon_code(dictionary_lexicon(dictionary), '/');
    size_t from = 0;
    if (memchr(codes, hyphen, count) == NULL && (slash == 0 || memchr(codes, slash, count) == NULL))
        return false;
    for (size_t at = 0; at <= count; at++) {
        if (at < count && codes[at] != hyphen && (slash == 0 || codes[at] != slash))
            continue;
        if (!is_good_part(dictionary, codes + from, at - from, from == 0, at == count))
            return false;
        from = at + 1;
    }
    return true;
}

/* A good word or an abbreviation with an apostrophe and an ending: ICT's, 50+'er, Battu's is not
 * (its stem is not good, and it is judged as its stem is). */
size_t accept_stem(const struct lexicon *lexicon, const uint8_t *codes, size_t count)
{
    uint8_t apostrophe = lexicon_code(lexicon, '\'');
    for (size_t at = count; at-- > 1;) {
        if (codes[at] != apostrophe)
            continue;
        if (at + 1 == count)
            return at; /* Boris' */
        for (size_t i = 0; i < ARRAY_LEN(endings); i++)
            if (word_is(lexicon, codes + at + 1, count - at - 1, endings[i]))
                return at;
        return count;
    }
    return count;
}

/* A compound of parts so usual, and so far from any word of the lexicon, that hunspell need not be
 * asked: it takes 35 microseconds to find a compound, ten times as long as this. */
static bool is_sure_compound(const struct dictionary *dictionary, const uint8_t *codes,
                             size_t count)
{
    uint8_t lower[LEXICON_WORD_MAX];
    struct near_hit hit;
    struct near_hits hits = {&hit, 0, 1};
    enum word_kind shape = word_shape(dictionary_lexicon(dictionary), codes, count);
    if (shape != WORD_LOWER && shape != WORD_CAPITAL)
        return false;
    memcpy(lower, codes, count);
    word_lower(dictionary_lexicon(dictionary), lower, count);
    if (compound_strength(dictionary_lexicon(dictionary), lower, count) < COMPOUND_GOOD)
        return false;
    near_search(dictionary_model(dictionary), lower, count, ACCEPT_SURELY_FAR, &hits);
    return hits.count == 0;
}

/* A name and the s of a genitive: Mendelssohns. Behind a vowel that would sound otherwise and
 * behind a hiss there must be an apostrophe. */
static bool is_genitive(const struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    static const char *const others = "aiouysxz";
    const struct lexicon *lexicon = dictionary_lexicon(dictionary);
    size_t stem = count - 1;
    if (count < 5 || codes[stem] != lexicon_code(lexicon, 's') ||
        word_shape(lexicon, codes, stem) != WORD_CAPITAL)
        return false;
    uint32_t last = lexicon_letter(lexicon, codes[stem - 1]);
    return last < 0x80 && strchr(others, (int)last) == NULL &&
           dictionary_has(dictionary, codes, stem);
}

/* ii, xiv, xxxix: numbers of chapters and limbs. */
static bool is_roman(const struct lexicon *lexicon, const uint8_t *codes, size_t count)
{
    static const char *const tens[] = {"", "x", "xx", "xxx"};
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    for (size_t i = 0; i < ARRAY_LEN(tens); i++)
        for (size_t k = 0; k < ARRAY_LEN(ones); k++) {
            size_t len = strlen(tens[i]);
            if (len <= count && word_is(lexicon, codes, len, tens[i]) &&
                word_is(lexicon, codes + len, count - len, ones[k]))
                return true;
        }
    return false;
}

/* 'm, 't, 'k: a small word of which the apostrophe leaves one letter; d'r. */
static bool is_clitic(const struct lexicon *lexicon, const uint8_t *codes, size_t count)
{
    static const char *const clitics[] = {"'m", "'n", "'t", "'s", "'r", "'k", "d'r", "m'n", "z'n"};
    for (size_t i = 0; i < ARRAY_LEN(clitics); i++)
        if (word_is(lexicon, codes, count, clitics[i]))
            return true;
    return false;
}

/* With fewer behind the particle it could be anything. */
#define PARTICIPLE_LETTERS 6

/* nageschakelde: a participle that the dictionary has, behind one of the particles that verbs part
 * with. */
static bool is_participle(const struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    static const char *const particles[] = {"aan",   "af",   "bij",  "door", "in",   "los",  "mee",
                                            "na",    "neer", "om",   "op",   "over", "rond", "toe",
                                            "terug", "uit",  "vast", "voor", "weg",  "samen"};
    static const char *const ends[] = {"d", "t", "de", "te", "en"};
    const struct lexicon *lexicon = dictionary_lexicon(dictionary);
    enum word_kind shape = word_shape(lexicon, codes, count);
    if (shape != WORD_LOWER && shape != WORD_CAPITAL)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(particles); i++) {
        size_t len = strlen(particles[i]);
        if (count < len + PARTICIPLE_LETTERS || !word_is(lexicon, codes, len, particles[i]) ||
            !word_is(lexicon, codes + len, 2, "ge") ||
            !dictionary_has(dictionary, codes + len, count - len))
            continue;
        for (size_t k = 0; k < ARRAY_LEN(ends); k++) {
            size_t end = strlen(ends[k]);
            if (word_is(lexicon, codes + count - end, end, ends[k]))
                return true;
        }
    }
    return false;
}

/* pdf'jes, sms'en: what is spelt letter by letter has no vowel. */
static bool is_spelt(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    const struct lexicon *lexicon = dictionary_lexicon(dictionary);
    for (size_t i = 0; i < count; i++) {
        uint32_t letter = lexicon_letter(lexicon, lexicon_base(lexicon, codes[i]));
        if (letter >= 0x80 || strchr("aeiouy-'./", (int)letter) != NULL)
            return false;
    }
    return count >= 2 && count <= 5 && dictionary_takes(dictionary, codes, count);
}

bool accept_word(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    const struct lexicon *lexicon = dictionary_lexicon(dictionary);
    if (count <= 1 || dictionary_lists(dictionary, codes, count))
        return true;
    if (memchr(codes, 0, count) != NULL)
        return false;
    /* hunspell last, which takes longest. */
    if (is_hyphenated(dictionary, codes, count) || is_abbreviation(dictionary, codes, count) ||
        is_tolerated(dictionary, codes, count) || is_half(dictionary, codes, count, true) ||
        is_genitive(dictionary, codes, count) || is_roman(lexicon, codes, count) ||
        is_clitic(lexicon, codes, count) || is_participle(dictionary, codes, count) ||
        is_sure_compound(dictionary, codes, count) || dictionary_spells(dictionary, codes, count))
        return true;
    size_t stem = accept_stem(lexicon, codes, count);
    if (stem == count || stem == 0)
        return false;
    enum word_kind shape = word_shape(lexicon, codes, stem);
    if (shape == WORD_LOWER)
        return is_spelt(dictionary, codes, stem);
    return (shape == WORD_CAPITAL || (shape == WORD_CAPITALS && stem <= 6)) &&
           (shape == WORD_CAPITALS || accept_word(dictionary, codes, stem));
}

bool accept_half(struct dictionary *dictionary, struct span word)
{
    const struct lexicon *lexicon = dictionary_lexicon(dictionary);
    uint8_t codes[LEXICON_WORD_MAX];
    size_t count = lexicon_encode(lexicon, word, codes);
    return count >= 4 && codes[count - 1] == lexicon_code(lexicon, 's') &&
           accept_word(dictionary, codes, count - 1);
}
