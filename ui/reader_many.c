#include <config.h>

#include "ui/reader_many.h"

#include <stdlib.h>
#include <string.h>

#include "ui/pane_reader.h"
#include "ui/reader.h"

/* The notes of a document: those of the page when it lies open, else opened for the while. */
struct visit {
    struct document *document;
    struct notes *notes;
    bool shown;
};

static bool visit_begin(struct app *app, const char *path, struct visit *visit, struct error *error)
{
    struct desk *desk = reader_desk(app);
    *visit = (struct visit){0};
    if (desk != NULL && desk->path != NULL && strcmp(desk->path, path) == 0) {
        visit->shown = true;
        visit->document = desk->document;
        visit->notes = reader_notes(app);
        return visit->notes != NULL;
    }
    visit->document = document_open_as(path, app->settings.encoding, error);
    struct notes_options options = settings_notes(&app->settings);
    if (visit->document != NULL)
        visit->notes = notes_open(path, visit->document, &options, NULL, error);
    if (visit->notes == NULL)
        document_free(visit->document);
    return visit->notes != NULL;
}

static bool visit_end(struct app *app, struct visit *visit, struct error *error)
{
    if (visit->shown) {
        reader_notes_changed(app);
        return true;
    }
    bool closed = notes_close(visit->notes, error);
    document_free(visit->document);
    return closed;
}

static bool is_same_document(const struct many_place *places, size_t a, size_t b)
{
    return strcmp(places[a].path, places[b].path) == 0;
}

/* The places of one document, from the first on; how many were added. */
static size_t add_in_document(struct app *app, const struct many_place *places, size_t count,
                              const char *label, const char *text, struct error *error)
{
    struct visit visit;
    size_t added = 0;
    if (!visit_begin(app, places[0].path, &visit, error))
        return 0;
    notes_group_begin(visit.notes);
    while (added < count && is_same_document(places, 0, added) &&
           notes_add(visit.notes, document_cp_of(visit.document, places[added].range.start),
                     document_cp_of(visit.document, places[added].range.end), label, text, NULL,
                     error))
        added++;
    if (!notes_group_end(visit.notes, error))
        added = 0;
    return visit_end(app, &visit, error) ? added : 0;
}

size_t many_add(struct app *app, const struct many_place *places, size_t count, const char *label,
                const char *text, struct error *error)
{
    char **paths = array_new(count + 1, sizeof(*paths));
    size_t done = 0, documents = 0;
    while (paths != NULL && done < count && error->kind == ERROR_NONE) {
        size_t added = add_in_document(app, places + done, count - done, label, text, error);
        if (added == 0)
            break;
        paths[documents] = bytes_copy(span_of(places[done].path));
        documents += paths[documents] != NULL;
        done += added;
    }
    if (documents > 0)
        reader_did_many(app, paths);
    else
        free(paths);
    return done;
}

bool many_turn(struct app *app, char *const *paths, bool back, struct error *error)
{
    bool good = true;
    for (; good && *paths != NULL; paths++) {
        struct visit visit;
        good = visit_begin(app, *paths, &visit, error);
        if (!good)
            break;
        good = back ? notes_undo(visit.notes, error) : notes_redo(visit.notes, error);
        good = visit_end(app, &visit, error) && good;
    }
    return good;
}
