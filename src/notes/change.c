/* change: notes added, copied and removed. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/notes/inside.h"
#include "src/text/unicode.h"

/* brat numbers to 32767; a warning would come too late there. */
#define ID_MOST 32767u

/* Another window's changes first: then ids seldom meet; and the ids that it has freed, once for a
 * group. A failure is told at the next save. */
bool notes_ready(struct notes *notes, struct error *error)
{
    if (!notes_refuse_reading(notes, error))
        return false;
    if (notes->lock_depth > 0)
        return true; /* notes_lock() has done the same */
    notes_refresh(notes, NULL, NULL);
    if (notes->group.count == 0)
        notes_learn_ids(notes);
    return true;
}

/* The same for a change of `id`, which is copied before anything moves. */
bool notes_ready_for(struct notes *notes, const char *id, struct id_name *own, struct error *error)
{
    if (strlen(id) >= sizeof own->text)
        return notes_unknown_id(error, id);
    strcpy(own->text, id);
    return notes_ready(notes, error);
}

/* ---- adding ---- */

static bool edit_new(struct notes *notes, struct delta *edit, uint64_t start, uint64_t end,
                     const char *label, const char *note, uint64_t *number, struct error *error)
{
    struct passage passage;
    struct buf at = {0}, line = {0}, id = {0}, lines = {0};
    struct quote quote = {0};
    if (!notes_cut(notes, start, end, &passage, error))
        return false;
    bool ok = notes_add_offsets(notes, &passage, &at) &&
              notes_make_quote(notes, &passage, buf_span(&at), NULL, true, &quote);
    if (ok) {
        size_t index = notes->lines.count;
        *number = notes_next_id(notes, 'T');
        id_add(&id, 'T', *number);
        notes_add_text_bound(&line, *number, span_of(label), buf_span(&at),
                             buf_span(&passage.text));
        delta_add(edit, index, NO_LINE, buf_span(&line));
        buf_cut(&line, 0);
        notes_add_anchor(&line, notes_next_id(notes, '#'), buf_span(&id), &quote);
        delta_add(edit, index + 1, NO_LINE, buf_span(&line));
        notes_split(note, &lines);
        notes_edit_note(notes, edit, buf_span(&id), index + 2, buf_span(&lines));
        ok = buf_ok(&line) && buf_ok(&id) && buf_ok(&lines) && !edit->failed;
    }
    quote_done(&quote);
    buf_done(&lines);
    buf_done(&id);
    buf_done(&line);
    buf_done(&at);
    passage_done(&passage);
    return ok || error_memory(error);
}

bool notes_add(struct notes *notes, uint64_t start, uint64_t end, const char *label,
               const char *note, const char **id, struct error *error)
{
    struct delta edit = {0};
    uint64_t number = 0;
    if (!notes_ready(notes, error) || !notes_check_name(label, error))
        return false;
    bool ok = edit_new(notes, &edit, start, end, label, note, &number, error);
    if (ok && number > ID_MOST)
        ok = error_set_number(error, ERROR_USAGE,
                              N_("{subject}: there can be no more than {number} notes."),
                              notes->path, ID_MOST);
    char name[24];
    struct buf told = {0};
    id_add(&told, 'T', number);
    ok = ok && (buf_ok(&told) || error_memory(error)) && told.len < sizeof name;
    if (ok)
        memcpy(name, told.at, told.len + 1);
    buf_done(&told);
    ok = ok && notes_commit(notes, &edit, "add", name, error);
    delta_done(&edit);
    if (ok && id != NULL) {
        const struct view *view = notes_view(notes, span_of(name));
        *id = view != NULL ? view->id : "";
    }
    return ok;
}

/* The first line that isn't blank, by code points. Read in growing pieces: it is near the start. */
static bool first_line(struct notes *notes, uint64_t *start, uint64_t *end)
{
    enum { ENOUGH = 65536 }; /* of a first line that is longer, the beginning will do */
    for (uint64_t reach = 4096;; reach *= 2) {
        struct buf text = {0};
        struct passage passage = {0};
        bool ok = content_add(&notes->content, 0, reach, &text) &&
                  passage_cut(&passage, buf_span(&text), 0);
        bool is_all = ok && unicode_count(buf_span(&text)) < reach;
        bool found =
            ok && (passage.count > 1 || (passage.count == 1 && (is_all || reach >= ENOUGH)));
        if (found) {
            *start = passage.fragments[0].start;
            *end = passage.fragments[0].end;
        }
        passage_done(&passage);
        buf_done(&text);
        if (found || !ok || is_all)
            return found;
    }
}

