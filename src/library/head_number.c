#include <config.h>

#include "src/library/head_number.h"

#include <stdlib.h>
#include <string.h>

#include "src/library/head_date.h"

/* Words of a line that is looked at as a whole; a title may be longer. */
#define SHORT_LINE 9

/* ---- forms ---- */

/* A form is a string: '9' one digit, '#' one or more, 'A' one capital, '%' one or more capitals,
 * digits, ':', '-' or '.'; '?': the character behind it may be missing; ' ' a blank or none; all
 * else stands for itself, '-' also for U+2011 and an en dash. On the printed text. */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static size_t run_of(struct span text, size_t at, bool (*is)(char))
{
    size_t end = at;
    while (end < text.len && is(text.at[end]))
        end++;
    return end - at;
}

static bool is_code(char byte)
{
    return is_digit(byte) || is_capital(byte) || byte == ':' || byte == '-' || byte == '.';
}

/* The length of the character at `at` when it is the literal one; 0 when it isn't. */
static size_t literal_len(struct span text, size_t at, char wanted)
{
    if (at >= text.len)
        return 0;
    if (wanted == '-' && text.len - at >= 3 &&
        (memcmp(text.at + at, "\xe2\x80\x91", 3) == 0 ||
         memcmp(text.at + at, "\xe2\x80\x93", 3) == 0))
        return 3;
    return text.at[at] == wanted;
}

/* Where the pattern ends when it stands at `at`; 0 when it doesn't. */
static size_t form_end(struct span text, size_t at, const char *pattern)
{
    for (; *pattern != '\0'; pattern++) {
        size_t len;
        bool optional = *pattern == '?';
        pattern += optional;
        switch (*pattern) {
        case '9':
            len = at < text.len && is_digit(text.at[at]);
            break;
        case '#':
            len = run_of(text, at, is_digit);
            break;
        case 'A':
            len = at < text.len && is_capital(text.at[at]);
            break;
        case '%':
            len = run_of(text, at, is_code);
            break;
        case ' ':
            len = at < text.len && text.at[at] == ' ';
            optional = true;
            break;
        default:
            len = literal_len(text, at, *pattern);
        }
        if (len == 0 && !optional)
            return 0;
        at += len;
    }
    return at;
}

static bool is_name_byte(char byte)
{
    return is_digit(byte) || is_capital(byte) || (byte >= 'a' && byte <= 'z') || (byte & 0x80) != 0;
}

/* Finds the pattern where neither side goes on with a letter, a digit or a slash. */
static struct span form_find(struct span text, const char *pattern)
{
    for (size_t at = 0; at < text.len; at++) {
        if (at > 0 && (is_name_byte(text.at[at - 1]) || strchr("/-.", text.at[at - 1]) != NULL))
            continue;
        size_t end = form_end(text, at, pattern);
        while (end > at && strchr(".:-", text.at[end - 1]) != NULL)
            end--;
        if (end > at && (end == text.len || (!is_name_byte(text.at[end]) && text.at[end] != '/')))
            return (struct span){text.at + at, end - at};
    }
    return (struct span){text.at, 0};
}

/* Surest first. Sources of the forms: the EU's interinstitutional style guide, annex on document
 * numbers; the European Case Law Identifier; the numbering of Dutch parliamentary papers. */
