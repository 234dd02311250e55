/* pane_lines: a concordance below the page: each place of a text in all documents of the list with
 * what stands before and behind it. The page follows the cursor. */
#ifndef LEESZAAL_UI_PANE_LINES_H
#define LEESZAAL_UI_PANE_LINES_H

#include "ui/pane.h"

extern const struct pane pane_lines;
extern const struct action_table lines_actions;

/* Begins to look for a query, as a reader types it, in all documents of the shelf; lines are shown
 * as they come. `subject`: what the list is said to be about; NULL: the query. */
void lines_show(struct app *app, const char *query, const char *subject);

#endif
