/* groups: mentions on their way to be entities: which are of one thing so far, by their words or by
 * what the gazetteer says. What the parts of join share; not for others. */
#ifndef LEESZAAL_LANGUAGE_GROUPS_H
#define LEESZAAL_LANGUAGE_GROUPS_H

#include "src/language/entity_type.h"
#include "src/language/join.h"

/* A group of mentions on its way to be an entity. Groups are merged by pointing to each other. */
struct group {
    uint32_t merged; /* into this one; itself at the top */
    uint32_t best;   /* the finding that gives it its name */
    uint32_t thing;
    uint8_t type;
};
struct joiner {
    struct findings *findings;
    const struct gazetteer *gazetteer;
    uint32_t *of; /* the group of each finding */
    struct group *groups;
    size_t count, cap;
    struct name_map keys;     /* folded text and type to a group */
    struct name_map surnames; /* the last words of a full name to its group, or AMBIGUOUS */
    struct name_map given;    /* the first word likewise */
    uint32_t *of_thing;       /* the group of each thing of the gazetteer */
    bool *present;            /* files of names of which something is named in full */
    struct buf key;
};
#define NO_GROUP UINT32_MAX
#define AMBIGUOUS (UINT32_MAX - 1)

/* The group that this one has been merged into in the end. */
uint32_t group_top(const struct joiner *joiner, uint32_t group);
/* The group of these words, made when it is new. A bare genitive -s is seen through where the words
 * without it have a group already. NO_GROUP when memory is out. */
uint32_t group_of_words(struct joiner *joiner, size_t finding, struct span text);
/* The group of a thing of the gazetteer, likewise. */
uint32_t group_of_thing(struct joiner *joiner, size_t finding, uint32_t thing);
/* One of them goes into the other; a thing of the gazetteer stays. */
void groups_merge(struct joiner *joiner, uint32_t from, uint32_t into);
/* The words without a genitive: 's always, a single s only as `bare` asks. */
struct span words_without_genitive(struct span text, bool bare);
/* Writes into joiner->key: type, then the words in small letters with plain blanks and hyphens. */
struct span words_key(struct joiner *joiner, struct span text, char type);
char type_letter(uint8_t type);

#endif