/* clang-format off */
static const char *const sure_forms[] = {
    "COM(9999) # final", "COM(9999) #", "SWD(9999) # final", "SWD(9999) #", "JOIN(9999) # final",
    "JOIN(9999) #", "SEC(9999) # final", "SEC(9999) #", "C(9999) # final", "C(9999) #",
    "9999/C #/#", "9999/C # A/#", "9999/L #/#", "ST # 9999 INIT", "EUCO #/99", "SN #/99", "CM #/99", "DS #/99", "WK #/9999",
    "ST #/99", "ST # 9999",
    "A9-9999/9999", "B9-9999/9999", "A9-9999/99", "P9_TA(9999)9999", "PE #.999v99-99", "PE #.999",
    "IP/99/#", "MEMO/99/#", "SPEECH/99/#", "STATEMENT/99/#",
    "Kamerstukken I?I 9999/99, # 999, nr. #", "Kamerstukken I?I 9999-9999, # 999, nr. #",
    "Kamerstuk # 999 A?A?A?A, nr. #", "Kamerstuk # 999, nr. #", "Kamerstuk #, nr. #",
    "Kamerstuk # 999 nr. #", "Kamerstuk # nr. #", "Kamerstuk # 999-#", "Kamerstuk #-#",
    "99 999 A?A?A?A, nr. #", "99 999, nr. #", "99 999 A?A?A?A nr. #", "99 999 nr. #",
    "99999, nr. #",
};
/* Sure enough on a line of their own, and in a title. */
static const char *const line_forms[] = {
    "(EU, Euratom) 9999/#", "(EU) 9999/#", "(GBVB) 9999/#", "(EU) nr. #/9999", "(EG) nr. #/9999",
    "(EEG) nr. #/99", "9999/#/GBVB", "9999/#/EU", "9999/#/EG", "9999/#/JBZ", "C-#/99", "T-#/99",
    "F-#/99", "Stcrt. 9999, #", "Stb. 9999, #", "Stcrt. 9999, nr. #", "BWBR9999999", "CVDR#",
};
/* clang-format on */
static const char labels_own[] =
    "ons kenmerk|kenmerk|onze referentie|referentie|ref|documentnummer|zaaknummer|zaaknummers|"
    "zaaknr|dossiernummer|registratienummer|publicatienummer|briefnummer|besluitnummer|"
    "rapportnummer|rolnummer|persbericht nr|persbericht nummer|nummer|nr|zaak|zaak nr|reg.nr|"
    "kenmerk brief|documentnr|volgnummer|nota nr|volgnr";

/* ---- lines ---- */

static char *first_form(struct span text, const char *const *forms, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct span found = form_find(text, forms[i]);
        if (found.len > 0)
            return bytes_copy(found);
    }
    return NULL;
}

static size_t count_digits(struct span text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += is_digit(text.at[i]);
    return count;
}

/* The line without "Nr." before it and brackets around it. */
static struct span bare(struct span text)
{
    static const char *const prefixes[] = {"Nr. ", "nr. ",    "NR. ", "No. ",
                                           "Nr ",  "Nummer ", "Doc. "};
    for (size_t i = 0; i < ARRAY_LEN(prefixes); i++)
        if (span_starts(text, prefixes[i])) {
            size_t len = strlen(prefixes[i]);
            text = (struct span){text.at + len, text.len - len};
        }
    while (text.len > 2 && strchr("([{", text.at[0]) != NULL &&
           strchr(")]}", text.at[text.len - 1]) != NULL &&
           memchr(text.at + 1, text.at[0], text.len - 1) == NULL)
        text = (struct span){text.at + 1, text.len - 2};
    return text;
}

/* "357/17": a number and a year of two digits, with a mark of revision or a language behind it. Not
 * "3/12", which is a page, nor "2018/19", which is a session. */
static size_t number_year(struct span text, bool sure)
{
    size_t end = form_end(text, 0, "#/99");
    size_t slash = run_of(text, 0, is_digit);
    if (end == 0 || slash > 5 || (slash < 3 && !sure))
        return 0;
    unsigned year = (unsigned)(text.at[end - 2] - '0') * 10 + (unsigned)(text.at[end - 1] - '0');
    if (slash == 4 && (text.at[0] == '1' || text.at[0] == '2')) {
        unsigned before = (unsigned)(text.at[2] - '0') * 10 + (unsigned)(text.at[3] - '0');
        if ((before + 1) % 100 == year)
            return 0;
    }
    static const char *const marks[] = {" REV #", " ADD #", " COR #", " REV #", " INIT"};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        size_t behind = form_end(text, end, marks[i]);
        end = behind > 0 ? behind : end;
    }
    struct span rest = span_trim((struct span){text.at + end, text.len - end});
    return rest.len <= 10 && count_digits(rest) == 0 ? end : 0;
}

