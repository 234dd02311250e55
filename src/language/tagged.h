/* tagged: text whose names are marked by hand, to train on or to score with. Read from .bio (one
 * token and its IOB2 tag a line, a blank line between sentences, "-DOCSTART-" between documents),
 * from .jsonl (one object a line with a text and its entities in code points), or added by the
 * caller. */
#ifndef LEESZAAL_LANGUAGE_TAGGED_H
#define LEESZAAL_LANGUAGE_TAGGED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/language/tagger.h"

struct tagged_word {
    size_t off; /* into tagged.text */
    uint32_t len;
    uint8_t tag; /* of tagger.h */
    bool sentence_start;
    bool document_start;
    bool open; /* nobody has said whether it is a name; the tag is O */
};

/* Zero-initialised is empty. */
struct tagged {
    struct buf text;
    struct tagged_word *words;
    size_t count, cap;
    bool new_sentence, new_document; /* for the next word */
};

/* Add the sentences of a file's content; `name` and the line are told in errors. After a failure
 * what was added before stays. */
bool tagged_read_bio(struct tagged *tagged, struct span content, const char *name,
                     struct error *error);
bool tagged_read_jsonl(struct tagged *tagged, struct span content, const char *name,
                       struct error *error);
/* Adds a text (a paragraph, a sentence), split by the tokeniser. Tokens that a span touches are its
 * name. Spans are in order and don't overlap. False when memory is out. */
bool tagged_add_text(struct tagged *tagged, struct span text, const struct marked_span *spans,
                     size_t span_count);
/* The same of a text that is marked here and there only: a word that no span of either list touches
 * stays open. What is rejected is no name, unless a span of the other list says otherwise. */
bool tagged_add_partial(struct tagged *tagged, struct span text, const struct marked_span *spans,
                        size_t span_count, const struct marked_span *rejected,
                        size_t rejected_count);
/* Gives open words the tags that a tagger finds; a name of its that touches another word is left
 * out. False when memory is out. */
bool tagged_fill(struct tagged *tagged, const struct tagger *tagger);
/* Copies every `part`-th sentence to *held and the others to *rest (both empty before). False when
 * memory is out. */
bool tagged_split(const struct tagged *tagged, size_t part, struct tagged *rest,
                  struct tagged *held);
/* What comes next is another document. */
void tagged_next_document(struct tagged *tagged);
struct span tagged_text(const struct tagged *tagged, size_t word);
void tagged_done(struct tagged *tagged);

#endif
