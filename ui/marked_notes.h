/* marked_notes: what a reader has said of names in a document, in notes, as marked text to train
 * from: PER, ORG, LOC or MISC are names, "O" is no name. Only paragraphs with such a note count,
 * and in them only the words under the notes are sure: the others stay open (tagged.h), since who
 * accepts one name has said nothing of the next. */
#ifndef LEESZAAL_UI_MARKED_NOTES_H
#define LEESZAAL_UI_MARKED_NOTES_H

#include "src/base/error.h"
#include "src/language/tagged.h"
#include "src/text/encoding.h"

/* Adds the marked paragraphs of a document, whose notes are found as the reading room finds them
 * (`ann_dir` may be NULL); nothing when none is about a name. */
bool marked_notes_read(struct tagged *tagged, const char *document, const char *ann_dir,
                       enum encoding_choice encoding, struct error *error);
/* The same of DOC.txt (or DOC) by its DOC.ann. */
bool marked_ann_read(struct tagged *tagged, const char *path, enum encoding_choice encoding,
                     struct error *error);

#endif
