#include <config.h>

#include "src/text/line_form.h"

#include <string.h>

#include "src/text/letter.h"
#include "src/text/unicode.h"

/* Bytes. A longer line is a paragraph by itself: nobody looks for a form or cells in it. */
#define LONG 400

/* ---- items ---- */

static bool is_bullet(uint32_t cp)
{
    switch (cp) {
    case 0x2022: /* • */
    case 0x2023: /* ‣ */
    case 0x2043: /* ⁃ */
    case 0x25aa: /* ▪ */
    case 0x25ab:
    case 0x25a0: /* ■ */
    case 0x25a1:
    case 0x25cf: /* ● */
    case 0x25cb: /* ○ */
    case 0x25e6: /* ◦ */
    case 0x25ba: /* ► */
    case 0x25b6:
    case 0x27a2: /* ➢ */
    case 0x27a4:
    case 0x2192: /* → */
    case 0x2610:
    case 0x2611:
    case 0x2612:
    case 0x2713: /* ✓ */
    case 0x2714:
    case 0xb7:   /* · */
    case 0xf0b7: /* Symbol font's bullet, private use */
    case 0xf0a7:
    case 0xf0d8:
        return true;
    default:
        return false;
    }
}

static bool is_roman(struct span word)
{
    if (word.len == 0 || word.len > 6)
        return false;
    bool lower = word.at[0] >= 'a';
    for (size_t i = 0; i < word.len; i++)
        if (strchr(lower ? "ivxl" : "IVXL", word.at[i]) == NULL)
            return false;
    return true;
}

/* The item's mark that needs a closing sign: 1. 1) (1) 1.2. a) iv. Sets the line's item. */
static size_t numbered_len(struct span content, struct line *line)
{
    size_t off = content.at[0] == '(' || content.at[0] == '[';
    bool square = content.at[0] == '[';
    size_t start = off;
    unsigned number = 0;
    unsigned points = 0;
    while (off < content.len && off - start < 9 &&
           (letter_is_digit((unsigned char)content.at[off]) ||
            (content.at[off] == '.' && off > start && off + 1 < content.len &&
             letter_is_digit((unsigned char)content.at[off + 1])))) {
        points += content.at[off] == '.';
        number = content.at[off] == '.' ? 0 : number * 10 + (unsigned)(content.at[off] - '0');
        off++;
    }
    enum line_item item = square ? LINE_ITEM_NOTE : LINE_ITEM_NUMBER;
    if (off - start > 3 && points == 0)
        return 0; /* a year, not a number of an item */
    if (off == start) {
        while (off < content.len && off - start < 7 && letter_is((unsigned char)content.at[off]))
            off++;
        struct span word = {content.at + start, off - start};
        char next = off < content.len ? content.at[off] : '\0';
        bool capital = word.len != 0 && word.at[0] <= 'Z';
        if (is_roman(word) && !(word.len == 1 && strchr("lLxXvV", word.at[0]) != NULL))
            item = LINE_ITEM_ROMAN;
        else if (word.len == 1 && (!capital || next == ')'))
            item = LINE_ITEM_LETTER; /* "A." is an initial */
        else
            return 0;
        number = (unsigned char)word.at[0] | 0x20u;
    }
    if (off >= content.len)
        return 0;
    char close = content.at[off];
    bool opened = start != 0;
    bool closed = square ? close == ']' : opened ? close == ')' : close == '.' || close == ')';
    if (!closed && !(points != 0 && close == ' '))
        return 0;
    off += closed;
    if (off < content.len && content.at[off] == '.')
        off++;
    if (off < content.len &&
        letter_blank_len((struct span){content.at + off, content.len - off}) == 0 && !square)
        return 0;
    line->item = item;
    line->number = (uint16_t)number;
    return off;
}

void line_look_for_item(struct span content, struct line *line)
{
    uint32_t cp;
    size_t len = unicode_decode(content, &cp);
    size_t off = 0;
    bool blank = content.len > len &&
                 letter_blank_len((struct span){content.at + len, content.len - len}) != 0;
    if (is_bullet(cp) && (blank || content.len == len || cp != 0xb7)) {
        line->item = LINE_ITEM_BULLET;
        off = len;
    } else if (blank && (cp == '-' || cp == 0x2013 || cp == 0x2014 || cp == 0x2212 || cp == '*' ||
                         cp == '+' || cp == 'o')) {
        line->item = LINE_ITEM_DASH;
        off = len;
    } else if (cp == '(' || cp == '[' || letter_is_digit(cp) || (cp < 0x80 && letter_is(cp))) {
        off = numbered_len(content, line);
    }
    while (off != 0 && off < content.len) {
        size_t more = letter_blank_len((struct span){content.at + off, content.len - off});
        if (more == 0)
            break;
        off += more;
    }
    line->item_len = (uint8_t)(off < 255 ? off : 255);
}

