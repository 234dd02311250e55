#include <config.h>

#include <string.h>

#include "src/language/abbreviation.h"
#include "src/language/names_inside.h"
#include "src/language/scan.h"
#include "src/text/unicode.h"

/* ---- proposals ---- */

/* Does a Dutch postal code end with this word: the BG of 5201 BG Zandstad? */
static bool ends_postal_code(const struct finder *finder, size_t at)
{
    struct span word = word_at(finder, at);
    return at > 0 && word.len == 2 && word.at[0] >= 'A' && word.at[0] <= 'Z' && word.at[1] >= 'A' &&
           word.at[1] <= 'Z' &&
           finder->tokens.at[at - 1].end - finder->tokens.at[at - 1].start == 4 &&
           finder->tokens.at[at - 1].kind == TOKEN_NUMBER;
}

/* Is token `at` the year of a law that ends before it: Sanctiewet 1977? */
static bool is_year_of_law(const struct finder *finder, size_t at, uint8_t type)
{
    static const char *const laws[] = {"wet", "besluit", "regeling", "verordening", "reglement"};
    if (type != ENTITY_MISC || at >= finder->tokens.count || finder->tags[at] != 0 ||
        finder->tokens.at[at].sentence_start)
        return false;
    struct span year = word_at(finder, at), law = word_at(finder, at - 1);
    if (year.len != 4 || scan_digits(year, 0, 4, 4, NULL) == 0)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(laws); i++)
        if (span_ends(law, laws[i]))
            return true;
    return false;
}

/* A word that begins a sentence and no name, whatever the tagger makes of its capital. */
static bool only_opens_sentence(const struct finder *finder, size_t at)
{
    static const char *const words[] = {
        "Volgens", "Namens",  "Door",  "Met",    "Voor",    "Zoals", "Ook",  "Maar",  "Toen",
        "Daarom",  "Sinds",   "Tegen", "Over",   "Na",      "Bij",   "En",   "Omdat", "Terwijl",
        "Beste",   "Geachte", "Lieve", "Waarde", "Hallo",   "Dag",   "Want", "Dus",   "Als",
        "Naast",   "Tussen",  "Vanaf", "Zonder", "Dankzij", "Onder"};
    if (!finder->tokens.at[at].sentence_start && at != 0)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (span_equal(word_at(finder, at), span_of(words[i])))
            return true;
    return false;
}

/* Does a compound stand before a listed name that ends with `end`, as in "EVA-land Noorwegen"? They
 * are two names. */
static bool is_compound_before(const struct finder *finder, size_t at, size_t end)
{
    struct gazetteer_name name;
    return end > at + 1 && word_has_hyphen(word_at(finder, at)) &&
           compound_thing(finder, word_at(finder, at)) != NO_THING &&
           gazetteer_match(recognizer_gazetteer(finder->recognizer), finder->paragraph->text,
                           &finder->tokens, at + 1, &name) == end - at - 1;
}

bool propose_tagged(struct finder *finder)
{
    const uint8_t *tags = finder->tags;
    size_t count = finder->tokens.count;
    if (tags == NULL || (finder->shouting && finder->paragraph->kind == PARAGRAPH_HEADING))
        return true;
    for (size_t at = 0; at < count;) {
        size_t end = at + 1;
        if (tags[at] != 0) {
            while (end < count && tags[end] != 0 && !tagger_tag_begins(tags[end]))
                end++;
            if (is_year_of_law(finder, end, tagger_tag_type(tags[at])))
                end++;
            bool in_address = ends_postal_code(finder, at); /* a town comes behind it */
            bool opens = tagger_tag_type(tags[at]) == ENTITY_PER && only_opens_sentence(finder, at);
            size_t first = in_address || opens || is_compound_before(finder, at, end) ? at + 1 : at;
            if (tagger_tag_type(tags[at]) == ENTITY_PER && first < end)
                complete_person(finder, &first, &end);
            struct candidate name = {.first = (uint32_t)first,
                                     .last = (uint32_t)end,
                                     .thing = NO_THING,
                                     .type = in_address ? ENTITY_LOC : tagger_tag_type(tags[at]),
                                     .flags = FINDING_TAGGED};
            if (first < end && !propose(finder, name))
                return false;
        }
        at = end;
    }
    return true;
}

