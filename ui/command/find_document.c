#include <config.h>

#include "ui/command/find_document.h"

#include <stdlib.h>

#include "ui/command/find_stretch.h"
#include "ui/crew.h"

/* Stretches a thread may be ahead of what has been printed. */
#define AHEAD 2

const struct column find_columns[] = {
    {"path", COLUMN_PATH},   {"start", COLUMN_NUMBER},  {"end", COLUMN_NUMBER},
    {"line", COLUMN_NUMBER}, {"column", COLUMN_NUMBER}, {"left", COLUMN_TEXT},
    {"match", COLUMN_TEXT},  {"right", COLUMN_TEXT},
};
const size_t find_column_count = ARRAY_LEN(find_columns);

/* One document's search: what the threads share, and where its rows go. Where a stretch stands in
 * the document is counted only when rows depend on it. */
struct search {
    const struct finder *finder;
    struct document *document; /* of the main thread; borrowed by a search in one stretch */
    uint64_t *borders;         /* of the stretches: count + 1 of them */
    size_t count;
    atomic_bool *placed;    /* a row was found: count along */
    struct extent *extents; /* of the stretches taken */
    size_t summed;          /* stretches that `before` holds */
    struct extent before;
    struct output *output;
    struct error *error;
    bool ok;
};

static void extent_add(struct extent *sum, const struct extent *next)
{
    sum->cps += next->cps;
    sum->lines += next->lines;
    sum->tail = next->lines != 0 ? next->tail : sum->tail + next->cps;
}

/* ---- one stretch ---- */

/* The document for the thread that works on a stretch; NULL and an error when there is none. */
static struct document *stretch_open(const struct search *search, size_t number,
                                     struct error *error)
{
    if (search->count == 1)
        return search->document;
    struct document *document = document_clone(search->document, error);
    if (document != NULL && !document_count_from(document, search->borders[number])) {
        document_free(document);
        error_memory(error);
        return NULL;
    }
    return document;
}

static void stretch_close(const struct search *search, struct document *document)
{
    if (document != search->document)
        document_free(document);
}

static void *search_one(const void *context, size_t number)
{
    const struct search *search = context;
    const struct finder *finder = search->finder;
    struct found *found = array_new(1, sizeof *found);
    if (found == NULL)
        return NULL;
    struct document *document = stretch_open(search, number, &found->error);
    if (document == NULL)
        return found;
    struct text *text = text_new(document, &finder->inputs->judge.judge);
    if (text == NULL || !stretch_search(finder->query, text, search->borders[number],
                                        search->borders[number + 1], search->placed, found))
        error_memory(&found->error);
    text_free(text);
    stretch_close(search, document);
    return found;
}

static void *count_one(const void *context, size_t number)
{
    const struct search *search = context;
    struct found *found = array_new(1, sizeof *found);
    if (found == NULL)
        return NULL;
    number += search->summed;
    found->extent = search->extents[number];
    struct document *document =
        found->extent.known ? search->document : stretch_open(search, number, &found->error);
    if (!found->extent.known && document != NULL)
        stretch_count(document, search->borders[number], search->borders[number + 1],
                      &found->extent);
    stretch_close(search, document);
    return found;
}

/* ---- all of them ---- */

static bool take_error(struct search *search, const struct found *found)
{
    if (found == NULL)
        search->ok = error_memory(search->error);
    else if (found->error.kind != ERROR_NONE) {
        *search->error = found->error;
        search->ok = false;
    }
    return search->ok;
}

static void print_rows(struct search *search, const struct found *found)
{
    struct output *output = search->output;
    struct span path = span_of(document_path(search->document));
    const char *text = buf_span(&found->text).at;
    for (size_t i = 0; i < found->count; i++) {
        const struct found_row *row = &found->rows[i];
        output_field(output, path);
        output_number(output, search->before.cps + row->start);
        output_number(output, search->before.cps + row->end);
        output_number(output, search->before.lines + row->line + 1);
        output_number(output, row->column + (row->line == 0 ? search->before.tail : 0));
        output_field(output, (struct span){text, row->left});
        output_field(output, (struct span){text + row->left, row->match});
        output_field(output, (struct span){text + row->left + row->match, row->right});
        text += row->left + row->match + row->right;
    }
}

static bool count_taken(void *taker, size_t number, void *taken)
{
    struct search *search = taker;
    const struct found *found = taken;
    bool ok = take_error(search, found);
    if (ok)
        extent_add(&search->before, &found->extent);
    found_free(taken);
    return ok;
}

/* Counts what stands before a stretch, as far as it was not asked for yet. */
static bool count_before(struct search *search, size_t number)
{
    struct crew crew = {.count = number - search->summed,
                        .threads = search->finder->threads,
                        .ahead = AHEAD,
                        .work = count_one,
                        .take = count_taken,
                        .drop = found_free,
                        .context = search,
                        .taker = search};
    crew_run(&crew);
    search->summed = number;
    return search->ok;
}

static bool search_taken(void *taker, size_t number, void *taken)
{
    struct search *search = taker;
    struct found *found = taken;
    if (found != NULL && found->count > 0 && count_before(search, number))
        print_rows(search, found);
    if (take_error(search, found))
        search->extents[number] = found->extent;
    found_free(found);
    return output_flush(search->output) && search->ok;
}

/* Borders about a stretch apart. */
static bool cut(struct search *search)
{
    const struct finder *finder = search->finder;
    struct document *document = search->document;
    uint64_t size = document_size(document);
    bool many = finder->threads > 1 && size > finder->stretch;
    search->count = many ? (size_t)((size - 1) / finder->stretch) + 1 : 1;
    search->borders = array_new(search->count + 1, sizeof *search->borders);
    search->extents = array_new(search->count, sizeof *search->extents);
    if (search->borders == NULL || search->extents == NULL)
        return false;
    for (size_t i = 1; i < search->count; i++)
        search->borders[i] = document_align(document, i * finder->stretch);
    search->borders[search->count] = size;
    return true;
}

bool find_document(const struct finder *finder, struct document *document, struct output *output,
                   struct error *error)
{
    atomic_bool placed = false;
    struct search search = {.finder = finder,
                            .document = document,
                            .output = output,
                            .error = error,
                            .placed = &placed,
                            .ok = true};
    if (cut(&search)) {
        struct crew crew = {.count = search.count,
                            .threads = search.count > 1 ? finder->threads : 1,
                            .ahead = AHEAD,
                            .work = search_one,
                            .take = search_taken,
                            .drop = found_free,
                            .context = &search,
                            .taker = &search};
        crew_run(&crew);
    } else {
        search.ok = error_memory(error);
    }
    free(search.borders);
    free(search.extents);
    return search.ok;
}