/* ---- forms ---- */

/* Words that begin a heading when a number follows. */
static const char *const heading_words[] = {
    "Artikel", "ARTIKEL", "Hoofdstuk",  "HOOFDSTUK", "Afdeling",  "AFDELING",   "Paragraaf",
    "Titel",   "TITEL",   "Deel",       "DEEL",      "Bijlage",   "BIJLAGE",    "Boek",
    "Annex",   "ANNEX",   "Bijvoegsel", "Sectie",    "Onderdeel", "Agendapunt",
};
static const char *const subject_words[] = {
    "Betreft", "BETREFT", "Betr.", "Onderwerp", "ONDERWERP", "Inzake", "Titel", "Subject", "Re",
};
static const char *const label_words[] = {
    "Aan",         "Aanwezig",       "Afwezig",        "Afzender",  "Auteur",
    "Bcc",         "Bijlage",        "Bijlagen",       "Bron",      "Cc",
    "CC",          "Contact",        "Datum",          "Date",      "Documentnummer",
    "Dossier",     "E-mail",         "Email",          "Fax",       "From",
    "Geacht",      "Kenmerk",        "Locatie",        "Notulist",  "Ons kenmerk",
    "Plaats",      "Referentie",     "Rapporteur",     "Tel",       "Tel.",
    "Telefoon",    "Tijd",           "Tijdstip",       "To",        "Uw kenmerk",
    "Van",         "Verzonden",      "Voorzitter",     "Website",   "Zaaknummer",
    "Nr. Comdoc.", "nr. vorig doc.", "Nr. vorig doc.", "Ontvangen", "Ingekomen",
};

static bool starts_with_word(struct span content, const char *const *words, size_t count,
                             size_t *len)
{
    for (size_t i = 0; i < count; i++)
        if (content.at[0] == words[i][0] && span_starts(content, words[i])) {
            *len = strlen(words[i]);
            return true;
        }
    return false;
}

/* What comes behind a label: a colon, or the gap of a form. */
static bool is_label_end(struct span rest)
{
    return span_starts(rest, ":") || span_starts(rest, " :") || span_starts(rest, "\t") ||
           span_starts(rest, "  ");
}

static bool is_number_word(struct span rest)
{
    rest = span_trim(rest);
    size_t len = 0;
    while (len < rest.len && rest.at[len] != ' ' && rest.at[len] != ':' && rest.at[len] != '.' &&
           len < 8)
        len++;
    struct span word = {rest.at, len};
    return len != 0 && (letter_is_digit((unsigned char)word.at[0]) || is_roman(word) ||
                        (len == 1 && letter_is_upper((unsigned char)word.at[0])));
}

/* Letters, of which all capitals; at least two. */
static bool is_capitals(struct span content)
{
    size_t letters = 0;
    while (content.len != 0) {
        uint32_t cp;
        size_t len = unicode_decode(content, &cp);
        if (letter_is(cp) && !unicode_is_mark(cp)) {
            if (!letter_is_upper(cp))
                return false;
            letters++;
        }
        content = (struct span){content.at + len, content.len - len};
    }
    return letters >= 2;
}

static bool is_rule(struct span content)
{
    while (content.len != 0) {
        uint32_t cp;
        size_t len = unicode_decode(content, &cp);
        if (letter_is(cp) || letter_is_digit(cp) || cp >= 0x3000)
            return false;
        content = (struct span){content.at + len, content.len - len};
    }
    return true;
}

/* Five dots or more, blanks between them or not. */
static bool has_leader(struct span content)
{
    struct span rest = content;
    while (rest.len >= 5) {
        const char *dot = memchr(rest.at, '.', rest.len - 4);
        if (dot == NULL)
            return false;
        size_t dots = 0;
        const char *at = dot, *end = content.at + content.len;
        for (; at < end && (*at == '.' || *at == ' '); at++)
            dots += *at == '.';
        if (dots >= 5)
            return true;
        rest = (struct span){at, (size_t)(end - at)};
    }
    return false;
}

