/* Hours: by themselves, and behind a date. Norms are ISO 8601, hours and minutes. */
#include <config.h>

#include "src/language/pattern_rule.h"

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

const struct pattern_rule hour_rules[] = {
    {ENTITY_TIME, "0123456789", find_hour},
};
const size_t hour_rule_count = ARRAY_LEN(hour_rules);
