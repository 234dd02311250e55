#include <config.h>

#include "ui/list_order.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "src/text/unicode.h"

void list_order_done(struct list_order *order)
{
    free(order->entries);
    *order = (struct list_order){0};
}

bool list_order_row(const struct list_order *order, size_t entry, size_t *row)
{
    for (size_t i = 0; i < order->count; i++)
        if (order->entries[i] == entry) {
            *row = i;
            return true;
        }
    return false;
}

/* ---- filter ---- */

static unsigned char ascii_lower(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 32) : byte;
}

/* Is the (lower case) word in the name, or the path? */
static bool name_has(const char *name, struct span word)
{
    for (; *name != '\0'; name++) {
        size_t same = 0;
        while (same < word.len && name[same] != '\0' &&
               ascii_lower((unsigned char)name[same]) == (unsigned char)word.at[same])
            same++;
        if (same == word.len)
            return true;
    }
    return word.len == 0;
}

/* In its title, date, source and name, or while those aren't known in its name; a word with a slash
 * may also be part of its path, folders and all. */
static bool book_has(const struct shelf *shelf, size_t entry, struct span word)
{
    const char *folded = shelf->books[entry].folded, *path = shelf_path(shelf, entry);
    if (memchr(word.at, '/', word.len) != NULL && name_has(path, word))
        return true;
    return folded != NULL ? memmem(folded, strlen(folded), word.at, word.len) != NULL
                          : name_has(file_name(path), word);
}

static bool book_has_all(const struct shelf *shelf, size_t entry, struct span words)
{
    while (words.at != NULL) {
        struct span word = span_cut(&words, ' ');
        if (word.len > 0 && !book_has(shelf, entry, word))
            return false;
    }
    return true;
}

static void choose(struct list_order *order, const struct shelf *shelf,
                   const struct list_wish *wish, struct span words)
{
    for (size_t i = 0; i < shelf_count(shelf); i++)
        if ((wish->matches == NULL || wish->matches[i]) &&
            (words.len == 0 || book_has_all(shelf, i, words)))
            order->entries[order->count++] = i;
}

/* ---- sort ---- */

/* What an entry is sorted by; NULL goes last. */
static const char *key_of(const struct shelf *shelf, size_t entry, enum list_column column)
{
    const struct book *book = &shelf->books[entry];
    switch (column) {
    case COLUMN_DATE:
        return book->metadata.date;
    case COLUMN_TITLE:
        return book->folded != NULL ? book->folded : file_name(shelf_path(shelf, entry));
    case COLUMN_SOURCE:
        return book->metadata.source;
    case COLUMN_REFERENCE:
        return book->metadata.reference;
    default:
        return NULL;
    }
}

struct keyed {
    const char *key;
    size_t entry;
};

static int compare(const void *a, const void *b)
{
    const struct keyed *one = a, *two = b;
    if ((one->key == NULL) != (two->key == NULL))
        return one->key == NULL ? 1 : -1;
    int order = one->key != NULL ? strcmp(one->key, two->key) : 0;
    return order != 0 ? order : one->entry < two->entry ? -1 : one->entry > two->entry;
}

static void reverse(size_t *entries, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        size_t other = entries[i];
        entries[i] = entries[count - 1 - i];
        entries[count - 1 - i] = other;
    }
}

/* Unsorted when memory is out. */
static void sort(struct list_order *order, const struct shelf *shelf, const struct list_wish *wish)
{
    struct keyed *keyed = array_new(order->count, sizeof *keyed);
    if (keyed == NULL)
        return;
    size_t with_key = 0;
    for (size_t i = 0; i < order->count; i++) {
        keyed[i] =
            (struct keyed){key_of(shelf, order->entries[i], wish->column), order->entries[i]};
        with_key += keyed[i].key != NULL;
    }
    qsort(keyed, order->count, sizeof *keyed, compare);
    for (size_t i = 0; i < order->count; i++)
        order->entries[i] = keyed[i].entry;
    if (wish->inverted) /* what has no key stays last */
        reverse(order->entries, with_key);
    free(keyed);
}

bool list_order_make(struct list_order *order, const struct shelf *shelf,
                     const struct list_wish *wish)
{
    struct fold fold = {0};
    struct span words = {NULL, 0};
    order->count = 0;
    if (!array_reserve(&order->entries, &order->cap, shelf_count(shelf) + 1,
                       sizeof *order->entries))
        return false;
    if (wish->filter != NULL && *wish->filter != '\0' &&
        fold_make(&fold, span_of(wish->filter), FOLD_CASE | FOLD_ACCENTS | FOLD_PUNCTUATION))
        words = buf_span(&fold.text);
    choose(order, shelf, wish, words);
    if (wish->column != COLUMN_FILE)
        sort(order, shelf, wish);
    else if (wish->inverted)
        reverse(order->entries, order->count);
    fold_done(&fold);
    return true;
}
