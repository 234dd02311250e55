#include <config.h>

#include "src/notes/document_label.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "src/notes/standoff.h"

/* No more of a file of notes is read for its labels. */
#define READ_MOST (64u << 20)

static void add(struct buf *into, size_t from, struct span label)
{
    if (into->len > from)
        buf_add_string(into, ", ");
    buf_add_span(into, label);
}

void document_labels_add(const struct notes *notes, struct buf *into)
{
    size_t index, from = into->len;
    if (!notes_document_index(notes, &index))
        return;
    size_t count = notes_at(notes, index).attribute_count;
    for (size_t i = 0; i < count; i++) {
        struct attribute attribute = notes_attribute(notes, index, i);
        if (attribute.value[0] == '\0')
            add(into, from, span_of(attribute.name));
    }
}

/* The id of the first T line about the document; empty when there is none. */
static struct span document_id(const struct standoff *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        if (lines->records[i].kind == 'T' &&
            span_equal(lines->records[i].type, span_of(NOTE_DOCUMENT)))
            return lines->records[i].id;
    return (struct span){"", 0};
}

static void add_from_lines(const struct standoff *lines, struct buf *into)
{
    struct span id = document_id(lines);
    size_t from = into->len;
    for (size_t i = 0; i < lines->count && id.len > 0; i++) {
        const struct record *record = &lines->records[i];
        if (record->kind == 'A' && record->text.len == 0 && span_equal(record->target, id))
            add(into, from, record->type);
    }
}

void document_labels_read(const char *path, const char *ann_dir, struct buf *into)
{
    char *ann = notes_file(path, ann_dir);
    struct buf bytes = {0};
    struct standoff lines = {0};
    if (ann != NULL && file_read(ann, READ_MOST, &bytes, NULL) &&
        standoff_read(&lines, buf_span(&bytes)))
        add_from_lines(&lines, into);
    standoff_done(&lines);
    buf_done(&bytes);
    free(ann);
}

/* ---- changing ---- */

static bool has_label(const struct notes *notes, size_t index, const char *label)
{
    size_t count = notes_at(notes, index).attribute_count;
    for (size_t i = 0; i < count; i++)
        if (strcmp(notes_attribute(notes, index, i).name, label) == 0)
            return true;
    return false;
}

/* A note on the document that says nothing any more is none. */
static bool remove_bare(struct notes *notes, const char *id, struct error *error)
{
    size_t index;
    if (!notes_index(notes, id, &index))
        return true;
    struct note note = notes_at(notes, index);
    return note.note[0] != '\0' || note.attribute_count > 0 || notes_remove(notes, id, error);
}

static bool turn(struct notes *notes, const char *label, bool *given, struct error *error)
{
    size_t index;
    const char *made;
    bool there = notes_document_index(notes, &index);
    *given = !there || !has_label(notes, index, label);
    if (!there &&
        (!notes_add_document(notes, "", &made, error) || !notes_document_index(notes, &index)))
        return false;
    char *id = bytes_copy(span_of(notes_at(notes, index).id)); /* views go with each change */
    bool ok = id != NULL ? notes_set_attribute(notes, id, label, *given ? "" : NULL, error)
                         : error_memory(error);
    ok = ok && (*given || remove_bare(notes, id, error));
    free(id);
    return ok;
}

bool document_label_turn(struct notes *notes, const char *label, bool *given, struct error *error)
{
    struct error later = {0};
    notes_group_begin(notes);
    bool ok = turn(notes, label, given, error);
    /* What was done before a failure is one step, too. */
    return notes_group_end(notes, ok ? error : &later) && ok;
}
