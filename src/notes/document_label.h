/* document_label: the labels of a whole document: attributes without a value of the T line that
 * speaks about the document (NOTE_DOCUMENT), so that brat opens the file. */
#ifndef LEESZAAL_NOTES_DOCUMENT_LABEL_H
#define LEESZAAL_NOTES_DOCUMENT_LABEL_H

#include "src/notes/annotation.h"

/* Appends the labels, separated by ", ", as they stand on disk: nothing where there are none, or no
 * notes. Doesn't open the document. */
void document_labels_read(const char *path, const char *ann_dir, struct buf *into);
/* The same of notes that lie open. */
void document_labels_add(const struct notes *notes, struct buf *into);
/* Gives the document a label, or takes it away when it is there (*given tells which). The note that
 * carries it is made when needed, and goes when it says nothing any more. One undo step. */
bool document_label_turn(struct notes *notes, const char *label, bool *given, struct error *error);

#endif
