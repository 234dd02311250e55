/* pane: the interface of what stands in a part of the screen: a const struct of functions. Its
 * state lives in the app. Drawing gets a const app: what a frame needs to have worked out (rows at
 * this width, a cursor in sight) is done before, in prepare(). */
#ifndef LEESZAAL_UI_PANE_H
#define LEESZAAL_UI_PANE_H

#include "ui/action.h"
#include "ui/key.h"
#include "ui/surface.h"

struct app;
struct menu;

struct pane {
    /* The mode whose keys hold now (a reader with a selection: MODE_SELECTION). */
    enum mode (*mode)(const struct app *app);
    /* Before each frame, with the place inside the border where draw() will draw. May be NULL. */
    void (*prepare)(struct app *app, struct rect inner);
    void (*draw)(const struct app *app, struct surface *surface, struct rect inner, bool focus);
    /* What stands in the border above: left a title (cut when it is long), right a place. */
    void (*title)(const struct app *app, struct buf *left, struct buf *right);
    /* What the status line says while the pane has the keys. May be NULL. */
    void (*status)(const struct app *app, struct buf *into);
    /* What stands whole above the status line, in lines (a note that is too long for the status
     * line); nothing added: nothing. May be NULL. */
    void (*detail)(const struct app *app, struct buf *into);
    /* The list of a pane that is one (IN_MENUS), else NULL: moving, finding and clicking in it are
     * done by ui/menu.c. */
    struct menu *(*menu)(struct app *app);
    /* The text of a row of that list, for finding; appended. NULL without a menu. */
    void (*row_text)(const struct app *app, size_t row, struct buf *into);
    /* Shows what the cursor's row leads to on the page; false when it leads nowhere. NULL where no
     * row does. */
    bool (*follow)(struct app *app);
    /* The cursor of the menu has moved; may be NULL. */
    void (*moved)(struct app *app);
    /* Press, drag, release, wheel at a place of the screen; NULL for a menu. */
    void (*mouse)(struct app *app, const struct event *event, struct rect inner);
    /* `q`: true when the pane had something of its own to close. May be NULL. */
    bool (*close)(struct app *app);
    /* A pane below: rows it would like to have; and its end (frees its state). */
    int (*rows)(const struct app *app);
    void (*done)(struct app *app);
};

#endif
