#include <config.h>

#include "src/text/reflow.h"

#include <string.h>

#include "src/text/chunk.h"
#include "src/text/line_form.h"

/* A line narrower than this says nothing about wrapping. */
#define WRAPPED_LEAST 28
/* Lines on either side that the measure of a place is taken from. */
#define AROUND 40

struct reflow {
    struct line *lines;
    size_t count;
    struct span text;
    /* Of the stretch around `around`. */
    size_t around;
    uint32_t measure; /* 0: nothing is wrapped here */
    bool wrapped;     /* so many lines go on that this must be hard-wrapped prose */
    bool spaced;      /* a blank line behind each line, whatever its sentence does */
    bool known;
    struct chunk chunk;
};

/* Does the sentence of lines[i] visibly go on in the next line? */
static bool is_open_pair(const struct line *a, const struct line *b)
{
    return line_is_open(a) && b->starts == LINE_START_LOWER && b->item == LINE_ITEM_NONE &&
           b->gap <= 1 && a->width >= WRAPPED_LEAST && a->width <= LINE_WRAPPED_MOST &&
           !line_stands_alone(a) && !line_stands_alone(b) && a->quote == b->quote;
}

/* ---- the measure ---- */

/* The width that nine in ten of `total` lines don't exceed; counts[w] lines are w wide. */
static uint32_t most_of(const uint16_t *counts, size_t total)
{
    size_t wanted = (total - 1) * 9 / 10, seen = 0;
    uint32_t width = 0;
    while ((seen += counts[width]) <= wanted)
        width++;
    return width;
}

/* What is known around line i. Neighbouring lines share an answer: the stretch moves by AROUND / 2
 * lines, so that a place's answer depends on its block alone. */
static void look_around(struct reflow *reflow, size_t i)
{
    size_t step = AROUND / 2, around = i / step * step;
    if (reflow->known && reflow->around == around)
        return;
    reflow->around = around;
    reflow->known = true;
    size_t from = around > AROUND ? around - AROUND : 0;
    size_t to = around + step + AROUND < reflow->count ? around + step + AROUND : reflow->count;
    uint16_t counts[LINE_WRAPPED_MOST + 1] = {0};
    size_t open = 0, pairs = 0, gaps = 0, gaps_open = 0;
    for (size_t at = from; at + 1 < to; at++) {
        const struct line *a = &reflow->lines[at], *b = a + 1;
        if (a->width < WRAPPED_LEAST || a->width > LINE_WRAPPED_MOST || line_stands_alone(a))
            continue;
        pairs++;
        if (b->gap == 1) {
            gaps++;
            gaps_open += line_is_open(a);
        }
        if (is_open_pair(a, b)) {
            counts[a->width]++;
            open++;
        }
    }
    reflow->measure = open != 0 ? most_of(counts, open) : 0;
    reflow->wrapped = open * 4 >= pairs && open != 0;
    /* Nearly all lines have one blank line behind them, and half of those sentences go on. */
    reflow->spaced = gaps >= 6 && gaps * 10 >= pairs * 8 && gaps_open * 2 >= gaps;
}

/* ---- items, rows ---- */

static bool is_same_item(const struct line *a, const struct line *b)
{
    if (a->item != b->item)
        return false;
    if (a->item == LINE_ITEM_BULLET || a->item == LINE_ITEM_DASH)
        return true;
    int step = (int)b->number - (int)a->number;
    return step == 1 || step == -1 || a->item == LINE_ITEM_ROMAN;
}

/* A mark at the beginning of a line may be a dash, a number or a letter of the running sentence.
 * It is an item's when the sentence before is over, or when another item of its kind is near. */
static bool is_item(const struct reflow *reflow, size_t i)
{
    const struct line *line = &reflow->lines[i];
    if (line->item == LINE_ITEM_NONE || line->item == LINE_ITEM_BULLET)
        return line->item != LINE_ITEM_NONE;
    if (i == 0 || line->gap != 0 || !line_is_open(line - 1) || reflow->measure == 0)
        return true;
    if (line[-1].ends == LINE_END_COMMA && line->item != LINE_ITEM_DASH)
        return true;
    if (line[-1].width * 100 < reflow->measure * 60)
        return true;
    size_t from = i > 12 ? i - 12 : 0, to = i + 12 < reflow->count ? i + 12 : reflow->count;
    for (size_t at = from; at < to; at++)
        if (at != i && is_same_item(&reflow->lines[at], line))
            return true;
    return false;
}

