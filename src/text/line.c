#include <config.h>

#include "src/text/line.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"

/* A line wider than this is a paragraph by itself; nobody looks for table cells in it. */
#define WIDE 400

static bool is_blank_byte(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\v' || byte == '\f';
}

/* The length of the blank at the beginning of at (NBSP and the like included), 0 when it is none.
 */
static size_t blank_len(const char *at, size_t len)
{
    if (len == 0)
        return 0;
    if ((unsigned char)*at < 0x80)
        return is_blank_byte(*at) ? 1 : 0;
    unsigned char first = (unsigned char)*at;
    if (first != 0xc2 && first != 0xe1 && first != 0xe2 && first != 0xe3)
        return 0;
    uint32_t cp;
    size_t bytes = unicode_decode((struct span){at, len}, &cp);
    return unicode_is_blank(cp) ? bytes : 0;
}

/* The character that ends right before off, and its length. */
static size_t char_before(struct span text, size_t off, uint32_t *cp)
{
    size_t start = off;
    *cp = 0;
    while (start > 0 && off - start < 4) {
        start--;
        if (((unsigned char)text.at[start] & 0xc0) != 0x80)
            break;
    }
    if (start < off)
        unicode_decode((struct span){text.at + start, off - start}, cp);
    return off - start;
}

static size_t blank_before(struct span text, size_t off)
{
    if (off == 0)
        return 0;
    if ((unsigned char)text.at[off - 1] < 0x80)
        return is_blank_byte(text.at[off - 1]) ? 1 : 0;
    uint32_t cp;
    size_t len = char_before(text, off, &cp);
    return unicode_is_blank(cp) ? len : 0;
}

