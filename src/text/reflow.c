#include <config.h>

#include "src/text/reflow.h"

#include <stdlib.h>
#include <string.h>

/* Columns. A line wider than WRAPPED_MOST was not wrapped by hand or by a scanner; one narrower
 * than WRAPPED_LEAST says nothing about wrapping. */
#define WRAPPED_MOST 180
#define WRAPPED_LEAST 28
/* Lines on either side that the measure of a place is taken from. */
#define AROUND 40
/* The widest line that can be a title. */
#define TITLE_MOST 250

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
    /* Of the chunk (lines without blank ones between) that ends before chunk_end. */
    size_t chunk_start, chunk_end;
    bool ragged; /* its lines end long before they are full: verse, a list */
    bool rhymes;
};

static bool is_open(const struct line *line)
{
    return line->ends == LINE_END_OPEN || line->ends == LINE_END_WORD ||
           line->ends == LINE_END_COMMA || line->ends == LINE_END_HYPHEN;
}

static bool stands_alone(const struct line *line)
{
    return line->row || line->form != LINE_FORM_PLAIN;
}

/* Does the sentence of lines[i] visibly go on in the next line? */
static bool is_open_pair(const struct line *a, const struct line *b)
{
    return is_open(a) && b->starts == LINE_START_LOWER && b->item == LINE_ITEM_NONE &&
           b->gap <= 1 && a->width >= WRAPPED_LEAST && a->width <= WRAPPED_MOST &&
           !stands_alone(a) && !stands_alone(b) && a->quote == b->quote;
}

/* ---- the measure ---- */

static int compare_width(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a, two = *(const uint32_t *)b;
    return (one > two) - (one < two);
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
    uint32_t widths[3 * AROUND];
    size_t open = 0, pairs = 0, gaps = 0, gaps_open = 0;
    for (size_t at = from; at + 1 < to; at++) {
        const struct line *a = &reflow->lines[at], *b = a + 1;
        if (a->width < WRAPPED_LEAST || a->width > WRAPPED_MOST || stands_alone(a))
            continue;
        pairs++;
        if (b->gap == 1) {
            gaps++;
            gaps_open += is_open(a);
        }
        if (is_open_pair(a, b) && open < ARRAY_LEN(widths))
            widths[open++] = a->width;
    }
    qsort(widths, open, sizeof *widths, compare_width);
    reflow->measure = open != 0 ? widths[(open - 1) * 9 / 10] : 0;
    reflow->wrapped = open * 4 >= pairs && open != 0;
    /* Nearly all lines have one blank line behind them, and half of those sentences go on. */
    reflow->spaced = gaps >= 6 && gaps * 10 >= pairs * 8 && gaps_open * 2 >= gaps;
}

/* Would the first word of b still have fitted on a's line? In percent of `measure`. */
static unsigned fill_of(const struct line *a, const struct line *b, uint32_t measure)
{
    uint64_t filled = (uint64_t)a->width + 1 + b->first_width;
    return measure == 0 ? 0 : (unsigned)(filled * 100 / measure);
}

/* ---- chunks ---- */

/* The sound that a line ends with: from its last vowel on, and from the one before where that one
 * is the unstressed e of -en, -er, -el. */
static struct span rhyme_of(struct span content)
{
    static const char vowels[] = "aeiouyAEIOUY";
    size_t end = content.len;
    while (end > 0 && !((content.at[end - 1] | 0x20) >= 'a' && (content.at[end - 1] | 0x20) <= 'z'))
        end--;
    size_t start = end;
    for (unsigned round = 0; round < 2; round++) {
        while (start > 0 && content.at[start - 1] != ' ' &&
               strchr(vowels, content.at[start - 1]) == NULL)
            start--;
        while (start > 0 && content.at[start - 1] != ' ' &&
               strchr(vowels, content.at[start - 1]) != NULL)
            start--;
        bool weak = content.at[start] == 'e' && end - start <= 2;
        if (!weak)
            break;
    }
    return (struct span){content.at + start, end - start};
}

static struct span content_of(const struct reflow *reflow, size_t i)
{
    const struct line *line = &reflow->lines[i];
    return (struct span){reflow->text.at + line->start, line->end - line->start};
}

