#include <config.h>

#include <string.h>

#include "src/language/names_inside.h"
#include "src/language/scan.h"
#include "src/text/unicode.h"

/* ---- compounds ---- */

/* A word of more parts is no compound of names. */
#define COMPOUND_PARTS 8

/* Where the parts between hyphens begin and end; how many there are, at most COMPOUND_PARTS. */
static size_t split_compound(struct span word, size_t *starts, size_t *ends)
{
    size_t parts = 0;
    starts[0] = 0;
    for (size_t at = 0; at < word.len && parts + 1 < COMPOUND_PARTS;) {
        size_t behind = scan_hyphen(word, at);
        if (behind == 0) {
            at++;
            continue;
        }
        ends[parts++] = at;
        starts[parts] = at = behind;
    }
    ends[parts++] = word.len;
    return parts;
}

/* The one thing that the parts of a compound name, as in EU-lidstaten or niet-EU-land; NO_THING
 * when there is none, or more than one as in Frans-Duits. */
uint32_t compound_thing(const struct finder *finder, struct span word)
{
    const struct gazetteer *gazetteer = recognizer_gazetteer(finder->recognizer);
    size_t starts[COMPOUND_PARTS + 1], ends[COMPOUND_PARTS];
    uint32_t thing = NO_THING;
    size_t parts = split_compound(word, starts, ends);
    for (size_t first = 0; first < parts;) {
        size_t last = parts;
        struct gazetteer_name name;
        /* The longest run of parts: Noord-Korea in Noord-Korea-sancties, not Korea. */
        for (; last > first; last--) {
            struct span part = {word.at + starts[first], ends[last - 1] - starts[first]};
            bool whole = first == 0 && last == parts;
            if (!whole && part.len >= 2 && gazetteer_find(gazetteer, part, &name) &&
                (name.flags & (GAZETTEER_SHORT | GAZETTEER_NOT)) == 0)
                break;
        }
        if (last == first) {
            first++;
            continue;
        }
        if (thing != NO_THING && thing != name.thing)
            return NO_THING;
        thing = name.thing;
        first = last;
    }
    return parts > 1 ? thing : NO_THING;
}

/* Oost-Berlijn, Rotterdam-Zuid: a part of a place is a place of its own. */
static bool is_part_of_place(const struct finder *finder, struct span word)
{
    static const char *const directions[] = {"Noord",  "Oost",    "Zuid",  "West",
                                             "Midden", "Centrum", "Groot", "Nieuw"};
    const struct gazetteer *gazetteer = recognizer_gazetteer(finder->recognizer);
    size_t hyphen = 0;
    while (hyphen < word.len && scan_hyphen(word, hyphen) == 0)
        hyphen++;
    if (hyphen == word.len)
        return false;
    size_t behind = scan_hyphen(word, hyphen);
    struct span parts[] = {{word.at, hyphen}, {word.at + behind, word.len - behind}};
    for (size_t i = 0; i < ARRAY_LEN(directions); i++) {
        for (size_t part = 0; part < 2; part++) {
            struct gazetteer_name name;
            if (span_equal(parts[part], span_of(directions[i])) &&
                gazetteer_find(gazetteer, parts[1 - part], &name) && name.type == ENTITY_LOC)
                return true;
        }
    }
    return false;
}

/* The same for an abbreviation of the document itself: UNGGE-rapport. */
static bool compound_of_abbreviation(const struct finder *finder, struct span word)
{
    for (size_t at = 0; at < word.len; at++)
        if (scan_hyphen(word, at) != 0)
            return name_map_get(&finder->findings->abbreviations, (struct span){word.at, at}) !=
                   NAME_MAP_NONE;
    return false;
}

static bool begins_upper(struct span word)
{
    uint32_t first = 0;
    unicode_decode(word, &first);
    return word.len != 0 && unicode_is_upper(first);
}

/* Is it two names joined, each with its own capital (Jumbo-Visma, Súdwest-Fryslân)? Then it is a
 * third thing; in EU-Raad an ordinary word says what there is of the name, in LibreOffice-API an
 * abbreviation does. */
static bool is_double_name(const struct finder *finder, struct span word)
{
    struct span last = word;
    for (size_t at = 0; at < word.len; at++)
        if (scan_hyphen(word, at) != 0)
            last = (struct span){word.at + scan_hyphen(word, at), word.len - scan_hyphen(word, at)};
    return begins_upper(word) && begins_upper(last) && last.len > 1 && last.at[1] >= 'a' &&
           last.at[1] <= 'z' && recognizer_lexicon(finder->recognizer) != NULL &&
           !is_dictionary_word(finder, last);
}

