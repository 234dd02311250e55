/* export_passage: a passage that a reader chose as what the formats know: a note. */
#include <config.h>

#include "src/notes/export_inside.h"

struct chosen {
    struct note note;
    struct fragment whole;
    struct buf text, notes; /* what a note that was made here points into */
};

bool export_is_in(const struct note *note, uint64_t start, uint64_t end, bool exactly)
{
    if (note->state == NOTE_ORPHAN)
        return false;
    return exactly ? note->start == start && note->end == end
                   : note->start >= start && note->end <= end;
}

static bool find_note(const struct export_source *source, struct chosen *chosen)
{
    for (size_t i = 0; source->notes != NULL && i < notes_count(source->notes); i++) {
        chosen->note = notes_at(source->notes, i);
        if (export_is_in(&chosen->note, chosen->whole.start, chosen->whole.end, true))
            return true;
    }
    return false;
}

/* "[Persoon] zelfde als in de brief", a line each. */
static void add_notes(const struct export_source *source, struct chosen *chosen)
{
    for (size_t i = 0; source->notes != NULL && i < notes_count(source->notes); i++) {
        struct note note = notes_at(source->notes, i);
        if (!export_is_in(&note, chosen->whole.start, chosen->whole.end, false))
            continue;
        buf_printf(&chosen->notes, "%s[%s]", chosen->notes.len > 0 ? "\n" : "", note.label);
        buf_add_string(&chosen->notes, note.note[0] != '\0' ? " " : "");
        buf_add_string(&chosen->notes, note.note);
    }
}

/* Its text is on one line, as that of a note is. */
static bool make_note(const struct export_source *source, struct chosen *chosen)
{
    struct document *document = text_document(source->text);
    uint64_t from = document_off_of_cp(document, chosen->whole.start);
    uint64_t to = document_off_of_cp(document, chosen->whole.end);
    if (!text_between(source->text, from, to, &chosen->text))
        return false;
    for (size_t i = 0; i < chosen->text.len; i++)
        if (chosen->text.at[i] == '\n')
            chosen->text.at[i] = ' ';
    add_notes(source, chosen);
    chosen->note = (struct note){.id = "",
                                 .label = "",
                                 .fragments = &chosen->whole,
                                 .fragment_count = 1,
                                 .start = chosen->whole.start,
                                 .end = chosen->whole.end,
                                 .raw_start = from,
                                 .raw_end = to,
                                 .text = buf_span(&chosen->text),
                                 .note = chosen->notes.len > 0 ? chosen->notes.at : "",
                                 .state = NOTE_OK,
                                 .author = "",
                                 .modified = ""};
    return buf_ok(&chosen->text) && buf_ok(&chosen->notes);
}

bool export_passage_as(const struct export_format *format, const struct export_source *source,
                       uint64_t start, uint64_t end, const struct export_options *options,
                       struct buf *out, struct error *error)
{
    struct chosen chosen = {.whole = {start, end}};
    bool ok = find_note(source, &chosen) || make_note(source, &chosen) || error_memory(error);
    ok = ok && format->passage(source, &chosen.note, options, out, error);
    buf_done(&chosen.text);
    buf_done(&chosen.notes);
    return ok;
}
