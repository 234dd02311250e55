/* Names of persons as the tagger leaves them: initials and the letter that stands for a surname
 * ("Mohamed el B.") are added, and surnames and given names alone are proposed where the document
 * names the person in full. */
#include <config.h>

#include <string.h>

#include "src/language/names_inside.h"
#include "src/language/scan.h"

/* A surname of fewer bytes is too often something else. */
#define SURNAME_LEAST 4

/* "J.", "A.B." */
static bool is_initials(struct span word)
{
    for (size_t at = 0; at < word.len; at += 2)
        if (word.at[at] < 'A' || word.at[at] > 'Z' || scan_byte(word, at + 1) != '.')
            return false;
    return word.len != 0;
}

static bool is_particle(struct span word)
{
    static const struct scan_term particles[] = {{"van", 0}, {"de", 0},  {"der", 0}, {"den", 0},
                                                 {"el", 0},  {"al", 0},  {"ben", 0}, {"ten", 0},
                                                 {"ter", 0}, {"la", 0},  {"le", 0},  {"'t", 0},
                                                 {"’t", 0},  {"ait", 0}, {"von", 0}, {NULL, 0}};
    return scan_is_term(word, particles, NULL);
}

static bool goes_on(const struct finder *finder, size_t at)
{
    return at < finder->tokens.count && !finder->tokens.at[at].sentence_start;
}

/* Where a person's name that ends before token `end` ends with a letter for a surname: behind "el
 * B." in "Mohamed el B."; `end` when it doesn't. */
static size_t letter_end(const struct finder *finder, size_t end)
{
    size_t at = end;
    while (goes_on(finder, at) && is_particle(word_at(finder, at)))
        at++;
    bool letter =
        goes_on(finder, at) && word_at(finder, at).len == 2 && is_initials(word_at(finder, at));
    return letter ? at + 1 : end;
}

/* Where the name that begins at token `first` begins really: with initials before it, small
 * particles between them or not, or with a particle that opens a sentence: "A.M. van der Burg",
 * "Van der Burg". */
static size_t name_start(const struct finder *finder, size_t first)
{
    size_t at = first;
    while (at > 0 && goes_on(finder, at) && finder->tags[at - 1] == 0 &&
           is_particle(word_at(finder, at - 1)))
        at--;
    if (at < first && is_title_word(finder, at))
        return at;
    size_t particles = at;
    while (at > 0 && goes_on(finder, at) && finder->tags[at - 1] == 0 &&
           is_initials(word_at(finder, at - 1)))
        at--;
    return at < particles ? at : first;
}

void complete_person(const struct finder *finder, size_t *first, size_t *last)
{
    bool initials = is_initials(word_at(finder, *first));
    if (!initials)
        *first = name_start(finder, *first);
    if (!initials || *last - *first > 1)
        *last = letter_end(finder, *last);
}

/* The end of the person that the tagger saw begin at token `at`. */
static size_t person_end(const struct finder *finder, size_t at)
{
    size_t end = at + 1;
    while (end < finder->tokens.count && finder->tags[end] != 0 &&
           !tagger_tag_begins(finder->tags[end]))
        end++;
    return end;
}

/* Notes the last words and the first of the persons whose full names the tagger sees here. */
bool learn_persons(struct finder *finder)
{
    const uint8_t *tags = finder->tags;
    for (size_t at = 0; tags != NULL && at < finder->tokens.count; at++) {
        if (!tagger_tag_begins(tags[at]) || tagger_tag_type(tags[at]) != ENTITY_PER)
            continue;
        size_t end = person_end(finder, at), last = letter_end(finder, end);
        struct span surname = word_at(finder, last - 1), given = word_at(finder, at);
        bool full = last > at + 1;
        bool known =
            last != end || (surname.len >= SURNAME_LEAST && is_title_word(finder, last - 1));
        if ((full && known && !name_map_set(&finder->findings->surnames, surname, 1)) ||
            (full && is_title_word(finder, at) &&
             !name_map_set(&finder->findings->given, given, 1)))
            return false;
    }
    return true;
}

/* Is it the letter of a surname, told before: the "B." of Mohamed el B.? */
static bool is_known_letter(const struct finder *finder, size_t at)
{
    struct span word = word_at(finder, at);
    return word.len == 2 && is_initials(word) &&
           name_map_get(&finder->findings->surnames, word) != NAME_MAP_NONE;
}

static bool is_known_surname(const struct finder *finder, size_t at)
{
    struct span word = word_at(finder, at);
    return word.len >= SURNAME_LEAST && is_title_word(finder, at) &&
           name_map_get(&finder->findings->surnames, word) != NAME_MAP_NONE &&
           !(finder->tokens.at[at].sentence_start && is_dictionary_word(finder, word));
}

/* Is a given name all there is: the signature of a letter? */
static bool is_signature(const struct finder *finder, size_t at)
{
    return finder->tokens.count == 1 && is_title_word(finder, at) &&
           name_map_get(&finder->findings->given, word_at(finder, at)) != NAME_MAP_NONE;
}

/* Proposes names that the tagger passed over, of persons whom the document names in full. */
bool propose_persons(struct finder *finder)
{
    if (finder->tags == NULL || finder->findings->surnames.count == 0 || finder->shouting)
        return true;
    for (size_t at = 0; at < finder->tokens.count; at++) {
        bool letter = is_known_letter(finder, at);
        if (!letter &&
            (finder->tags[at] != 0 || (!is_known_surname(finder, at) && !is_signature(finder, at))))
            continue;
        size_t first = at; /* "El B." */
        while (letter && first > 0 && is_title_word(finder, first - 1) &&
               is_particle(word_at(finder, first - 1)))
            first--;
        struct candidate name = {.first = (uint32_t)first,
                                 .last = (uint32_t)at + 1,
                                 .thing = NO_THING,
                                 .type = ENTITY_PER,
                                 .explained = letter};
        if (!propose(finder, name))
            return false;
    }
    return true;
}
