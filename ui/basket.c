#include <config.h>

#include "ui/basket.h"

#include <stdlib.h>

static void item_done(struct basket_item *item)
{
    free(item->path);
    free(item->text);
    free(item->passage);
    for (size_t i = 0; item->forms != NULL && i < export_format_count; i++)
        free(item->forms[i]);
    free(item->forms);
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
                               .passage = bytes_copy(passage),
                               .forms = array_new(export_format_count, sizeof(*item.forms))};
    if (item.text == NULL || item.passage == NULL || item.forms == NULL ||
        (path != NULL && item.path == NULL)) {
        item_done(&item);
        return false;
    }
    basket->numbers++;
    basket->items[basket->count++] = item;
    return true;
}

bool basket_add_form(struct basket *basket, const struct export_format *format, struct span form)
{
    char **place = &basket->items[basket->count - 1].forms[format - export_formats];
    free(*place);
    *place = bytes_copy(form);
    return *place != NULL;
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

void basket_write(const struct basket *basket, const struct export_format *format, struct buf *into)
{
    static const struct export_options options;
    const struct basket_item *item;
    if (format->begin != NULL)
        format->begin(&options, into);
    for (size_t row = 0; (item = basket_at(basket, row)) != NULL; row++) {
        const char *form = item->forms[format - export_formats];
        if (row > 0)
            buf_add_string(into, format->between);
        buf_add_string(into, form != NULL ? form : item->passage);
    }
    if (format->end != NULL)
        format->end(&options, into);
}
