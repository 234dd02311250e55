/* foot: the box at the bottom of the screen: the status line, or the prompt in its place, what the
 * pane with the keys wants to be read whole, and the row of keys. */
#ifndef LEESZAAL_UI_FOOT_H
#define LEESZAAL_UI_FOOT_H

#include "ui/app.h"

/* Before each frame: the rows that it wishes to have above the row of keys. */
int foot_prepare(struct app *app, int cols);
/* In the rows that app->screen gives it. */
void foot_draw(const struct app *app, struct surface *surface);

#endif
