/* list: the state of the documents pane, shared by ui/pane_list.c (what it shows) and
 * ui/list_actions.c (what its keys do). */
#ifndef LEESZAAL_UI_LIST_H
#define LEESZAAL_UI_LIST_H

#include "ui/app.h"
#include "ui/list_order.h"
#include "ui/menu.h"

struct list {
    struct menu menu;
    struct list_order order;
    struct list_wish wish;
    uint64_t version, generation; /* of the shelf that the order was made from */
    bool stale;                   /* the wish has changed */
    char *chosen;                 /* the path under the cursor */
    char *filter;
    char *filter_before; /* what Esc in the prompt brings back */
    bool *matches;
    char *limit_name;
    enum correction_field correcting; /* what the prompt is about, of the document `corrected` */
    char *corrected;
    char *marks['z' - 'a' + 1]; /* paths, by m */
    char *place_before;         /* of the last jump */
};

/* The entry under the cursor; false when the list is empty. */
bool list_chosen(const struct app *app, size_t *entry);
/* Makes the order anew when the wish or the shelf has changed. */
void list_refresh(struct app *app);
/* Replaces an owned string by a copy; NULL forgets it. */
void list_set_string(char **place, const char *text);
/* The name of a column, N_(). */
const char *list_column_name(enum list_column column);

#endif