static bool is_rhyme(const struct reflow *reflow, size_t a, size_t b)
{
    struct span one = rhyme_of(content_of(reflow, a)), two = rhyme_of(content_of(reflow, b));
    return one.len >= 2 && span_equal(one, two);
}

/* Half of the lines rhyme with one of the next two. */
static bool has_rhymes(const struct reflow *reflow, size_t start, size_t end, uint32_t most)
{
    if (end - start < 4 || end - start > 60 || most > 60)
        return false;
    size_t found = 0;
    for (size_t i = start; i + 1 < end; i++)
        found += is_rhyme(reflow, i, i + 1) || (i + 2 < end && is_rhyme(reflow, i, i + 2)) ||
                 (i + 3 < end && is_rhyme(reflow, i, i + 3));
    return found * 2 + 1 >= end - start && found >= 2;
}

/* Looks at the chunk that holds line i. */
static void look_at_chunk(struct reflow *reflow, size_t i)
{
    if (i >= reflow->chunk_start && i < reflow->chunk_end)
        return;
    size_t start = i, end = i + 1;
    while (start > 0 && reflow->lines[start].gap == 0 && !stands_alone(&reflow->lines[start - 1]))
        start--;
    while (end < reflow->count && reflow->lines[end].gap == 0 && !stands_alone(&reflow->lines[end]))
        end++;
    uint32_t most = 0;
    size_t pairs = 0, loose = 0;
    for (size_t at = start; at < end; at++)
        if (reflow->lines[at].width > most && reflow->lines[at].width <= WRAPPED_MOST)
            most = reflow->lines[at].width;
    for (size_t at = start; at + 1 < end; at++) {
        const struct line *a = &reflow->lines[at];
        if (a->ends == LINE_END_STOP || a->ends == LINE_END_HYPHEN || a[1].item != LINE_ITEM_NONE)
            continue;
        pairs++;
        loose += fill_of(a, a + 1, most) < 85;
    }
    reflow->chunk_start = start;
    reflow->chunk_end = end;
    reflow->rhymes = has_rhymes(reflow, start, end, most);
    reflow->ragged = reflow->rhymes || (pairs >= 2 && loose * (most < 60 ? 4 : 3) > pairs);
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
    if (i == 0 || line->gap != 0 || !is_open(line - 1) || reflow->measure == 0)
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
    return !(goes_on && fill_of(a, b, measure) >= 85 && a->width <= WRAPPED_MOST);
}

