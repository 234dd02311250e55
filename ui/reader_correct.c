/* Better words, kept as notes for who may change the document: the label `Correctie`, the better
 * word as the text. The document itself is never changed. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

void reader_note_corrections(struct app *app, const struct range *ranges, size_t count,
                             const char *word)
{
    size_t added = reader_note_ranges(app, ranges, count, "Correctie", word);
    if (added == count && count > 0) /* else it has been said what failed */
        app_say_about(app,
                      P_("Noted as a correction: {subject}",
                         "Noted as a correction in {number} places: {subject}", added),
                      word, (long)added);
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
