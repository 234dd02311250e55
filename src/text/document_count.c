#include <config.h>

#include "src/text/document_inside.h"

#include <string.h>

/* A checkpoint stands at every multiple of this. */
#define BLOCK ((uint64_t)DOCUMENT_REACH)

/* The raw bytes from `off` to `until`, with what the counting of the last character needs. */
static struct span count_span(struct document *document, uint64_t off, uint64_t until)
{
    struct span raw = document_bytes(document, off, (size_t)(until - off) + 4);
    return raw;
}

/* Moves a place on over the characters that begin before `until`. */
static void count_on(struct document *document, struct counted *place, uint64_t until,
                     struct encoding_counts *counts)
{
    if (place->off >= until)
        return;
    struct span raw = count_span(document, place->off, until);
    size_t stretch = (size_t)(until - place->off);
    bool lone = document_lone_ends(document, place->off, raw);
    /* The lookup may have read elsewhere. */
    raw = count_span(document, place->off, until);
    struct encoding_counts own = {0};
    size_t stop = encoding_count(document->form, lone, raw, 0, stretch, &own);
    place->off += stop;
    place->cps += own.cps;
    place->ends += own.ends;
    if (counts != NULL) {
        counts->bad += own.bad;
        counts->multi = counts->multi || own.multi;
    }
}

/* Is the last character something else than a line end? */
static bool has_open_tail(struct document *document)
{
    uint64_t off = document->size != 0 ? document_align(document, document->size - 1) : 0;
    struct span raw = document_bytes(document, off, 4);
    struct encoding_counts counts = {0};
    encoding_count(document->form, document->lone == LONE_YES, raw, 0, 1, &counts);
    return counts.cps != 0 && counts.ends == 0;
}

bool document_scan(struct document *document, uint64_t budget)
{
    for (;;) {
        size_t last = document->checkpoint_count - 1;
        struct counted place = document->checkpoints[last];
        uint64_t until = (uint64_t)(last + 1) * BLOCK;
        if (place.off >= document->size)
            return true;
        if (budget == 0)
            return false;
        if (!array_reserve(&document->checkpoints, &document->checkpoint_cap,
                           document->checkpoint_count + 1, sizeof place))
            return false;
        if (until > document->size)
            until = document->size;
        uint64_t before = place.off;
        struct encoding_counts counts = {0};
        count_on(document, &place, until, &counts);
        if (place.off < until) /* the file has shrunk: what is gone counts for nothing */
            place.off = until;
        document->bad += counts.bad;
        document->multi = document->multi || counts.multi;
        if (before == 0 && document->first_bad > counts.bad)
            document->first_bad = counts.bad;
        document->checkpoints[document->checkpoint_count++] = place;
        if (place.off >= document->size)
            document->open_tail = has_open_tail(document);
        budget = budget > BLOCK ? budget - BLOCK : 0;
    }
}

bool document_count_from(struct document *document, uint64_t off)
{
    size_t count = (size_t)(off / BLOCK) + 1;
    if (!array_reserve(&document->checkpoints, &document->checkpoint_cap, count,
                       sizeof *document->checkpoints))
        return false;
    for (size_t i = 0; i < count; i++)
        document->checkpoints[i] = (struct counted){.off = off};
    document->checkpoint_count = count;
    for (unsigned i = 0; i < DOCUMENT_PLACES; i++)
        document->places[i] = document->checkpoints[0];
    document->bad = document->first_bad = 0;
    return true;
}

uint64_t document_scanned(const struct document *document)
{
    uint64_t off = document->checkpoints[document->checkpoint_count - 1].off;
    return off < document->size ? off : document->size;
}