/* Lines next to each other. */
static bool joins_close(const struct reflow *reflow, const struct line *a, const struct line *b,
                        bool first)
{
    unsigned fill = fill_of(a, b, reflow->measure);
    bool loose = a->width * 100 >= reflow->measure * 60 || fill >= 80;
    bool indented = b->indent > a->indent && !first && a->item == LINE_ITEM_NONE;
    if (b->starts == LINE_START_LOWER) {
        if (is_open(a)) /* inside a paragraph, a line may have been broken where it likes */
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
static bool joins_apart(const struct reflow *reflow, const struct line *a, const struct line *b)
{
    unsigned fill = fill_of(a, b, reflow->measure);
    if (b->gap > 2)
        return false;
    if (b->starts == LINE_START_LOWER)
        return is_open(a) && (a->width * 100 >= reflow->measure * 70 || fill >= 85);
    return a->ends == LINE_END_WORD && fill >= 85 && b->indent <= a->indent + 3;
}

/* U+00AD: the line was broken by a program, whatever its width. */
static bool ends_soft(const struct reflow *reflow, size_t i)
{
    return span_ends(content_of(reflow, i), "\xc2\xad");
}

/* Does line i + 1 belong to the paragraph of line i? `first`: line i is its first line. */
static bool joins(struct reflow *reflow, size_t i, bool first)
{
    const struct line *a = &reflow->lines[i], *b = a + 1;
    look_around(reflow, i);
    bool subject = a->form == LINE_FORM_SUBJECT || a->form == LINE_FORM_LABEL;
    if (a->row || b->row || a->quote != b->quote || a->width > WRAPPED_MOST)
        return false;
    if (!subject && a->form != LINE_FORM_PLAIN && first)
        return false;
    if (is_heading_form(a, b, reflow->measure) || is_item(reflow, i + 1))
        return false;
    if (a->ends == LINE_END_HYPHEN && b->starts == LINE_START_LOWER)
        return b->gap <= 2 && (a->width >= WRAPPED_LEAST / 2 || ends_soft(reflow, i));
    /* "Raad van de / Europese Unie": no line ends there by itself, however short. */
    if (a->ends == LINE_END_WORD && b->gap == 0 && b->indent <= a->indent + 3) {
        look_at_chunk(reflow, i);
        if (!reflow->rhymes)
            return true;
    }
    if (reflow->measure == 0)
        return false;
    if (subject && b->starts != LINE_START_LOWER)
        return false;
    if (b->gap != 0 && !(reflow->spaced && b->gap == 1))
        return joins_apart(reflow, a, b);
    look_at_chunk(reflow, i);
    if (reflow->ragged)
        return false;
    return joins_close(reflow, a, b, first);
}

/* ---- kinds ---- */

/* Words that stand in the frame of a web page and hardly ever together in a text. */
static const char *const chrome_words[] = {
    "facebook",    "twitter",    "linkedin",     "linkedin2",
    "google-plus", "whatsapp",   "instagram",    "youtube",
    "pinterest",   "rss",        "nieuwsbrief",  "sitemap",
    "cookies",     "disclaimer", "privacy",      "menu",
    "inloggen",    "zoeken",     "login",        "contact",
    "home",        "print",      "delen",        "e-mail",
    "monitor",     "archief",    "colofon",      "toegankelijkheid",
    "afdrukken",   "aanmelden",  "registreren",  "mastodon",
    "bluesky",     "tiktok",     "winkelmandje", "nujij",
    "copyright",   "tweet",      "mail",         "deel",
    "over",        "nl",
};
static const char *const chrome_lines[] = {
    "Terug naar boven", "Naar boven",         "Naar de inhoud",    "Ga naar de inhoud",
    "Naar hoofdinhoud", "Skip to content",    "Lees verder",       "Lees meer",
    "Deel deze pagina", "Print deze pagina",  "Direct naar",       "Vorige pagina",
    "Volgende pagina",  "Cookies accepteren", "Deel dit artikel",  "Meer lezen",
    "Toon meer",        "Sla over",           "Overslaan en naar", "U bent hier:",
};

static bool is_chrome(struct span content)
{
    for (size_t i = 0; i < ARRAY_LEN(chrome_lines); i++)
        if (content.at[0] == chrome_lines[i][0] && span_starts(content, chrome_lines[i]) &&
            content.len <= strlen(chrome_lines[i]) + 16)
            return true;
    size_t words = 0, found = 0;
    struct span rest = content;
    while (rest.at != NULL && words < 40) {
        struct span word = span_cut(&rest, ' ');
        words += word.len != 0;
        for (size_t i = 0; word.len != 0 && i < ARRAY_LEN(chrome_words); i++)
            if ((word.at[0] | 0x20) == chrome_words[i][0] && strlen(chrome_words[i]) == word.len &&
                strncasecmp(chrome_words[i], word.at, word.len) == 0)
                found++;
    }
    return found >= 3 && found * 3 >= words;
}

static size_t count_words(struct span content)
{
    size_t words = 0;
    bool in = false;
    for (size_t i = 0; i < content.len; i++) {
        bool blank = content.at[i] == ' ' || content.at[i] == '\t';
        words += !blank && !in;
        in = !blank;
    }
    return words;
}

/* Telephone numbers, mail addresses, postcodes, dates: more digits than a title has. */
static bool is_address_like(struct span content)
{
    size_t digits = 0;
    for (size_t i = 0; i < content.len; i++) {
        if (content.at[i] == '@')
            return true;
        digits += content.at[i] >= '0' && content.at[i] <= '9';
    }
    return digits * 3 >= content.len && digits != 0;
}

/* Three lines or more of some words each, none as wide as prose is, hardly any a whole sentence or
 * an address. */
static bool is_verse(const struct reflow *reflow)
{
    size_t lines = reflow->chunk_end - reflow->chunk_start, words = 0, sentences = 0;
    if (lines < 3)
        return false;
    for (size_t i = reflow->chunk_start; i < reflow->chunk_end; i++) {
        const struct line *line = &reflow->lines[i];
        struct span content = content_of(reflow, i);
        words += count_words(content);
        sentences += line->ends == LINE_END_STOP;
        if (line->width > 70 || line->item != LINE_ITEM_NONE || is_address_like(content))
            return false;
    }
    return words >= lines * 4 && sentences * 2 <= lines;
}

/* A line that is a paragraph by itself. */
static enum paragraph_kind kind_of_line(struct reflow *reflow, size_t i)
{
    const struct line *line = &reflow->lines[i];
    struct span content = content_of(reflow, i);
    bool last = i + 1 == reflow->count;
    bool alone = (i == 0 || line->gap != 0 || stands_alone(line - 1)) && (last || line[1].gap != 0);
    bool ended = line->ends == LINE_END_STOP || line->ends == LINE_END_SEMICOLON ||
                 line->ends == LINE_END_COMMA || line->ends == LINE_END_COLON;
    if (line->width <= WRAPPED_MOST && is_chrome(content))
        return PARAGRAPH_CHROME;
    if (alone && !last && !ended && line->ends == LINE_END_OPEN && line->width <= TITLE_MOST &&
        line->starts == LINE_START_UPPER && !is_address_like(content))
        return PARAGRAPH_HEADING;
    size_t words = count_words(content);
    bool sentence = line->ends == LINE_END_STOP || line->ends == LINE_END_COLON;
    look_at_chunk(reflow, i);
    if (reflow->rhymes)
        return PARAGRAPH_VERSE;
    if (line->width > 90 || (sentence && words >= 3) || (ended && words > 6))
        return PARAGRAPH_PROSE;
    if (!alone && is_verse(reflow))
        return PARAGRAPH_VERSE;
    return PARAGRAPH_ADDRESS;
}

/* Several lines joined: a title may take more than one. */
static enum paragraph_kind kind_of_lines(struct reflow *reflow, size_t first, size_t behind)
{
    const struct line *lines = reflow->lines, *last = &lines[behind - 1];
    uint32_t width = 0;
    for (size_t i = first; i < behind; i++)
        width += lines[i].width + 1;
    bool above = first == 0 || lines[first].gap != 0 || stands_alone(&lines[first - 1]);
    bool below = behind < reflow->count && lines[behind].gap != 0;
    if (last->ends != LINE_END_OPEN || lines[first].starts != LINE_START_UPPER ||
        width > TITLE_MOST)
        return PARAGRAPH_PROSE;
    if (above && below && behind - first <= 4)
        return PARAGRAPH_HEADING;
    return width < 60 ? PARAGRAPH_ADDRESS : PARAGRAPH_PROSE;
}

static enum paragraph_kind kind_of(struct reflow *reflow, size_t first, size_t behind)
{
    const struct line *line = &reflow->lines[first];
    if (line->row || line->form == LINE_FORM_LEADER || line->form == LINE_FORM_RULE)
        return PARAGRAPH_TABLE;
    if (line->form == LINE_FORM_HEADING || line->form == LINE_FORM_SUBJECT)
        return PARAGRAPH_HEADING;
    if (line->item != LINE_ITEM_NONE)
        return PARAGRAPH_ITEM;
    if (line->form == LINE_FORM_LABEL)
        return PARAGRAPH_ADDRESS;
    if (behind - first > 1)
        return kind_of_lines(reflow, first, behind);
    return kind_of_line(reflow, first);
}

void reflow_lines(struct line *lines, size_t count, struct span text, bool inside)
{
    struct reflow reflow = {.lines = lines, .count = count, .text = text};
    if (inside && count != 0) {
        lines[0].item = LINE_ITEM_NONE;
        lines[0].form = LINE_FORM_PLAIN;
    }
    find_rows(&reflow);
    for (size_t i = 0; i < count;) {
        size_t behind = i + 1;
        while (behind < count && joins(&reflow, behind - 1, behind - 1 == i))
            behind++;
        for (size_t at = i; at < behind; at++)
            lines[at].begins = at == i;
        look_around(&reflow, i);
        lines[i].kind = inside && i == 0 ? PARAGRAPH_PROSE : kind_of(&reflow, i, behind);
        i = behind;
    }
}
