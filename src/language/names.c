#include <config.h>

#include "src/language/names.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "src/base/file.h"

enum { FILE_MOST = 64 << 20 };

struct list {
    const char *file;
    uint32_t kinds;
    bool columns; /* each column is a name (in another language) */
};

/* clang-format off */
static const struct list lists[] = {
    /* OpenTaal/bag-addresses (MIT): municipalities, towns, provinces of the Netherlands */
    {"bag.gemeente.txt",                     NAME_TOWN,                  false},
    {"bag.woonplaats.txt",                   NAME_TOWN,                  false},
    {"bag.provincie.txt",                    NAME_REGION,                false},
    /* Unicode CLDR */
    {"cldr.cities.txt",                      NAME_CITY,                  false},
    {"cldr.languages.txt",                   NAME_LANGUAGE,              false},
    {"cldr.territories.txt",                 NAME_COUNTRY,               false},
    /* faker (MIT) */
    {"faker.nl_NL.first_names_female.txt",   NAME_GIVEN | NAME_COMMON,   false},
    {"faker.nl_NL.first_names_male.txt",     NAME_GIVEN | NAME_COMMON,   false},
    {"faker.nl_NL.last_names.txt",           NAME_SURNAME | NAME_COMMON, false},
    /* frogdata (GPL-3 or later) */
    {"frog.admin.txt",                       NAME_BODY,                  false},
    {"frog.given.txt",                       NAME_GIVEN,                 false},
    {"frog.places.txt",                      NAME_TOWN,                  false},
    {"frog.surnames.txt",                    NAME_SURNAME,               false},
    /* iso-codes (LGPL-2.1 or later): English and Dutch */
    {"iso-codes.iso_3166-1.tsv",             NAME_COUNTRY,               true},
    {"iso-codes.iso_3166-2.tsv",             NAME_REGION,                true},
    /* OpenTaal word list (BSD-3 or CC BY 3.0) */
    {"opentaal.adjectives.txt",              NAME_ADJECTIVE,             false},
    {"opentaal.capitalised.txt",             NAME_CAPITAL,               false},
};
/* clang-format on */

static bool add_word(struct facts_maker *maker, struct span word, uint32_t facts)
{
    return facts_add(maker, facts_word_key(word), facts);
}

/* A name of several words is known as a whole, by its first word, and a surname by its last one too
 * (van der Zijl: Zijl). */
static bool add_name(struct facts_maker *maker, struct span name, uint32_t kinds)
{
    name = span_trim(name);
    if (name.len == 0)
        return true;
    if (!add_word(maker, name, kinds))
        return false;
    const char *blank = memchr(name.at, ' ', name.len);
    if (blank == NULL)
        return true;
    struct span first = {name.at, (size_t)(blank - name.at)}, last = name;
    while (memchr(last.at, ' ', last.len) != NULL)
        span_cut(&last, ' ');
    return facts_add(maker, facts_name_key(facts_roll(FACTS_SEED, name)), kinds) &&
           add_word(maker, first, FACT_OPENS) &&
           ((kinds & NAME_SURNAME) == 0 || add_word(maker, last, kinds));
}

static bool add_list(struct facts_maker *maker, struct span content, const struct list *list)
{
    while (content.at != NULL) {
        struct span line = span_cut(&content, '\n');
        while (line.at != NULL) {
            struct span name = list->columns ? span_cut(&line, '\t') : line;
            if (!list->columns)
                line.at = NULL;
            if (!add_name(maker, name, list->kinds))
                return false;
        }
    }
    return true;
}

static bool is_listed(const struct facts_maker *maker, struct span word)
{
    return (facts_added(maker, facts_word_key(word)) & NAME_CAPITAL) != 0;
}

/* Marks `stem` + `end` as a place when it is a listed word. */
static bool add_place(struct facts_maker *maker, struct span stem, const char *end, bool *found)
{
    struct buf place = {0};
    buf_add_span(&place, stem);
    buf_add_string(&place, end);
    bool fine = buf_ok(&place);
    if (fine && is_listed(maker, buf_span(&place))) {
        *found = true;
        fine = add_word(maker, buf_span(&place), NAME_PLACE);
    }
    buf_done(&place);
    return fine;
}