static bool is_whole_form(struct span text)
{
    const char *const *lists[] = {sure_forms, line_forms};
    size_t counts[] = {ARRAY_LEN(sure_forms), ARRAY_LEN(line_forms)};
    for (size_t list = 0; list < ARRAY_LEN(lists); list++)
        for (size_t i = 0; i < counts[list]; i++)
            if (form_end(text, 0, lists[list][i]) == text.len)
                return true;
    return number_year(text, true) > 0 || form_end(text, 0, "ECLI:AA:%") == text.len;
}

/* "Zaak C-311/18" */
static bool is_case_number(struct span text)
{
    static const char *const prefixes[] = {"Zaak ", "In zaak ", "ZAAK ", "zaak "};
    for (size_t i = 0; i < ARRAY_LEN(prefixes); i++) {
        size_t len = strlen(prefixes[i]);
        if (span_starts(text, prefixes[i]) &&
            is_whole_form((struct span){text.at + len, text.len - len}))
            return true;
    }
    return false;
}

bool line_is_number(const struct head_line *line)
{
    struct span text = bare(line->text);
    if (is_case_number(line->text))
        return true;
    size_t digits = count_digits(text), small = 0, letters = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool is_small = (text.at[i] >= 'a' && text.at[i] <= 'z') || (text.at[i] & 0x80) != 0;
        small += is_small;
        letters += is_small || is_capital(text.at[i]);
    }
    if (text.len == 0 || letters == 0 || is_whole_form(text) || head_label(line, labels_own) > 0)
        return true;
    size_t at = 0, coded = 0;
    struct span word;
    while (head_word(head_folded(line), &at, &word))
        coded += count_digits(word) > 0;
    if (small == 0 && coded * 3 >= (size_t)line->words * 2)
        return true;
    bool cut = text.len < line->text.len && text.at > line->text.at; /* "Nr. 12" */
    if (cut && digits > 0 && line->words <= 3)
        return true;
    /* "CYBER 66", but not "JAARVERSLAG 2019". */
    bool year = digits == 4 && line->words <= 3 && letters >= 6;
    return digits > 0 && small == 0 && line->words <= 6 && is_digit(text.at[text.len - 1]) &&
           letters <= digits * 6 && !is_digit(text.at[0]) && !year;
}

static bool is_anothers(const struct head_line *line)
{
    return head_label(line, "uw kenmerk|uw referentie|uw brief|uw brief van|nr. vorig doc|"
                            "nr. vorig doc.|nr. comdoc|nr. comdoc.|nr.vorig doc|vorig document|"
                            "betreft vorig|telefoon|tel|fax|isbn|issn|kvk|kvk-nummer|iban|btw") > 0;
}

static char *from_ecli(const struct head *head, size_t i)
{
    struct span found = form_find(head->at[i].text, "ECLI:AA:%");
    return found.len > 12 && head->at[i].words <= SHORT_LINE ? bytes_copy(found) : NULL;
}

static char *from_label(const struct head *head, size_t i)
{
    const struct head_line *line = &head->at[i];
    struct span folded = head_folded(line);
    size_t at = head_label(line, labels_own);
    if (at == 0 || is_anothers(line))
        return NULL;
    if (at == folded.len) {
        if (i + 1 >= head->count)
            return NULL;
        line = &head->at[i + 1];
        folded = head_folded(line);
        at = 0;
    }
    size_t end = folded.len;
    static const char *const stops[] = {"d.d.",    "datum",    "uw kenmerk",
                                        "bijlage", "bijlagen", "betreft"};
    for (size_t n = 0; n < ARRAY_LEN(stops); n++)
        end = at + head_find((struct span){folded.at + at, end - at}, stops[n]);
    struct span value = head_printed(line, at, end);
    struct date_found date;
    if (value.len == 0 || value.len > 60 || count_digits(value) == 0 || line->words > 14 ||
        (at == 0 && date_is_alone(folded, &date)))
        return NULL;
    return bytes_copy(value);
}

static bool is_looked_at(const struct head *head, size_t i, size_t title)
{
    const struct head_line *line = &head->at[i];
    return (i == title || line->words <= SHORT_LINE) && !is_anothers(line) &&
           (line->flags & (HEAD_CHROME | HEAD_PROSE)) == 0;
}

