#include <config.h>

#include "src/text/line.h"

#include <string.h>

#include "src/text/letter.h"
#include "src/text/unicode.h"

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
        if (open_words[i][0] == lower[0] && strlen(open_words[i]) == word.len &&
            memcmp(open_words[i], lower, word.len) == 0)
            return true;
    return false;
}

/* Cuts a footnote mark off the end: [1], ¹, or digits stuck behind a full stop ("staat.3"). */
static size_t without_note(struct span content)
{
    size_t end = content.len;
    uint32_t cp;
    size_t len = letter_before(content, end, &cp);
    while (cp == 0xb9 || cp == 0xb2 || cp == 0xb3 || (cp >= 0x2070 && cp <= 0x2079)) {
        end -= len;
        len = letter_before(content, end, &cp);
    }
    size_t digits = end - (end > 0 && content.at[end - 1] == ']');
    size_t at = digits;
    while (at > 0 && digits - at < 3 && letter_is_digit((unsigned char)content.at[at - 1]))
        at--;
    if (at == digits || at < 2)
        return end;
    if (digits < end && content.at[at - 1] == '[')
        return at - 1;
    bool stuck =
        digits == end && content.at[at - 1] == '.' && letter_is((unsigned char)content.at[at - 2]);
    return stuck ? at : end;
}

/* Short forms that have something behind them: a number, a name. */
static const char *const leading_forms[] = {
    "nr",  "nrs", "art",  "artt", "blz", "bl",  "pag",  "drs",   "dr",   "mr",    "mw",  "mevr",
    "dhr", "ir",  "ing",  "prof", "jhr", "Stb", "Stbl", "Stcrt", "Stct", "Trb",   "Pb",  "PB",
    "zgn", "vgl", "bijv", "resp", "ca",  "max", "min",  "st",    "tel",  "hfdst", "afd",
};

static size_t word_start(struct span content, size_t end)
{
    size_t start = end;
    while (start > 0 && end - start <= 12 && letter_is((unsigned char)content.at[start - 1]))
        start--;
    return start;
}

/* Is the stop at the end of [0, end) one of an abbreviation or an initial that leads to more? */
static bool leads_on(struct span content, size_t end)
{
    size_t start = word_start(content, end - 1), len = end - 1 - start;
    if (len == 1)
        return letter_is_upper((unsigned char)content.at[start]);
    for (size_t i = 0; i < ARRAY_LEN(leading_forms); i++)
        if (strlen(leading_forms[i]) == len &&
            memcmp(leading_forms[i], content.at + start, len) == 0)
            return true;
    return false;
}

/* "…; of": an item of a list ends, not a sentence that goes on. */
static bool ends_item(struct span content, size_t start)
{
    size_t blank = letter_blank_before(content, start);
    return blank != 0 && start > blank && content.at[start - blank - 1] == ';';
}

enum line_end line_ends(struct span content)
{
    size_t end = without_note(content);
    uint32_t cp, before;
    size_t len = letter_before(content, end, &cp);
    if (cp == '-' || cp == 0x2010 || cp == 0x2011 || cp == 0xad || cp == 0xac) {
        letter_before(content, end - len, &before);
        return letter_is(before) || letter_is_digit(before) ? LINE_END_HYPHEN : LINE_END_OPEN;
    }
    if (cp == '.' && leads_on(content, end))
        return LINE_END_WORD;
    while (end > len && is_closing(cp)) {
        end -= len;
        len = letter_before(content, end, &cp);
    }
    if (cp == '.' || cp == '!' || cp == '?' || cp == 0x2026)
        return LINE_END_STOP;
    if (cp == ',')
        return LINE_END_COMMA;
    if (cp == ':')
        return LINE_END_COLON;
    if (cp == ';')
        return LINE_END_SEMICOLON;
    size_t start = word_start(content, end);
    bool whole = start == 0 || letter_blank_before(content, start) != 0;
    if (!whole || !is_open_word((struct span){content.at + start, end - start}))
        return LINE_END_OPEN;
    return ends_item(content, start) ? LINE_END_SEMICOLON : LINE_END_WORD;
}

enum line_start line_starts(struct span content)
{
    for (unsigned i = 0; i < 4; i++) {
        uint32_t cp;
        size_t len = unicode_decode(content, &cp);
        if (len == 0)
            return LINE_START_OTHER;
        if (letter_is(cp))
            return letter_is_upper(cp) ? LINE_START_UPPER : LINE_START_LOWER;
        if (letter_is_digit(cp))
            return LINE_START_DIGIT;
        if (!is_opening(cp))
            return LINE_START_OTHER;
        content = (struct span){content.at + len, content.len - len};
    }
    return LINE_START_OTHER;
}

/* ---- one line ---- */

struct span line_content(const struct line *line, struct span text)
{
    return (struct span){text.at + line->start, line->end - line->start};
}

bool line_is_open(const struct line *line)
{
    return line->ends == LINE_END_OPEN || line->ends == LINE_END_WORD ||
           line->ends == LINE_END_COMMA || line->ends == LINE_END_HYPHEN;
}

bool line_stands_alone(const struct line *line)
{
    return line->row || line->form != LINE_FORM_PLAIN;
}

unsigned line_fill(const struct line *line, const struct line *next, uint32_t measure)
{
    uint64_t filled = (uint64_t)line->width + 1 + next->first_width;
    return measure == 0 ? 0 : (unsigned)(filled * 100 / measure);
}

size_t line_count_words(struct span content, size_t most)
{
    size_t words = 0;
    bool in = false;
    for (size_t i = 0; i < content.len && words < most; i++) {
        bool blank = content.at[i] == ' ' || content.at[i] == '\t';
        words += !blank && !in;
        in = !blank;
    }
    return words;
}
