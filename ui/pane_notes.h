/* pane_notes: the notes of the document shown, or of all documents, as a list below the page. */
#ifndef LEESZAAL_UI_PANE_NOTES_H
#define LEESZAAL_UI_PANE_NOTES_H

#include "ui/pane.h"

struct notebook;

extern const struct pane pane_notes;
extern const struct action_table notelist_actions; /* ui/notelist_actions.c */

/* Opens the list, on the note at the caret or the next. */
void notelist_show(struct app *app);
/* The notes of all documents. */
void notelist_show_all(struct app *app);
/* Those of the document shown whose place is in doubt, or lost, to be accepted or refused. */
void notelist_review(struct app *app);
/* The id of the note chosen while the list is open, to be freed; NULL when there is none in the
 * document shown. */
char *notelist_chosen_id(const struct app *app);
/* The notes have changed. */
void notelist_changed(struct app *app);
/* What the list shows, NULL when it isn't open. */
struct notebook *notelist_notebook(const struct app *app);
/* Stops reading notes (^C); what has been read stays. */
void notelist_stop(struct app *app);

#endif