/* Marks compounds among the names, and adds those that nobody proposed. */
bool find_compounds(struct finder *finder)
{
    size_t known = finder->name_count, next = 0;
    for (size_t at = 0; at < finder->tokens.count; at++) {
        while (next < known && finder->names[next].last <= at)
            next++;
        struct candidate *name =
            next < known && finder->names[next].first <= at ? &finder->names[next] : NULL;
        struct span word = word_at(finder, at);
        if (finder->tokens.at[at].kind > TOKEN_MIXED || !word_has_hyphen(word) ||
            !word_has_capital(word) ||
            (name != NULL && (name->thing != NO_THING || name->last - name->first > 1)))
            continue;
        uint32_t thing = compound_thing(finder, word);
        bool is_place = is_part_of_place(finder, word);
        if (thing == NO_THING && !is_place && !compound_of_abbreviation(finder, word))
            continue;
        bool is_own = is_place || is_double_name(finder, word);
        if (is_own)
            thing = NO_THING;
        struct candidate compound = {.first = (uint32_t)at,
                                     .last = (uint32_t)at + 1,
                                     .thing = thing,
                                     .type = is_place ? ENTITY_LOC : ENTITY_MISC,
                                     .flags = is_own ? 0 : FINDING_COMPOUND};
        if (name != NULL && is_own)
            continue;
        if (name != NULL) {
            name->thing = thing;
            name->flags |= FINDING_COMPOUND;
        } else if (!propose(finder, compound)) {
            return false;
        }
    }
    if (finder->name_count > known)
        names_sort(finder);
    return true;
}

/* ---- names that nobody proposed ---- */

/* Does the sentence speak of a group of people before this word? */
static bool speaks_of_group(const struct finder *finder, size_t at)
{
    static const char *const words[] = {"groep",     "organisatie", "bedrij",
                                        "bende",     "partij",      "vereniging",
                                        "stichting", "onderneming", "eenheid"};
    for (size_t back = 1; back <= at && back <= 14; back++) {
        struct span word = word_at(finder, at - back);
        for (size_t i = 0; i < ARRAY_LEN(words); i++)
            for (size_t from = 0; from + strlen(words[i]) <= word.len; from++)
                if (memcmp(word.at + from, words[i], strlen(words[i])) == 0)
                    return true;
        if (finder->tokens.at[at - back].sentence_start)
            break;
    }
    return false;
}

/* Takes the names inside tokens first..last away; none of them is a listed one. */
static void drop_inside(struct finder *finder, size_t first, size_t last)
{
    size_t kept = 0;
    for (size_t i = 0; i < finder->name_count; i++)
        if (finder->names[i].last <= first || finder->names[i].first >= last)
            finder->names[kept++] = finder->names[i];
    finder->name_count = kept;
}

/* Where the first listed name at or behind token `at` begins. */
static size_t next_listed(const struct finder *finder, size_t at)
{
    for (size_t i = 0; i < finder->name_count; i++)
        if (finder->names[i].last > at && finder->names[i].thing != NO_THING)
            return finder->names[i].first;
    return finder->tokens.count;
}

/* The end of a run of words with capitals and the number behind it that begins at token `at`; 0
 * when there is none of three words. */
static size_t numbered_end(const struct finder *finder, size_t at)
{
    size_t end = at;
    while (end < finder->tokens.count && !finder->tokens.at[end].sentence_start &&
           is_title_word(finder, end))
        end++;
    bool numbered = end >= at + 3 && end < finder->tokens.count &&
                    !finder->tokens.at[end].sentence_start &&
                    finder->tokens.at[end].kind == TOKEN_NUMBER &&
                    scan_digits(word_at(finder, end), 0, 1, 4, NULL) != 0;
    return numbered && next_listed(finder, at) > end ? end + 1 : 0;
}

/* Three words with capitals and a number in the midst of a sentence are a name, whoever it is, and
 * whole. */
bool find_numbered(struct finder *finder)
{
    if (finder->shouting || finder->paragraph->kind != PARAGRAPH_PROSE)
        return true;
    bool added = false;
    for (size_t at = 1; at < finder->tokens.count; at++) {
        size_t end = is_title_word(finder, at) && !is_title_word(finder, at - 1)
                         ? numbered_end(finder, at)
                         : 0;
        if (end == 0)
            continue;
        struct candidate name = {.first = (uint32_t)at,
                                 .last = (uint32_t)end,
                                 .thing = NO_THING,
                                 .type = speaks_of_group(finder, at) ? ENTITY_ORG : ENTITY_MISC};
        drop_inside(finder, at, end);
        if (!propose(finder, name))
            return false;
        added = true;
    }
    if (added)
        names_sort(finder);
    return true;
}
