/* basket: passages put aside from any number of documents, in an order of the reader's, to be
 * written out together. What is taken out keeps its place, so that it can be brought back. Owns its
 * strings; knows no screen. */
#ifndef LEESZAAL_UI_BASKET_H
#define LEESZAAL_UI_BASKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/notes/export.h"
#include "ui/unit.h"

struct basket_item {
    size_t number;      /* that no other item has or had */
    char *path;         /* of its document; NULL: not a file */
    struct range range; /* raw bytes there */
    char *text;         /* on one line, for the list */
    char *passage;      /* as it is written as text, with its source; ends with a newline */
    char **forms; /* as other formats write it, at their places in export_formats; else NULL */
    bool out;     /* taken out */
};

struct basket {
    struct basket_item *items;
    size_t count, cap; /* those taken out included */
    size_t numbers;    /* given so far */
};

void basket_done(struct basket *basket);
/* Copies all; path may be NULL. False when memory is out. */
bool basket_add(struct basket *basket, const char *path, struct range range, struct span text,
                struct span passage);
/* What was added last, as another format writes it. */
bool basket_add_form(struct basket *basket, const struct export_format *format, struct span form);
/* Those that are in. */
size_t basket_count(const struct basket *basket);
/* The one in a row of those that are in; NULL behind the last. */
struct basket_item *basket_at(const struct basket *basket, size_t row);
/* Takes the item of a number out, or brings it back. */
void basket_put(struct basket *basket, size_t number, bool out);
/* Moves the one in a row before (-1) or behind (1) its neighbour; false at the ends. */
bool basket_move(struct basket *basket, size_t row, int step);
/* All that are in, in their order, as a file of a format that has `passage`. */
void basket_write(const struct basket *basket, const struct export_format *format,
                  struct buf *into);

#endif