/* A word in -se that is listed beside the word it comes from tells that the one is a place and the
 * other its adjective: Zottegemse, Lokerse (Lokeren), Dendermondse (Dendermonde), Parijse (Parijs).
 */
static bool add_adjective(struct facts_maker *maker, struct span word)
{
    enum { SHORTEST = 6 };
    if (word.len < SHORTEST || !span_ends(word, "se") || memchr(word.at, ' ', word.len) != NULL)
        return true;
    struct span stem = {word.at, word.len - 2}, neuter = {word.at, word.len - 1};
    bool found = false;
    bool fine = add_place(maker, stem, "", &found) && add_place(maker, stem, "en", &found) &&
                add_place(maker, stem, "e", &found);
    if (fine && span_ends(stem, "er"))
        fine = add_place(maker, (struct span){stem.at, stem.len - 2}, "", &found);
    if (fine && is_listed(maker, neuter)) {
        if (is_listed(maker, stem)) /* Gents, beside Gent */
            fine = add_word(maker, neuter, NAME_ADJECTIVE);
        else
            fine = add_place(maker, neuter, "", &found);
    }
    return fine && (!found || add_word(maker, word, NAME_ADJECTIVE));
}

static bool add_adjectives(struct facts_maker *maker, struct span content)
{
    while (content.at != NULL)
        if (!add_adjective(maker, span_trim(span_cut(&content, '\n'))))
            return false;
    return true;
}

static bool read_list(struct facts_maker *maker, const char *path, const struct list *list,
                      struct error *error)
{
    struct buf content = {0};
    bool fine = file_read(path, FILE_MOST, &content, error);
    if (fine && !add_list(maker, buf_span(&content), list))
        fine = error_memory(error);
    if (fine && (list->kinds & NAME_CAPITAL) != 0 && !add_adjectives(maker, buf_span(&content)))
        fine = error_memory(error);
    buf_done(&content);
    return fine;
}

bool names_read_folder(struct facts_maker *maker, const char *folder, struct error *error)
{
    size_t found = 0;
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        char *path = file_join(folder, lists[i].file);
        if (path == NULL)
            return error_memory(error);
        struct stat status;
        bool fine = true;
        if (stat(path, &status) == 0) {
            found++;
            fine = read_list(maker, path, &lists[i], error);
        }
        free(path);
        if (!fine)
            return false;
    }
    return found > 0 ||
           error_set(error, ERROR_INPUT,
                     N_("{subject}: there are no lists of names that we know here."), folder);
}

/* ---- frequencies ---- */

/* 15 steps of 32 centibels below one word in a hundred. */
static uint32_t frequency_facts(uint64_t centibels)
{
    uint64_t step = centibels > 200 ? (centibels - 200) / 32 : 0;
    return (uint32_t)(15 - (step > 14 ? 14 : step)) << FACT_FREQUENCY_SHIFT;
}

static bool add_frequencies(struct facts_maker *maker, struct span content)
{
    enum { WORDS_MOST = 150000 };
    for (size_t i = 0; content.at != NULL && i < WORDS_MOST; i++) {
        struct span line = span_cut(&content, '\n');
        struct span word = span_cut(&line, '\t');
        uint64_t centibels;
        if (line.at == NULL || word.len == 0)
            continue;
        if (span_starts(line, "-"))
            span_cut(&line, '-');
        if (span_number(span_trim(line), &centibels) &&
            !add_word(maker, word, frequency_facts(centibels)))
            return false;
    }
    return true;
}

bool names_read_frequencies(struct facts_maker *maker, const char *path, struct error *error)
{
    struct buf content = {0};
    bool fine = file_read(path, FILE_MOST, &content, error);
    if (fine && !add_frequencies(maker, buf_span(&content)))
        fine = error_memory(error);
    buf_done(&content);
    return fine;
}