/* Counts what begins before off, from the nearest known place. */
static struct counted place_of(struct document *document, uint64_t off)
{
    if (off > document->size)
        off = document->size;
    size_t block = (size_t)(off / BLOCK);
    while (document->checkpoint_count <= block)
        if (document_scan(document, BLOCK) && document->checkpoint_count <= block)
            break;
        else if (document->checkpoints[document->checkpoint_count - 1].off >= document->size)
            break;
    if (block >= document->checkpoint_count)
        block = document->checkpoint_count - 1;
    struct counted place = document->checkpoints[block];
    if (place.off > off && block > 0)
        place = document->checkpoints[block - 1]; /* a character runs over the border */
    struct counted *oldest = &document->places[0], *best = NULL;
    for (unsigned i = 0; i < DOCUMENT_PLACES; i++) {
        struct counted *known = &document->places[i];
        if (known->off <= off && known->off > place.off) {
            best = known;
            place = *known;
        }
        if (known->used < oldest->used)
            oldest = known;
    }
    if (best != NULL)
        best->used = ++document->clock;
    if (place.off < off) {
        count_on(document, &place, off, NULL);
        place.used = ++document->clock;
        *oldest = place;
    }
    return place;
}

uint64_t document_line_of(struct document *document, uint64_t off)
{
    return place_of(document, document_align(document, off)).ends;
}

uint64_t document_cp_of(struct document *document, uint64_t off)
{
    return place_of(document, document_align(document, off)).cps;
}

/* The last checkpoint with at most `wanted` of a count, scanning on as far as needed. */
static struct counted checkpoint_with(struct document *document, uint64_t wanted, bool lines)
{
    for (;;) {
        const struct counted *last = &document->checkpoints[document->checkpoint_count - 1];
        if ((lines ? last->ends : last->cps) >= wanted && document->checkpoint_count > 1)
            break;
        size_t before = document->checkpoint_count;
        if (document_scan(document, BLOCK) || document->checkpoint_count == before)
            break;
    }
    size_t low = 0, high = document->checkpoint_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        const struct counted *place = &document->checkpoints[middle];
        /* Strictly fewer line ends: the wanted line's end lies behind the checkpoint. */
        if (lines ? place->ends < wanted : place->cps <= wanted)
            low = middle;
        else
            high = middle;
    }
    return document->checkpoints[low];
}

/* From a checkpoint on, the place where `wanted` line ends or characters lie behind; the file's
 * size when there are fewer. */
static uint64_t walk_to(struct document *document, struct counted place, uint64_t wanted,
                        bool lines)
{
    while (place.off < document->size) {
        struct span raw = document_bytes(document, place.off, BLOCK + 4);
        if (raw.len == 0)
            break;
        bool lone = document_lone_ends(document, place.off, raw);
        raw = document_bytes(document, place.off, BLOCK + 4);
        size_t off = 0;
        while (off < raw.len && off < BLOCK) {
            if ((lines ? place.ends : place.cps) == wanted)
                return place.off + off;
            struct encoding_counts one = {0};
            /* Steps of 64 bytes while the goal can't be among them. */
            size_t step = !lines && wanted - place.cps > 64 ? 64 : 1;
            size_t until = off + step < raw.len ? off + step : raw.len;
            off = encoding_count(document->form, lone, raw, off, until, &one);
            place.ends += one.ends;
            place.cps += one.cps;
        }
        place.off += off;
    }
    return document->size;
}

uint64_t document_off_of_cp(struct document *document, uint64_t cp)
{
    return walk_to(document, checkpoint_with(document, cp, false), cp, false);
}

uint64_t document_line_start(struct document *document, uint64_t line)
{
    while (line != 0) {
        uint64_t off = walk_to(document, checkpoint_with(document, line, true), line, true);
        if (off < document->size)
            return off;
        /* Behind the last line: take that. */
        document_scan(document, UINT64_MAX);
        uint64_t lines = document_lines(document);
        if (lines == 0 || line <= lines - 1)
            break; /* the file shrank under us */
        line = lines - 1;
    }
    return 0;
}

uint64_t document_lines(const struct document *document)
{
    uint64_t ends = document->checkpoints[document->checkpoint_count - 1].ends;
    return ends + document->open_tail;
}

