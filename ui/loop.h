/* loop: waits on terminal, signals and workers; an event changes the app, then a frame is drawn and
 * shown. No ticks, no loops within the loop. */
#ifndef LEESZAAL_UI_LOOP_H
#define LEESZAAL_UI_LOOP_H

#include "ui/app.h"

/* Until the reader leaves, the terminal goes, or a signal ends us (its number, else 0). */
int loop_run(struct app *app);

#endif
