/* Hours: by themselves, and behind a date. Norms are ISO 8601, hours and minutes. */
#include <config.h>

#include "src/language/pattern_rule.h"

/* The name of a zone behind an hour, with its blank: " CET", " UTC+2". It is left out of the norm,
 * as the zone of ISO 8601 is. */
static size_t scan_zone_name(struct span text, size_t at)
{
    static const char *const zones[] = {"CET", "CEST", "MET", "MEST", "WET",  "EET", "GMT",
                                        "UTC", "BST",  "EST", "EDT",  "CEST", "PST", "PDT"};
    size_t start = scan_blanks(text, at);
    for (size_t i = 0; start != at && i < ARRAY_LEN(zones); i++) {
        size_t end = scan_string(text, start, zones[i]);
        if (end == 0 || scan_alnum(text, end) != 0)
            continue;
        bool shifted = scan_byte(text, end) == '+' || scan_byte(text, end) == '-';
        size_t hours = shifted ? scan_digits(text, end + 1, 1, 2, NULL) : 0;
        return hours != 0 ? hours : end;
    }
    return 0;
}

/* "12:00" "12.00" "12u30" "9 u 30" "12 uur": hour and minute. A point or a bare hour needs "uur",
 * "u" or a zone behind it. */
static size_t scan_hour(struct span text, size_t at, uint64_t *hour, uint64_t *minute)
{
    static const struct scan_term units[] = {{"uur", 0}, {"ure", 0}, {"u.", 0},
                                             {"u", 0},   {"h", 0},   {NULL, 0}};
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
    size_t zone = scan_zone_name(text, unit != 0 ? unit : end);
    if (zone != 0 && (unit != 0 || behind != 0))
        return zone;
    if (unit != 0)
        return unit;
    return marked && scan_number_ends(text, end) ? end : 0;
}

/* " 's middags" behind an hour: the afternoon and evening count on, twelve at night is the day's
 * first hour. The end is unchanged where there is none. */
static size_t scan_day_part(struct span text, size_t at, uint64_t *hour)
{
    static const struct scan_term parts[] = {
        {"'s ochtends", 0}, {"'s morgens", 0},  {"'s middags", 12}, {"'s avonds", 12},
        {"'s nachts", -12}, {"’s ochtends", 0}, {"’s morgens", 0},  {"’s middags", 12},
        {"’s avonds", 12},  {"’s nachts", -12}, {NULL, 0}};
    int later;
    size_t end = scan_term(text, scan_blanks(text, at), parts, &later);
    if (end == 0 || *hour > 12)
        return at;
    if (*hour == 12)
        *hour = later < 0 ? 0 : 12;
    else if (later > 0)
        *hour += (uint64_t)later;
    return end;
}

/* ---- hours in words ---- */

/* "elf", "11": an hour of the clock's face. */
static size_t scan_face_hour(struct span text, size_t at, uint64_t *hour)
{
    static const struct scan_term words[] = {
        {"een", 1},   {"één", 1},  {"twee", 2},    {"drie", 3}, {"vier", 4},
        {"vijf", 5},  {"zes", 6},  {"zeven", 7},   {"acht", 8}, {"negen", 9},
        {"tien", 10}, {"elf", 11}, {"twaalf", 12}, {NULL, 0}};
    int value;
    size_t end = scan_term(text, at, words, &value);
    if (end != 0) {
        *hour = (uint64_t)value;
        return end;
    }
    end = scan_digits(text, at, 1, 2, hour);
    return end != 0 && *hour >= 1 && *hour <= 12 && scan_number_ends(text, end) ? end : 0;
}

/* "kwart over ", "tien voor half ", "half ": how many minutes away from the hour that follows.
 * *sure: these words are said of a clock only. */
static size_t scan_face_minutes(struct span text, size_t at, int *minutes, bool *sure)
{
    static const struct scan_term amounts[] = {{"kwart", 15}, {"vijf", 5}, {"tien", 10},
                                               {"5", 5},      {"10", 10},  {NULL, 0}};
    static const struct scan_term sides[] = {
        {"over", 1}, {"na", 1}, {"voor", -1}, {"vóór", -1}, {NULL, 0}};
    int amount = 0, side = 0;
    size_t end = scan_term(text, at, amounts, &amount);
    if (end != 0) {
        size_t word = scan_term(text, scan_blanks(text, end), sides, &side);
        if (word == 0)
            return 0;
        at = scan_blanks(text, word);
    }
    size_t half = scan_word(text, at, "half");
    *sure = amount == 15 || (end != 0 && half != 0);
    *minutes = amount * side - (half != 0 ? 30 : 0);
    if (half == 0 && end == 0)
        return 0;
    return half != 0 ? scan_blanks(text, half) : at;
}

