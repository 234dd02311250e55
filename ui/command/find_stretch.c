#include <config.h>

#include "ui/command/find_stretch.h"

#include <stdlib.h>

#define CONTEXT 40 /* code points to the left and to the right (COMMANDS.md) */
#define COUNT_STEP DOCUMENT_REACH
/* A hit has no more bytes than two pieces of text. */
#define HIT_MOST (2 * DOCUMENT_REACH)

void found_free(void *taken)
{
    struct found *found = taken;
    if (found == NULL)
        return;
    free(found->rows);
    buf_done(&found->text);
    free(found);
}

/* Is a line's start known to be one, and not just where a very long line was cut? */
static bool is_line_start(struct document *document, uint64_t off, uint64_t from)
{
    if (off == from)
        return true;
    struct span before = document_bytes(document, off - 1, 1);
    return before.len == 1 && before.at[0] == '\n';
}

/* The start of the line of raw `off`, whose number (counted from `from`) is `line`. */
static uint64_t line_start(struct document *document, uint64_t off, uint64_t line, uint64_t from)
{
    uint64_t start = document_line_begin(document, off);
    if (start >= from && is_line_start(document, start, from))
        return start;
    return line == 0 ? from : document_line_start(document, line);
}

static bool row_add(struct found *found, struct text *text, struct hit hit, uint64_t from)
{
    struct document *document = text_document(text);
    if (!array_reserve(&found->rows, &found->cap, found->count + 1, sizeof *found->rows))
        return false;
    struct found_row row = {.line = document_line_of(document, hit.start)};
    uint64_t start = line_start(document, hit.start, row.line, from);
    uint64_t begin = document_cp_of(document, start);
    row.start = document_cp_of(document, hit.start);
    row.end = document_cp_of(document, hit.end);
    row.column = row.start - begin + 1;
    struct buf match = {0}, right = {0};
    size_t before = found->text.len;
    bool ok = hit_context(text, hit, CONTEXT, &found->text, &match, &right);
    row.left = found->text.len - before;
    row.match = match.len;
    row.right = right.len;
    buf_add_span(&found->text, buf_span(&match));
    buf_add_span(&found->text, buf_span(&right));
    buf_done(&match);
    buf_done(&right);
    found->rows[found->count++] = row;
    return ok && buf_ok(&found->text);
}

/* The rows of the paragraph's hits that start in [from, limit). */
static bool rows_of(const struct query *query, struct text *text, const struct paragraph *paragraph,
                    uint64_t from, uint64_t limit, struct hits *hits, struct found *found)
{
    hits->count = 0;
    bool ok = query_paragraph(query, text, paragraph, hits);
    for (size_t i = 0; ok && i < hits->count; i++)
        if (hits->at[i].start >= from && hits->at[i].start < limit)
            ok = row_add(found, text, hits->at[i], from);
    return ok;
}

/* Counts on behind the search. */
static void count_along(struct document *document, uint64_t at)
{
    while (document_scanned(document) + COUNT_STEP <= at && !document_scan(document, COUNT_STEP))
        ;
}

/* The rows of what has its rarest word before the limit. *passed: where the last paragraph that was
 * searched ends. */
static bool search_words(const struct query *query, struct text *text, uint64_t from,
                         uint64_t limit, uint64_t *passed, atomic_bool *placed, struct found *found)
{
    struct document *document = text_document(text);
    struct hits hits = {0};
    bool ok = true;
    uint64_t step = from; /* as far as the bytes are at hand */
    for (uint64_t at = from; ok && at < limit && !query_gave_up(query);) {
        if (at >= step)
            step = (at / COUNT_STEP) * COUNT_STEP + QUERY_STRETCH;
        uint64_t next = step < limit ? step : limit;
        uint64_t candidate = query_sieve(query, document, at, next, NULL);
        if (candidate >= next) {
            at = next;
            if (atomic_load(placed))
                count_along(document, at);
            continue;
        }
        const struct paragraph *paragraph = query_paragraph_at(query, text, *passed, candidate);
        if (paragraph == NULL || paragraph->end <= *passed || paragraph->start >= limit)
            break;
        *passed = paragraph->end;
        at = at > *passed ? at : *passed; /* it may be the piece before: then to the same again */
        ok = rows_of(query, text, paragraph, from, limit, &hits, found);
        if (found->count > 0)
            atomic_store(placed, true);
    }
    hits_done(&hits);
    return ok;
}

/* A hit may begin before the limit and have its word behind it: in the paragraph over the limit, or
 * in the piece before that where a very long one is cut. */
static bool search_border(const struct query *query, struct text *text, uint64_t from,
                          uint64_t limit, uint64_t passed, struct found *found)
{
    struct hits hits = {0};
    bool ok = true;
    uint64_t left = document_size(text_document(text)) - limit;
    uint64_t reach = limit + (left < HIT_MOST ? left : HIT_MOST);
    if (query_sieve(query, text_document(text), limit, reach, NULL) == reach)
        return true; /* nearly always: nothing has to be read closely */
    for (unsigned i = 0; ok && i < 2 && !query_gave_up(query); i++) {
        const struct paragraph *paragraph = query_paragraph_at(query, text, passed, limit);
        if (paragraph == NULL || paragraph->start >= limit || paragraph->end <= passed)
            break;
        passed = paragraph->end;
        ok = rows_of(query, text, paragraph, from, limit, &hits, found);
    }
    hits_done(&hits);
    return ok;
}

bool stretch_search(const struct query *query, struct text *text, uint64_t from, uint64_t limit,
                    atomic_bool *placed, struct found *found)
{
    struct document *document = text_document(text);
    uint64_t passed = from;
    bool ok = search_words(query, text, from, limit, &passed, placed, found) &&
              (limit >= document_size(document) ||
               search_border(query, text, from, limit, passed, found));
    if (found->count > 0)
        atomic_store(placed, true);
    if (ok && atomic_load(placed))
        stretch_count(document, from, limit, &found->extent);
    return ok;
}

void stretch_count(struct document *document, uint64_t from, uint64_t limit, struct extent *extent)
{
    extent->known = true;
    extent->cps = document_cp_of(document, limit);
    extent->lines = document_line_of(document, limit);
    extent->tail =
        extent->cps - document_cp_of(document, line_start(document, limit, extent->lines, from));
}
