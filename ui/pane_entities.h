/* pane_entities: the side pane: the entities of the document shown, in groups. */
#ifndef LEESZAAL_UI_PANE_ENTITIES_H
#define LEESZAAL_UI_PANE_ENTITIES_H

#include "ui/pane.h"

extern const struct pane pane_entities;
extern const struct action_table entities_actions;

/* Makes app->side; false when memory is out. */
bool side_start(struct app *app);
void side_done(struct app *app);

#endif