/* Does "12/18" end in the last two digits of the document's year? */
static bool is_of_year(struct span text, const char *date)
{
    size_t end = form_end(text, 0, "#/99");
    return end > 0 && date != NULL && memcmp(text.at + end - 2, date + 2, 2) == 0;
}

/* "Nr. 12345", "357/17" alone. */
static char *from_plain(const struct head *head, size_t i, const char *date)
{
    struct span text = head->at[i].text, inner = bare(text);
    struct date_found mentioned;
    if (date_scan(head_folded(&head->at[i]), 0, &mentioned))
        return NULL;
    bool numbered = inner.at > text.at && text.at[0] != '(' && text.at[0] != '[';
    bool sure = numbered || is_of_year(inner, date) || (head->at[i].flags & HEAD_BULLET) != 0;
    size_t end = number_year(inner, sure);
    if (end > 0)
        return bytes_copy((struct span){inner.at, end});
    return numbered && head->at[i].words <= 3 && count_digits(inner) > 0 ? bytes_copy(inner) : NULL;
}

/* "Regeling van de Minister van … van 26 april 2004, nr. DJZ/BR/0239-04, houdende …". */
static char *from_act(const struct head_line *line)
{
    struct span text = line->text;
    for (size_t at = 0; at + 6 < text.len; at++) {
        if (memcmp(text.at + at, ", nr. ", 6) != 0)
            continue;
        size_t start = at + 6, end = start;
        while (end < text.len && strchr(" ,;", text.at[end]) == NULL)
            end++;
        struct span value = {text.at + start, end - start};
        return count_digits(value) > 0 && value.len <= 40 ? bytes_copy(value) : NULL;
    }
    return NULL;
}

/* A number alone, or "In zaak C-311/18,". */
static bool is_case_line(const struct head_line *line)
{
    static const char *const starts[] = {"in zaak", "zaak", "in de zaak", "in gevoegde zaken",
                                         "gevoegde zaken"};
    for (size_t i = 0; i < ARRAY_LEN(starts); i++)
        if (span_starts(head_folded(line), starts[i]))
            return true;
    return line_is_number(line);
}

/* "35 300 V" above "Nr. 12": the number of a dossier of the Dutch parliament. */
static struct span find_dossier(const struct head *head)
{
    for (size_t i = 0; i < head->front; i++) {
        struct span text = head->at[i].text;
        size_t end = form_end(text, 0, "99 999");
        size_t roman = form_end(text, 0, "99 999 A?A?A?A");
        end = roman > end ? roman : end;
        if (end > 0 && end == text.len)
            return text;
    }
    return (struct span){NULL, 0};
}

static char *with_dossier(const struct head *head, char *number)
{
    struct span dossier = find_dossier(head);
    struct buf both = {0};
    if (number == NULL || dossier.len == 0 || strspn(number, "0123456789") != strlen(number))
        return number;
    buf_add_span(&both, dossier);
    buf_printf(&both, ", nr. %s", number);
    free(number);
    return buf_take(&both);
}

char *head_reference(const struct head *head, size_t title, const char *date)
{
    char *found = NULL;
    for (size_t i = 0; i < head->front && found == NULL; i++)
        found = from_ecli(head, i);
    for (size_t i = 0; i < head->front && found == NULL; i++)
        found = from_label(head, i);
    for (size_t i = 0; i < head->front && found == NULL; i++)
        if (is_looked_at(head, i, title))
            found = first_form(head->at[i].text, sure_forms, ARRAY_LEN(sure_forms));
    if (found == NULL && title < head->count)
        found = from_act(&head->at[title]);
    for (size_t i = 0; i < head->front && found == NULL; i++)
        if (is_looked_at(head, i, title))
            found = with_dossier(head, from_plain(head, i, date));
    for (size_t i = 0; i < head->front && found == NULL; i++)
        if (i == title || (is_looked_at(head, i, title) && is_case_line(&head->at[i])))
            found = first_form(head->at[i].text, line_forms, ARRAY_LEN(line_forms));
    return found;
}
