#include <config.h>

#include "src/library/head_date.h"

#include <string.h>

/* Lines at the end among which a closing formula is looked for. */
#define CLOSING_LINES 40

/* ---- one date ---- */

static const char *const month_names[12] = {
    "januari jan",
    "februari feb febr",
    "maart mrt",
    "april apr",
    "mei",
    "juni jun",
    "juli jul",
    "augustus aug",
    "september sep sept",
    "oktober okt october",
    "november nov",
    "december dec",
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Digits at *at, at most `most`; *at moves behind them. False when there is none, or more. */
static bool read_number(struct span text, size_t *at, size_t most, unsigned *number)
{
    size_t start = *at, end = start;
    unsigned value = 0;
    while (end < text.len && is_digit(text.at[end]) && end - start <= most)
        value = value * 10 + (unsigned)(text.at[end++] - '0');
    if (end == start || end - start > most)
        return false;
    *number = value;
    *at = end;
    return true;
}

static bool is_day(unsigned year, unsigned month, unsigned day)
{
    static const unsigned char days[12] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1500 || year > 2099 || month < 1 || month > 12 || day < 1 || day > days[month - 1])
        return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month != 2 || day < 29 || leap;
}

static void skip(struct span text, size_t *at, const char *set)
{
    while (*at < text.len && text.at[*at] != '\0' && strchr(set, text.at[*at]) != NULL)
        (*at)++;
}

/* A month's name at *at; 0 when there is none. */
static unsigned read_month(struct span text, size_t *at)
{
    size_t end = *at;
    while (end < text.len && text.at[end] >= 'a' && text.at[end] <= 'z')
        end++;
    struct span word = {text.at + *at, end - *at};
    for (unsigned i = 0; i < 12; i++)
        if (head_listed(word, month_names[i])) {
            *at = end;
            return i + 1;
        }
    return 0;
}

/* "april 2018", "apr. 2018" at `at`. */
static bool month_year(struct span text, size_t at, struct date_found *date)
{
    unsigned month = read_month(text, &at), year;
    if (month == 0)
        return false;
    skip(text, &at, " .,-");
    if (!read_number(text, &at, 4, &year) || year < 1500 || year > 2099)
        return false;
    *date = (struct date_found){.end = at, .year = year, .month = month};
    return true;
}

/* What begins at `at`, where a word begins. */
static bool date_at(struct span text, size_t at, struct date_found *date)
{
    unsigned first, second, third;
    size_t start = at;
    if (month_year(text, at, date)) {
        date->start = start;
        return true;
    }
    if (!read_number(text, &at, 4, &first) || at >= text.len)
        return false;
    size_t named = at;
    if (text.len - named > 3 && (memcmp(text.at + named, "ste ", 4) == 0))
        named += 3;
    else if (text.len - named > 2 && memcmp(text.at + named, "e ", 2) == 0)
        named++;
    skip(text, &named, " .-");
    if (named > at && first <= 31 && month_year(text, named, date)) {
        date->day = first;
    } else {
        char mark = text.at[at++];
        if ((mark != '/' && mark != '-' && mark != '.') || !read_number(text, &at, 2, &second) ||
            at >= text.len || text.at[at++] != mark || !read_number(text, &at, 4, &third))
            return false;
        bool year_first = first > 31;
        *date = (struct date_found){.end = at,
                                    .year = year_first ? first : third,
                                    .month = second,
                                    .day = year_first ? third : first};
    }
    date->start = start;
    return is_day(date->year, date->month, date->day) &&
           (date->end == text.len || !is_digit(text.at[date->end]));
}

bool date_scan(struct span folded, size_t from, struct date_found *date)
{
    for (size_t at = from; at < folded.len; at++) {
        char before = at > 0 ? folded.at[at - 1] : ' ';
        bool begins = before == ' ' || before == '(' || before == '[' || before == ',' ||
                      before == ':' || before == '|' || before == '\'' || before == '-';
        if (begins && date_at(folded, at, date))
            return true;
    }
    return false;
}

