/* frame: one frame of the screen from the app: panes and their borders, status line, key bar. Two
 * steps: frame_prepare() works out what the frame needs, frame_draw() only draws. */
#ifndef LEESZAAL_UI_FRAME_H
#define LEESZAAL_UI_FRAME_H

#include "ui/app.h"

void frame_prepare(struct app *app, int rows, int cols);
/* On a surface of the same size. */
void frame_draw(const struct app *app, struct surface *surface);

#endif
