/* What is done to a note by name: another place, once more elsewhere, attributes. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "ui/message.h"
#include "ui/pane_notes.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

/* The note that lies most over a range; false when none does. */
static bool find_over(const struct notes *notes, const struct range *range, size_t *index)
{
    uint64_t most = 0;
    for (size_t i = 0; i < notes_count(notes); i++) {
        struct note note = notes_at(notes, i);
        uint64_t start = note.raw_start > range->start ? note.raw_start : range->start;
        uint64_t end = note.raw_end < range->end ? note.raw_end : range->end;
        if (note.is_document || note.state == NOTE_ORPHAN || end <= start || end - start <= most)
            continue;
        most = end - start;
        *index = i;
    }
    return most > 0;
}

/* The id of the note meant: the one named, the one chosen in the list of notes, else the one over
 * the range. To be freed, as the set changes under it; NULL, and said so, when there is none. */
static char *id_meant(struct app *app, struct notes *notes, const char *named,
                      const struct range *range)
{
    size_t index;
    char *id = NULL;
    if (named != NULL && !notes_index(notes, named, &index))
        app_say_about(app, _("There is no note {subject} here."), named, 0);
    else if (named != NULL)
        id = bytes_copy(span_of(named));
    else if ((id = notelist_chosen_id(app)) == NULL) {
        if (find_over(notes, range, &index))
            id = bytes_copy(span_of(notes_at(notes, index).id));
        else
            app_say(app, _("No note is meant: name it, or choose it in the list (:notes)."));
    }
    return id;
}

/* What is to happen with a note on a stretch of the text, in code points. */
typedef bool note_change_fn(struct notes *notes, const char *id, uint64_t start, uint64_t end,
                            struct error *error);

static void change_on_selection(struct app *app, const struct call *call, note_change_fn *change,
                                const char *said)
{
    struct desk *desk = reader_desk(app);
    struct notes *notes = reader_notes(app);
    struct range range;
    struct error error = {0};
    if (notes == NULL || !selection_range(desk, &range))
        return;
    char *id = id_meant(app, notes, call->argument, &range);
    if (id == NULL)
        return;
    bool done = change(notes, id, document_cp_of(desk->document, range.start),
                       document_cp_of(desk->document, range.end), &error);
    reader_note_changed(app, done, &error, said);
    free(id);
    selection_leave(app);
}

static void do_span(struct app *app, const struct call *call)
{
    change_on_selection(app, call, notes_set_span, _("The note stands on the selection now."));
}

static bool copy_note(struct notes *notes, const char *id, uint64_t start, uint64_t end,
                      struct error *error)
{
    return notes_copy(notes, id, start, end, NULL, error);
}

static void do_copy_note(struct app *app, const struct call *call)
{
    change_on_selection(app, call, copy_note, _("The note is copied to the selection."));
}

static bool has_attribute(const struct notes *notes, const char *id, const char *name)
{
    size_t index;
    bool has = false;
    for (size_t i = 0; notes_index(notes, id, &index) && i < notes_at(notes, index).attribute_count;
         i++)
        has = has || strcmp(notes_attribute(notes, index, i).name, name) == 0;
    return has;
}

static void set_attribute(struct app *app, struct notes *notes, const char *id, const char *name,
                          const char *value)
{
    struct error error = {0};
    if (value == NULL && !has_attribute(notes, id, name))
        app_say_about(app, _("The note has no attribute {subject}."), name, 0);
    else
        reader_note_changed(app, notes_set_attribute(notes, id, name, value, &error), &error,
                            value != NULL ? _("The attribute is kept.")
                                          : _("The attribute is taken away."));
}

/* "NAME VALUE"; "NAME": it is just there; "-NAME": away. */
static void do_attribute(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    struct notes *notes = reader_notes(app);
    if (notes == NULL || call->argument == NULL)
        return;
    uint64_t caret = view_caret(desk->view);
    struct range here = {caret, caret + 1};
    struct span rest = span_of(call->argument);
    bool away = rest.at[0] == '-';
    if (away)
        rest = (struct span){rest.at + 1, rest.len - 1};
    char *name = bytes_copy(span_cut(&rest, ' '));
    char *value = bytes_copy(rest.at != NULL ? span_trim(rest) : (struct span){"", 0});
    char *id = id_meant(app, notes, NULL, &here);
    if (name != NULL && value != NULL && id != NULL)
        set_attribute(app, notes, id, name, away ? NULL : value);
    free(name);
    free(value);
    free(id);
}

/* clang-format off */
static const struct action rows[] = {
    {"span", IN(MODE_SELECTION), NULL, N_("the note chosen in the list, or here, stands on the selection"), NULL, do_span},
    {"copy-note", IN(MODE_SELECTION), NULL, N_("copy the note chosen in the list, or named, to the selection"), NULL, do_copy_note},
    {"attribute", IN(MODE_READER) | IN(MODE_NOTES), NULL, N_("give the note an attribute: NAME VALUE; -NAME takes it away"), NULL, do_attribute, .argument = ARGUMENT_TEXT},
};
/* clang-format on */

const struct action_table change_actions = {rows, ARRAY_LEN(rows)};
