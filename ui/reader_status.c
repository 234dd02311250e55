/* What the status line says of the document that lies open, and of what stands under the caret. */
#include <config.h>

#include <string.h>

#include "src/text/document.h"
#include "ui/message.h"
#include "ui/pane_entities.h"
#include "ui/reader.h"

static void add_part(struct buf *into, const char *sentence, const char *subject, long number)
{
    if (into->len > 0)
        buf_add_string(into, " · ");
    message_format(into, sentence, subject, number);
}

static void add_name(struct buf *into, const char *name)
{
    if (into->len > 0)
        buf_add_string(into, " · ");
    message_add_outside(into, name);
}

/* Is a note too long for the status line? It is then shown whole above it. */
static bool is_long(const struct app *app, const char *note)
{
    return strchr(note, '\n') != NULL || surface_width(span_of(note)) > app->screen.cols / 2;
}

void reader_detail(const struct app *app, struct buf *into)
{
    struct desk *desk = reader_desk(app);
    const struct mark *mark = desk != NULL ? marks_at_caret(desk, &desk->margin.marks) : NULL;
    if (mark == NULL || desk->margin.notes == NULL || mark->id >= notes_count(desk->margin.notes))
        return;
    struct note note = notes_at(desk->margin.notes, mark->id);
    if (is_long(app, note.note))
        buf_add_string(into, note.note);
}

/* What stands under the caret. */
static void add_under_caret(const struct app *app, struct desk *desk, struct buf *into)
{
    const struct mark *mark = marks_at_caret(desk, &desk->margin.marks);
    if (mark != NULL && desk->margin.notes != NULL && mark->id < notes_count(desk->margin.notes)) {
        struct note note = notes_at(desk->margin.notes, mark->id);
        add_name(into, note.label);
        if (note.note[0] != '\0' && !is_long(app, note.note)) {
            buf_add_string(into, ": ");
            message_add_outside(into, note.note);
        }
    }
    if (!app->reader->spelling_hidden && marks_at_caret(desk, &desk->proof.errors) != NULL)
        add_part(into, _("spelling error, z= suggests"), NULL, 0);
    else if (!app->reader->spelling_hidden && marks_at_caret(desk, &desk->proof.unknown) != NULL)
        add_part(into, _("unknown word, z= suggests"), NULL, 0);
    mark = marks_at_caret(desk, &desk->cast.marks);
    if (mark != NULL && desk->cast.found != NULL) {
        const struct mention *mention = &desk->cast.found->mentions[mark->id];
        const struct entity *entity = &desk->cast.found->entities[mention->entity];
        add_part(into, "{subject}", entity_label(mention->type), 0);
        buf_add_string(into, " ");
        message_add_outside(into, entity->name);
        if (entity->count > 1)
            buf_printf(into, " (%u)", (unsigned)entity->count);
    }
}

/* How many there are; whether they lie away from the corpus, and who else is at them. */
static void add_notes_status(const struct notes *notes, struct buf *into)
{
    size_t count = notes != NULL ? notes_count(notes) : 0;
    if (count > 0 && notes_is_overlay(notes))
        add_part(
            into,
            P_("{number} note, outside the corpus", "{number} notes, outside the corpus", count),
            NULL, (long)count);
    else if (count > 0)
        add_part(into, P_("{number} note", "{number} notes", count), NULL, (long)count);
    if (notes != NULL && notes_elsewhere(notes))
        add_part(into, _("also open in another window"), NULL, 0);
}

/* "20000+": more than are listed. */
static void add_entities_status(const struct desk *desk, struct buf *into)
{
    const struct cast *cast = &desk->cast;
    if (cast->found == NULL)
        return;
    size_t count = cast->found->entity_count;
    add_part(into, P_("{number} entity", "{number} entities", count), NULL, (long)count);
    if (cast->gathering.full)
        buf_add_byte(into, '+');
    if (cast_is_partial(desk))
        desk_add_progress(desk, &cast->gathering.counted, into);
}

/* In fewer columns what stands under the caret comes before the numbers: they would push it out. */
#define STATUS_NARROW 60

void reader_status(const struct app *app, struct buf *into)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    uint64_t caret = view_caret(desk->view);
    if (caret < document_scanned(desk->document) + VIEW_LINE_NEAR)
        /* TRANSLATORS: a line number in the status line, as short as can be. */
        add_part(into, _("l. {number}"), NULL, (long)document_line_of(desk->document, caret) + 1);
    else /* TRANSLATORS: the same while the lines are still being counted. */
        add_part(into, _("l. …"), NULL, 0);
    if (desk->fate != DOCUMENT_SAME)
        add_part(into, _("changed on disk"), NULL, 0);
    if (view_is_raw(desk->view) && desk->title == NULL)
        add_part(into, _("raw lines"), NULL, 0);
    reader_find_status(app, into);
    bool narrow = app->screen.cols < STATUS_NARROW;
    if (narrow)
        add_under_caret(app, desk, into);
    if (desk->proof.sweep.count > 0 && !app->reader->spelling_hidden) {
        uint64_t errors = proof_errors(&desk->proof, document_size(desk->document));
        add_part(into, P_("{number} error", "{number} errors", (unsigned long)errors), NULL,
                 (long)errors);
        if (proof_is_large(document_size(desk->document)))
            desk_add_progress(desk, &desk->proof.counted, into);
    }
    add_entities_status(desk, into);
    add_notes_status(desk->margin.notes, into);
    if (!narrow)
        add_under_caret(app, desk, into);
}