static bool is_letter(uint32_t cp)
{
    if (cp < 0x80)
        return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    return unicode_is_letter(cp);
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static bool is_upper(uint32_t cp)
{
    return cp < 0x80 ? cp >= 'A' && cp <= 'Z' : unicode_is_upper(cp);
}

static bool is_opening(uint32_t cp)
{
    return cp == '(' || cp == '[' || cp == '"' || cp == '\'' || cp == 0xab || cp == 0x2018 ||
           cp == 0x201a || cp == 0x201c || cp == 0x201e || cp == 0x2039;
}

static bool is_closing(uint32_t cp)
{
    return cp == ')' || cp == ']' || cp == '"' || cp == '\'' || cp == 0xbb || cp == 0x2019 ||
           cp == 0x201d || cp == 0x203a;
}

/* ---- how a line ends and begins ---- */

/* Words that no Dutch (or English, French, German) sentence ends with; sorted. A line that ends in
 * one goes on. Prepositions that may end a clause (op, in, aan, mee) are left out but where the
 * rest of the evidence would be weak without them. */
/* clang-format off */
static const char *const open_words[] = {
    "alsmede", "alsook", "and", "als", "bij", "binnen", "dat", "de", "deze", "die", "diens", "dit", "door",
    "een", "elke", "en", "et", "for", "haar", "het", "hun", "ieder", "iedere", "in", "inzake", "la",
    "le", "maar", "met", "mijn", "namens", "noch", "of", "om", "omdat", "onder", "ons", "onze", "op",
    "over", "per", "sinds", "te", "tegen", "ten", "ter", "terwijl", "the", "to", "tot", "tussen",
    "und", "uit", "van", "via", "volgens", "voor", "waar", "waarbij", "waarin", "wanneer", "welke", "zijn", "zoals",
    "zonder",
};
/* clang-format on */

static bool is_open_word(struct span word)
{
    char lower[12];
    if (word.len == 0 || word.len > sizeof lower)
        return false;
    for (size_t i = 0; i < word.len; i++)
        lower[i] = (char)(word.at[i] >= 'A' && word.at[i] <= 'Z' ? word.at[i] + 32 : word.at[i]);
    for (size_t i = 0; i < ARRAY_LEN(open_words); i++)
        if (strlen(open_words[i]) == word.len && memcmp(open_words[i], lower, word.len) == 0)
            return true;
    return false;
}

/* Cuts a footnote mark off the end: [1], ¹, or digits stuck behind a full stop ("staat.3"). */
static size_t without_note(struct span content)
{
    size_t end = content.len;
    uint32_t cp;
    size_t len = char_before(content, end, &cp);
    while (cp == 0xb9 || cp == 0xb2 || cp == 0xb3 || (cp >= 0x2070 && cp <= 0x2079)) {
        end -= len;
        len = char_before(content, end, &cp);
    }
    size_t digits = end - (end > 0 && content.at[end - 1] == ']');
    size_t at = digits;
    while (at > 0 && digits - at < 3 && is_digit((unsigned char)content.at[at - 1]))
        at--;
    if (at == digits || at < 2)
        return end;
    if (digits < end && content.at[at - 1] == '[')
        return at - 1;
    bool stuck =
        digits == end && content.at[at - 1] == '.' && is_letter((unsigned char)content.at[at - 2]);
    return stuck ? at : end;
}

enum line_end line_ends(struct span content)
{
    size_t end = without_note(content);
    uint32_t cp, before;
    size_t len = char_before(content, end, &cp);
    if (cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == 0xad || cp == 0xac) {
        char_before(content, end - len, &before);
        return is_letter(before) || is_digit(before) ? LINE_END_HYPHEN : LINE_END_OPEN;
    }
    while (end > len && is_closing(cp)) {
        end -= len;
        len = char_before(content, end, &cp);
    }
    if (cp == '.' || cp == '!' || cp == '?' || cp == 0x2026)
        return LINE_END_STOP;
    if (cp == ',')
        return LINE_END_COMMA;
    if (cp == ':')
        return LINE_END_COLON;
    if (cp == ';')
        return LINE_END_SEMICOLON;
    size_t start = end;
    while (start > 0 && end - start <= 12 && is_letter((unsigned char)content.at[start - 1]))
        start--;
    bool whole = start == 0 || blank_before(content, start) != 0;
    struct span word = {content.at + start, end - start};
    return whole && is_open_word(word) ? LINE_END_WORD : LINE_END_OPEN;
}

enum line_start line_starts(struct span content)
{
    for (unsigned i = 0; i < 4; i++) {
        uint32_t cp;
        size_t len = unicode_decode(content, &cp);
        if (len == 0)
            return LINE_START_OTHER;
        if (is_letter(cp))
            return is_upper(cp) ? LINE_START_UPPER : LINE_START_LOWER;
        if (is_digit(cp))
            return LINE_START_DIGIT;
        if (!is_opening(cp))
            return LINE_START_OTHER;
        content = (struct span){content.at + len, content.len - len};
    }
    return LINE_START_OTHER;
}

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
           (is_digit((unsigned char)content.at[off]) ||
            (content.at[off] == '.' && off > start && off + 1 < content.len &&
             is_digit((unsigned char)content.at[off + 1])))) {
        points += content.at[off] == '.';
        number = content.at[off] == '.' ? 0 : number * 10 + (unsigned)(content.at[off] - '0');
        off++;
    }
    enum line_item item = square ? LINE_ITEM_NOTE : LINE_ITEM_NUMBER;
    if (off - start > 3 && points == 0)
        return 0; /* a year, not a number of an item */
    if (off == start) {
        while (off < content.len && off - start < 7 && is_letter((unsigned char)content.at[off]))
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
    if (off < content.len && blank_len(content.at + off, content.len - off) == 0 && !square)
        return 0;
    line->item = item;
    line->number = (uint16_t)number;
    return off;
}

