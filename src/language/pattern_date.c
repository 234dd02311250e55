/* Days and months. Forms: the Dutch language union's and the EU's interinstitutional style guide
 * (19 juni 2017, 19.6.2017), ISO 8601, and what press releases and letters write. Norms are ISO
 * 8601; of a day without a year --MM-DD (ISO 8601:2000). */
#include <config.h>

#include "src/language/pattern_rule.h"

// clang-format off
static const struct scan_term months[] = {
    {"januari", 1}, {"februari", 2}, {"maart", 3}, {"april", 4}, {"mei", 5}, {"juni", 6},
    {"juli", 7}, {"augustus", 8}, {"september", 9}, {"oktober", 10}, {"november", 11},
    {"december", 12}, {"january", 1}, {"february", 2}, {"march", 3}, {"may", 5}, {"june", 6},
    {"july", 7}, {"august", 8}, {"october", 10},
    {"jan.", 1}, {"feb.", 2}, {"febr.", 2}, {"mrt.", 3}, {"apr.", 4}, {"jun.", 6}, {"jul.", 7},
    {"aug.", 8}, {"sep.", 9}, {"sept.", 9}, {"okt.", 10}, {"nov.", 11}, {"dec.", 12},
    {"jan", 1}, {"feb", 2}, {"febr", 2}, {"mrt", 3}, {"apr", 4}, {"jun", 6}, {"jul", 7},
    {"aug", 8}, {"sep", 9}, {"sept", 9}, {"okt", 10}, {"nov", 11}, {"dec", 12},
    {NULL, 0},
};
static const struct scan_term weekdays[] = {
    {"maandag", 1}, {"dinsdag", 2}, {"woensdag", 3}, {"donderdag", 4}, {"vrijdag", 5},
    {"zaterdag", 6}, {"zondag", 7}, {"ma", 1}, {"di", 2}, {"wo", 3}, {"do", 4}, {"vr", 5},
    {"za", 6}, {"zo", 7}, {"ma.", 1}, {"di.", 2}, {"wo.", 3}, {"do.", 4}, {"vr.", 5}, {"za.", 6},
    {"zo.", 7}, {NULL, 0},
};
/* Words between the days of a range (value 1) or of a list (0). */
static const struct scan_term range_words[] = {
    {"tot", 1}, {"tot en met", 1}, {"t/m", 1}, {"en", 0}, {"of", 0}, {NULL, 0},
};
// clang-format on

bool date_exists(uint64_t year, uint64_t month, uint64_t day)
{
    static const unsigned char days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
        return false;
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month != 2 || day < 29 || leap;
}

/* A day of a month; year 0 when none is written. */
struct day {
    uint64_t year, month, day;
};

/* Without a year 29 February may exist. */
static bool day_exists(struct day day)
{
    return date_exists(day.year == 0 ? 2000 : day.year, day.month, day.day);
}

static void add_day(struct buf *norm, struct day day)
{
    if (day.year == 0)
        buf_printf(norm, "--%02u-%02u", (unsigned)day.month, (unsigned)day.day);
    else
        buf_printf(norm, "%04u-%02u-%02u", (unsigned)day.year, (unsigned)day.month,
                   (unsigned)day.day);
}

/* The mark between the parts of a date with its year in front: a hyphen or a slash. */
static size_t scan_iso_mark(struct span text, size_t at, bool slash)
{
    if (slash)
        return scan_byte(text, at) == '/' ? at + 1 : 0;
    return scan_hyphen(text, at);
}

/* 2017-06-19, 2021-07-19T12:00, 2017/06/19 */
static size_t scan_iso(struct span text, size_t at, struct day *day)
{
    size_t end = scan_digits(text, at, 4, 4, &day->year);
    if (end == 0 || !year_is_likely(day->year))
        return 0;
    bool slash = scan_byte(text, end) == '/';
    if ((end = scan_iso_mark(text, end, slash)) == 0 ||
        (end = scan_digits(text, end, 2, 2, &day->month)) == 0 ||
        (end = scan_iso_mark(text, end, slash)) == 0 ||
        (end = scan_digits(text, end, 2, 2, &day->day)) == 0)
        return 0;
    bool ends = scan_byte(text, end) == 'T' || scan_number_ends(text, end);
    return ends && day_exists(*day) ? end : 0;
}

/* Does a word that announces a date stand before it: "d.d. 3.4.98"? */
static bool is_dated(struct span text, size_t at)
{
    static const struct scan_term words[] = {{"d.d.", 0},  {"d.d", 0},       {"dd.", 0}, {"dd", 0},
                                             {"datum", 0}, {"gedateerd", 0}, {NULL, 0}};
    return scan_is_term(scan_before(text, at), words, NULL);
}

/* 19/06/2017 19-6-2017 19.06.2017; of two digits the year only when both others have two,  with
 * '-' or '/', or where the text says that a date comes. */
