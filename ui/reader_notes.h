/* reader_notes: what the files share that make and change the notes of the page
 * (ui/reader_margin.c, reader_notes.c, reader_write.c, reader_label.c). */
#ifndef LEESZAAL_UI_READER_NOTES_H
#define LEESZAAL_UI_READER_NOTES_H

#include "ui/reader.h"

/* Keeps what the prompt that is opened is about: a note's id, or a range. */
void note_about(struct app *app, const char *id, const struct range *range);
/* The id it is about; NULL: the range `asked` of the reader. */
const char *note_asked(const struct app *app);
/* A new note on a range; false when that failed, which has been said. */
bool note_add(struct app *app, const struct range *range, const char *label, const char *text);
/* The id of the innermost note at the caret; NULL when there is none. Valid until the set changes.
 */
const char *note_at_caret(struct app *app);
/* A note that was being typed when the program was killed goes on where it was. */
void note_offer_draft(struct app *app, struct desk *desk);
/* Asks for the note on the document. */
void reader_ask_document_note(struct app *app);

#endif
