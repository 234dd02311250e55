#include <config.h>

#include "ui/command/find_document.h"

#include <stdlib.h>
#include <string.h>

#include "ui/crew.h"

#define CONTEXT 40 /* code points to the left and to the right (COMMANDS.md) */
/* Stretches a thread may be ahead of what has been printed. */
#define AHEAD 2
#define COUNT_STEP DOCUMENT_REACH

const struct column find_columns[] = {
    {"path", COLUMN_PATH},   {"start", COLUMN_NUMBER},  {"end", COLUMN_NUMBER},
    {"line", COLUMN_NUMBER}, {"column", COLUMN_NUMBER}, {"left", COLUMN_TEXT},
    {"match", COLUMN_TEXT},  {"right", COLUMN_TEXT},
};
const size_t find_column_count = ARRAY_LEN(find_columns);

/* A hit, counted from the start of its stretch. */
struct row {
    uint64_t start, end; /* code points */
    uint64_t line;
    uint64_t column;
    size_t left, match, right; /* lengths, one behind the other in found.text */
};

/* What one stretch gave. */
struct found {
    struct row *rows;
    size_t count, cap;
    struct buf text;
    uint64_t cps, lines; /* of the whole stretch */
    struct error error;
};

/* One document's search: what the threads share, and where its rows go. */
struct search {
    const struct finder *finder;
    struct document *document; /* of the main thread; borrowed by a search in one stretch */
    uint64_t *borders;         /* of the stretches: count + 1 of them, each at a line's start */
    size_t count, cap;
    struct output *output;
    struct error *error;
    uint64_t cps, lines; /* before the stretch whose rows are taken */
    bool ok;
};

static void found_free(void *taken)
{
    struct found *found = taken;
    if (found == NULL)
        return;
    free(found->rows);
    buf_done(&found->text);
    free(found);
}

/* ---- one stretch ---- */

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
    struct row row = {.line = document_line_of(document, hit.start)};
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

/* The rows of the paragraph's hits that start in [from, limit); gives where the paragraph ends. */
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

/* Counts on behind the search, while the bytes are still at hand. */
static void count_along(struct document *document, uint64_t at)
{
    while (document_scanned(document) + COUNT_STEP <= at && !document_scan(document, COUNT_STEP))
        ;
}

static bool search_stretch(const struct query *query, struct text *text, uint64_t from,
                           uint64_t limit, struct found *found)
{
    struct document *document = text_document(text);
    struct hits hits = {0};
    bool ok = true;
    uint64_t at = from;
    while (ok && at < limit && !query_gave_up(query)) {
        uint64_t next = (at / COUNT_STEP) * COUNT_STEP + QUERY_STRETCH;
        next = next < limit ? next : limit;
        uint64_t candidate = query_sieve(query, document, at, next, NULL);
        if (candidate >= next) {
            at = next;
            count_along(document, at);
            continue;
        }
        const struct paragraph *paragraph = query_paragraph_at(query, text, at, candidate);
        uint64_t end = paragraph != NULL ? paragraph->end : limit;
        at = end > candidate ? end : candidate + 1;
        if (paragraph != NULL && paragraph->start < limit)
            ok = rows_of(query, text, paragraph, from, limit, &hits, found);
    }
    /* A hit may begin before the limit and have its word behind it. */
    const struct paragraph *last = ok && at == limit ? text_at(text, limit) : NULL;
    if (last != NULL && last->start < limit)
        ok = rows_of(query, text, last, from, limit, &hits, found);
    hits_done(&hits);
    return ok;
}

static bool stretch_open(const struct search *search, size_t number, struct found *found,
                         struct document **document)
{
    *document = search->document;
    if (search->count == 1)
        return true;
    *document = inputs_reopen(search->finder->inputs, search->document, &found->error);
    if (*document == NULL)
        return false;
    return document_count_from(*document, search->borders[number]) || error_memory(&found->error);
}

static void *work(const void *context, size_t number)
{
    const struct search *search = context;
    const struct finder *finder = search->finder;
    struct found *found = array_new(1, sizeof *found);
    struct document *document = NULL;
    if (found == NULL)
        return NULL;
    if (stretch_open(search, number, found, &document)) {
        uint64_t from = search->borders[number], limit = search->borders[number + 1];
        struct text *text = text_new(document, &finder->inputs->judge.judge);
        if (text == NULL || !search_stretch(finder->query, text, from, limit, found))
            error_memory(&found->error);
        if (number + 1 < search->count) {
            found->cps = document_cp_of(document, limit);
            found->lines = document_line_of(document, limit);
        }
        text_free(text);
    }
    if (document != search->document)
        document_free(document);
    return found;
}

/* ---- all of them ---- */

static void print_rows(struct search *search, const struct found *found)
{
    struct output *output = search->output;
    struct span path = span_of(document_path(search->document));
    const char *text = buf_span(&found->text).at;
    for (size_t i = 0; i < found->count; i++) {
        const struct row *row = &found->rows[i];
        output_field(output, path);
        output_number(output, search->cps + row->start);
        output_number(output, search->cps + row->end);
        output_number(output, search->lines + row->line + 1);
        output_number(output, row->column);
        output_field(output, (struct span){text, row->left});
        output_field(output, (struct span){text + row->left, row->match});
        output_field(output, (struct span){text + row->left + row->match, row->right});
        text += row->left + row->match + row->right;
    }
}

static bool take(void *taker, size_t number, void *taken)
{
    struct search *search = taker;
    struct found *found = taken;
    if (found == NULL) {
        search->ok = error_memory(search->error);
        return false;
    }
    print_rows(search, found);
    search->cps += found->cps;
    search->lines += found->lines;
    if (found->error.kind != ERROR_NONE) {
        *search->error = found->error;
        search->ok = false;
    }
    found_free(found);
    return output_flush(search->output) && search->ok;
}

static bool border_add(struct search *search, uint64_t off)
{
    if (!array_reserve(&search->borders, &search->cap, search->count + 2, sizeof(uint64_t)))
        return false;
    search->borders[search->count++] = off;
    return true;
}

/* Borders at line starts about a stretch apart; where a line is longer than that there is none. */
static bool cut(struct search *search)
{
    const struct finder *finder = search->finder;
    struct document *document = search->document;
    uint64_t size = document_size(document), before = 0;
    bool ok = border_add(search, 0);
    bool many = finder->threads > 1 && document_form(document) == ENCODING_FORM_BYTES;
    for (uint64_t at = finder->stretch; ok && many && at < size; at += finder->stretch) {
        uint64_t border = document_line_end(document, at);
        if (border <= before || border >= size || !is_line_start(document, border, 0))
            continue;
        ok = border_add(search, border);
        before = border;
    }
    if (ok)
        search->borders[search->count] = size;
    return ok;
}

bool find_document(const struct finder *finder, struct document *document, struct output *output,
                   struct error *error)
{
    struct search search = {
        .finder = finder, .document = document, .output = output, .error = error, .ok = true};
    if (cut(&search)) {
        struct crew crew = {.count = search.count,
                            .threads = search.count > 1 ? finder->threads : 1,
                            .ahead = AHEAD,
                            .work = work,
                            .take = take,
                            .drop = found_free,
                            .context = &search,
                            .taker = &search};
        crew_run(&crew);
    } else {
        search.ok = error_memory(error);
    }
    free(search.borders);
    return search.ok;
}