/* Is the word one that may stand beside a date that is alone? */
static bool is_beside(struct span word)
{
    bool time = word.len <= 8 && word.len > 0 && is_digit(word.at[0]) &&
                (memchr(word.at, ':', word.len) != NULL || memchr(word.at, '.', word.len) != NULL ||
                 memchr(word.at, 'u', word.len) != NULL);
    return time ||
           head_listed(word,
                       "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do "
                       "vr za zo om uur u or en or. en. nl fr den de | - \xe2\x80\x93 d.d dd op");
}

bool date_is_alone(struct span folded, struct date_found *date)
{
    if (!date_scan(folded, 0, date))
        return false;
    struct span parts[] = {{folded.at, date->start},
                           {folded.at + date->end, folded.len - date->end}};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        size_t at = 0;
        struct span word;
        while (head_word(parts[i], &at, &word))
            if (!is_beside(word))
                return false;
    }
    return true;
}

/* ---- which one ---- */

static char *date_iso(const struct date_found *date)
{
    struct buf iso = {0};
    buf_printf(&iso, "%04u-%02u", date->year, date->month);
    if (date->day != 0)
        buf_printf(&iso, "-%02u", date->day);
    return buf_take(&iso);
}

static bool begins_small(const struct head_line *line)
{
    uint32_t cp = 0;
    unicode_decode(line->text, &cp);
    return unicode_is_lower(cp);
}

/* A date near behind the phrase. */
static bool after_phrase(struct span folded, const char *phrase, struct date_found *date)
{
    size_t at = head_find(folded, phrase), end = at + strlen(phrase);
    return at < folded.len && date_scan(folded, end, date) && date->start <= end + 24;
}

/* "Datum: 3 mei 2019", or the value on the next line. */
static bool after_label(const struct head *head, size_t line, const char *labels,
                        struct date_found *date)
{
    struct span folded = head_folded(&head->at[line]);
    size_t at = head_label(&head->at[line], labels);
    if (at == 0)
        return false;
    if (at < folded.len)
        return date_scan(folded, at, date) && date->start <= at + 24;
    return line + 1 < head->count && date_is_alone(head_folded(&head->at[line + 1]), date);
}

static bool is_labelled(const struct head *head, size_t line, struct date_found *date)
{
    return after_label(head, line,
                       "datum|datum uitspraak|uitspraakdatum|datum publicatie|publicatiedatum|"
                       "datum vergadering|vergaderdatum|dagtekening|gepubliceerd op|gepubliceerd|"
                       "geplaatst op|publicatie|datum van uitspraak|datum brief|plaats en datum|"
                       "datum document|uitgegeven op|vastgesteld op|verschenen|verschenen op|"
                       "vastgesteld|voorgesteld|verzonden|verzonden op|verzenddatum",
                       date);
}

static bool is_published(const struct head *head, size_t line, struct date_found *date)
{
    static const char *const phrases[] = {"gepubliceerd op",   "gepubliceerd:", "geplaatst op",
                                          "geplaatst:",        "verschenen op", "persbericht van",
                                          "nieuwsbericht van", "uitgave van",   "uitgegeven op",
                                          "nieuwsbericht |",   "persbericht |"};
    struct span folded = head_folded(&head->at[line]);
    for (size_t i = 0; i < ARRAY_LEN(phrases); i++)
        if (after_phrase(folded, phrases[i], date))
            return true;
    return false;
}

/* "Brussel, 16 april 2018 (OR. en)", "'s-Gravenhage, den 3 september 1981": one to three words of a
 * place, a comma, the date, next to nothing behind it; or the beginning of a press report,
 * "AMSTERDAM, 3 mei 2020 - De …". */
