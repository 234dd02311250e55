/* commit: an edit becomes a step: lines, journal, history; groups; undo and redo. */
#include <config.h>

#include <stdlib.h>

#include "src/notes/inside.h"

/* ---- committing ---- */

bool notes_refuse_reading(const struct notes *notes, struct error *error)
{
    return !notes->reading ||
           error_set(error, ERROR_USAGE,
                     N_("The notes of {subject} were opened only to read them."), notes->path);
}

static void raise_ids(struct notes *notes, const struct delta *edit)
{
    for (size_t i = 0; i < edit->count; i++) {
        struct span line = change_fresh(&edit->changes[i]);
        char kind;
        uint64_t number;
        if (line.at != NULL && id_read(span_cut(&line, '\t'), &kind, &number))
            ids_raise(&notes->ids, kind, number);
    }
}

/* Lines first, then the journal, so that what the journal holds is known to be possible; where the
 * journal fails the lines go back. */
static bool perform(struct notes *notes, const struct delta *edit, struct error *error)
{
    bool lost = false;
    if (!delta_apply(edit, &notes->lines, &lost))
        return lost ? error_set(error, ERROR_USAGE,
                                N_("{subject}: the notes have been changed since, so this can't be "
                                   "taken back any more."),
                                notes->path)
                    : error_memory(error);
    bool kept = notes_has_journal(notes) ? journal_append(&notes->journal, edit, error) : true;
    if (kept && notes_rebuild(notes)) {
        raise_ids(notes, edit);
        notes->dirty = true;
        return true;
    }
    if (kept)
        error_memory(error);
    struct delta back = {0};
    delta_add_reverse(&back, edit);
    if (delta_apply(&back, &notes->lines, NULL)) {
        if (kept)
            journal_append(&notes->journal, &back, NULL);
        notes_rebuild(notes);
    }
    delta_done(&back);
    return false;
}

/* Without a journal nothing is safe before it is in the .ann. */
bool notes_save_if_unsafe(struct notes *notes, struct error *error)
{
    return notes->journal.fd >= 0 || notes->lock_depth > 0 || notes_save(notes, error);
}

bool notes_commit(struct notes *notes, struct delta *edit, const char *what, const char *id,
                  struct error *error)
{
    bool ok = !edit->failed || error_memory(error);
    ok = ok && notes_refuse_reading(notes, error) && perform(notes, edit, error);
    if (ok && notes->group_depth > 0) {
        delta_add_all(&notes->group, edit);
        if (notes->group_what == NULL)
            notes->group_what = bytes_copy(span_of(what));
    } else if (ok && !history_add(&notes->history, edit, what, id)) {
        error_memory(error); /* done, but it can't be undone */
    }
    delta_done(edit);
    return ok && notes_save_if_unsafe(notes, error);
}

void notes_group_begin(struct notes *notes)
{
    notes->group_depth++;
}

bool notes_group_end(struct notes *notes, struct error *error)
{
    if (--notes->group_depth > 0 || notes->group.count == 0)
        return true;
    bool ok = !notes->group.failed &&
              history_add(&notes->history, &notes->group,
                          notes->group_what != NULL ? notes->group_what : "group", "");
    delta_done(&notes->group);
    free(notes->group_what);
    notes->group_what = NULL;
    return ok || error_memory(error);
}

/* ---- undo ---- */

/* The T that a line speaks of: its own, or that of an anchor. */
static bool placed_number(struct span line, uint64_t *number)
{
    char kind;
    if (line.at == NULL || !id_read(span_cut(&line, '\t'), &kind, number))
        return false;
    struct span target = span_cut(&line, '\t'), type = span_cut(&target, ' ');
    return kind == 'T' || (kind == '#' && span_equal(type, span_of(QUOTE_TYPE)) &&
                           id_read(target, &kind, number) && kind == 'T');
}

/* Places found by anchoring are those of the lines that go now; an anchor tells of a refusal. */
static void forget_places_of(struct notes *notes, const struct delta *edit)
{
    for (size_t i = 0; i < edit->count; i++) {
        const struct change *change = &edit->changes[i];
        uint64_t number;
        if (placed_number(change_old(change), &number) ||
            placed_number(change_fresh(change), &number))
            notes_place(notes, number, NOTE_OK, NULL, 0);
    }
}

static bool step_back(struct notes *notes, const struct step *step, bool undo, struct error *error)
{
    struct delta edit = {0};
    if (undo)
        delta_add_reverse(&edit, &step->edit);
    else
        delta_add_all(&edit, &step->edit);
    bool ok = !edit.failed || error_memory(error);
    ok = ok && notes_refuse_reading(notes, error);
    if (ok)
        forget_places_of(notes, &edit);
    ok = ok && perform(notes, &edit, error) && notes_settle(notes, SETTLE_CHANGED, error);
    delta_done(&edit);
    return ok;
}

bool notes_undo(struct notes *notes, struct error *error)
{
    const struct step *step = history_undo_step(&notes->history);
    if (error != NULL)
        *error = (struct error){0};
    if (step == NULL || !step_back(notes, step, true, error))
        return false;
    history_undone(&notes->history);
    return notes_save_if_unsafe(notes, error);
}

bool notes_redo(struct notes *notes, struct error *error)
{
    const struct step *step = history_redo_step(&notes->history);
    if (error != NULL)
        *error = (struct error){0};
    if (step == NULL || !step_back(notes, step, false, error))
        return false;
    history_redone(&notes->history);
    return notes_save_if_unsafe(notes, error);
}
