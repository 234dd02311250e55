/* Dates and hours. Forms: the Dutch language union's and the EU's interinstitutional style guide
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
static const struct scan_term ordinals[] = {
    {"eerste", 1}, {"tweede", 2}, {"derde", 3}, {"vierde", 4}, {"1e", 1}, {"2e", 2}, {"3e", 3},
    {"4e", 4}, {"1ste", 1}, {"2de", 2}, {"3de", 3}, {"4de", 4}, {NULL, 0},
};
/* Words before a year: 1 always, 2 only when what follows doesn't look counted. */
static const struct scan_term year_words[] = {
    {"in", 2}, {"sinds", 1}, {"vanaf", 2}, {"tot", 2}, {"van", 2}, {"uit", 2}, {"anno", 1},
    {"jaar", 1}, {"begin", 1}, {"eind", 1}, {"einde", 1}, {"medio", 1}, {"na", 2}, {"voor", 2},
    {"vóór", 2}, {"voorjaar", 1}, {"najaar", 1}, {"zomer", 1}, {"herfst", 1}, {"winter", 1},
    {"lente", 1}, {"rond", 2}, {"omstreeks", 1}, {"tussen", 2}, {"tegen", 2}, {"per", 2},
    {"over", 2}, {"t/m", 2}, {"seizoen", 1}, {"jaarverslag", 1}, {"begroting", 1},
    {"begrotingsjaar", 1}, {"boekjaar", 1}, {"schooljaar", 1}, {"vergaderjaar", 1},
    {"belastingjaar", 1}, {"academiejaar", 1}, {"jaargang", 1}, {"ca.", 2}, {"circa", 2},
    {"met", 2}, {"m", 2}, {"kwartaal", 1}, {"semester", 1}, {"jaren", 1}, {"sedert", 1},
    {"gedurende", 2}, {"herziening", 1}, {"versie", 1}, {"editie", 1}, {"agenda", 1}, {"periode", 1},
    {NULL, 0},
};
/* Words that can follow a year but not a number that counts something. */
static const struct scan_term after_year[] = {
    {"de", 0}, {"het", 0}, {"een", 0}, {"van", 0}, {"en", 0}, {"of", 0}, {"is", 0}, {"was", 0},
    {"werd", 0}, {"werden", 0}, {"waren", 0}, {"zijn", 0}, {"wordt", 0}, {"worden", 0}, {"heeft", 0},
    {"hebben", 0}, {"had", 0}, {"hadden", 0}, {"op", 0}, {"te", 0}, {"door", 0}, {"voor", 0},
    {"met", 0}, {"die", 0}, {"dat", 0}, {"bij", 0}, {"tot", 0}, {"in", 0}, {"aan", 0}, {"over", 0},
    {"om", 0}, {"als", 0}, {"niet", 0}, {"ook", 0}, {"nog", 0}, {"al", 0}, {"er", 0}, {"dan", 0},
    {"hij", 0}, {"zij", 0}, {"ze", 0}, {"we", 0}, {"wij", 0}, {"men", 0}, {"kwam", 0}, {"kon", 0},
    {"zal", 0}, {"zou", 0}, {"moet", 0}, {"moest", 0}, {"kreeg", 0}, {"ging", 0}, {"tegen", 0},
    {"onder", 0}, {"naar", 0}, {"uit", 0}, {"na", 0}, {"tussen", 0}, {"wil", 0}, {"stond", 0},
    {"besloot", 0}, {"nam", 0}, {"bleef", 0}, {"haar", 0}, {"dit", 0}, {"deze", 0}, {"toen", 0},
    {"omdat", 0}, {"maar", 0}, {"waarin", 0}, {"lag", 0}, {"steeg", 0}, {"daalde", 0}, {NULL, 0},
};
/* Words after a number that say it counts, whatever stands before it. */
static const struct scan_term counted[] = {
    {"euro", 0}, {"dollar", 0}, {"miljoen", 0}, {"miljard", 0}, {"procent", 0}, {"km", 0}, {"m", 0},
    {"kg", 0}, {"meter", 0}, {"kilometer", 0}, {"inwoners", 0}, {"mensen", 0}, {"personen", 0},
    {"keer", 0}, {"maal", 0}, {"jaar", 0}, {"dagen", 0}, {"uur", 0}, {"ton", 0}, {"stuks", 0},
    {"hectare", 0}, {"ha", 0}, {"gulden", 0}, {"frank", 0}, {"leden", 0}, {"woorden", 0},
    {"bladzijden", 0}, {"gevallen", 0}, {"slachtoffers", 0}, {"gram", 0}, {"liter", 0}, {NULL, 0},
};
// clang-format on

