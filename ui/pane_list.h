/* pane_list: the documents: a list with date and title, sorted, filtered, limited. Moving in it
 * opens nothing. */
#ifndef LEESZAAL_UI_PANE_LIST_H
#define LEESZAAL_UI_PANE_LIST_H

#include "ui/pane.h"

extern const struct pane pane_list;
extern const struct action_table list_actions;

/* Makes app->list; false when memory is out. */
bool list_start(struct app *app);
void list_done(struct app *app);

/* Shows only documents for which matches[entry] is true, until Esc; takes matches (one for each
 * entry of the shelf; free()). `name` is told in the title. NULL: all again. */
void list_limit(struct app *app, bool *matches, const char *name);
/* Puts the cursor on a document (when it is in the list). */
void list_show(struct app *app, const char *path);
/* The document so many steps from `path` in the order of the list (only unread ones: `unread`);
 * false when there is none. */
bool list_step(struct app *app, const char *path, long steps, bool unread, size_t *entry);

#endif