static bool is_place_date(const struct head *head, size_t line, struct date_found *date)
{
    const struct head_line *found = &head->at[line];
    struct span folded = head_folded(found), word;
    if (!date_scan(folded, 0, date) || date->start == 0 || date->day == 0)
        return false;
    struct span before = span_trim((struct span){folded.at, date->start});
    if (before.len == 0)
        return false;
    static const char *const beside[] = {" maandag",   " dinsdag", " woensdag",
                                         " donderdag", " vrijdag", " zaterdag",
                                         " zondag",    " den",     " op"};
    for (size_t i = 0; i < ARRAY_LEN(beside); i++)
        if (span_ends(before, beside[i]))
            before = span_trim((struct span){before.at, before.len - strlen(beside[i])});
    bool comma = before.len > 0 && (before.at[before.len - 1] == ',' || span_ends(before, "-") ||
                                    span_ends(before, "\xe2\x80\x93"));
    size_t at = 0, words = 0;
    while (head_word(before, &at, &word))
        words += word.len > 1;
    if (!comma || words == 0 || words > 3 || begins_small(found))
        return false;
    struct span behind = span_trim((struct span){folded.at + date->end, folded.len - date->end});
    bool report = span_starts(behind, "-") || span_starts(behind, "\xe2\x80\x93") ||
                  span_starts(behind, "\xe2\x80\x94");
    return behind.len <= 16 || report;
}

static bool is_alone(const struct head *head, size_t line, struct date_found *date)
{
    return date_is_alone(head_folded(&head->at[line]), date);
}

/* "Nr. 12 - 3 mei 2019", "Vrijdag 3 mei 1923, ochtendblad", "20 juni 2019 | nieuwsbericht": a short
 * line with a date and hardly anything else. */
static bool is_date_line(const struct head *head, size_t line, struct date_found *date)
{
    const struct head_line *found = &head->at[line];
    struct span folded = head_folded(found);
    return found->words <= 8 && !(found->flags & HEAD_LABEL) && date_scan(folded, 0, date) &&
           date->day != 0 && (date->end - date->start) * 2 >= folded.len;
}

/* A sitting or meeting whose conclusions or minutes these are. */
static bool is_session(const struct head *head, size_t line, struct date_found *date)
{
    static const char *const phrases[] = {"zitting van",      "zitting op",     "vergadering van",
                                          "vergadering op",   "zitting d.d.",   "bijeenkomst van",
                                          "vergadering d.d.", "overleg van",    "aangenomen op",
                                          "vastgesteld op",   "vergadering dd", "gehouden op",
                                          "bijeen op"};
    struct span folded = head_folded(&head->at[line]);
    for (size_t i = 0; i < ARRAY_LEN(phrases); i++)
        if (after_phrase(folded, phrases[i], date))
            return true;
    return false;
}

/* "die de Raad op 17 mei 2019 heeft vastgesteld", "heeft op 3 december 2019 … aangenomen". */
static bool is_adopted(const struct head *head, size_t line, struct date_found *date)
{
    static const char *const verbs[] = {"aangenomen", "vastgesteld", "goedgekeurd"};
    struct span folded = head_folded(&head->at[line]);
    for (size_t at = 0; date_scan(folded, at, date); at = date->end) {
        struct span before = span_trim((struct span){folded.at, date->start});
        size_t rest = folded.len - date->end;
        struct span behind = {folded.at + date->end, rest < 50 ? rest : 50};
        if (!span_ends(before, " op"))
            continue;
        for (size_t i = 0; i < ARRAY_LEN(verbs); i++)
            if (head_find(behind, verbs[i]) < behind.len)
                return true;
    }
    return false;
}

static bool is_dd(const struct head *head, size_t line, struct date_found *date)
{
    struct span folded = head_folded(&head->at[line]);
    return head->at[line].words <= 25 &&
           !(head_label(&head->at[line], "uw brief|uw brief van|uw kenmerk")) &&
           (after_phrase(folded, "d.d.", date) || after_phrase(folded, "dd.", date));
}

