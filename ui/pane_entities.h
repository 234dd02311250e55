/* pane_entities: the side pane: the entities of the document shown, in groups. */
#ifndef LEESZAAL_UI_PANE_ENTITIES_H
#define LEESZAAL_UI_PANE_ENTITIES_H

#include <stdint.h>

#include "ui/pane.h"

extern const struct pane pane_entities;
extern const struct action_table entities_actions;

/* Makes app->side; false when memory is out. */
bool side_start(struct app *app);
void side_done(struct app *app);

/* Goes to an entity (its number in what was found) in the pane. */
void side_show(struct app *app, uint32_t entity);
/* The mention that is being walked through in the pane; false when none is. */
struct mark;
bool side_walked(const struct app *app, struct mark *mention);
/* Where the pane has made room for the reader it still is what `n` and `N` are about, until a
 * search begins: goes on so many mentions. False when no walk goes on there. */
bool side_walk(struct app *app, bool forward, long count);
void side_leave(struct app *app);
/* More was found in the document shown: mentions have other numbers. */
void side_renumber(struct app *app);
/* Appends the name of the entity chosen; false when none is. */
bool side_add_name(const struct app *app, struct buf *into);
/* Appends a query (typed_query.h) for the entity chosen in all forms that are known of it: its name
 * and what its mentions say. False when none is chosen. */
bool side_add_query(const struct app *app, struct buf *into);
/* Leaves the entities of a name out, or brings them back. */
void side_hide(struct app *app, const char *name, bool hide);
/* What one entity of a type (enum entity_type) is called, translated. */
const char *entity_label(unsigned type);

#endif
