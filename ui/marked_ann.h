/* marked_ann: names that a reader has marked in a document (brat's .ann beside it), as marked text
 * to train from. Only paragraphs with a mark count: what stands unmarked elsewhere was perhaps not
 * read. */
#ifndef LEESZAAL_UI_MARKED_ANN_H
#define LEESZAAL_UI_MARKED_ANN_H

#include "src/base/error.h"
#include "src/language/tagged.h"
#include "src/text/encoding.h"

/* Adds the paragraphs of DOC.txt (or DOC) that DOC.ann marks with PER, ORG, LOC or MISC. */
bool marked_ann_read(struct tagged *tagged, const char *path, enum encoding_choice encoding,
                     struct error *error);

#endif