#define YEAR_FIRST 1000
#define YEAR_LAST 2199

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

static size_t scan_year(struct span text, size_t at, uint64_t *year)
{
    uint64_t value;
    size_t end = scan_digits(text, at, 4, 4, &value);
    if (end == 0 || value < YEAR_FIRST || value > YEAR_LAST || scan_alnum(text, end) != 0)
        return 0;
    *year = value;
    return end;
}

/* A year of two digits: a window that ends in 2049. */
static uint64_t full_year(uint64_t two)
{
    return two < 50 ? 2000 + two : 1900 + two;
}

/* ’17, '17 */
static size_t scan_short_year(struct span text, size_t at, uint64_t *year)
{
    uint64_t two;
    size_t quote = scan_string(text, at, "’");
    if (quote == 0)
        quote = scan_string(text, at, "'");
    size_t end = quote != 0 ? scan_digits(text, quote, 2, 2, &two) : 0;
    if (end == 0 || scan_alnum(text, end) != 0)
        return 0;
    *year = full_year(two);
    return end;
}

/* "12:00" "12.00" "12u30" "9 u 30" "12 uur": hour and minute. A point or a bare hour needs "uur" or
 * "u" behind it. */
static size_t scan_hour(struct span text, size_t at, uint64_t *hour, uint64_t *minute)
{
    static const struct scan_term units[] = {{"uur", 0}, {"u.", 0}, {"u", 0}, {"h", 0}, {NULL, 0}};
    int ignored;
    uint64_t second;
    size_t end = scan_digits(text, at, 1, 2, hour);
    if (end == 0 || *hour > 24)
        return 0;
    *minute = 0;
    char mark = scan_byte(text, end);
    size_t behind = mark == ':' || mark == '.' || mark == 'u' || mark == 'h'
                        ? scan_digits(text, end + 1, 2, 2, minute)
                        : 0;
    bool marked = behind != 0 && mark != '.';
    if (behind != 0) {
        if (*minute > 59 || (*hour == 24 && *minute != 0))
            return 0;
        size_t seconds = mark == ':' && scan_byte(text, behind) == ':'
                             ? scan_digits(text, behind + 1, 2, 2, &second)
                             : 0;
        end = seconds != 0 && second < 60 ? seconds : behind;
    }
    size_t unit = scan_term(text, scan_blanks(text, end), units, &ignored);
    if (unit != 0)
        return unit;
    return marked && scan_number_ends(text, end) ? end : 0;
}

/* " 's middags" behind an hour: the afternoon and evening count on. The end is unchanged where
 * there is none. */
static size_t scan_day_part(struct span text, size_t at, uint64_t *hour)
{
    static const struct scan_term parts[] = {
        {"'s ochtends", 0}, {"'s morgens", 0},  {"'s middags", 12}, {"'s avonds", 12},
        {"'s nachts", 0},   {"’s ochtends", 0}, {"’s morgens", 0},  {"’s middags", 12},
        {"’s avonds", 12},  {"’s nachts", 0},   {NULL, 0}};
    int later;
    size_t end = scan_term(text, scan_blanks(text, at), parts, &later);
    if (end == 0 || *hour > 12)
        return at;
    if (*hour < 12)
        *hour += (uint64_t)later;
    return end;
}

/* The seconds and zone of ISO 8601 behind T12:00; they are left out of the norm. */
static size_t scan_zone(struct span text, size_t at)
{
    if (scan_byte(text, at) == 'Z')
        return at + 1;
    if (scan_byte(text, at) != '+' && scan_byte(text, at) != '-')
        return at;
    size_t minutes = scan_digits(text, at + 1, 2, 2, NULL);
    size_t end = minutes != 0 && scan_byte(text, minutes) == ':'
                     ? scan_digits(text, minutes + 1, 2, 2, NULL)
                     : 0;
    return end != 0 ? end : at;
}

