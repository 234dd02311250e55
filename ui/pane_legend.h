/* pane_legend: the labels with their keys and colours, below the page while a label's key is asked
 * for. */
#ifndef LEESZAAL_UI_PANE_LEGEND_H
#define LEESZAAL_UI_PANE_LEGEND_H

#include "ui/pane.h"

extern const struct pane pane_legend;

/* Opens it for the labels of the document shown; false when none has a key. */
bool legend_open(struct app *app);
void legend_close(struct app *app);

#endif