static void find_rows(struct reflow *reflow)
{
    for (size_t i = 0; i + 1 < reflow->count; i++) {
        struct line *a = &reflow->lines[i], *b = a + 1;
        if (a->cells == 0 || b->cells == 0 || b->gap > 1)
            continue;
        int apart = (int)a->cell_col - (int)b->cell_col;
        if (a->cells == b->cells || (apart >= -1 && apart <= 1))
            a->row = b->row = true;
    }
}

/* ---- joining ---- */

/* A heading's form inside a running sentence is none: "… genoemd in / Artikel 5 van". */
static bool is_heading_form(const struct line *a, const struct line *b, uint32_t measure)
{
    if (b->form != LINE_FORM_HEADING)
        return b->form != LINE_FORM_PLAIN;
    bool goes_on = (a->ends == LINE_END_WORD || a->ends == LINE_END_HYPHEN) && b->gap == 0;
    return !(goes_on && line_fill(a, b, measure) >= 85 && a->width <= LINE_WRAPPED_MOST);
}

/* Lines next to each other. */
static bool joins_close(const struct reflow *reflow, const struct line *a, const struct line *b,
                        bool first)
{
    unsigned fill = line_fill(a, b, reflow->measure);
    bool loose = a->width * 100 >= reflow->measure * 60 || fill >= 80;
    bool indented = b->indent > a->indent && !first && a->item == LINE_ITEM_NONE;
    if (b->starts == LINE_START_LOWER) {
        if (line_is_open(a)) /* inside a paragraph, a line may have been broken where it likes */
            return loose || (!first && a->item == LINE_ITEM_NONE);
        return fill >= (a->ends == LINE_END_STOP ? 80u : 90u) && a->ends != LINE_END_SEMICOLON;
    }
    if (indented && (a->ends == LINE_END_STOP || b->indent > a->indent + 3))
        return false;
    if (a->ends == LINE_END_WORD || a->ends == LINE_END_COMMA)
        return a->ends == LINE_END_WORD ? loose : loose && fill >= 85;
    if (!reflow->wrapped || a->ends == LINE_END_COLON || a->ends == LINE_END_SEMICOLON)
        return false;
    if (a->ends == LINE_END_STOP)
        return fill >= 92;
    return fill >= 88;
}

/* Lines with blank ones between: only what a scanner put inside a sentence is seen through. */
static bool joins_apart(const struct reflow *reflow, const struct line *a, const struct line *b,
                        bool first)
{
    unsigned fill = line_fill(a, b, reflow->measure);
    if (b->gap > 2)
        return false;
    if (b->starts == LINE_START_LOWER)
        return line_is_open(a) && (a->width * 100 >= reflow->measure * 70 || fill >= 85);
    if (b->gap > 1 || fill < 85 || b->indent > a->indent + 3 || b->starts == LINE_START_OTHER ||
        b->width < 8)
        return false;
    if (a->ends == LINE_END_WORD)
        return true;
    /* A full line in a paragraph, and not even a full stop: a name or a number goes on. */
    bool body = b->width * 2 >= reflow->measure || b->ends == LINE_END_STOP;
    return line_is_open(a) && (!first || b->starts == LINE_START_DIGIT) && reflow->wrapped &&
           fill >= 92 && body;
}

/* U+00AD: the line was broken by a program, whatever its width. */
static bool ends_soft(const struct reflow *reflow, size_t i)
{
    return span_ends(line_content(&reflow->lines[i], reflow->text), "\xc2\xad");
}

/* A title in capitals that takes more than one line. */
static bool joins_capitals(const struct reflow *reflow, const struct line *a, const struct line *b)
{
    if (a->form != LINE_FORM_HEADING || b->form != LINE_FORM_HEADING || b->gap != 0 ||
        a->indent > b->indent + 3 || b->item != LINE_ITEM_NONE || !b->capitals || !a->capitals)
        return false;
    uint32_t measure = reflow->measure > 60 ? reflow->measure : 60;
    return a->ends == LINE_END_WORD || line_fill(a, b, measure) >= 90;
}

/* A line set at the right, as the date and the language of a letter are, doesn't go on at the left.
 */
#define RIGHT_LEAST 20 /* columns of blanks more than the next line has */
static bool is_set_right(const struct line *a, const struct line *b)
{
    return a->indent >= b->indent + RIGHT_LEAST && a->indent > a->width;
}

