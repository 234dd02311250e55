/* Standards by their number: ISO/IEC 27001:2013, NEN-EN 12464-1:2011, NEN 1010, RFC 2616. A
 * standard is a document that is cited by its number, as an act is, so it is a reference and no
 * name. And numbers that are known to be nothing of the kind: of bank accounts and firms. Forms:
 * ISO/IEC directives, NEN; ISO 13616 (IBAN); numbers of the Belgian register of firms. */
#include <config.h>

#include "src/language/pattern_rule.h"

// clang-format off
/* Bodies; the value: 1 can begin a reference, 0 only follows another (NEN-EN, CEN/TS), 2 alone is too
 * short for fewer than four digits. */
static const struct {
    const char *name;
    int kind;
} bodies[] = {
    {"NEN", 1}, {"EN", 2}, {"ISO", 1}, {"IEC", 1}, {"NBN", 1}, {"DIN", 1}, {"CEN", 2}, {"BS", 2},
    {"ASTM", 1}, {"ANSI", 1}, {"IEEE", 1}, {"ETSI", 1}, {"NPR", 1}, {"NTA", 1}, {"NVN", 1}, {"RFC", 1},
    {"OHSAS", 1}, {"CLC", 0}, {"TS", 0}, {"TR", 0}, {"HD", 0}, {"PAS", 0}, {"IEEE Std", 1}, {"NTR", 0},
};
// clang-format on

/* The body at `at`, a whole word in capitals. */
static size_t scan_body(struct span text, size_t at, int *kind)
{
    size_t best = 0;
    for (size_t i = 0; i < ARRAY_LEN(bodies); i++) {
        size_t end = scan_string(text, at, bodies[i].name);
        if (end <= best || scan_alnum(text, end) != 0)
            continue;
        best = end;
        *kind = bodies[i].kind;
    }
    return best;
}

/* "27001" "12464-1" "802.11" "9001:2015" "7510-1:2017+A1:2020" */
static size_t scan_standard_number(struct span text, size_t at, bool *plain)
{
    size_t end = scan_digits(text, at, 2, 5, NULL);
    *plain = end != 0;
    for (int part = 0; end != 0 && part < 4; part++) {
        size_t next = scan_hyphen(text, end);
        char mark = scan_byte(text, end);
        if (next == 0 && (mark == '.' || mark == ':' || mark == '+'))
            next = end + 1;
        if (mark == '+')
            next = scan_run(text, next, "AC");
        size_t more = next != 0 ? scan_digits(text, next, 1, 4, NULL) : 0;
        if (more == 0)
            break;
        end = more;
        *plain = false;
    }
    return end != 0 && scan_alnum(text, end) == 0 ? end : 0;
}

/* Film is as fast as ISO 100, 200, 400 … */
static bool is_film_speed(struct span text, size_t at, size_t end)
{
    uint64_t speed;
    if (scan_digits(text, at, 3, 5, &speed) != end || speed % 100 != 0)
        return false;
    for (speed /= 100; speed > 1 && speed % 2 == 0; speed /= 2)
        ;
    return speed == 1;
}

static size_t find_standard(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    int kind, ignored;
    bool plain;
    size_t end = scan_body(text, where->at, &kind);
    if (end == 0 || kind == 0)
        return 0;
    bool alone = true;
    for (;;) {
        size_t next = scan_hyphen(text, end);
        if (next == 0)
            next = scan_byte(text, end) == '/' ? end + 1 : scan_blanks(text, end);
        size_t more = next != end ? scan_body(text, next, &ignored) : 0;
        if (more == 0)
            break;
        end = more;
        alone = false;
    }
    size_t number = scan_blanks(text, end);
    size_t behind = number != end ? scan_standard_number(text, number, &plain) : 0;
    if (behind == 0 || (alone && kind == 2 && plain && behind - number < 4) ||
        (alone && is_film_speed(text, number, behind)))
        return 0;
    return behind;
}

/* ---- what is none ---- */

/* NL91 ABNA 0417 1643 00, BE68539007547034: two letters, two digits, groups of four. */
static size_t find_account(const struct pattern_place *where, struct buf *norm)
{
    enum { LEAST = 15, MOST = 34 };
    struct span text = where->text;
    size_t letters = scan_run(text, where->at, SCAN_CAPITALS);
    if (letters != where->at + 2)
        return 0;
    size_t end = letters, count = 2;
    for (unsigned in_group = 2; count < MOST; count++, in_group++) {
        size_t next = in_group == 4 ? scan_blank(text, end) : 0;
        if (next != 0)
            in_group = 0;
        next = next != 0 ? next : end;
        size_t behind = scan_run(text, next, count < 4 ? SCAN_DIGITS : SCAN_CAPITALS SCAN_DIGITS);
        if (behind == next)
            break;
        end = next + 1;
        in_group = in_group == 4 ? 0 : in_group;
    }
    return count >= LEAST && scan_alnum(text, end) == 0 ? end : 0;
}

/* NL001234567B01, BE 0417.497.106, 0417.497.106: of a firm. */
static size_t find_firm(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    size_t dutch = scan_string(text, where->at, "NL");
    size_t end = dutch != 0 ? scan_digits(text, dutch, 9, 9, NULL) : 0;
    if (end != 0)
        return scan_byte(text, end) == 'B' ? scan_digits(text, end + 1, 2, 2, NULL) : 0;
    size_t belgian = scan_string(text, where->at, "BE");
    size_t at = belgian != 0 ? scan_blanks(text, belgian) : where->at;
    if (scan_byte(text, at) != '0' && scan_byte(text, at) != '1')
        return 0;
    end = scan_digits(text, at, 4, 4, NULL);
    for (int group = 0; end != 0 && group < 2; group++)
        end = scan_byte(text, end) == '.' ? scan_digits(text, end + 1, 3, 3, NULL) : 0;
    return end != 0 && scan_number_ends(text, end) ? end : 0;
}

// clang-format off
const struct pattern_rule standard_rules[] = {
    {ENTITY_REF,      "NEIDBARCO",                  find_standard},
    {PATTERN_NOTHING, SCAN_CAPITALS, find_account},
    {PATTERN_NOTHING, "NB01",                       find_firm},
};
// clang-format on
const size_t standard_rule_count = ARRAY_LEN(standard_rules);
