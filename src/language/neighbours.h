/* neighbours: what the places of a paragraph's flagged words say: unknown words near them, little
 * words of another language, quotation marks, and for what could otherwise be an error with a
 * capital whether the tagger takes it for a name. Pure but for struct flags. */
#ifndef LEESZAAL_LANGUAGE_NEIGHBOURS_H
#define LEESZAAL_LANGUAGE_NEIGHBOURS_H

#include "src/language/flags.h"
#include "src/language/tagger.h"
#include "src/language/weigh.h"

/* Fills in the contexts of all flagged words of a paragraph's text, all but the tagger's word. */
void neighbours_look(struct span text, struct flags *flags);
/* Whether a word could be an error if the tagger said so, however often the document has it. */
bool neighbours_want_tag(const struct flagged *flagged);
/* Asks the tagger about those, or `all` with capitals, sentence by sentence. False when memory is
 * out. */
bool neighbours_tag(const struct tagger *tagger, struct span text, bool all, struct flags *flags);

/* The same as facts for weigh_place(). `count` and `capitals`: how often the document has the word,
 * and with a capital inside a sentence. */
struct place_facts neighbours_facts(const struct flagged *flagged, uint32_t count,
                                    uint32_t capitals);

#endif