/* T12:00, T12:00:00Z, T12:00+02:00 */
static size_t scan_iso_hour(struct span text, size_t at, uint64_t *hour, uint64_t *minute)
{
    size_t end = scan_digits(text, at, 2, 2, hour);
    if (end == 0 || *hour > 24 || scan_byte(text, end) != ':' ||
        (end = scan_digits(text, end + 1, 2, 2, minute)) == 0 || *minute > 59)
        return 0;
    size_t seconds = scan_byte(text, end) == ':' ? scan_digits(text, end + 1, 2, 2, NULL) : 0;
    end = scan_zone(text, seconds != 0 ? seconds : end);
    return scan_alnum(text, end) == 0 ? end : 0;
}

static void add_hour(struct buf *norm, uint64_t hour, uint64_t minute)
{
    buf_printf(norm, "%02u:%02u", (unsigned)hour, (unsigned)minute);
}

/* The hour that may stand behind a whole date: ", 12:00", " om 12.00 uur", "T12:00". */
static size_t add_date_hour(struct span text, size_t end, struct buf *norm)
{
    size_t at = end;
    uint64_t hour, minute;
    size_t behind;
    if (scan_byte(text, at) == 'T') {
        behind = scan_iso_hour(text, at + 1, &hour, &minute);
    } else {
        if (scan_byte(text, at) == ',')
            at++;
        size_t blank = scan_blanks(text, at);
        if (blank == at)
            return end;
        size_t word = scan_word(text, blank, "om");
        size_t dash = scan_dash(text, blank);
        at = scan_blanks(text, word != 0 ? word : dash != 0 ? dash : blank);
        behind = scan_hour(text, at, &hour, &minute);
        if (behind != 0)
            behind = scan_day_part(text, behind, &hour);
        if (dash != 0 && scan_byte(text, at + 2) != ':') /* "2017 - 12 uur" may be a sum */
            behind = 0;
    }
    if (behind == 0)
        return end;
    buf_add_byte(norm, 'T');
    add_hour(norm, hour, minute);
    return behind;
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
    if (end == 0 || day->year < YEAR_FIRST || day->year > YEAR_LAST)
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
    end = scan_year(text, year, &day->year);
    bool short_year = (padded == 4 && separator != '.') || is_dated(text, at);
    if (end == 0 && short_year && (end = scan_digits(text, year, 2, 2, &day->year)) != 0)
        day->year = full_year(day->year);
    return end != 0 && day_exists(*day) && scan_number_ends(text, end) ? end : 0;
}

/* "19", "1e", "1ste": the day's number. */
static size_t scan_day_number(struct span text, size_t at, uint64_t *day)
{
    size_t end = scan_digits(text, at, 1, 2, day);
    if (end == 0 || *day < 1 || *day > 31)
        return 0;
    size_t suffix;
    if ((suffix = scan_word(text, end, "e")) != 0 || (suffix = scan_word(text, end, "ste")) != 0 ||
        (suffix = scan_word(text, end, "de")) != 0)
        return suffix;
    return scan_alnum(text, end) == 0 ? end : 0;
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
    size_t behind = scan_year(text, year, &day->year);
    if (behind != 0 && scan_number_ends(text, behind))
        return behind;
    day->year = 0;
    behind = scan_short_year(text, year, &day->year);
    if (behind != 0)
        return behind;

    /* Without a year an abbreviated month is too little to go by, and "19 mei-" begins a word. */
    return hyphen == 0 && scan_letters(text, start).len >= 3 ? end : 0;
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
    return day.year != 0 ? add_date_hour(text, end, norm) : end;
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
    size_t end = scan_year(text, start, &year);
    if (end == 0)
        end = scan_short_year(text, start, &year);
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
    size_t end = scan_year(where->text, at + 1, &year);
    bool sure = month < 10 || scan_is_term(scan_before(where->text, where->at), year_words, NULL);
    if (end == 0 || !sure || !scan_number_ends(where->text, end))
        return 0;
    buf_printf(norm, "%04u-%02u", (unsigned)year, (unsigned)month);
    return end;
}

/* Does what stands behind a number look like something counted? */
static bool is_counting(struct span text, size_t end, uint64_t number)
{
    size_t next = scan_blanks(text, end);
    if (next == end || scan_letter(text, next) == 0)
        return next < text.len && (scan_byte(text, next) == '%' || next == end) &&
               scan_string(text, next, "%") != 0;
    struct span word = scan_letters(text, next);
    if (scan_is_term(word, counted, NULL))
        return true;
    bool capital = word.at[0] >= 'A' && word.at[0] <= 'Z';
    if (number % 100 != 0 || capital || scan_is_term(word, after_year, NULL))
        return false;
    /* A past tense tells of the year: "in 2000 startte". */
    return !span_ends(word, "de") && !span_ends(word, "te") && !span_ends(word, "den");
}

