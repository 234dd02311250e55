/* page: paints a view: its rows in the middle of the area, what lies over them (marks, selection,
 * caret), the bars of notes in the gutter, and at the right edge a scroll bar that also tells where
 * in the document hits, errors and notes are. Draws from values alone and changes nothing. */
#ifndef LEESZAAL_UI_PAGE_H
#define LEESZAAL_UI_PAGE_H

#include "src/text/mark.h"
#include "ui/surface.h"
#include "ui/view.h"

/* One sorted layer of marks (src/text/mark.h), of the page at least, at best of the document. */
struct page_layer {
    const struct mark *marks;
    size_t count;
    const uint8_t *hues; /* of notes by their mark's detail (theme_hue()), 256 of them; or NULL */
};

/* Paints into an area of the size the view was given (view_resize). Later layers lie over earlier
 * ones. The caret is painted when `caret` is true. */
void page_paint(const struct view *view, struct surface *surface, struct rect area,
                const struct page_layer *layers, size_t layer_count, bool caret);

/* The layer bits of a mark; 0 for a kind that has no looks. */
uint16_t page_mark_layers(const struct mark *mark);

#endif