static enum line_form form_of(struct span content, struct line *line)
{
    size_t len;
    if (content.len > LONG)
        return LINE_FORM_PLAIN;
    if (is_rule(content))
        return line->item == LINE_ITEM_NONE && line->width >= 3 ? LINE_FORM_RULE : LINE_FORM_PLAIN;
    if (has_leader(content))
        return LINE_FORM_LEADER;
    if (starts_with_word(content, subject_words, ARRAY_LEN(subject_words), &len) &&
        is_label_end((struct span){content.at + len, content.len - len}))
        return LINE_FORM_SUBJECT;
    if (starts_with_word(content, label_words, ARRAY_LEN(label_words), &len) &&
        is_label_end((struct span){content.at + len, content.len - len}))
        return LINE_FORM_LABEL;
    bool ended = line->ends == LINE_END_STOP || line->ends == LINE_END_COMMA ||
                 line->ends == LINE_END_SEMICOLON;
    if (content.at[0] == '#' && content.len > 2) {
        size_t marks = 0;
        while (marks < content.len && content.at[marks] == '#')
            marks++;
        if (marks <= 6 && marks < content.len && content.at[marks] == ' ')
            return LINE_FORM_HEADING;
    }
    if (line->width > 90 || ended)
        return LINE_FORM_PLAIN;
    if (starts_with_word(content, heading_words, ARRAY_LEN(heading_words), &len) &&
        len < content.len && content.at[len] == ' ' && line->width <= 70 &&
        line->ends != LINE_END_WORD && line->ends != LINE_END_HYPHEN &&
        is_number_word((struct span){content.at + len, content.len - len}))
        return LINE_FORM_HEADING;
    line->capitals = line->starts == LINE_START_UPPER && is_capitals(content);
    return line->capitals && line->ends != LINE_END_HYPHEN ? LINE_FORM_HEADING : LINE_FORM_PLAIN;
}

void line_look_for_form(struct span content, struct line *line)
{
    line->form = form_of(content, line);
}

/* ---- cells of a table ---- */

/* Three blanks in a row: every such run holds a byte whose place is a multiple of three. */
static bool has_wide_gap(struct span content)
{
    for (size_t i = 3; i + 1 < content.len; i += 3) {
        if (content.at[i] != ' ')
            continue;
        size_t start = i, end = i + 1;
        while (content.at[start - 1] == ' ' && start > 1)
            start--;
        while (end < content.len && content.at[end] == ' ')
            end++;
        if (end - start >= 3)
            return true;
    }
    return false;
}

void line_look_for_cells(struct span content, struct line *line)
{
    if (content.len > LONG || line->form == LINE_FORM_SUBJECT || line->form == LINE_FORM_LABEL)
        return;
    if (memchr(content.at, '|', content.len) == NULL &&
        memchr(content.at, '\t', content.len) == NULL && !has_wide_gap(content))
        return; /* most lines */
    size_t bars = 0, cells = 0, blanks = 0;
    bool tab = false;
    uint32_t col = 0;
    for (size_t i = 0; i < content.len; i++) {
        char byte = content.at[i];
        col += ((unsigned char)byte & 0xc0) != 0x80;
        if (byte == '|')
            bars++;
        if (byte == ' ' || byte == '\t') {
            blanks++;
            tab = tab || byte == '\t';
            continue;
        }
        if ((blanks >= 3 || tab) && i > line->item_len) {
            cells++;
            if (line->cell_col == 0)
                line->cell_col = (uint16_t)(line->indent + col);
        }
        blanks = 0;
        tab = false;
    }
    cells = bars >= 2 && cells < bars ? bars : cells;
    line->cells = (uint8_t)(cells < 255 ? cells : 255);
}

/* ---- page numbers ---- */

static struct span skip_digits(struct span text)
{
    while (text.len != 0 && letter_is_digit((unsigned char)*text.at))
        text = (struct span){text.at + 1, text.len - 1};
    return text;
}

static struct span skip_any(struct span text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (span_starts(text, words[i]))
            return (struct span){text.at + strlen(words[i]), text.len - strlen(words[i])};
    return text;
}

bool line_is_page_number(struct span content)
{
    static const char *const before[] = {"Pagina ", "pagina ", "Blz. ", "blz. ",
                                         "Page ",   "p. ",     "- ",    "\xe2\x80\x93 "};
    static const char *const between[] = {" van ", "/", " / ", " of ", " -", " \xe2\x80\x93"};
    struct span rest = skip_any(content, before, ARRAY_LEN(before));
    struct span behind = skip_digits(rest);
    if (behind.len == rest.len || rest.len - behind.len > 4)
        return false;
    return skip_digits(skip_any(behind, between, ARRAY_LEN(between))).len == 0;
}