static size_t scan_figures(struct span text, size_t at, struct day *day)
{
    size_t end = scan_digits(text, at, 1, 2, &day->day);
    size_t padded = end - at;
    if (end == 0)
        return 0;
    size_t mark = scan_hyphen(text, end);
    char separator = mark != 0 ? '-' : scan_byte(text, end);
    if (mark == 0 && separator != '/' && separator != '.')
        return 0;
    size_t month = mark != 0 ? mark : end + 1;
    end = scan_digits(text, month, 1, 2, &day->month);
    if (end == 0)
        return 0;
    padded += end - month;
    mark = scan_hyphen(text, end);
    if (separator == '-' ? mark == 0 : scan_byte(text, end) != separator)
        return 0;
    size_t year = mark != 0 ? mark : end + 1;
    end = year_scan(text, year, &day->year);
    if (end == 0)
        end = year_scan_short(text, year, &day->year); /* 12-3-'21 */
    bool short_year = (padded == 4 && separator != '.') || is_dated(text, at);
    if (end == 0 && short_year && (end = scan_digits(text, year, 2, 2, &day->year)) != 0)
        day->year = year_full(day->year);
    return end != 0 && day_exists(*day) && scan_number_ends(text, end) ? end : 0;
}

/* "19", "1e", "1ste", "18den" in old spelling: the day's number. */
static size_t scan_day_number(struct span text, size_t at, uint64_t *day)
{
    static const char *const suffixes[] = {"e", "ste", "de", "en", "sten", "den"};
    size_t end = scan_digits(text, at, 1, 2, day);
    if (end == 0 || *day < 1 || *day > 31)
        return 0;
    if (scan_alnum(text, end) == 0)
        return end;
    for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
        size_t suffix = scan_word(text, end, suffixes[i]);
        if (suffix != 0)
            return suffix;
    }
    return 0;
}

/* " juni 2017", " juni ’17", " juni": behind the day's number. */
static size_t scan_month_and_year(struct span text, size_t at, struct day *day)
{
    int month;
    size_t start = scan_blanks(text, at);
    size_t hyphen = start == at ? scan_hyphen(text, at) : 0; /* 19-juni-2017 */
    size_t end = scan_term(text, hyphen != 0 ? hyphen : start, months, &month);
    if (end == 0)
        return 0;
    day->month = (uint64_t)month;
    day->year = 0;
    size_t year = hyphen != 0 ? scan_hyphen(text, end) : scan_blanks(text, end);
    if (scan_byte(text, year) == ',') /* "19 juni, 2017" */
        year = scan_blanks(text, year + 1);
    size_t behind = year_scan(text, year, &day->year);
    if (behind != 0 && scan_number_ends(text, behind))
        return behind;
    day->year = 0;
    behind = year_scan_short(text, year, &day->year);
    if (behind != 0)
        return behind;

    /* Without a year an abbreviated month is too little to go by, and "1 mei-" begins a word. */
    size_t glued = scan_hyphen(text, end);
    return hyphen == 0 && (glued == 0 || scan_letter(text, glued) == 0) &&
                   scan_letters(text, start).len >= 3
               ? end
               : 0;
}

/* Behind the first day's number: "-21", " tot en met 21", " en 21". *list: not a range. */
static size_t scan_second_day(struct span text, size_t at, uint64_t *day, bool *list)
{
    int range, weekday;
    size_t start = scan_blanks(text, at);
    size_t end = scan_dash(text, start);
    *list = false;
    if (end == 0 && scan_byte(text, start) == '/')
        end = start + 1;
    if (end == 0) {
        end = scan_term(text, start, range_words, &range);
        if (end == 0 || start == at)
            return 0;
        *list = range == 0;
    }
    end = scan_blanks(text, end);
    size_t name = scan_term(text, end, weekdays, &weekday);
    return scan_day_number(text, name != 0 ? scan_blanks(text, name) : end, day);
}

/* Two days make an interval: 2017-06-19/2017-06-21. The first takes the month and year of the
 * second where it has none. */
static bool add_interval(struct buf *norm, struct day first, struct day last)
{
    if (first.month == 0)
        first.month = last.month;
    if (first.year == 0)
        first.year = last.year - (last.year != 0 && first.month > last.month ? 1 : 0);
    if (!day_exists(first) || !day_exists(last))
        return false;
    add_day(norm, first);
    buf_add_byte(norm, '/');
    add_day(norm, last);
    return true;
}

/* 19-21 juni 2017; 19 en 20 juni 2017; 30 juni - 2 juli 2017. */
static size_t scan_range(struct span text, size_t at, struct buf *norm)
{
    struct day first = {0}, last = {0};
    bool list;
    size_t end = scan_day_number(text, at, &first.day);
    if (end == 0)
        return 0;
    size_t month = scan_month_and_year(text, end, &first);
    if (month != 0 && first.year != 0)
        return 0;
    if (month == 0)
        first.month = 0;
    size_t second = scan_second_day(text, month != 0 ? month : end, &last.day, &list);
    if (second == 0)
        return 0;
    size_t behind = scan_month_and_year(text, second, &last);
    bool adjoining = first.month == 0 && last.day == first.day + 1;
    if (behind == 0 || (list && !adjoining) || (first.month == 0 && last.day <= first.day))
        return 0;
    return add_interval(norm, first, last) ? behind : 0;
}

