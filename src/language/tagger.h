/* tagger: names in running text, PER ORG LOC MISC in the scheme of CoNLL-2002, by a linear-chain
 * model whose weights, name lists and word clusters come from one mapped file (model.h). Words come
 * in as the tokeniser cuts them (src/text/token.h), sentence by sentence; tags come out as IOB2.
 *
 * Features look at the whole document, so its words are added first and tagged together. What
 * depends on a word alone is worked out once a document for each different word. Where the mentions
 * of one word disagree, they are tagged once more with what the others say (vote.h). */
#ifndef LEESZAAL_LANGUAGE_TAGGER_H
#define LEESZAAL_LANGUAGE_TAGGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/base/error.h"

/* IOB2 tags: 0 is O; of type t (0 PER, 1 ORG, 2 LOC, 3 MISC: the order of enum entity_type) 1 + 2t
 * is B and 2 + 2t is I. The tags given are always well-formed: an I stands behind a B or an I of
 * its own type, in one sentence. */
enum { TAGGER_TYPES = 4, TAGGER_TAGS = 1 + 2 * TAGGER_TYPES };
/* "O", "B-PER", "I-PER", … */
const char *tagger_tag_name(uint8_t tag);
/* The number of a tag's name; false for any other name. */
bool tagger_tag_of(struct span name, uint8_t *tag);
/* The number of a type's name, "PER" …; false for any other name. */
bool tagger_type_of(struct span name, uint8_t *type);
static inline bool tagger_tag_begins(uint8_t tag)
{
    return tag % 2 == 1;
}
static inline uint8_t tagger_tag_type(uint8_t tag) /* tag is not O */
{
    return (uint8_t)((tag - 1) / 2);
}

/* A name in a text: bytes or code points, as who hands it over says. */
struct marked_span {
    size_t start, end;
    uint8_t type;
};

/* A loaded model: immutable, shared by threads. */
struct tagger;
/* Maps the file and checks it. NULL and an error that names it when it is missing, broken, of
 * another version, or no model at all. */
struct tagger *tagger_load(const char *path, struct error *error);
/* The same read into memory: for a file that others may cut short while it is used, as one of a
 * corpus, where a map would end the program. */
struct tagger *tagger_read(const char *path, struct error *error);
/* The same of a model's bytes in memory, aligned as malloc() does, borrowed; `name` is for errors.
 */
struct tagger *tagger_of(struct span bytes, const char *name, struct error *error);
void tagger_free(struct tagger *tagger);
/* Its word facts and families of features, to train another model with. */
struct feature_maker;
const struct feature_maker *tagger_maker(const struct tagger *tagger);
/* The model itself, to go on training. */
struct model;
const struct model *tagger_model(const struct tagger *tagger);

/* The tagging of one document after the other; one thread at a time; the tagger is borrowed. */
struct tagging;
struct tagging *tagging_new(const struct tagger *tagger); /* NULL when memory is out */
void tagging_free(struct tagging *tagging);
/* A new document: forgets the words and what was counted of the last one. */
void tagging_begin(struct tagging *tagging);
/* Adds the next word; its bytes are copied or looked up, the caller may forget them. A word longer
 * than any word (a megabyte of letters) costs no more than a short one. False when memory is out.
 */
bool tagging_add(struct tagging *tagging, struct span word, bool sentence_start);
/* Tags the words added since the last run. A large document is done in windows (of about
 * TAGGING_WINDOW words, cut between sentences): counts of earlier windows help the later ones. */
#define TAGGING_WINDOW (1u << 16)
bool tagging_run(struct tagging *tagging);
/* The tags of the last run, one a word, in the order of adding; borrowed until the next add, run or
 * begin. */
const uint8_t *tagging_tags(const struct tagging *tagging);
size_t tagging_count(const struct tagging *tagging);

#endif
