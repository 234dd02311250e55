/* Better words, kept as notes for who may change the document: the label `Correctie`, the better
 * word as the text. The document itself is never changed. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

/* All of them as one undo step; what has been added before a failure stays in that step. */
static size_t add_notes(struct desk *desk, const struct range *ranges, size_t count,
                        const char *word, struct error *error)
{
    struct notes *notes = desk->margin.notes;
    size_t added = 0;
    notes_group_begin(notes);
    while (added < count && notes_add(notes, document_cp_of(desk->document, ranges[added].start),
                                      document_cp_of(desk->document, ranges[added].end),
                                      "Correctie", word, NULL, error))
        added++;
    return notes_group_end(notes, error) ? added : 0;
}

void reader_note_corrections(struct app *app, const struct range *ranges, size_t count,
                             const char *word)
{
    struct error error = {0};
    if (count == 0 || reader_notes(app) == NULL)
        return;
    size_t added = add_notes(reader_desk(app), ranges, count, word, &error);
    if (added > 0) {
        reader_did(app, DEED_NOTE, NULL);
        reader_notes_changed(app);
        app_say_about(app,
                      P_("Noted as a correction: {subject}",
                         "Noted as a correction in {number} places: {subject}", added),
                      word, (long)added);
    }
    if (error.kind != ERROR_NONE)
        app_warn_error(app, &error);
}

static void correction_accept(struct app *app, const char *text)
{
    struct reader *reader = app->reader;
    struct span word = span_trim(span_of(text));
    char *copy = word.len > 0 ? bytes_copy(word) : NULL;
    if (copy != NULL && reader_desk(app) != NULL && reader_desk(app)->id == reader->many_desk)
        reader_note_corrections(app, reader->many, reader->many_count, copy);
    free(copy);
}

static const struct prompt_kind correction_prompt = {.history = "correction",
                                                     .accept = correction_accept};

void reader_ask_correction(struct app *app, const struct range *ranges, size_t count,
                           const char *word)
{
    if (count == 0 || reader_notes(app) == NULL || !reader_keep_ranges(app, ranges, count))
        return;
    prompt_open(app, &correction_prompt, _("Better word: "), word);
}
