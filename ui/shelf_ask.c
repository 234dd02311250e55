/* What is found out of each document behind the screen: title, date, source, reference, labels. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "src/notes/document_label.h"
#include "src/text/unicode.h"
#include "ui/app.h"

#define BATCH_VISIBLE 16
#define BATCH_BEHIND 128
#define JOBS_MOST 2

struct inquiry {
    size_t entry;
    char *path;
    struct metadata metadata;
    char *folded, *labels;
    bool binary;
};

struct asking {
    struct job job;
    char *ann_dir;
    enum encoding_choice encoding;
    const struct judge *judge;
    struct inquiry *inquiries;
    size_t count;
};

/* What a filter looks in. */
static char *fold_book(const struct metadata *metadata, const char *labels, const char *path)
{
    struct buf all = {0};
    struct fold fold = {0};
    buf_printf(&all, "%s %s %s %s %s %s", metadata->title != NULL ? metadata->title : "",
               metadata->date != NULL ? metadata->date : "",
               metadata->source != NULL ? metadata->source : "",
               metadata->reference != NULL ? metadata->reference : "", labels != NULL ? labels : "",
               file_name(path));
    char *folded = NULL;
    if (buf_ok(&all) &&
        fold_make(&fold, buf_span(&all), FOLD_CASE | FOLD_ACCENTS | FOLD_PUNCTUATION))
        folded = buf_take(&fold.text);
    fold_done(&fold);
    buf_done(&all);
    return folded;
}

/* NULL where there are none. */
static char *labels_on_disk(const char *path, const char *ann_dir)
{
    struct buf labels = {0};
    document_labels_read(path, ann_dir, &labels);
    if (labels.len > 0)
        return buf_take(&labels);
    buf_done(&labels);
    return NULL;
}

static void inquire(struct inquiry *inquiry, const struct asking *asking,
                    const struct corrections *corrections)
{
    struct document *document = document_open_as(inquiry->path, asking->encoding, NULL);
    if (document == NULL)
        return; /* listed with its reason by the scan, or gone since */
    inquiry->binary = document_is_binary(document);
    struct text *text = inquiry->binary ? NULL : text_new(document, asking->judge);
    if (text != NULL)
        metadata_find(&inquiry->metadata, text);
    text_free(text);
    document_free(document);
    if (corrections != NULL)
        corrections_apply(corrections, inquiry->path, &inquiry->metadata);
    inquiry->labels = labels_on_disk(inquiry->path, asking->ann_dir);
    inquiry->folded = fold_book(&inquiry->metadata, inquiry->labels, inquiry->path);
}

static void asking_run(struct job *job)
{
    struct asking *asking = (struct asking *)job;
    struct corrections *corrections = corrections_load();
    for (size_t i = 0; i < asking->count && !job_cancelled(job); i++)
        inquire(&asking->inquiries[i], asking, corrections);
    corrections_free(corrections);
}

/* What the inquiries hold has been handed on. */
static void asking_free(struct asking *asking)
{
    free(asking->inquiries);
    free(asking->ann_dir);
    free(asking);
}

static void asking_deliver(struct job *job, void *context)
{
    struct asking *asking = (struct asking *)job;
    struct app *app = context;
    struct shelf *shelf = &app->shelf;
    bool current = job->generation == shelf->generation;
    for (size_t i = 0; i < asking->count; i++) {
        struct inquiry *inquiry = &asking->inquiries[i];
        free(inquiry->path);
        if (!current || shelf->books[inquiry->entry].known) {
            metadata_done(&inquiry->metadata);
            free(inquiry->folded);
            free(inquiry->labels);
            continue;
        }
        struct book *book = &shelf->books[inquiry->entry];
        book->metadata = inquiry->metadata;
        book->folded = inquiry->folded;
        book->labels = inquiry->labels;
        book->binary = inquiry->binary;
        book->known = true;
        shelf->known_count++;
    }
    if (current) {
        shelf->asking--;
        shelf->version++;
    }
    asking_free(asking);
}

/* Takes an entry into the job when nobody has asked for it yet. */
static void take_in(struct shelf *shelf, struct asking *asking, size_t entry)
{
    struct book *book = &shelf->books[entry];
    if (book->known || book->asked || shelf->corpus->entries[entry].reason != 0)
        return;
    char *path = bytes_copy(span_of(shelf_path(shelf, entry)));
    if (path == NULL)
        return;
    book->asked = true;
    asking->inquiries[asking->count++] = (struct inquiry){.entry = entry, .path = path};
}

static bool ask_batch(struct app *app, const size_t *visible, size_t count)
{
    struct shelf *shelf = &app->shelf;
    struct asking *asking = array_new(1, sizeof *asking);
    if (asking == NULL)
        return false;
    asking->inquiries = array_new(BATCH_BEHIND, sizeof *asking->inquiries);
    asking->encoding = app->settings.encoding;
    asking->judge = app->judge;
    if (app->settings.ann_dir != NULL)
        asking->ann_dir = bytes_copy(span_of(app->settings.ann_dir));
    for (size_t i = 0; asking->inquiries != NULL && i < count && asking->count < BATCH_VISIBLE; i++)
        take_in(shelf, asking, visible[i]);
    if (asking->inquiries != NULL && asking->count == 0)
        while (shelf->ask_next < shelf_count(shelf) && asking->count < BATCH_BEHIND)
            take_in(shelf, asking, shelf->ask_next++);
    if (asking->count == 0) {
        asking_free(asking);
        return false;
    }
    asking->job =
        (struct job){.run = asking_run, .deliver = asking_deliver, .generation = shelf->generation};
    shelf->asking++;
    app_work_now(app, &asking->job);
    return true;
}

void shelf_ask(struct app *app, const size_t *visible, size_t count)
{
    struct shelf *shelf = &app->shelf;
    while (shelf->corpus != NULL && !shelf->scanning && shelf->asking < JOBS_MOST &&
           shelf->known_count < shelf_count(shelf))
        if (!ask_batch(app, visible, count))
            return;
}

void shelf_correct(struct app *app, size_t entry, enum correction_field field, const char *value)
{
    struct shelf *shelf = &app->shelf;
    struct book *book = &shelf->books[entry];
    struct error error = {0};
    if (!correction_keep(shelf_path(shelf, entry), field, value, &error)) {
        app_warn_error(app, &error);
        return;
    }
    /* It is looked at again, as the next one that is asked for. */
    metadata_done(&book->metadata);
    free(book->folded);
    free(book->labels);
    shelf->known_count -= book->known;
    *book = (struct book){.marks = book->marks};
    if (entry < shelf->ask_next)
        shelf->ask_next = entry;
    shelf->version++;
}

void shelf_set_labels(struct app *app, const char *path, const char *labels)
{
    struct shelf *shelf = &app->shelf;
    size_t entry;
    if (!shelf_find(shelf, path, &entry) || !shelf->books[entry].known)
        return; /* it will be read with the rest */
    struct book *book = &shelf->books[entry];
    const char *before = book->labels != NULL ? book->labels : "";
    if (strcmp(before, labels) == 0)
        return;
    free(book->labels);
    free(book->folded);
    book->labels = labels[0] != '\0' ? bytes_copy(span_of(labels)) : NULL;
    book->folded = fold_book(&book->metadata, book->labels, path);
    shelf->version++;
}