/* Does line i + 1 belong to the paragraph of line i? `first`: line i is its first line. */
static bool joins(struct reflow *reflow, size_t i, bool first)
{
    const struct line *a = &reflow->lines[i], *b = a + 1;
    look_around(reflow, i);
    bool subject = a->form == LINE_FORM_SUBJECT || a->form == LINE_FORM_LABEL;
    if (a->row || b->row || a->quote != b->quote || a->width > LINE_WRAPPED_MOST)
        return false;
    if (joins_capitals(reflow, a, b))
        return true;
    if (is_set_right(a, b))
        return false;
    if (!subject && a->form != LINE_FORM_PLAIN && first)
        return false;
    if (is_heading_form(a, b, reflow->measure) || is_item(reflow, i + 1))
        return false;
    if (a->ends == LINE_END_HYPHEN && b->starts == LINE_START_LOWER)
        return b->gap <= 2 && (a->width >= WRAPPED_LEAST / 2 || ends_soft(reflow, i));
    /* "Raad van de / Europese Unie", "Noord- / Korea": no line ends there by itself, however short.
     */
    bool hanging = a->ends == LINE_END_HYPHEN && a->width >= WRAPPED_LEAST / 2 &&
                   b->starts == LINE_START_UPPER;
    if ((a->ends == LINE_END_WORD || hanging) && b->gap == 0 && b->indent <= a->indent + 3) {
        chunk_look(&reflow->chunk, reflow->lines, reflow->count, reflow->text, i);
        if (!reflow->chunk.verse)
            return true;
    }
    if (reflow->measure == 0)
        return false;
    if (subject && b->starts != LINE_START_LOWER)
        return false;
    if (b->gap != 0 && !(reflow->spaced && b->gap == 1))
        return joins_apart(reflow, a, b, first);
    chunk_look(&reflow->chunk, reflow->lines, reflow->count, reflow->text, i);
    /* What is wide and plainly goes on does so in any surroundings. */
    bool plain = a->width >= 60 && b->starts == LINE_START_LOWER && line_is_open(a) &&
                 line_fill(a, b, reflow->measure) >= 90 && !reflow->chunk.verse;
    if (!plain && chunk_is_ragged(&reflow->chunk, reflow->lines, i))
        return false;
    return joins_close(reflow, a, b, first);
}

/* ---- the furniture of pages ---- */

/* A page's number, or the line it stands in beside other things: "7419/19      12". */
static bool has_page_number(const struct reflow *reflow, size_t i)
{
    const struct line *line = &reflow->lines[i];
    struct span content = line_content(line, reflow->text);
    if (line_is_page_number(content))
        return true;
    size_t end = content.len;
    while (end > 0 && content.at[end - 1] >= '0' && content.at[end - 1] <= '9')
        end--;
    return end < content.len && content.len - end <= 4 && end >= 3 &&
           memcmp(content.at + end - 3, "   ", 3) == 0;
}

/* Is the sentence of line i only interrupted by a page that ends: a page's number, and perhaps two
 * more short lines of the page's foot and head, set apart, and then a small letter? Gives the line
 * it goes on in, 0 when it doesn't. */
static size_t behind_furniture(struct reflow *reflow, size_t i)
{
    const struct line *a = &reflow->lines[i];
    if (a[1].starts == LINE_START_LOWER || (a[1].gap == 0 && !a[1].page))
        return 0;
    look_around(reflow, i);
    if (!line_is_open(a) || a->row || a->width > LINE_WRAPPED_MOST ||
        a->width * 100 < reflow->measure * 70 || reflow->measure == 0)
        return 0;
    bool number = false, apart = false;
    for (size_t at = i + 1; at < reflow->count && at <= i + 4; at++) {
        const struct line *line = &reflow->lines[at];
        apart = apart || line->gap != 0 || line->page;
        if (number && apart && line->starts == LINE_START_LOWER && line->item == LINE_ITEM_NONE &&
            line->form == LINE_FORM_PLAIN && line->quote == a->quote)
            return at;
        bool paged = has_page_number(reflow, at);
        number = number || paged;
        if (line->width > 100 || (!paged && (line->width > 60 || line->item != LINE_ITEM_NONE ||
                                             line->starts == LINE_START_LOWER)))
            return 0;
    }
    return 0;
}

void reflow_lines(struct line *lines, size_t count, struct span text, bool inside)
{
    struct reflow reflow = {.lines = lines, .count = count, .text = text};
    if (inside && count != 0) {
        lines[0].item = LINE_ITEM_NONE;
        lines[0].item_len = 0;
        lines[0].form = LINE_FORM_PLAIN;
    }
    find_rows(&reflow);
    for (size_t i = 0; i + 1 < count; i++) {
        bool first = i == 0 || lines[i].begins;
        size_t next = behind_furniture(&reflow, i);
        if (next == 0 && !joins(&reflow, i, first)) {
            lines[i + 1].begins = true;
            continue;
        }
        for (; i + 1 < next; i++)
            lines[i + 1].furniture = true;
    }
    if (count != 0)
        lines[0].begins = true;
}
