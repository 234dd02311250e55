#include <config.h>

#include "ui/message.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"

/* A selection lies between the grapheme it began at and the one under the caret, both in it. */

bool selection_range(struct desk *desk, struct range *range)
{
    uint64_t caret = view_caret(desk->view), anchor = desk->selection.anchor, unused;
    uint64_t low = caret < anchor ? caret : anchor, high = caret < anchor ? anchor : caret;
    if (desk->selection.lines) {
        view_row_range(desk->view, low, &range->start, &unused);
        view_row_range(desk->view, high, &unused, &range->end);
    } else {
        view_grapheme_range(desk->view, low, &range->start, &unused);
        view_grapheme_range(desk->view, high, &unused, &range->end);
    }
    return range->end > range->start;
}

/* What is done with a selection holds its text in memory, more than once. */
#define PASSAGE_MOST (16u << 20)

static bool is_passage(struct app *app, const struct range *range)
{
    if (range->end - range->start <= PASSAGE_MOST)
        return true;
    app_say_about(app,
                  _("The selection is larger than {number} MB; shorten it, or write the document "
                    "with `leeszaal text`."),
                  NULL, PASSAGE_MOST >> 20);
    return false;
}

bool reader_range(struct app *app, enum unit unit, struct range *range)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return false;
    if (desk->selection.active)
        return selection_range(desk, range) && is_passage(app, range);
    if (!unit_at(desk->text, unit, view_caret(desk->view), false, range)) {
        app_say(app, _("There is no text here."));
        return false;
    }
    return true;
}

void selection_leave(struct app *app)
{
    struct desk *desk = reader_desk(app);
    if (desk != NULL)
        desk->selection.active = false;
}

static long count_of(const struct call *call)
{
    return call->count > 0 ? call->count : 1;
}

/* ---- beginning, changing, leaving ---- */

static void select(struct app *app, bool lines)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    struct selection *selection = &desk->selection;
    if (selection->active && selection->lines == lines)
        selection->active = false;
    else if (selection->active)
        selection->lines = lines;
    else
        *selection = (struct selection){true, lines, view_caret(desk->view)};
}

static void do_select(struct app *app, const struct call *call)
{
    select(app, false);
}

static void do_select_rows(struct app *app, const struct call *call)
{
    select(app, true);
}

static void do_leave(struct app *app, const struct call *call)
{
    selection_leave(app);
}

static void do_other_end(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    uint64_t caret = view_caret(desk->view);
    view_show(desk->view, desk->selection.anchor);
    desk->selection.anchor = caret;
}

/* ---- moving the end ---- */

static void do_down(struct app *app, const struct call *call)
{
    if (reader_view(app) != NULL)
        view_caret_rows(reader_view(app), count_of(call));
}

static void do_up(struct app *app, const struct call *call)
{
    if (reader_view(app) != NULL)
        view_caret_rows(reader_view(app), -count_of(call));
}

static void do_row_start(struct app *app, const struct call *call)
{
    if (reader_view(app) != NULL)
        view_caret_row_start(reader_view(app));
}

static void do_row_end(struct app *app, const struct call *call)
{
    if (reader_view(app) != NULL)
        view_caret_row_end(reader_view(app));
}

/* Moves the caret by a function from place to place, so many times. */
static void walk(struct app *app, long count, uint64_t (*step)(struct text *text, uint64_t off))
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    uint64_t off = view_caret(desk->view);
    for (long i = 0; i < count && i < VIEW_COUNT_MOST; i++)
        off = step(desk->text, off);
    view_show(desk->view, off);
}

static uint64_t next_word(struct text *text, uint64_t off)
{
    return unit_next(text, UNIT_WORD, off);
}

static uint64_t word_before(struct text *text, uint64_t off)
{
    return unit_before(text, UNIT_WORD, off);
}

static uint64_t next_sentence(struct text *text, uint64_t off)
{
    return unit_next(text, UNIT_SENTENCE, off);
}

static uint64_t sentence_before(struct text *text, uint64_t off)
{
    return unit_before(text, UNIT_SENTENCE, off);
}

static void do_next_word(struct app *app, const struct call *call)
{
    walk(app, count_of(call), next_word);
}

static void do_word_before(struct app *app, const struct call *call)
{
    walk(app, count_of(call), word_before);
}

static void do_word_end(struct app *app, const struct call *call)
{
    walk(app, count_of(call), unit_word_end);
}

static void do_next_sentence(struct app *app, const struct call *call)
{
    walk(app, count_of(call), next_sentence);
}

