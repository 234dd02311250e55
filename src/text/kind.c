#include <config.h>

#include "src/text/kind.h"

#include <string.h>
#include <strings.h>

#include "src/text/chunk.h"

/* The widest line that can be a title. */
#define TITLE_MOST 250

struct kinds {
    struct line *lines;
    size_t count;
    struct span text;
    struct chunk chunk;
    bool verse; /* of the chunk */
    bool menu;
};

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

static bool is_chrome_word(struct span word)
{
    for (size_t i = 0; word.len != 0 && i < ARRAY_LEN(chrome_words); i++)
        if ((word.at[0] | 0x20) == chrome_words[i][0] && strlen(chrome_words[i]) == word.len &&
            strncasecmp(chrome_words[i], word.at, word.len) == 0)
            return true;
    return false;
}

static bool is_chrome(struct span content)
{
    for (size_t i = 0; i < ARRAY_LEN(chrome_lines); i++)
        if (content.at[0] == chrome_lines[i][0] && span_starts(content, chrome_lines[i]) &&
            content.len <= strlen(chrome_lines[i]) + 16)
            return true;
    if (span_starts(content, "U bent hier") || span_starts(content, "Home >") ||
        span_starts(content, "Home \xc2\xbb"))
        return true;
    size_t words = 0, found = 0;
    struct span rest = content;
    while (rest.at != NULL && words < 40) {
        struct span word = span_cut(&rest, ' ');
        words += word.len != 0;
        found += is_chrome_word(word);
    }
    return found >= 3 && found * 3 >= words;
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

/* ---- chunks ---- */

/* Three lines or more of some words each, none as wide as prose is, none joined to another, hardly
 * any a whole sentence or an address. */
static bool is_verse(const struct kinds *kinds)
{
    size_t lines = kinds->chunk.end - kinds->chunk.start, words = 0, sentences = 0;
    if (lines < 3)
        return false;
    for (size_t i = kinds->chunk.start; i < kinds->chunk.end; i++) {
        const struct line *line = &kinds->lines[i];
        struct span content = line_content(line, kinds->text);
        if (!line->begins || line->width > 70 || line->item != LINE_ITEM_NONE ||
            is_address_like(content))
            return false;
        words += line_count_words(content, SIZE_MAX);
        sentences += line->ends == LINE_END_STOP;
    }
    return words >= lines * 4 && sentences * 2 <= lines;
}

/* Lines of a few words, two of them words of a page's frame. */
static bool is_menu(const struct kinds *kinds)
{
    size_t found = 0;
    for (size_t i = kinds->chunk.start; i < kinds->chunk.end; i++) {
        struct span content = line_content(&kinds->lines[i], kinds->text);
        if (kinds->lines[i].item != LINE_ITEM_NONE || line_count_words(content, 5) > 4)
            return false;
        found += is_chrome_word(content);
    }
    return found >= 2 && found * 4 >= kinds->chunk.end - kinds->chunk.start;
}

static void look_at_chunk(struct kinds *kinds, size_t i)
{
    if (i >= kinds->chunk.start && i < kinds->chunk.end)
        return;
    chunk_look(&kinds->chunk, kinds->lines, kinds->count, kinds->text, i);
    kinds->verse = kinds->chunk.verse || is_verse(kinds);
    kinds->menu = is_menu(kinds);
}

/* ---- paragraphs ---- */

static bool is_ended(const struct line *line)
{
    return line->ends == LINE_END_STOP || line->ends == LINE_END_SEMICOLON ||
           line->ends == LINE_END_COMMA || line->ends == LINE_END_COLON;
}

/* Does prose begin at line i, as far as its own lines tell? */
static bool is_prose(const struct kinds *kinds, size_t i)
{
    const struct line *line = &kinds->lines[i];
    bool joined = i + 1 < kinds->count && !line[1].begins;
    bool sentence = line->ends == LINE_END_STOP && line->width >= 40;
    return line->item == LINE_ITEM_NONE && line->form == LINE_FORM_PLAIN && !line->row &&
           (joined || line->width > 90 || sentence);
}

/* A short line right above prose, or above the line of a date, with nothing right above itself. */
static bool is_headline(const struct kinds *kinds, size_t i)
{
    const struct line *line = &kinds->lines[i];
    struct span content = line_content(line, kinds->text);
    bool above = i == 0 || line->gap != 0 || line_stands_alone(line - 1);
    if (!above || line->ends != LINE_END_OPEN || line->starts != LINE_START_UPPER ||
        line->width > 120 || i + 1 == kinds->count || is_address_like(content))
        return false;
    bool dated = line->width >= 20 && line_count_words(content, 3) >= 3 &&
                 is_address_like(line_content(line + 1, kinds->text));
    return is_prose(kinds, i + 1) || dated;
}

/* A line that is a paragraph by itself. */
static enum paragraph_kind kind_of_line(struct kinds *kinds, size_t i)
{
    const struct line *line = &kinds->lines[i];
    struct span content = line_content(line, kinds->text);
    bool last = i + 1 == kinds->count;
    bool alone =
        (i == 0 || line->gap != 0 || line_stands_alone(line - 1)) && (last || line[1].gap != 0);
    look_at_chunk(kinds, i);
    if ((line->width <= LINE_WRAPPED_MOST && is_chrome(content)) || kinds->menu)
        return PARAGRAPH_CHROME;
    if (alone && !last && line->ends == LINE_END_OPEN && line->width <= TITLE_MOST &&
        line->starts == LINE_START_UPPER && !is_address_like(content))
        return PARAGRAPH_HEADING;
    if (kinds->chunk.verse)
        return PARAGRAPH_VERSE;
    if (line->width > 90)
        return PARAGRAPH_PROSE;
    size_t words = line_count_words(content, SIZE_MAX);
    bool sentence = line->ends == LINE_END_STOP || line->ends == LINE_END_COLON;
    if ((sentence && words >= 3) || (is_ended(line) && words > 6))
        return PARAGRAPH_PROSE;
    if (kinds->verse)
        return PARAGRAPH_VERSE;
    return is_headline(kinds, i) ? PARAGRAPH_HEADING : PARAGRAPH_ADDRESS;
}

/* Several lines joined: a title may take more than one. */
static enum paragraph_kind kind_of_lines(const struct kinds *kinds, size_t first, size_t behind)
{
    const struct line *lines = kinds->lines, *last = &lines[behind - 1];
    uint32_t width = 0;
    for (size_t i = first; i < behind; i++)
        width += lines[i].width + 1;
    bool above = first == 0 || lines[first].gap != 0 || line_stands_alone(&lines[first - 1]);
    bool below = behind < kinds->count && lines[behind].gap != 0;
    if (last->ends != LINE_END_OPEN || lines[first].starts != LINE_START_UPPER ||
        width > TITLE_MOST)
        return PARAGRAPH_PROSE;
    if (above && below && behind - first <= 4)
        return PARAGRAPH_HEADING;
    return width < 60 ? PARAGRAPH_ADDRESS : PARAGRAPH_PROSE;
}

static enum paragraph_kind kind_of(struct kinds *kinds, size_t first, size_t behind)
{
    const struct line *line = &kinds->lines[first];
    if (line->row || line->form == LINE_FORM_LEADER || line->form == LINE_FORM_RULE)
        return PARAGRAPH_TABLE;
    if (line->form == LINE_FORM_HEADING || line->form == LINE_FORM_SUBJECT)
        return PARAGRAPH_HEADING;
    if (line->item != LINE_ITEM_NONE)
        return PARAGRAPH_ITEM;
    if (line->form == LINE_FORM_LABEL)
        return PARAGRAPH_ADDRESS;
    if (behind - first > 1)
        return kind_of_lines(kinds, first, behind);
    return kind_of_line(kinds, first);
}

void kind_lines(struct line *lines, size_t count, struct span text, bool inside)
{
    struct kinds kinds = {.lines = lines, .count = count, .text = text};
    for (size_t i = 0; i < count;) {
        size_t behind = i + 1;
        while (behind < count && !lines[behind].begins)
            behind++;
        lines[i].kind = inside && i == 0 ? PARAGRAPH_PROSE : kind_of(&kinds, i, behind);
        i = behind;
    }
}