static bool is_update(const struct head *head, size_t line, struct date_found *date)
{
    static const char *const phrases[] = {"laatst gewijzigd",  "laatst bijgewerkt",
                                          "laatste wijziging", "laatste update",
                                          "bijgewerkt op",     "bijgewerkt:"};
    struct span folded = head_folded(&head->at[line]);
    for (size_t i = 0; i < ARRAY_LEN(phrases); i++)
        if (after_phrase(folded, phrases[i], date))
            return true;
    return false;
}

/* "Verordening … van de Raad van 17 mei 2019 betreffende": an act's date stands in its title. */
static bool is_act(const struct head *head, size_t line, struct date_found *date)
{
    static const char acts[] = "verordening richtlijn besluit beschikking aanbeveling regeling wet "
                               "arrest uitspraak vonnis beslissing resolutie advies conclusie "
                               "mededeling verslag notulen handelingen uitvoeringsverordening "
                               "uitvoeringsbesluit ministeriele gemeenschappelijk";
    struct span folded = head_folded(&head->at[line]), word;
    size_t at = 0;
    if (head->at[line].words > 60 || !head_word(folded, &at, &word) || !head_listed(word, acts) ||
        !date_scan(folded, 0, date))
        return false;
    struct span before = span_trim((struct span){folded.at, date->start});
    return span_ends(before, " van") && head_find(before, "wijziging") == before.len &&
           head_find(before, "intrekking") == before.len &&
           head_find(before, "uitvoering") == before.len;
}

/* Where an act or a letter ends: "Gedaan te Brussel, 17 mei 2019"; a place and under it a date. */
static bool is_closing(const struct head *head, size_t line, struct date_found *date)
{
    const struct head_line *found = &head->at[line];
    struct span folded = head_folded(found);
    static const char *const starts[] = {"gedaan te",         "aldus gedaan",
                                         "aldus vastgesteld", "aldus besloten",
                                         "uitgesproken",      "dit besluit is genomen"};
    for (size_t i = 0; i < ARRAY_LEN(starts); i++)
        if (span_starts(folded, starts[i]) && date_scan(folded, 0, date))
            return true;
    if (found->words > 12)
        return false;
    if (is_place_date(head, line, date))
        return true;
    return line > 0 && head->at[line - 1].words <= 3 && !begins_small(&head->at[line - 1]) &&
           is_alone(head, line, date);
}

typedef bool date_rule(const struct head *head, size_t line, struct date_found *date);

static bool first_in(const struct head *head, size_t from, size_t to, date_rule *rule,
                     struct date_found *date)
{
    for (size_t i = from; i < to; i++)
        if (rule(head, i, date))
            return true;
    return false;
}

static bool last_in(const struct head *head, size_t from, size_t to, date_rule *rule,
                    struct date_found *date)
{
    for (size_t i = to; i > from; i--)
        if (rule(head, i - 1, date))
            return true;
    return false;
}

char *head_date(const struct head *head, size_t title)
{
    /* Surest first. */
    static date_rule *const rules[] = {is_labelled, is_published, is_place_date, is_alone,
                                       is_date_line};
    struct date_found date;
    size_t front = head->front;
    for (size_t i = 0; i < ARRAY_LEN(rules); i++)
        if (first_in(head, 0, front, rules[i], &date))
            return date_iso(&date);
    size_t near = title < front ? title : 0;
    size_t tail = head->count > CLOSING_LINES ? head->count - CLOSING_LINES : 0;
    bool found = first_in(head, near, front, is_act, &date) ||
                 first_in(head, 0, front, is_dd, &date) ||
                 first_in(head, 0, front, is_session, &date) ||
                 first_in(head, 0, front, is_adopted, &date) ||
                 last_in(head, tail, head->count, is_closing, &date) ||
                 first_in(head, 0, front, is_update, &date) ||
                 last_in(head, tail, head->count, is_update, &date);
    return found ? date_iso(&date) : NULL;
}
