#include <config.h>

#include "ui/notebook.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/clock.h"
#include "ui/app.h"
#include "ui/pane_notes.h"

/* ---- rows ---- */

static void row_free(struct notebook_row *row)
{
    if (row == NULL)
        return;
    free(row->id);
    free(row->label);
    free(row->text);
    free(row->note);
    free(row->modified);
    free(row->attributes);
    free(row);
}

/* "name value, name", as the attributes are shown. */
static char *attributes_of(const struct notes *notes, size_t index, size_t count)
{
    struct buf text = {0};
    buf_add_string(&text, "");
    for (size_t i = 0; i < count; i++) {
        struct attribute attribute = notes_attribute(notes, index, i);
        buf_add_string(&text, i > 0 ? ", " : "");
        buf_add_string(&text, attribute.name);
        buf_add_string(&text, attribute.value[0] != '\0' ? " " : "");
        buf_add_string(&text, attribute.value);
    }
    return buf_take(&text);
}

static struct notebook_row *row_new(size_t document, const struct notes *notes, size_t number)
{
    struct note note = notes_at(notes, number);
    struct notebook_row *row = array_new(1, sizeof(*row));
    if (row == NULL)
        return NULL;
    *row = (struct notebook_row){
        .document = document,
        .number = number,
        .id = bytes_copy(span_of(note.id)),
        .label = bytes_copy(span_of(note.label)),
        .text = bytes_copy(note.text),
        .note = bytes_copy(span_of(note.note)),
        .modified = bytes_copy(span_of(note.modified)),
        .attributes = attributes_of(notes, number, note.attribute_count),
        .state = note.state,
        .raw_start = note.raw_start,
        .raw_end = note.raw_end,
    };
    if (row->id != NULL && row->label != NULL && row->text != NULL && row->note != NULL &&
        row->modified != NULL && row->attributes != NULL)
        return row;
    row_free(row);
    return NULL;
}

struct notebook *notebook_new(char **paths, size_t path_count)
{
    struct notebook *notebook = array_new(1, sizeof(*notebook));
    if (notebook == NULL) {
        for (size_t i = 0; i < path_count; i++)
            free(paths[i]);
        free(paths);
        return NULL;
    }
    notebook->paths = paths;
    notebook->path_count = path_count;
    return notebook;
}

void notebook_free(struct notebook *notebook)
{
    if (notebook == NULL)
        return;
    if (notebook->job != NULL)
        job_cancel(notebook->job);
    for (size_t i = 0; i < notebook->count; i++)
        row_free(notebook->rows[i]);
    for (size_t i = 0; i < notebook->path_count; i++)
        free(notebook->paths[i]);
    free(notebook->rows);
    free(notebook->paths);
    free(notebook);
}

bool notebook_find(const struct notebook *notebook, const char *path, size_t *document)
{
    for (size_t i = 0; i < notebook->path_count; i++)
        if (strcmp(notebook->paths[i], path) == 0) {
            *document = i;
            return true;
        }
    return false;
}

/* Takes away the rows of a document; where they stood, or would. */
static size_t remove_rows(struct notebook *notebook, size_t document)
{
    size_t from = 0;
    while (from < notebook->count && notebook->rows[from]->document < document)
        from++;
    size_t to = from;
    while (to < notebook->count && notebook->rows[to]->document == document)
        row_free(notebook->rows[to++]);
    if (notebook->rows != NULL)
        memmove(notebook->rows + from, notebook->rows + to,
                (notebook->count - to) * sizeof(struct notebook_row *));
    notebook->count -= to - from;
    return from;
}

bool notebook_set(struct notebook *notebook, size_t document, const struct notes *notes)
{
    size_t from = remove_rows(notebook, document), made = 0;
    size_t count = notes != NULL ? notes_count(notes) : 0;
    if (!array_reserve(&notebook->rows, &notebook->cap, notebook->count + count + 1,
                       sizeof(struct notebook_row *)))
        return false;
    struct notebook_row **at = notebook->rows + from;
    memmove(at + count, at, (notebook->count - from) * sizeof(struct notebook_row *));
    while (made < count && (at[made] = row_new(document, notes, made)) != NULL)
        made++;
    memmove(at + made, at + count, (notebook->count - from) * sizeof(struct notebook_row *));
    notebook->count += made;
    if (made < count)
        remove_rows(notebook, document);
    return made == count;
}

