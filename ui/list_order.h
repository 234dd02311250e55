/* list_order: which documents of the shelf the list shows, and in what order. Pure: a shelf and a
 * wish in, an array of entry numbers out. */
#ifndef LEESZAAL_UI_LIST_ORDER_H
#define LEESZAAL_UI_LIST_ORDER_H

#include "ui/shelf.h"

enum list_column {
    COLUMN_FILE, /* order of paths */
    COLUMN_DATE,
    COLUMN_TITLE,
    COLUMN_SOURCE,
    COLUMN_REFERENCE,
    COLUMNS
};

struct list_wish {
    enum list_column column;
    bool inverted;
    const char *filter;  /* words that all must be in title, source, name; NULL or "": none */
    const bool *matches; /* one for each entry, or NULL */
};

struct list_order {
    size_t *entries;
    size_t count, cap;
};

/* Fills `order` anew; false when memory is out (then it is empty). */
bool list_order_make(struct list_order *order, const struct shelf *shelf,
                     const struct list_wish *wish);
void list_order_done(struct list_order *order);
/* The row of an entry; false when it is not shown. */
bool list_order_row(const struct list_order *order, size_t entry, size_t *row);

#endif