static uint8_t finding_flags(const struct gazetteer_name *name)
{
    return (uint8_t)(((name->flags & GAZETTEER_DERIVED) != 0 ? FINDING_DERIVED : 0) |
                     ((name->flags & GAZETTEER_SHORT) != 0 ? FINDING_SHORT : 0));
}

/* An ordinary word counts in mid-sentence only, and only with its own capital. */
static bool is_doubtful(const struct finder *finder, size_t at, size_t count,
                        const struct gazetteer_name *name)
{
    const struct token *token = &finder->tokens.at[at];
    if ((name->flags & GAZETTEER_ORDINARY) != 0 && (token->sentence_start || finder->shouting))
        return true;
    return finder->shouting && count == 1 && token->end - token->start <= 3;
}

bool propose_listed(struct finder *finder)
{
    const struct gazetteer *gazetteer = recognizer_gazetteer(finder->recognizer);
    for (size_t at = 0; at < finder->tokens.count;) {
        struct gazetteer_name name;
        size_t count =
            gazetteer_match(gazetteer, finder->paragraph->text, &finder->tokens, at, &name);
        if (count == 0 || is_doubtful(finder, at, count, &name)) {
            at++;
            continue;
        }
        if ((name.flags & GAZETTEER_NOT) != 0) {
            at += count;
            continue;
        }
        struct candidate candidate = {.first = (uint32_t)at,
                                      .last = (uint32_t)(at + count),
                                      .thing = name.thing,
                                      .group = name.group,
                                      .type = name.type,
                                      .flags = finding_flags(&name),
                                      .listed = true};
        if (!propose(finder, candidate))
            return false;
        at += count;
    }
    return true;
}

/* Words that bodies are called by, in Dutch and English, without their first letter; their
 * beginnings are enough, also at the end of a compound (Verdragsorganisatie). */
static bool is_body_word(struct span word)
{
    static const char *const heads[] = {
        "rganisat",  "rganiz",      "gentschap", "gency",     "utoriteit", "uthority", "omité",
        "ommissie",  "ommittee",    "nstitu",    "ereniging", "inisterie", "ssociat",  "tichting",
        "oundation", "niversiteit", "ederati",   "lliantie",  "lliance",   "unie",     "verbond"};
    static const char *const short_heads[] = {
        "Raad",    "Bureau", "Groep",   "Group", "Unie",   "Union", "Bank",
        "Fonds",   "Fund",   "Centrum", "Cent",  "Dienst", "Party", "Partij",
        "Council", "Bond",   "Hof",     "Court", "Kamer",  "Board", "Forum"};
    for (size_t i = 0; i < ARRAY_LEN(short_heads); i++)
        if (span_starts(word, short_heads[i]))
            return true;
    for (size_t i = 0; i < ARRAY_LEN(heads); i++)
        for (size_t at = 0; at + strlen(heads[i]) <= word.len; at++)
            if (memcmp(word.at + at, heads[i], strlen(heads[i])) == 0)
                return true;
    return false;
}

/* What the tagger or the lists say of words that are explained: the type of a name that covers them
 * or ends with them; else a body. */
static uint8_t explained_type(const struct finder *finder, const struct abbreviation *found)
{
    for (size_t at = found->first; at < found->last; at++)
        if (is_body_word(word_at(finder, at)))
            return ENTITY_ORG;
    for (size_t i = 0; i < finder->name_count; i++) {
        const struct candidate *name = &finder->names[i];
        if (name->first <= found->first && name->last > found->first && name->last <= found->last)
            return name->type;
    }
    for (size_t i = 0; i < finder->name_count; i++)
        if (finder->names[i].first == found->at && finder->names[i].last == found->at + 1)
            return finder->names[i].type;
    return ENTITY_ORG;
}