bool notebook_is_finished(const struct notebook *notebook)
{
    return notebook->read >= notebook->path_count;
}

/* ---- behind the screen ---- */

#define BATCH 256
#define BATCH_MS 100

struct reading_job {
    struct job job;
    struct notebook *part; /* its paths are the batch's */
    size_t first;          /* the number of its first document in the notebook */
    char *ann_dir;
    enum notes_crlf crlf;
};

/* What can't be read has no notes to show; who opens the document hears why. */
static void read_notes(struct notebook *part, size_t number, const struct notes_options *options)
{
    const char *path = part->paths[number];
    char *ann = notes_file(path, options->ann_dir);
    if (ann == NULL)
        return;
    free(ann);
    struct document *document = document_open(path, NULL);
    struct notes *notes = document != NULL && !document_is_binary(document)
                              ? notes_open_reading(path, document, options, NULL)
                              : NULL;
    if (notes != NULL) {
        notebook_set(part, number, notes);
        notes_close(notes, NULL);
    }
    document_free(document);
}

static void reading_run(struct job *base)
{
    struct reading_job *job = (struct reading_job *)base;
    struct notes_options options = {.ann_dir = job->ann_dir, .crlf = job->crlf};
    int64_t begun = clock_ms();
    while (job->part->read < job->part->path_count && !job_cancelled(base) &&
           (job->part->read == 0 || clock_ms() - begun < BATCH_MS))
        read_notes(job->part, job->part->read++, &options);
}

/* The rows of a batch go behind those read before. */
static bool take_part(struct notebook *notebook, struct notebook *part, size_t first)
{
    if (!array_reserve(&notebook->rows, &notebook->cap, notebook->count + part->count + 1,
                       sizeof(struct notebook_row *)))
        return false;
    for (size_t i = 0; i < part->count; i++) {
        part->rows[i]->document += first;
        notebook->rows[notebook->count++] = part->rows[i];
    }
    part->count = 0;
    return true;
}

static void job_free(struct reading_job *job)
{
    notebook_free(job->part);
    free(job->ann_dir);
    free(job);
}

static void reading_deliver(struct job *base, void *context)
{
    struct app *app = context;
    struct reading_job *job = (struct reading_job *)base;
    struct notebook *notebook = notelist_notebook(app);
    if (notebook != NULL && notebook->job == base) {
        notebook->job = NULL;
        notebook->read += job->part->read;
        if (!take_part(notebook, job->part, job->first))
            notebook->stopped = true; /* what the reader has stopped stays so */
        notelist_changed(app);
    }
    job_free(job);
}

static struct reading_job *job_new(const struct app *app, const struct notebook *notebook)
{
    struct reading_job *job = array_new(1, sizeof(*job));
    char **paths = array_new(BATCH, sizeof(*paths));
    size_t count = 0;
    const char *ann_dir = app->settings.ann_dir;
    if (job == NULL || paths == NULL) {
        free(job);
        free(paths);
        return NULL;
    }
    while (count < BATCH && notebook->read + count < notebook->path_count &&
           (paths[count] = bytes_copy(span_of(notebook->paths[notebook->read + count]))) != NULL)
        count++;
    job->job = (struct job){.run = reading_run, .deliver = reading_deliver};
    job->first = notebook->read;
    job->part = notebook_new(paths, count);
    job->crlf = app->settings.ann_crlf;
    job->ann_dir = ann_dir != NULL ? bytes_copy(span_of(ann_dir)) : NULL;
    if (job->part != NULL && count > 0 && (ann_dir == NULL) == (job->ann_dir == NULL))
        return job;
    job_free(job);
    return NULL;
}

void notebook_read_on(struct app *app, struct notebook *notebook)
{
    if (notebook->job != NULL || notebook->stopped || notebook_is_finished(notebook))
        return;
    struct reading_job *job = job_new(app, notebook);
    if (job == NULL) {
        notebook->stopped = true;
        return;
    }
    notebook->job = &job->job;
    app_work(app, &job->job);
}
