/* menu: a list with a cursor: what every list pane shares. Rows are numbers; what they mean is the
 * pane's. Pure but for menu_actions, the keys of all list panes. */
#ifndef LEESZAAL_UI_MENU_H
#define LEESZAAL_UI_MENU_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/action.h"

struct menu {
    size_t count;  /* rows */
    size_t cursor; /* the chosen row; 0 when there are none */
    size_t top;    /* the first row in sight */
    size_t height; /* rows of the screen, at the last menu_fit() */
};

/* Another number of rows; the cursor stays within. */
void menu_set_count(struct menu *menu, size_t count);
/* Moves the cursor by so many rows, to the ends at most. */
void menu_move(struct menu *menu, long rows);
void menu_go(struct menu *menu, size_t row);
/* So many screen rows: scrolls as little as needed to have the cursor in sight. For prepare(). */
void menu_fit(struct menu *menu, int height);

/* Down, up, top, bottom, pages, half pages, find: IN_MENUS. */
extern const struct action_table menu_actions;

#endif