static void do_sentence_before(struct app *app, const struct call *call)
{
    walk(app, count_of(call), sentence_before);
}

/* Grow and shrink by one word at the end that moves. */
static void do_grow(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    bool forward = view_caret(desk->view) >= desk->selection.anchor;
    walk(app, count_of(call), forward ? unit_word_end : word_before);
}

static void do_shrink(struct app *app, const struct call *call)
{
    struct desk *desk = reader_desk(app);
    if (desk == NULL)
        return;
    bool forward = view_caret(desk->view) >= desk->selection.anchor;
    walk(app, count_of(call), forward ? unit_word_end_before : next_word);
    bool crossed = forward ? view_caret(desk->view) < desk->selection.anchor
                           : view_caret(desk->view) > desk->selection.anchor;
    if (crossed)
        view_show(desk->view, desk->selection.anchor);
}

/* ---- objects ---- */

static void select_unit(struct app *app, enum unit unit, bool around)
{
    struct desk *desk = reader_desk(app);
    struct range range;
    uint64_t start, end;
    if (desk == NULL || !unit_at(desk->text, unit, view_caret(desk->view), around, &range))
        return;
    desk->selection = (struct selection){true, false, range.start};
    view_grapheme_range(desk->view, range.end > range.start ? range.end - 1 : range.start, &start,
                        &end);
    view_show(desk->view, start);
}

static void do_a_word(struct app *app, const struct call *call)
{
    select_unit(app, UNIT_WORD, true);
}

static void do_inner_word(struct app *app, const struct call *call)
{
    select_unit(app, UNIT_WORD, false);
}

static void do_a_sentence(struct app *app, const struct call *call)
{
    select_unit(app, UNIT_SENTENCE, true);
}

static void do_inner_sentence(struct app *app, const struct call *call)
{
    select_unit(app, UNIT_SENTENCE, false);
}

static void do_a_paragraph(struct app *app, const struct call *call)
{
    select_unit(app, UNIT_PARAGRAPH, true);
}

static void do_inner_paragraph(struct app *app, const struct call *call)
{
    select_unit(app, UNIT_PARAGRAPH, false);
}

#define READER IN(MODE_READER)
#define SELECTION IN(MODE_SELECTION)

/* clang-format off */
static const struct action rows[] = {
    {"select", READER | SELECTION, "v", N_("select characters; again: leave"), N_("select"), do_select},
    {"select-rows", READER | SELECTION, "V", N_("select rows; again: leave"), NULL, do_select_rows},
    {"select-down", SELECTION, "j Down", N_("one row down"), NULL, do_down},
    {"select-up", SELECTION, "k Up", N_("one row up"), NULL, do_up},
    {"next-word", SELECTION, "w", N_("to the next word"), NULL, do_next_word},
    {"word-before", SELECTION, "b", N_("to the word before"), NULL, do_word_before},
    {"word-end", SELECTION, "e", N_("to the end of the word"), NULL, do_word_end},
    {"row-start", SELECTION, "0", N_("to the start of the row"), NULL, do_row_start},
    {"row-end", SELECTION, "$", N_("to the end of the row"), NULL, do_row_end},
    {"next-sentence", SELECTION, ")", N_("to the next sentence"), NULL, do_next_sentence},
    {"sentence-before", SELECTION, "(", N_("to the sentence before"), NULL, do_sentence_before},
    {"other-end", SELECTION, "o", N_("move the other end"), NULL, do_other_end},
    {"grow", SELECTION, ">", N_("grow by a word"), NULL, do_grow},
    {"shrink", SELECTION, "<", N_("shrink by a word"), NULL, do_shrink},
    {"a-word", SELECTION, "aw", N_("a word with the blank behind it"), NULL, do_a_word},
    {"inner-word", SELECTION, "iw", N_("a word"), NULL, do_inner_word},
    {"a-sentence", SELECTION, "as", N_("a sentence with the blank behind it"), NULL, do_a_sentence},
    {"inner-sentence", SELECTION, "is", N_("a sentence"), NULL, do_inner_sentence},
    {"a-paragraph", SELECTION, "ap", N_("a paragraph"), NULL, do_a_paragraph},
    {"inner-paragraph", SELECTION, "ip", N_("a paragraph"), NULL, do_inner_paragraph},
    {"leave", SELECTION, "Esc", N_("leave the selection"), NULL, do_leave},
};
/* clang-format on */

const struct action_table select_actions = {rows, ARRAY_LEN(rows)};