static void look_for_item(struct span content, struct line *line)
{
    uint32_t cp;
    size_t len = unicode_decode(content, &cp);
    size_t off = 0;
    bool blank = content.len > len && blank_len(content.at + len, content.len - len) != 0;
    if (is_bullet(cp) && (blank || content.len == len || cp != 0xb7)) {
        line->item = LINE_ITEM_BULLET;
        off = len;
    } else if (blank && (cp == '-' || cp == 0x2013 || cp == 0x2014 || cp == 0x2212 || cp == '*' ||
                         cp == '+' || cp == 0x95)) {
        line->item = LINE_ITEM_DASH;
        off = len;
    } else if (cp == '(' || cp == '[' || is_digit(cp) || (cp < 0x80 && is_letter(cp))) {
        off = numbered_len(content, line);
    }
    while (off != 0 && off < content.len) {
        size_t more = blank_len(content.at + off, content.len - off);
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

static bool is_number_word(struct span rest)
{
    rest = span_trim(rest);
    size_t len = 0;
    while (len < rest.len && rest.at[len] != ' ' && rest.at[len] != ':' && rest.at[len] != '.' &&
           len < 8)
        len++;
    struct span word = {rest.at, len};
    return len != 0 && (is_digit((unsigned char)word.at[0]) || is_roman(word) ||
                        (len == 1 && is_upper((unsigned char)word.at[0])));
}

/* Letters, of which all capitals; at least two. */
static bool is_capitals(struct span content)
{
    size_t letters = 0;
    while (content.len != 0) {
        uint32_t cp;
        size_t len = unicode_decode(content, &cp);
        if (is_letter(cp) && !unicode_is_mark(cp)) {
            if (!is_upper(cp))
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
        if (is_letter(cp) || is_digit(cp) || cp >= 0x3000)
            return false;
        content = (struct span){content.at + len, content.len - len};
    }
    return true;
}

static bool has_leader(struct span content)
{
    if (content.at == NULL || content.len < 5)
        return false;
    if (memmem(content.at, content.len, "..", 2) == NULL &&
        memmem(content.at, content.len, ". .", 3) == NULL)
        return false;
    size_t dots = 0;
    for (size_t i = 0; i < content.len; i++) {
        dots = content.at[i] == '.' ? dots + 1 : content.at[i] == ' ' && dots != 0 ? dots : 0;
        if (dots >= 5)
            return true;
    }
    return false;
}

static enum line_form form_of(struct span content, const struct line *line)
{
    size_t len;
    if (content.len > WIDE)
        return LINE_FORM_PLAIN;
    if (is_rule(content))
        return line->item == LINE_ITEM_NONE && line->width >= 3 ? LINE_FORM_RULE : LINE_FORM_PLAIN;
    if (has_leader(content))
        return LINE_FORM_LEADER;
    if (starts_with_word(content, subject_words, ARRAY_LEN(subject_words), &len) &&
        len < content.len && content.at[len] == ':')
        return LINE_FORM_SUBJECT;
    if (starts_with_word(content, label_words, ARRAY_LEN(label_words), &len) && len < content.len &&
        (content.at[len] == ':' ||
         span_starts((struct span){content.at + len, content.len - len}, " :")))
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
    return is_capitals(content) && line->ends != LINE_END_HYPHEN ? LINE_FORM_HEADING
                                                                 : LINE_FORM_PLAIN;
}

/* ---- cells of a table ---- */

static void look_for_cells(struct span content, struct line *line)
{
    if (memchr(content.at, '|', content.len) == NULL &&
        memchr(content.at, '\t', content.len) == NULL &&
        memmem(content.at, content.len, "   ", 3) == NULL)
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

/* ---- lines ---- */

size_t line_find_end(struct span text, size_t off, bool lone_ends, size_t *len)
{
    *len = 1;
    if (off >= text.len)
        return text.len;
    if (!lone_ends) {
        const char *at = memchr(text.at + off, '\n', text.len - off);
        return at != NULL ? (size_t)(at - text.at) : text.len;
    }
    for (; off < text.len; off++) {
        if (text.at[off] == '\r')
            return off;
        if (text.at[off] == '\xc2' && off + 1 < text.len && text.at[off + 1] == '\x85') {
            *len = 2;
            return off;
        }
    }
    return off;
}

static uint32_t count_width(struct span content)
{
    /* Eight bytes at a time: a continuation byte has its high bit set and the next one clear. */
    size_t i = 0;
    uint64_t inside = 0;
    for (; i + 8 <= content.len; i += 8) {
        uint64_t word;
        memcpy(&word, content.at + i, sizeof word);
        uint64_t marks = word & ~(word << 1) & 0x8080808080808080u;
        inside += (marks >> 7) * 0x0101010101010101u >> 56;
    }
    for (; i < content.len; i++)
        inside += ((unsigned char)content.at[i] & 0xc0) == 0x80;
    return (uint32_t)(content.len - inside);
}

static void look_at(struct span text, struct line *line)
{
    struct span content = {text.at + line->start, line->end - line->start};
    while (content.len > 1 && content.at[0] == '>' && line->quote < 20) {
        size_t off = 1;
        while (off < content.len && content.at[off] == ' ')
            off++;
        if (off == 1 && content.at[1] != '>')
            break; /* ">100" */
        content = (struct span){content.at + off, content.len - off};
        line->quote++;
    }
    if (content.len == 0) {
        content = (struct span){text.at + line->start, line->end - line->start};
        line->quote = 0;
    }
    line->start = line->end - (uint32_t)content.len;
    line->width = count_width(content);
    const char *blank = memchr(content.at, ' ', content.len < 64 ? content.len : 64);
    line->first_width = blank != NULL
                            ? count_width((struct span){content.at, (size_t)(blank - content.at)})
                            : line->width;
    line->ends = line_ends(content);
    look_for_item(content, line);
    line->starts =
        line_starts((struct span){content.at + line->item_len, content.len - line->item_len});
    line->form = form_of(content, line);
    if (content.len <= WIDE)
        look_for_cells(content, line);
}

/* Adds the line [from, behind); false when memory is out. */
static bool add_line(struct lines *lines, struct span text, size_t from, size_t behind, bool page,
                     uint16_t *gap)
{
    size_t start = from, len;
    uint32_t indent = 0;
    while ((len = blank_len(text.at + start, behind - start)) != 0) {
        indent += text.at[start] == '\t' ? 8 - indent % 8 : 1;
        start += len;
    }
    size_t end = behind;
    while (end > start && (len = blank_before(text, end)) != 0)
        end -= len;
    if (start >= end) {
        *gap += *gap < UINT16_MAX;
        return true;
    }
    if (!array_reserve(&lines->at, &lines->cap, lines->count + 1, sizeof *lines->at))
        return false;
    struct line *line = &lines->at[lines->count++];
    *line = (struct line){.from = (uint32_t)from,
                          .start = (uint32_t)start,
                          .end = (uint32_t)end,
                          .behind = (uint32_t)behind,
                          .gap = *gap,
                          .indent = (uint16_t)(indent < 1000 ? indent : 1000),
                          .page = page};
    look_at(text, line);
    *gap = 0;
    return true;
}

bool lines_split(struct lines *lines, struct span text, bool lone_ends)
{
    lines->count = 0;
    bool feeds = text.len != 0 && memchr(text.at, '\f', text.len) != NULL;
    bool page = false;
    uint16_t gap = 0;
    for (size_t off = 0; off < text.len;) {
        size_t len;
        size_t end = line_find_end(text, off, lone_ends, &len);
        /* A form feed ends a line too: a page begins behind it. */
        while (feeds) {
            const char *feed = memchr(text.at + off, '\f', end - off);
            if (feed == NULL)
                break;
            size_t at = (size_t)(feed - text.at);
            if (at > off) {
                size_t before = lines->count;
                if (!add_line(lines, text, off, at, page, &gap))
                    return false;
                page = lines->count == before && page;
                gap -= lines->count == before && gap != 0; /* no line of its own */
            }
            page = true;
            off = at + 1;
        }
        size_t behind = end > off && text.at[end - 1] == '\r' && !lone_ends ? end - 1 : end;
        size_t before = lines->count;
        if (!add_line(lines, text, off, behind, page, &gap))
            return false;
        page = lines->count == before && page;
        off = end + len;
    }
    return true;
}

void lines_done(struct lines *lines)
{
    free(lines->at);
    *lines = (struct lines){0};
}