/* Notes an abbreviation of ordinary words, unless the lists know it as a name. */
static bool learn_word(struct finder *finder, struct span word)
{
    struct gazetteer_name name;
    return gazetteer_find(recognizer_gazetteer(finder->recognizer), word, &name) ||
           name_map_set(&finder->findings->words, word, 1);
}

/* Is the abbreviation at token `at` explained beside it? Behind a person stands the party more
 * often than the initials, so there it has three letters and isn't on the lists: "Pieter Scholten
 * (PS)", "Vera Veldman Dael (VVD)". */
static bool is_explained(const struct finder *finder, size_t at, struct abbreviation *found)
{
    struct gazetteer_name name;
    struct span word = word_at(finder, at);
    if (!abbreviation_looks(finder->paragraph->text, &finder->tokens.at[at]) ||
        !abbreviation_explained(finder->paragraph->text, &finder->tokens, at, found))
        return false;
    uint8_t tag = finder->tags != NULL ? finder->tags[found->last - 1] : 0;
    return tag == 0 || tagger_tag_type(tag) != ENTITY_PER ||
           (word.len > 2 && !gazetteer_find(recognizer_gazetteer(finder->recognizer), word, &name));
}

/* Learns the abbreviations that this paragraph explains. */
bool learn_abbreviations(struct finder *finder)
{
    struct span text = finder->paragraph->text;
    struct findings *findings = finder->findings;
    for (size_t at = 0; at < finder->tokens.count; at++) {
        struct abbreviation found;
        if (!is_explained(finder, at, &found))
            continue;
        if (!found.is_name) {
            if (!learn_word(finder, word_at(finder, at)))
                return false;
            continue;
        }
        if (name_map_get(&findings->abbreviations, word_at(finder, at)) != NAME_MAP_NONE)
            continue;
        if (!array_reserve(&findings->aliases, &findings->alias_cap, findings->alias_count + 1,
                           sizeof *findings->aliases) ||
            !name_map_set(&findings->abbreviations, word_at(finder, at),
                          (uint32_t)findings->alias_count))
            return false;
        size_t start = finder->tokens.at[found.first].start;
        size_t end = finder->tokens.at[found.last - 1].end;
        findings->aliases[findings->alias_count++] =
            (struct alias){(uint32_t)findings->texts.len, (uint32_t)(end - start), ENTITY_ORG};
        buf_add(&findings->texts, text.at + start, end - start);
    }
    return buf_ok(&findings->texts);
}

/* Proposes the abbreviations that the document explains, and their explanations where they stand.
 */
bool propose_explained(struct finder *finder)
{
    struct span text = finder->paragraph->text;
    struct findings *findings = finder->findings;
    if (findings->alias_count == 0)
        return true;
    for (size_t at = 0; at < finder->tokens.count; at++) {
        struct abbreviation found;
        if (!abbreviation_looks(text, &finder->tokens.at[at]))
            continue;
        uint32_t number = name_map_get(&findings->abbreviations, word_at(finder, at));
        if (number == NAME_MAP_NONE)
            continue;
        struct alias *alias = &findings->aliases[number];
        struct candidate name = {.thing = NO_THING, .listed = true, .explained = true};
        if (is_explained(finder, at, &found) && found.is_name) {
            alias->type = name.type = explained_type(finder, &found);
            name.first = (uint32_t)found.first;
            name.last = (uint32_t)found.last;
            if (!propose(finder, name))
                return false;
        }
        name.type = alias->type;
        name.first = (uint32_t)at;
        name.last = (uint32_t)at + 1;
        if (!propose(finder, name))
            return false;
    }
    return true;
}
