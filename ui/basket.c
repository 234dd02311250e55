#include <config.h>

#include "ui/basket.h"

#include <stdlib.h>

static void item_done(struct basket_item *item)
{
    free(item->path);
    free(item->text);
    free(item->passage);
}

void basket_done(struct basket *basket)
{
    for (size_t i = 0; i < basket->count; i++)
        item_done(&basket->items[i]);
    free(basket->items);
    *basket = (struct basket){0};
}

bool basket_add(struct basket *basket, const char *path, struct range range, struct span text,
                struct span passage)
{
    if (!array_reserve(&basket->items, &basket->cap, basket->count + 1, sizeof(*basket->items)))
        return false;
    struct basket_item item = {.number = basket->numbers,
                               .path = path != NULL ? bytes_copy(span_of(path)) : NULL,
                               .range = range,
                               .text = bytes_copy(text),
                               .passage = bytes_copy(passage)};
    if (item.text == NULL || item.passage == NULL || (path != NULL && item.path == NULL)) {
        item_done(&item);
        return false;
    }
    basket->numbers++;
    basket->items[basket->count++] = item;
    return true;
}

size_t basket_count(const struct basket *basket)
{
    size_t count = 0;
    for (size_t i = 0; i < basket->count; i++)
        count += !basket->items[i].out;
    return count;
}

struct basket_item *basket_at(const struct basket *basket, size_t row)
{
    for (size_t i = 0; i < basket->count; i++)
        if (!basket->items[i].out && row-- == 0)
            return &basket->items[i];
    return NULL;
}

void basket_put(struct basket *basket, size_t number, bool out)
{
    for (size_t i = 0; i < basket->count; i++)
        if (basket->items[i].number == number)
            basket->items[i].out = out;
}

bool basket_move(struct basket *basket, size_t row, int step)
{
    struct basket_item *one = basket_at(basket, row);
    struct basket_item *other =
        step < 0 && row == 0 ? NULL : basket_at(basket, step < 0 ? row - 1 : row + 1);
    if (one == NULL || other == NULL)
        return false;
    struct basket_item moved = *one;
    *one = *other;
    *other = moved;
    return true;
}

void basket_write(const struct basket *basket, struct buf *into)
{
    const struct basket_item *item;
    for (size_t row = 0; (item = basket_at(basket, row)) != NULL; row++) {
        if (row > 0)
            buf_add_byte(into, '\n');
        buf_add_string(into, item->passage);
    }
}
