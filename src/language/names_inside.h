/* names_inside: what the parts of finder share: proposals for the names of one paragraph, and who
 * makes them. Not for others. */
#ifndef LEESZAAL_LANGUAGE_NAMES_INSIDE_H
#define LEESZAAL_LANGUAGE_NAMES_INSIDE_H

#include "src/language/entity_type.h"
#include "src/language/finder.h"
#include "src/language/window.h"

/* A name that is proposed: tokens first..last of the paragraph. */
struct candidate {
    uint32_t first, last;
    uint32_t thing;
    uint16_t group;
    uint8_t type, flags;
    bool listed;    /* from the gazetteer */
    bool explained; /* by the document: an abbreviation and its words, a letter for a surname */
};

struct finder {
    const struct recognizer *recognizer;
    struct findings *findings;
    struct tagging *tagging; /* NULL without a model */
    struct window window;
    struct pattern_hits hits;
    struct candidate *names;
    size_t name_count, name_cap;
    /* the paragraph at hand */
    const struct paragraph *paragraph;
    struct tokens tokens;
    const uint8_t *tags; /* NULL without a model */
    bool shouting;       /* all in capitals: they say nothing then */
};

struct span word_at(const struct finder *finder, size_t token);
bool word_has_capital(struct span word);
bool word_has_hyphen(struct span word);
/* Xxxx, in ASCII: names that begin otherwise are left to the tagger and the lists. */
bool is_title_word(const struct finder *finder, size_t at);
/* Does the dictionary have the word, written small? */
bool is_dictionary_word(const struct finder *finder, struct span word);
/* Adds a proposal; false when memory is out. */
bool propose(struct finder *finder, struct candidate candidate);
/* Their order: by place, longer first, the tagger's before a listed one. */
void names_sort(struct finder *finder);

/* propose.c: what the tagger, the lists and the document itself say. False when memory is out. */
bool learn_abbreviations(struct finder *finder);
bool propose_tagged(struct finder *finder);
bool propose_listed(struct finder *finder);
bool propose_explained(struct finder *finder);

/* persons.c: the persons of the document, their surnames, given names and initials. */
bool learn_persons(struct finder *finder);
bool propose_persons(struct finder *finder);
/* Adds to the name of tokens *first..*last the initials before it and the letter behind it. */
void complete_person(const struct finder *finder, size_t *first, size_t *last);

/* choose.c: leaves proposals that don't overlap and are names. */
void choose_names(struct finder *finder);

/* complete.c: adds what nobody proposed: compounds, numbered names. */
bool find_compounds(struct finder *finder);
/* The one thing that the parts of a compound name, as in EU-lidstaten or niet-EU-land; NO_THING
 * when there is none, or more than one as in Frans-Duits. */
uint32_t compound_thing(const struct finder *finder, struct span word);
bool find_numbered(struct finder *finder);

#endif
