#include <config.h>

#include "ui/marks.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/bytes.h"

bool marks_add(struct marks *marks, struct mark mark)
{
    if (!array_reserve(&marks->at, &marks->cap, marks->count + 1, sizeof(*marks->at)))
        return false;
    marks->at[marks->count++] = mark;
    return true;
}

void marks_sort(struct marks *marks)
{
    if (marks->count > 1)
        qsort(marks->at, marks->count, sizeof(*marks->at), mark_compare);
}

size_t marks_from(const struct marks *marks, uint64_t off)
{
    size_t low = 0, high = marks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (marks->at[middle].start < off)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool marks_replace(struct marks *marks, uint64_t start, uint64_t end, const struct mark *with,
                   size_t count)
{
    size_t first = marks_from(marks, start);
    size_t last = marks_from(marks, end);
    size_t behind = marks->count - last;
    if (!array_reserve(&marks->at, &marks->cap, first + count + behind + 1, sizeof(*marks->at)))
        return false;
    memmove(marks->at + first + count, marks->at + last, behind * sizeof(*marks->at));
    if (count > 0)
        memcpy(marks->at + first, with, count * sizeof(*with));
    marks->count = first + count + behind;
    return true;
}

static uint64_t start_of(const void *at, size_t item, size_t stride)
{
    uint64_t start;
    memcpy(&start, (const char *)at + item * stride, sizeof(start));
    return start;
}

struct nearest nearest_items(const void *at, size_t count, size_t stride, uint64_t focus,
                             size_t most)
{
    struct nearest kept = {0, count, {0, UINT64_MAX}};
    while (kept.behind - kept.first > most) {
        uint64_t low = start_of(at, kept.first, stride);
        uint64_t high = start_of(at, kept.behind - 1, stride);
        uint64_t before = focus > low ? focus - low : 0, after = high > focus ? high - focus : 0;
        if (before > after) {
            kept.part.start = low + 1;
            kept.first++;
        } else {
            kept.part.end = high;
            kept.behind--;
        }
    }
    return kept;
}

struct sweep_part marks_trim(struct marks *marks, uint64_t focus, size_t most)
{
    if (marks->count <= most)
        return (struct sweep_part){0, UINT64_MAX};
    struct nearest kept =
        nearest_items(&marks->at->start, marks->count, sizeof(*marks->at), focus, most);
    marks->count = kept.behind - kept.first;
    memmove(marks->at, marks->at + kept.first, marks->count * sizeof(*marks->at));
    return kept.part;
}

void marks_clear(struct marks *marks)
{
    marks->count = 0;
}

void marks_done(struct marks *marks)
{
    free(marks->at);
    *marks = (struct marks){0};
}

/* ---- sweep ---- */

/* The first byte from `from` on that isn't done. */
static uint64_t first_open(const struct sweep *sweep, uint64_t from)
{
    for (size_t i = 0; i < sweep->count && sweep->parts[i].start <= from; i++)
        if (from < sweep->parts[i].end)
            from = sweep->parts[i].end;
    return from;
}

bool sweep_next(const struct sweep *sweep, uint64_t focus, uint64_t size, uint64_t most,
                struct sweep_part *part)
{
    uint64_t start = first_open(sweep, focus);
    if (start >= size)
        start = first_open(sweep, 0);
    if (start >= size)
        return false;
    uint64_t end = size - start > most ? start + most : size;
    for (size_t i = 0; i < sweep->count; i++)
        if (sweep->parts[i].start > start && sweep->parts[i].start < end)
            end = sweep->parts[i].start;
    *part = (struct sweep_part){start, end};
    return true;
}

bool sweep_add(struct sweep *sweep, struct sweep_part part)
{
    if (part.end <= part.start)
        return true;
    if (!array_reserve(&sweep->parts, &sweep->cap, sweep->count + 1, sizeof(*sweep->parts)))
        return false;
    size_t first = 0;
    while (first < sweep->count && sweep->parts[first].end < part.start)
        first++;
    size_t last = first;
    for (; last < sweep->count && sweep->parts[last].start <= part.end; last++) {
        if (sweep->parts[last].start < part.start)
            part.start = sweep->parts[last].start;
        if (sweep->parts[last].end > part.end)
            part.end = sweep->parts[last].end;
    }
    memmove(sweep->parts + first + 1, sweep->parts + last,
            (sweep->count - last) * sizeof(*sweep->parts));
    sweep->parts[first] = part;
    sweep->count = sweep->count - (last - first) + 1;
    return true;
}

void sweep_keep(struct sweep *sweep, struct sweep_part part)
{
    size_t kept = 0;
    for (size_t i = 0; i < sweep->count; i++) {
        struct sweep_part done = sweep->parts[i];
        done.start = done.start > part.start ? done.start : part.start;
        done.end = done.end < part.end ? done.end : part.end;
        if (done.start < done.end)
            sweep->parts[kept++] = done;
    }
    sweep->count = kept;
}

void sweep_remove(struct sweep *sweep, struct sweep_part part)
{
    struct sweep rest = {0};
    for (size_t i = 0; i < sweep->count; i++) {
        struct sweep_part done = sweep->parts[i], before = done, after = done;
        before.end = done.end < part.start ? done.end : part.start;
        after.start = done.start > part.end ? done.start : part.end;
        if (!sweep_add(&rest, before) || !sweep_add(&rest, after))
            break;
    }
    sweep_done(sweep);
    *sweep = rest;
}

void sweep_cut(const struct sweep *sweep, struct sweep_part *part)
{
    for (size_t i = 0; i < sweep->count; i++) {
        const struct sweep_part *done = &sweep->parts[i];
        if (done->start > part->start && done->start < part->end)
            part->end = done->start;
        if (done->start <= part->start && done->end > part->start && done->end < part->end)
            part->end = done->end;
    }
}

bool sweep_has(const struct sweep *sweep, uint64_t start, uint64_t end)
{
    for (size_t i = 0; i < sweep->count; i++)
        if (sweep->parts[i].start <= start && end <= sweep->parts[i].end)
            return true;
    return start >= end;
}

uint64_t sweep_bytes(const struct sweep *sweep)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < sweep->count; i++)
        bytes += sweep->parts[i].end - sweep->parts[i].start;
    return bytes;
}

void sweep_clear(struct sweep *sweep)
{
    sweep->count = 0;
}

void sweep_done(struct sweep *sweep)
{
    free(sweep->parts);
    *sweep = (struct sweep){0};
}
