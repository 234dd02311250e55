#include <config.h>

#include "src/text/mark.h"

int mark_compare(const void *a, const void *b)
{
    const struct mark *one = a, *two = b;
    if (one->start != two->start)
        return one->start < two->start ? -1 : 1;
    if (one->end != two->end)
        return one->end > two->end ? -1 : 1;
    return (int)one->kind - (int)two->kind;
}

size_t mark_find(const struct mark *marks, size_t count, uint64_t off)
{
    /* Marks nest, so ends are not sorted: start from the last mark that begins at or before off and
     * step back while an earlier one still covers it. Nesting is shallow; a mark covers at most a
     * paragraph. */
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (marks[middle].start <= off)
            low = middle + 1;
        else
            high = middle;
    }
    size_t found = low;
    for (size_t i = low; i > 0 && low - i < 64; i--)
        if (marks[i - 1].end > off)
            found = i - 1;
    return found;
}