uint64_t document_cps(const struct document *document)
{
    return document->checkpoints[document->checkpoint_count - 1].cps;
}

bool document_adopt_scan(struct document *document, const struct document *scanned)
{
    if (!document_is_same(document, scanned))
        return false;
    size_t count = scanned->checkpoint_count;
    if (count <= document->checkpoint_count)
        return true;
    if (!array_reserve(&document->checkpoints, &document->checkpoint_cap, count,
                       sizeof *document->checkpoints))
        return false;
    memcpy(document->checkpoints, scanned->checkpoints, count * sizeof *document->checkpoints);
    document->checkpoint_count = count;
    document->bad = scanned->bad;
    document->first_bad = scanned->first_bad;
    document->multi = scanned->multi;
    document->open_tail = scanned->open_tail;
    document->lone = scanned->lone;
    return true;
}

/* ---- lines around a place ---- */

/* The first, or the last, line start in (from, to]: a place with a line end right before it. */
static bool find_start(struct document *document, uint64_t from, uint64_t to, bool last,
                       uint64_t *start)
{
    bool wide = encoding_form_is_wide(document->form);
    uint64_t base = from & ~(uint64_t)1;
    if (!wide)
        base = from > 0 ? from - 1 : 0; /* NEL has two bytes */
    if (to <= from)
        return false;
    struct span raw = document_bytes(document, base, (size_t)(to - base));
    bool lone = document_lone_ends(document, base, raw);
    raw = document_bytes(document, base, (size_t)(to - base));
    bool found = false;
    for (size_t off = 0; off < raw.len && (last || !found);) {
        if (!wide && !lone) { /* the usual case: one byte to look for */
            const char *at =
                last ? memrchr(raw.at, '\n', raw.len) : memchr(raw.at + off, '\n', raw.len - off);
            if (at == NULL)
                break;
            off = (size_t)(at - raw.at) + 1;
            found = base + off > from;
            *start = found ? base + off : *start;
            if (last)
                break;
            continue;
        }
        struct encoding_counts one = {0};
        off = encoding_count(document->form, lone, raw, off, off + 1, &one);
        if (one.ends != 0 && base + off > from && base + off <= to) {
            *start = base + off;
            found = true;
        }
    }
    return found;
}

static uint64_t find_line_begin(struct document *document, uint64_t off)
{
    uint64_t border = off / BLOCK * BLOCK, start = 0;
    if (find_start(document, border, off, true, &start))
        return start;
    /* A character that runs over the next border belongs behind it. */
    if (document->size - border > BLOCK && off >= document_align(document, border + BLOCK))
        border += BLOCK;
    if (border == 0)
        return 0;
    if (find_start(document, border - BLOCK, border, true, &start))
        return start;
    /* No line end for a whole block: the border is where the line is cut. */
    return document_align(document, border);
}

uint64_t document_line_begin(struct document *document, uint64_t off)
{
    if (off > document->size)
        off = document->size;
    struct known *line = &document->line;
    uint64_t start;
    /* Behind a place that was asked about, in the same block: is there a line end between? */
    bool near = off >= line->start && off / BLOCK == line->end / BLOCK && line->end != 0 &&
                off % BLOCK < BLOCK - 4;
    if (!near || (off > line->end && find_start(document, line->end, off, true, &start)))
        line->start = find_line_begin(document, off);
    else if (off <= line->end)
        return line->start;
    line->end = off;
    return line->start;
}

uint64_t document_line_end(struct document *document, uint64_t off)
{
    uint64_t border = off / BLOCK * BLOCK, start = 0;
    for (uint64_t from = off; from < document->size; from = border) {
        border += BLOCK;
        uint64_t to = border < document->size ? border : document->size;
        if (find_start(document, from, to, false, &start))
            return start;
        if (to == document->size)
            break;
        uint64_t cut = document_align(document, border);
        if (cut > off && !find_start(document, border - BLOCK, border, true, &start))
            return cut;
    }
    return document->size;
}