/* The first day of a list: the "3" of "3, 10 en 17 juni 2019"; each is a date of its own. */
static size_t scan_listed_day(struct span text, size_t at, struct buf *norm)
{
    struct day day = {0}, last = {0};
    bool list;
    size_t end = scan_day_number(text, at, &day.day);
    size_t next = end;
    for (int i = 0; next != 0 && i < 8; i++) {
        size_t comma = scan_byte(text, next) == ',' ? scan_blanks(text, next + 1) : 0;
        size_t more = comma != 0 ? scan_day_number(text, comma, &last.day)
                                 : scan_second_day(text, next, &last.day, &list);
        if (more == 0 || (comma == 0 && !list))
            return 0;
        if (comma == 0) {
            if (scan_month_and_year(text, more, &last) == 0)
                return 0;
            day.month = last.month;
            day.year = last.year;
            if (!day_exists(day) || last.day <= day.day)
                return 0;
            add_day(norm, day);
            return end;
        }
        next = more;
    }
    return 0;
}

/* One day, in figures or words, with its hour. */
static size_t scan_one_day(struct span text, size_t at, struct buf *norm)
{
    struct day day = {0};
    size_t end = scan_iso(text, at, &day);
    if (end == 0)
        end = scan_figures(text, at, &day);
    if (end == 0) {
        end = scan_day_number(text, at, &day.day);
        end = end != 0 ? scan_month_and_year(text, end, &day) : 0;
        if (end == 0 || !day_exists(day))
            return 0;
    }
    add_day(norm, day);
    return date_add_hour(text, end, norm);
}

static size_t find_day(const struct pattern_place *where, struct buf *norm)
{
    size_t base = norm->len;
    size_t end = scan_range(where->text, where->at, norm);
    if (end != 0)
        return end;
    buf_cut(norm, base);
    end = scan_one_day(where->text, where->at, norm);
    if (end != 0)
        return end;
    buf_cut(norm, base);
    return scan_listed_day(where->text, where->at, norm);
}

/* maandag 19 juli 2021, 12:00 */
static size_t find_weekday(const struct pattern_place *where, struct buf *norm)
{
    int weekday;
    struct span text = where->text;
    size_t at = scan_term(text, where->at, weekdays, &weekday);
    if (at == 0)
        return 0;
    if (scan_byte(text, at) == ',')
        at++;
    size_t blank = scan_blanks(text, at);
    if (blank == at)
        return 0;
    size_t base = norm->len;
    size_t end = scan_range(text, blank, norm);
    if (end != 0)
        return end;
    buf_cut(norm, base);
    return scan_one_day(text, blank, norm);
}

/* april 2018; april-juni 2018; april/mei 2018; april en mei 2018 */
static size_t find_month(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    int first, last = 0, range;
    uint64_t year;
    size_t at = scan_term(text, where->at, months, &first);
    if (at == 0 ||
        scan_is_digit(scan_before(text, where->at), 0)) /* of a day that isn't: 31 april */
        return 0;
    size_t join = scan_dash(text, scan_blanks(text, at));
    if (join == 0 && scan_byte(text, at) == '/')
        join = at + 1;
    if (join == 0 && scan_blank(text, at) != 0)
        join = scan_term(text, scan_blanks(text, at), range_words, &range);
    size_t second = join != 0 ? scan_term(text, scan_blanks(text, join), months, &last) : 0;
    if (second != 0)
        at = second;
    size_t start = scan_blanks(text, at);
    size_t end = year_scan(text, start, &year);
    if (end == 0)
        end = year_scan_short(text, start, &year);
    if (end == 0 || start == at || !scan_number_ends(text, end))
        return 0;
    unsigned began = second != 0 && first > last ? (unsigned)year - 1 : (unsigned)year;
    buf_printf(norm, "%04u-%02d", began, first);
    if (second != 0)
        buf_printf(norm, "/%04u-%02d", (unsigned)year, last);
    return end;
}

/* 06/2017, with its zero or in words that speak of time */
static size_t find_month_figures(const struct pattern_place *where, struct buf *norm)
{
    uint64_t month, year;
    size_t at = scan_digits(where->text, where->at, 2, 2, &month);
    if (at == 0 || month < 1 || month > 12 || scan_byte(where->text, at) != '/')
        return 0;
    size_t end = year_scan(where->text, at + 1, &year);
    bool sure = month < 10 || year_is_announced(where->text, where->at, NULL);
    if (end == 0 || !sure || !scan_number_ends(where->text, end))
        return 0;
    buf_printf(norm, "%04u-%02u", (unsigned)year, (unsigned)month);
    return end;
}

// clang-format off
const struct pattern_rule date_rules[] = {
    {ENTITY_DATE, "0123456789",    find_day},
    {ENTITY_DATE, "mdwvz",         find_weekday},
    {ENTITY_DATE, "jfmasond",      find_month},
    {ENTITY_DATE, "01",            find_month_figures},
};
// clang-format on
const size_t date_rule_count = ARRAY_LEN(date_rules);
