/* modify: label, note, place and attributes of a note that is there; review of doubtful places;
 * drafts. */
#include <config.h>

#include <string.h>

#include "src/notes/inside.h"

/* ---- label, note, span, attributes ---- */

bool notes_set_label(struct notes *notes, const char *id, const char *label, struct error *error)
{
    struct delta edit = {0};
    struct id_name own_id;
    struct buf line = {0};
    if (!notes_ready_for(notes, id, &own_id, error) || !notes_check_name(label, error))
        return false;
    struct view *view = notes_find(notes, own_id.text, error);
    if (view == NULL)
        return false;
    if (strcmp(view->label, label) == 0)
        return true;
    const struct record *record = &notes->lines.records[view->record];
    buf_add(&line, record->raw, (size_t)(record->type.at - record->raw));
    buf_add_string(&line, label);
    const char *behind = record->type.at + record->type.len;
    buf_add(&line, behind, record->len - (size_t)(behind - record->raw));
    notes_edit_replace(notes, &edit, view->record, &line);
    /* An event has the type of its trigger, or brat can't load the file (FORMATS.md 1.3). */
    for (size_t i = 0; i < notes->lines.count; i++) {
        const struct record *event = &notes->lines.records[i];
        size_t at = 0;
        struct span trigger;
        if (event->kind != 'E' || !record_reference(event, &at, &trigger) ||
            !span_equal(trigger, record->id))
            continue;
        buf_cut(&line, 0);
        buf_add_span(&line, event->id);
        buf_printf(&line, "\t%s", label);
        behind = event->type.at + event->type.len;
        buf_add(&line, behind, event->len - (size_t)(behind - event->raw));
        notes_edit_replace(notes, &edit, i, &line);
    }
    buf_done(&line);
    edit.failed = !notes_edit_touch(notes, &edit, view) || edit.failed;
    return notes_commit(notes, &edit, "label", own_id.text, error);
}

bool notes_set_note(struct notes *notes, const char *id, const char *note, struct error *error)
{
    struct delta edit = {0};
    struct id_name own_id;
    struct buf lines = {0};
    if (!notes_ready_for(notes, id, &own_id, error))
        return false;
    struct view *view = notes_find(notes, own_id.text, error);
    if (view == NULL)
        return false;
    notes_split(note, &lines);
    size_t index = view->anchor != STANDOFF_NONE ? view->anchor + 1 : notes->lines.count;
    edit.failed = !buf_ok(&lines);
    notes_edit_note(notes, &edit, span_of(view->id), index, buf_span(&lines));
    buf_done(&lines);
    if (edit.count == 0 && !edit.failed)
        return true;
    edit.failed = !notes_edit_touch(notes, &edit, view) || edit.failed;
    return notes_commit(notes, &edit, "note", own_id.text, error);
}

bool notes_set_span(struct notes *notes, const char *id, uint64_t start, uint64_t end,
                    struct error *error)
{
    struct delta edit = {0};
    struct id_name own_id;
    if (!notes_ready_for(notes, id, &own_id, error))
        return false;
    struct view *view = notes_find(notes, own_id.text, error);
    if (view == NULL || !notes_edit_span(notes, &edit, view, start, end, true, error)) {
        delta_done(&edit);
        return false;
    }
    notes_place(notes, view->number, NOTE_OK, NULL, 0);
    return notes_commit(notes, &edit, "span", own_id.text, error);
}

bool notes_set_attribute(struct notes *notes, const char *id, const char *name, const char *value,
                         struct error *error)
{
    struct delta edit = {0};
    struct id_name own_id;
    struct buf line = {0}, clean = {0};
    if (!notes_ready_for(notes, id, &own_id, error) || !notes_check_name(name, error))
        return false;
    struct view *view = notes_find(notes, own_id.text, error);
    if (view == NULL)
        return false;
    size_t index = notes_next_about(notes, span_of(view->id), 0);
    while (index != STANDOFF_NONE) {
        const struct record *record = &notes->lines.records[index];
        if ((record->kind == 'A' || record->kind == 'M') && span_equal(record->type, span_of(name)))
            break;
        index = notes_next_about(notes, span_of(view->id), index + 1);
    }
    bool found = index != STANDOFF_NONE;
    if (!found && value == NULL)
        return true;
    notes_split(value, &clean);
    for (size_t i = 0; i < clean.len; i++)
        if (clean.at[i] == '\n')
            clean.at[i] = ' ';
    uint64_t number = found ? notes->lines.records[index].number : notes_next_id(notes, 'A');
    line_add_attribute(&line, number, name, span_of(view->id), buf_span(&clean));
    edit.failed = !buf_ok(&line) || !buf_ok(&clean);
    if (found && value != NULL)
        notes_edit_replace(notes, &edit, index, &line);
    else if (found)
        delta_add(&edit, index, record_line(&notes->lines.records[index]), NO_LINE);
    else
        delta_add(&edit, notes->lines.count, NO_LINE, buf_span(&line));
    buf_done(&line);
    buf_done(&clean);
    if (edit.count == 0 && !edit.failed)
        return true;
    return notes_commit(notes, &edit, "attribute", own_id.text, error);
}

/* ---- review ---- */

bool notes_accept(struct notes *notes, const char *id, struct error *error)
{
    struct view *view = notes_find(notes, id, error);
    if (view == NULL)
        return false;
    if (view->state != NOTE_DOUBT)
        return view->state != NOTE_ORPHAN ||
               error_set(error, ERROR_USAGE,
                         N_("{subject}: no place was found for this note; choose one by hand."),
                         id);
    return notes_set_span(notes, id, view->fragments[0].start,
                          view->fragments[view->fragment_count - 1].end, error);
}

bool notes_refuse(struct notes *notes, const char *id, struct error *error)
{
    struct delta edit = {0};
    struct id_name own_id;
    if (!notes_ready_for(notes, id, &own_id, error))
        return false;
    struct view *view = notes_find(notes, own_id.text, error);
    if (view == NULL)
        return false;
    if (view->state != NOTE_DOUBT)
        return true;
    struct quote quote = {0};
    bool ok = view->anchor == STANDOFF_NONE ||
              quote_read(&quote, notes->lines.records[view->anchor].text);
    if (view->anchor == STANDOFF_NONE) {
        const struct record *record = &notes->lines.records[view->record];
        fragments_add(&quote.at, record->fragments, record->fragment_count);
    }
    buf_cut(&quote.state, 0);
    buf_add_string(&quote.state, note_state_name(NOTE_ORPHAN));
    if (ok)
        notes_edit_anchor(notes, &edit, view, &quote);
    edit.failed = edit.failed || !ok;
    quote_done(&quote);
    notes_place(notes, view->number, NOTE_ORPHAN, NULL, 0);
    return notes_commit(notes, &edit, "refuse", own_id.text, error);
}

bool notes_draft(struct notes *notes, const char *id, uint64_t start, uint64_t end,
                 const char *text, struct error *error)
{
    if (!notes_refuse_reading(notes, error))
        return false;
    notes->left.has_draft = false;
    if (!notes_has_journal(notes))
        return true; /* nothing to keep it in; the note itself will be saved at once */
    return journal_append_draft(&notes->journal, span_of(id), start, end,
                                text != NULL ? span_of(text) : NO_LINE, error);
}