/* Is this hit the year before in a list, "2010, 2013 en 2015"? */
static bool continues_years(const struct pattern_place *where)
{
    static const char *const joins[] = {", ",           " en ",  " of ", " tot ", ", en ",
                                        " tot en met ", " t/m ", " - ",  " – "};
    if (where->before != ENTITY_DATE || where->before_norm.len != 4)
        return false;
    struct span between = {where->text.at + where->before_end, where->at - where->before_end};
    for (size_t i = 0; i < ARRAY_LEN(joins); i++)
        if (span_equal(between, span_of(joins[i])))
            return true;
    return false;
}

static size_t find_year(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    uint64_t year;
    size_t end = scan_year(text, where->at, &year);
    if (end == 0 || !scan_number_ends(text, end) || scan_hyphen(text, end) != 0 ||
        is_counting(text, end, year))
        return 0;
    int kind = 0;
    bool context = scan_is_term(scan_before(text, where->at), year_words, &kind);
    /* The year of a book or of a life: (1951). */
    bool bracketed = where->at > 0 && text.at[where->at - 1] == '(' &&
                     (scan_byte(text, end) == ')' || scan_byte(text, end) == ',') && year >= 1500;
    if (!bracketed && !continues_years(where) && (!context || (kind == 2 && year < 1400)))
        return 0;
    buf_printf(norm, "%04u", (unsigned)year);
    return end;
}

/* 2014-2020, 2018/2019, 2018/19 */
static size_t find_years(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    uint64_t first, last;
    size_t at = scan_year(text, where->at, &first);
    if (at == 0)
        return 0;
    bool slash = scan_byte(text, at) == '/';
    size_t join = slash ? at + 1 : scan_dash(text, at);
    bool bracketed = where->at > 0 && text.at[where->at - 1] == '(';
    if (join == 0 && (bracketed || scan_is_term(scan_before(text, where->at), year_words, NULL))) {
        join = scan_dash(text, scan_blanks(text, at)); /* (2014 – 2020) */
        join = join != 0 ? scan_blanks(text, join) : 0;
    }
    if (join == 0)
        return 0;
    size_t end = scan_year(text, join, &last);
    if (end == 0 && (end = scan_digits(text, join, 2, 2, &last)) != 0) {
        last += first / 100 * 100;
        if (!slash && last != first + 1) /* 2019-12 may be a month or a number */
            return 0;
    }
    if (end == 0 || !scan_number_ends(text, end) || first < 1400 || last <= first ||
        (slash && last != first + 1))
        return 0;
    buf_printf(norm, "%04u/%04u", (unsigned)first, (unsigned)last);
    return end;
}

/* The months first..last of a year as an interval; *at stands behind "kwartaal" or its like. */
static size_t add_part_of_year(struct span text, size_t at, unsigned first, unsigned last,
                               struct buf *norm)
{
    uint64_t year;
    at = scan_blanks(text, at);
    size_t word = scan_word(text, at, "van");
    if (word != 0)
        at = scan_blanks(text, word);
    size_t end = scan_year(text, at, &year);
    if (end == 0 || !scan_number_ends(text, end))
        return 0;
    buf_printf(norm, "%04u-%02u/%04u-%02u", (unsigned)year, first, (unsigned)year, last);
    return end;
}

/* eerste kwartaal van 2019; 1e helft 2019; tweede semester 2019 */
static size_t find_part_of_year(const struct pattern_place *where, struct buf *norm)
{
    static const struct scan_term parts[] = {{"kwartaal", 3}, {"helft", 6},     {"halfjaar", 6},
                                             {"semester", 6}, {"trimester", 3}, {NULL, 0}};
    struct span text = where->text;
    int number, length;
    size_t at = scan_term(text, where->at, ordinals, &number);
    if (at == 0)
        return 0;
    at = scan_term(text, scan_blanks(text, at), parts, &length);
    if (at == 0 || number * length > 12)
        return 0;
    return add_part_of_year(text, at, (unsigned)(number * length - length + 1),
                            (unsigned)(number * length), norm);
}

