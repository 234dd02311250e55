/* pane_notes: the notes of the document shown, as a list below the page. */
#ifndef LEESZAAL_UI_PANE_NOTES_H
#define LEESZAAL_UI_PANE_NOTES_H

#include "ui/pane.h"

extern const struct pane pane_notes;
extern const struct action_table notelist_actions;

/* Opens the list, on the note at the caret or the next. */
void notelist_show(struct app *app);
/* The same of notes whose place is in doubt, or lost, to be accepted or refused. */
void notelist_review(struct app *app);
/* The id of the note chosen while the list is open, to be freed; NULL when there is none. */
char *notelist_chosen_id(struct app *app);
/* The notes have changed. */
void notelist_changed(struct app *app);

#endif