/* "half elf", "kwart over drie", "tien voor half 12"; "negen uur". *sure as above. */
static size_t scan_face(struct span text, size_t at, uint64_t *hour, uint64_t *minute, bool *sure)
{
    int minutes = 0;
    size_t next = scan_face_minutes(text, at, &minutes, sure);
    size_t end = scan_face_hour(text, next != 0 ? next : at, hour);
    if (end == 0)
        return 0;
    size_t unit = scan_word(text, scan_blanks(text, end), "uur");
    if (next == 0 && (unit == 0 || scan_is_digit(text, at)))
        return 0;
    if (next == 0)
        *sure = false;
    int total = ((int)*hour % 12 * 60 + minutes + 12 * 60) % (12 * 60);
    *hour = (uint64_t)(total / 60 == 0 ? 12 : total / 60);
    *minute = (uint64_t)(total % 60);
    return unit != 0 ? unit : end;
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
size_t date_add_hour(struct span text, size_t end, struct buf *norm)
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
        bool sure;
        behind = scan_hour(text, at, &hour, &minute);
        if (behind == 0 && word != 0)
            behind = scan_face(text, at, &hour, &minute, &sure);
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

/* Does a word stand before an hour that says it is one, and no number of hours? "Van" says so where
 * the end is told too; `unsure` words ("tot drie uur") only of figures. */
static bool is_announced(struct span text, size_t at, size_t end, bool unsure)
{
    static const struct scan_term words[] = {
        {"om", 0},        {"vanaf", 0}, {"rond", 0}, {"tegen", 0}, {"omstreeks", 0},
        {"uiterlijk", 0}, {"ten", 0},   {"te", 0},   {"van", 1},   {"tot", 2},
        {"tussen", 2},    {"en", 2},    {NULL, 0}};
    int kind;
    if (!scan_is_term(scan_before(text, at), words, &kind))
        return false;
    return kind == 0 || (kind == 1 && scan_word(text, scan_blanks(text, end), "tot") != 0) ||
           (kind == 2 && unsure);
}

/* "10-16 uur" behind a day of the week: from hour to hour, where elsewhere it is so many hours. */
static size_t scan_opening_hours(struct span text, size_t at, struct buf *norm)
{
    static const struct scan_term days[] = {
        {"ma", 0},      {"di", 0},        {"wo", 0},        {"do", 0},      {"vr", 0},
        {"za", 0},      {"zo", 0},        {"ma.", 0},       {"di.", 0},     {"wo.", 0},
        {"do.", 0},     {"vr.", 0},       {"za.", 0},       {"zo.", 0},     {"maandag", 0},
        {"dinsdag", 0}, {"woensdag", 0},  {"donderdag", 0}, {"vrijdag", 0}, {"zaterdag", 0},
        {"zondag", 0},  {"weekdagen", 0}, {"werkdagen", 0}, {NULL, 0}};
    uint64_t from, till, minute;
    int ignored;
    size_t colon = at;
    while (colon > 0 && (text.at[colon - 1] == ' ' || text.at[colon - 1] == ':'))
        colon--;
    size_t end = scan_digits(text, at, 1, 2, &from);
    size_t dash = end != 0 ? scan_dash(text, scan_blanks(text, end)) : 0;
    if (dash == 0 || from > 24 || !scan_is_term(scan_before(text, colon), days, &ignored))
        return 0;
    end = scan_hour(text, scan_blanks(text, dash), &till, &minute);
    if (end == 0 || till <= from)
        return 0;
    add_hour(norm, from, 0);
    buf_add_byte(norm, '/');
    add_hour(norm, till, minute);
    return end;
}

/* An hour by itself: 09:40; 12.00 uur; om 12 uur, where a bare number of hours is a duration. */
static size_t find_hour(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    uint64_t hour, minute;
    size_t end = scan_first_hour(text, where->at, &hour, &minute);
    if (end != 0) {
        add_hour(norm, hour, minute);
        return end;
    }
    end = scan_opening_hours(text, where->at, norm);
    if (end != 0)
        return end;
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
    if (verse || (bare && !is_announced(text, where->at, end, true)))
        return 0;
    end = scan_day_part(text, end, &hour);
    add_hour(norm, hour, minute);
    return end;
}

/* half elf, kwart over drie, om negen uur: where the words before or behind say it is the clock. */
static size_t find_face(const struct pattern_place *where, struct buf *norm)
{
    uint64_t hour, minute;
    bool sure;
    size_t end = scan_face(where->text, where->at, &hour, &minute, &sure);
    if (end == 0)
        return 0;
    size_t part = scan_day_part(where->text, end, &hour);
    if (!sure && part == end && !is_announced(where->text, where->at, end, false))
        return 0;
    add_hour(norm, hour, minute);
    return part;
}

const struct pattern_rule hour_rules[] = {
    {ENTITY_TIME, "0123456789", find_hour},
    {ENTITY_TIME, "devntzakh15\xc3", find_face},
};
const size_t hour_rule_count = ARRAY_LEN(hour_rules);