/* Q3 2019 */
static size_t find_quarter(const struct pattern_place *where, struct buf *norm)
{
    uint64_t number;
    size_t at = scan_digits(where->text, where->at + 1, 1, 1, &number);
    if (at == 0 || number < 1 || number > 4 || scan_blank(where->text, at) == 0)
        return 0;
    return add_part_of_year(where->text, at, (unsigned)(3 * number - 2), (unsigned)(3 * number),
                            norm);
}

/* week 23 van 2019 */
static size_t find_week(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    uint64_t week, year;
    size_t at = scan_word(text, where->at, "week");
    if (at == 0 || (at = scan_digits(text, scan_blanks(text, at), 1, 2, &week)) == 0 || week < 1 ||
        week > 53)
        return 0;
    if (scan_byte(text, at) == ',')
        at++;
    at = scan_blanks(text, at);
    size_t word = scan_word(text, at, "van");
    size_t end = scan_year(text, word != 0 ? scan_blanks(text, word) : at, &year);
    if (end == 0 || !scan_number_ends(text, end))
        return 0;
    buf_printf(norm, "%04u-W%02u", (unsigned)year, (unsigned)week);
    return end;
}

/* The first hour of "14.00 tot 16.00 uur" or "09:00-17:00": its end; the second says what it is. */
static size_t scan_first_hour(struct span text, size_t at, uint64_t *hour, uint64_t *minute)
{
    static const struct scan_term joins[] = {{"tot", 0}, {"en", 0}, {"tot en met", 0}, {NULL, 0}};
    uint64_t later, minutes;
    int ignored;
    size_t end = scan_digits(text, at, 1, 2, hour);
    char mark = scan_byte(text, end);
    if (end == 0 || *hour > 24 || (mark != ':' && mark != '.') ||
        (end = scan_digits(text, end + 1, 2, 2, minute)) == 0 || *minute > 59)
        return 0;
    size_t join = scan_dash(text, scan_blanks(text, end));
    if (join == 0 && scan_blank(text, end) != 0)
        join = scan_term(text, scan_blanks(text, end), joins, &ignored);
    return join != 0 && scan_hour(text, scan_blanks(text, join), &later, &minutes) != 0 ? end : 0;
}

/* An hour by itself: 09:40; 12.00 uur; om 12 uur, where a bare number of hours is a duration. */
static size_t find_hour(const struct pattern_place *where, struct buf *norm)
{
    static const struct scan_term before_hour[] = {
        {"om", 0},        {"vanaf", 0}, {"tot", 0},    {"rond", 0},  {"tegen", 0}, {"omstreeks", 0},
        {"uiterlijk", 0}, {"van", 0},   {"tussen", 0}, {"circa", 0}, {"en", 0},    {NULL, 0}};
    struct span text = where->text;
    uint64_t hour, minute;
    size_t end = scan_first_hour(text, where->at, &hour, &minute);
    if (end != 0) {
        add_hour(norm, hour, minute);
        return end;
    }
    end = scan_hour(text, where->at, &hour, &minute);
    if (end == 0)
        return 0;
    size_t digits = scan_digits(text, where->at, 1, 2, NULL);
    struct span before = scan_before(text, where->at);
    bool bare = scan_blanks(text, digits) != digits || scan_letter(text, digits) != 0;
    if (bare && scan_is_digit(text, digits + 1))
        bare = false; /* 12u30 */
    bool verse = digits - where->at == 1 && before.len > 1 && before.at[0] >= 'A' &&
                 before.at[0] <= 'Z'; /* Johannes 3:16 */
    if (verse || (bare && !scan_is_term(before, before_hour, NULL)))
        return 0;
    end = scan_day_part(text, end, &hour);
    add_hour(norm, hour, minute);
    return end;
}

// clang-format off
const struct pattern_rule date_rules[] = {
    {ENTITY_DATE, "0123456789",    find_day},
    {ENTITY_DATE, "mdwvz",         find_weekday},
    {ENTITY_DATE, "jfmasond",      find_month},
    {ENTITY_DATE, "01",            find_month_figures},
    {ENTITY_DATE, "12",            find_year},
    {ENTITY_DATE, "12",            find_years},
    {ENTITY_DATE, "etdv1234",      find_part_of_year},
    {ENTITY_DATE, "q",             find_quarter},
    {ENTITY_DATE, "w",             find_week},
    {ENTITY_TIME, "0123456789",    find_hour},
};
// clang-format on
const size_t date_rule_count = ARRAY_LEN(date_rules);
