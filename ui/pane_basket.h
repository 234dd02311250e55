/* pane_basket: the passages in the basket as a list below the page: gone to, moved, taken out, and
 * written to one file. */
#ifndef LEESZAAL_UI_PANE_BASKET_H
#define LEESZAAL_UI_PANE_BASKET_H

#include "ui/pane.h"

extern const struct pane pane_basket;
extern const struct action_table basket_actions;

/* Something was put in or taken out. */
void basket_changed(struct app *app);

#endif