bool notes_add_document(struct notes *notes, const char *note, const char **id, struct error *error)
{
    size_t index;
    uint64_t start, end;
    if (notes_document_index(notes, &index)) {
        char *own = bytes_copy(span_of(notes->views[index].id));
        bool ok = own != NULL ? notes_set_note(notes, own, note, error) : error_memory(error);
        if (ok && id != NULL)
            *id = notes_document_index(notes, &index) ? notes->views[index].id : "";
        free(own);
        return ok;
    }
    if (!first_line(notes, &start, &end))
        return error_set(error, ERROR_USAGE, N_("{subject} has no text, so it can't carry a note."),
                         notes->path);
    return notes_add(notes, start, end, NOTE_DOCUMENT, note, id, error);
}

bool notes_copy(struct notes *notes, const char *id, uint64_t start, uint64_t end,
                const char **new_id, struct error *error)
{
    struct view *view = notes_find(notes, id, error);
    if (view == NULL)
        return false;
    char *label = bytes_copy(span_of(view->label)), *note = bytes_copy(span_of(view->note));
    char *from = bytes_copy(span_of(id));
    const char *fresh = NULL;
    bool ok = label != NULL && note != NULL && from != NULL;
    notes_group_begin(notes);
    ok = ok ? notes_add(notes, start, end, label, note, &fresh, error) : error_memory(error);
    for (size_t i = 0; ok; i++) {
        view = notes_view(notes, span_of(from));
        if (view == NULL || i >= view->attribute_count)
            break;
        char *name = bytes_copy(span_of(view->attributes[i].name));
        char *value = bytes_copy(span_of(view->attributes[i].value));
        char *target = bytes_copy(span_of(fresh));
        ok = name != NULL && value != NULL && target != NULL
                 ? notes_set_attribute(notes, target, name, value, error)
                 : error_memory(error);
        const struct view *made = ok ? notes_view(notes, span_of(target)) : NULL;
        fresh = made != NULL ? made->id : "";
        free(name);
        free(value);
        free(target);
    }
    ok = notes_group_end(notes, error) && ok;
    if (ok && new_id != NULL)
        *new_id = fresh;
    free(label);
    free(note);
    free(from);
    return ok;
}

/* ---- removing ---- */

/* A '*' line without one of its members; only one left is no group. */
static void edit_group_line(struct notes *notes, struct delta *edit, size_t index, struct span id)
{
    const struct record *record = &notes->lines.records[index];
    struct buf line = {0};
    struct span other;
    size_t left = 0;
    buf_add_string(&line, "*\t");
    buf_add_span(&line, record->type);
    for (size_t at = 0; record_reference(record, &at, &other);) {
        if (span_equal(other, id))
            continue;
        buf_add_byte(&line, ' ');
        buf_add_span(&line, other);
        left++;
    }
    edit->failed = edit->failed || !buf_ok(&line);
    delta_add(edit, index, record_line(record), left > 1 ? buf_span(&line) : NO_LINE);
    buf_done(&line);
}

bool notes_remove(struct notes *notes, const char *id, struct error *error)
{
    struct delta edit = {0};
    struct id_name own_id;
    if (!notes_ready_for(notes, id, &own_id, error))
        return false;
    struct span gone = span_of(own_id.text);
    size_t own = standoff_find(&notes->lines, gone);
    if (own == STANDOFF_NONE)
        return notes_unknown_id(error, own_id.text);
    /* From the end, so that the numbers of the lines hold while they go. */
    for (size_t i = notes->lines.count; i > 0; i--) {
        const struct record *record = &notes->lines.records[i - 1];
        if (i - 1 == own) {
            delta_add(&edit, own, record_line(record), NO_LINE);
        } else if (record_refers(record, gone)) {
            if (record->kind == 'R' || record->kind == 'E') {
                delta_done(&edit);
                return error_set(error, ERROR_USAGE,
                                 N_("{subject} is part of a relation or an event that another "
                                    "program made; take that away first."),
                                 own_id.text);
            }
            if (record->kind == '*')
                edit_group_line(notes, &edit, i - 1, gone);
            else
                delta_add(&edit, i - 1, record_line(record), NO_LINE);
        }
    }
    char kind;
    uint64_t number;
    if (id_read(gone, &kind, &number) && kind == 'T')
        notes_place(notes, number, NOTE_OK, NULL, 0);
    return notes_commit(notes, &edit, "remove", own_id.text, error);
}
