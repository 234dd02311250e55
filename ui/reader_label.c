/* Labels: asked for by their key, with the legend in sight; for one passage or many alike. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "ui/message.h"
#include "ui/pane_legend.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/reader_notes.h"

static void set_label(struct app *app, const char *label)
{
    const char *id = note_asked(app);
    struct error error = {0};
    struct notes *notes = reader_notes(app);
    if (notes == NULL)
        return;
    if (id != NULL)
        reader_note_changed(app, notes_set_label(notes, id, label, &error), &error,
                            _("The label is kept."));
    else if (note_add(app, &app->reader->asked, label, NULL))
        app_say_about(app, _("Labelled {subject}."), label, 0);
    selection_leave(app);
}

/* The label that a key chooses; NULL, and said so, when there is none. */
const char *reader_label_of_key(struct app *app, uint32_t key)
{
    struct desk *desk = reader_desk(app);
    size_t index;
    legend_close(app);
    if (desk == NULL || key == KEYCODE_ESC)
        return NULL;
    if (key < 0x80 && labels_by_key(&desk->margin.labels, (char)key, &index))
        return desk->margin.labels.at[index].type;
    app_say(app, _("No label has that key."));
    return NULL;
}

static void label_answer(struct app *app, uint32_t key)
{
    const char *label = reader_label_of_key(app, key);
    if (label != NULL)
        set_label(app, label);
}

/* Has one of the notes from *next on exactly this label and range? Ranges are asked about in their
 * order, which is that of the notes. */
static bool is_labelled(const struct notes *notes, const struct range *range, const char *label,
                        size_t *next)
{
    size_t count = notes_count(notes);
    while (*next < count && (notes_at(notes, *next).state == NOTE_ORPHAN ||
                             notes_at(notes, *next).raw_start < range->start))
        ++*next;
    for (size_t i = *next; i < count; i++) {
        struct note note = notes_at(notes, i);
        if (note.state == NOTE_ORPHAN)
            continue;
        if (note.raw_start != range->start)
            return false;
        if (note.raw_end == range->end && strcmp(note.label, label) == 0)
            return true;
    }
    return false;
}

/* What has the label already does not get it twice. */
static void drop_labelled(struct app *app, const char *label)
{
    struct reader *reader = app->reader;
    size_t kept = 0, next = 0;
    for (size_t i = 0; reader_notes(app) != NULL && i < reader->many_count; i++)
        if (!is_labelled(reader_notes(app), &reader->many[i], label, &next))
            reader->many[kept++] = reader->many[i];
    reader->many_count = kept;
}

static void label_all_answer(struct app *app, uint32_t key)
{
    const struct reader *reader = app->reader;
    const char *label = reader_label_of_key(app, key);
    if (label == NULL || reader_notes(app) == NULL)
        return;
    drop_labelled(app, label);
    if (reader->many_count == 0)
        app_say_about(app, _("All these places have the label {subject} already."), label, 0);
    size_t added = reader_note_ranges(app, reader->many, reader->many_count, label, NULL);
    if (added == reader->many_count && added > 0) /* else it has been said what failed */
        app_say_about(app,
                      P_("{number} place labelled {subject}; u takes it back.",
                         "{number} places labelled {subject}; u takes them back.", added),
                      label, (long)added);
    selection_leave(app);
}

/* Asks for a label's key, under the legend. */
void reader_ask_key(struct app *app, void (*answer)(struct app *app, uint32_t key))
{
    if (legend_open(app))
        prompt_ask(app, _("The key of the label: "), answer);
}

/* The same for many places, which are told; they stand marked on the page. */
static void ask_key_of_all(struct app *app, size_t count)
{
    struct buf question = {0};
    message_format(&question,
                   P_("The key of the label for {number} place: ",
                      "The key of the label for {number} places: ", count),
                   NULL, (long)count);
    if (buf_ok(&question) && legend_open(app))
        prompt_ask(app, question.at, label_all_answer);
    buf_done(&question);
}

void reader_ask_label(struct app *app, const char *id, const struct range *range)
{
    if (reader_notes(app) == NULL)
        return;
    note_about(app, id, range);
    reader_ask_key(app, label_answer);
}

bool reader_keep_ranges(struct app *app, const struct range *ranges, size_t count)
{
    struct reader *reader = app->reader;
    free(reader->many);
    reader->many = array_new(count, sizeof(*ranges));
    reader->many_count = reader->many != NULL ? count : 0;
    reader->many_desk = reader_desk(app)->id;
    if (reader->many != NULL)
        memcpy(reader->many, ranges, count * sizeof(*ranges));
    return reader->many != NULL;
}

void reader_label_all(struct app *app, const struct range *ranges, size_t count)
{
    if (count > 0 && reader_notes(app) != NULL && reader_keep_ranges(app, ranges, count))
        ask_key_of_all(app, count);
}

static void do_label(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    struct range range;
    const char *id = desk != NULL && !desk->selection.active ? note_at_caret(app) : NULL;
    if (id != NULL || reader_range(app, UNIT_WORD, &range))
        reader_ask_label(app, id, id == NULL ? &range : NULL);
}

/* More than this of a document is not searched while a key waits. */
#define SAME_MOST (32u << 20)
#define SAME_MOST_PLACES 5000

/* The ranges that say the same as the selection; to be freed. */
static struct range *same_text(struct desk *desk, struct span text, size_t *count)
{
    struct query *query = query_new(text, SEARCH_CASE, NULL);
    struct range *ranges = NULL;
    size_t cap = 0;
    struct hit hit;
    uint64_t from = 0, size = document_size(desk->document);
    *count = 0;
    while (query != NULL && *count <= SAME_MOST_PLACES &&
           query_next(query, desk->text, from, size, NULL, &hit) &&
           array_reserve(&ranges, &cap, *count + 1, sizeof(*ranges))) {
        ranges[(*count)++] = (struct range){hit.start, hit.end};
        from = hit.end > from ? hit.end : from + 1;
    }
    query_free(query);
    return ranges;
}

/* All places that say the same are shown as hits, counted in the status line, and labelled. */
static void do_label_same(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    struct range range;
    struct buf text = {0};
    size_t count = 0;
    if (desk == NULL || !reader_range(app, UNIT_WORD, &range))
        return;
    if (document_size(desk->document) > SAME_MOST) {
        app_say(app, _("This document is too large to label all places at once."));
        return;
    }
    if (reader_text_of(app, &range, &text)) {
        struct range *ranges = same_text(desk, buf_span(&text), &count);
        if (count > SAME_MOST_PLACES) {
            app_say_about(app,
                          _("This text stands in more than {number} places, too many to label at "
                            "once."),
                          "", SAME_MOST_PLACES);
            count = 0;
        }
        reader_mark(app, text.at);
        reader_label_all(app, ranges, count);
        free(ranges);
    }
    buf_done(&text);
}

#define READER IN(MODE_READER)
#define SELECTION IN(MODE_SELECTION)

/* clang-format off */
static const struct action rows[] = {
    {"label", READER | SELECTION, "t", N_("a label on the selection, the word, or the note here"), N_("label"), do_label},
    {"label-same", SELECTION, "*", N_("label this text everywhere in the document"), NULL, do_label_same},
};
/* clang-format on */

const struct action_table label_actions = {rows, ARRAY_LEN(rows)};
