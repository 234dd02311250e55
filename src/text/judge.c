#include <config.h>

#include "src/text/judge.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/place.h"
#include "src/text/unicode.h"

/* Left parts that keep their hyphen before whatever word; in small letters, sorted. Dutch spelling
 * (Leidraad, 6.2-6.8): a function or status before another noun, and parts that are never written
 * solid. */
static const char *const prefixes[] = {
    "adjunct",
    "aspirant",
    "assistent",
    "bijna",
    "chef",
    "collega",
    "directeur",
    "ex",
    "interim",
    "kandidaat",
    "leerling",
    "loco",
    "mede-ondertekenaar",
    "meester",
    "niet",
    "non",
    "oud",
    "pseudo",
    "quasi",
    "secretaris",
    "semi",
    "sint",
    "substituut",
    "vice",
    "waarnemend",
};

static bool is_capital(struct span word)
{
    uint32_t cp;
    return unicode_decode(word, &cp) != 0 && unicode_is_upper(cp);
}

/* Two capitals or a digit: EU-, ICT-, G20-, 19e-. */
static bool is_abbreviation(struct span word)
{
    size_t capitals = 0;
    for (size_t i = 0; i < word.len; i++) {
        capitals += word.at[i] >= 'A' && word.at[i] <= 'Z';
        if (word.at[i] >= '0' && word.at[i] <= '9')
            return true;
    }
    return capitals >= 2 || (word.len == 1 && unicode_is_letter((unsigned char)word.at[0]));
}

static bool is_all_capitals(struct span word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.at[i] < 'A' || word.at[i] > 'Z')
            return false;
    return word.len != 0;
}

static struct span last_part(struct span word)
{
    for (size_t i = word.len; i > 0; i--)
        if (word.at[i - 1] == '-')
            return (struct span){word.at + i, word.len - i};
    return word;
}

static bool is_prefix(struct span word)
{
    struct buf lower = {0};
    unicode_add_lower(&lower, word);
    bool found = false;
    for (size_t i = 0; i < ARRAY_LEN(prefixes) && !found; i++)
        found = span_equal(buf_span(&lower), span_of(prefixes[i]));
    buf_done(&lower);
    return found;
}

static bool is_conjunction(struct span word)
{
    return span_equal(word, span_of("en")) || span_equal(word, span_of("of")) ||
           span_equal(word, span_of("noch")) || span_equal(word, span_of("alsook")) ||
           span_equal(word, span_of("alsmede"));
}

/* Vowels that would be read as one sound, had the word no hyphen (Leidraad 6.3): energie-efficiënt,
 * radio-omroep. Parts of four letters and more, so that a split syllable (ge-installeerd) is none;
 * i before e is left out because of financi-eel. */
static bool is_clash(struct span left, struct span right)
{
    static const char pairs[][3] = {"aa", "ee", "oo", "uu", "ae", "ai", "au",
                                    "ei", "eu", "oe", "oi", "ou", "ui", "ii"};
    if (left.len < 4 || right.len < 4)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        if (left.at[left.len - 1] == pairs[i][0] && right.at[0] == pairs[i][1])
            return true;
    return false;
}

static bool rules_keep(const struct judge *judge, struct span left, struct span right)
{
    if (left.len == 0 || right.len == 0)
        return true;
    struct span part = last_part(left);
    if (part.len >= 5 && is_all_capitals(part) && is_all_capitals(right))
        return is_prefix(part); /* a split word of a heading in capitals */
    return is_conjunction(right) || is_abbreviation(part) || is_prefix(part) || is_capital(right) ||
           (right.at[0] >= '0' && right.at[0] <= '9') || is_clash(part, right);
}

const struct judge judge_rules = {rules_keep, NULL, 1};

/* ---- the word list ---- */

/* The list (src/language/nl/judge-words.py): lines in small letters, sorted by bytes: "left-right",
 * a hyphenated word whose solid form isn't used; "left=right", a solid word that begins like one of
 * the prefixes. */
static bool list_has(const struct file_map *map, struct span word)
{
    size_t low = 0, high = map->len;
    const char *at = (const char *)map->at;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        while (middle > low && at[middle - 1] != '\n')
            middle--;
        const char *end = memchr(at + middle, '\n', map->len - middle);
        size_t len = end != NULL ? (size_t)(end - (at + middle)) : map->len - middle;
        int order = span_compare((struct span){at + middle, len}, word);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + len + 1;
        else
            high = middle;
    }
    return false;
}

static bool words_keep(const struct judge *judge, struct span left, struct span right)
{
    struct buf word = {0};
    unicode_add_lower(&word, last_part(left));
    size_t sign = word.len;
    buf_add_byte(&word, '=');
    unicode_add_lower(&word, right);
    bool solid = buf_ok(&word) && list_has(judge->data, buf_span(&word));
    if (buf_ok(&word))
        word.at[sign] = '-';
    bool hyphenated = buf_ok(&word) && list_has(judge->data, buf_span(&word));
    buf_done(&word);
    return !solid && (hyphenated || rules_keep(judge, left, right));
}

bool judge_words_load(struct judge_words *words, struct error *error)
{
    *words = (struct judge_words){.judge = judge_rules};
    char *path = place_shipped(SHIPPED_LANGUAGE, "nl/judge.words", error);
    bool ok = path != NULL && file_map_load(&words->map, path, error);
    free(path);
    if (ok)
        words->judge = (struct judge){words_keep, &words->map, 2};
    return ok;
}

void judge_words_done(struct judge_words *words)
{
    file_map_done(&words->map);
    *words = (struct judge_words){.judge = judge_rules};
}
