/* Decades, centuries, and years before and after Christ. Norms: a decade is 199X, a century of a
 * hundred years 17XX (extended date/time format of ISO 8601-2, unspecified digits); the year
 * before 1 is 0000 (ISO 8601-1, astronomical years). */
#include <config.h>

#include "src/language/pattern_rule.h"

// clang-format off
/* Words before "jaren" that speak of a decade, not of a long time ("al jaren 90"). */
static const struct scan_term decade_openers[] = {
    {"de", 0}, {"begin", 0}, {"eind", 0}, {"einde", 0}, {"midden", 0}, {"medio", 0}, {"vroege", 0},
    {"late", 0}, {"der", 0}, {"halverwege", 0}, {NULL, 0},
};
static const struct scan_term decades[] = {
    {"twintig", 192}, {"dertig", 193}, {"veertig", 194}, {"vijftig", 195}, {"zestig", 196},
    {"zeventig", 197}, {"tachtig", 198}, {"negentig", 199}, {NULL, 0},
};
static const struct scan_term ordinals[] = {
    {"eerste", 1}, {"tweede", 2}, {"derde", 3}, {"vierde", 4}, {"vijfde", 5}, {"zesde", 6},
    {"zevende", 7}, {"achtste", 8}, {"negende", 9}, {"tiende", 10}, {"elfde", 11}, {"twaalfde", 12},
    {"dertiende", 13}, {"veertiende", 14}, {"vijftiende", 15}, {"zestiende", 16},
    {"zeventiende", 17}, {"achttiende", 18}, {"negentiende", 19}, {"twintigste", 20},
    {"eenentwintigste", 21}, {NULL, 0},
};
static const struct scan_term joins[] = {{"en", 0}, {"of", 0}, {"tot", 0}, {"tot en met", 0}, {NULL, 0}};
// clang-format on

/* "90", "’90", "1990", "negentig": *decade is 199. */
static size_t scan_decade(struct span text, size_t at, int *decade)
{
    size_t end = scan_term(text, at, decades, decade);
    if (end != 0)
        return end;
    uint64_t number;
    size_t quote = scan_string(text, at, "’");
    quote = quote != 0 ? quote : scan_string(text, at, "'");
    end = scan_digits(text, quote != 0 ? quote : at, 2, 2, &number);
    if (end != 0)
        number += 1900;
    else if ((end = year_scan(text, at, &number)) == 0)
        return 0;
    *decade = (int)(number / 10);
    bool round = number % 10 == 0 && number != 1900;
    return round && scan_number_ends(text, end) ? end : 0;
}

/* de jaren 90; jaren ’60 en ’70; begin jaren tachtig */
static size_t find_decade(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    int first, last, ignored;
    size_t at = scan_word(text, where->at, "jaren");
    if (at == 0 || !scan_is_term(scan_before(text, where->at), decade_openers, NULL))
        return 0;
    size_t end = scan_decade(text, scan_blanks(text, at), &first);
    if (end == 0)
        return 0;
    buf_printf(norm, "%dX", first);
    size_t word = scan_term(text, scan_blanks(text, end), joins, &ignored);
    size_t second = word != 0 ? scan_decade(text, scan_blanks(text, word), &last) : 0;
    if (second == 0 || last <= first)
        return end;
    buf_printf(norm, "/%dX", last);
    return second;
}

/* "18e", "18de", "achttiende" */
static size_t scan_century(struct span text, size_t at, int *century)
{
    size_t end = scan_term(text, at, ordinals, century);
    if (end != 0)
        return end;
    uint64_t number;
    size_t digits = scan_digits(text, at, 1, 2, &number);
    if (digits == 0 || number < 1 || number > 21)
        return 0;
    *century = (int)number;
    if ((end = scan_word(text, digits, "e")) == 0 && (end = scan_word(text, digits, "de")) == 0)
        end = scan_word(text, digits, "ste");
    return end;
}

/* 18e eeuw; 17e en 18e eeuw; zeventiende eeuw */
static size_t find_century(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    int first, last, ignored;
    size_t end = scan_century(text, where->at, &first);
    if (end == 0)
        return 0;
    size_t join = scan_dash(text, end);
    if (join == 0)
        join = scan_term(text, scan_blanks(text, end), joins, &ignored);
    size_t second = join != 0 ? scan_century(text, scan_blanks(text, join), &last) : 0;
    end = scan_word(text, scan_blanks(text, second != 0 ? second : end), "eeuw");
    if (end == 0 || (second != 0 && last <= first))
        return 0;
    buf_printf(norm, "%02dXX", first - 1);
    if (second != 0)
        buf_printf(norm, "/%02dXX", last - 1);
    return end;
}

/* 52 v.Chr.; 300 na Christus */
static size_t find_christian_year(const struct pattern_place *where, struct buf *norm)
{
    static const struct scan_term eras[] = {
        {"v.chr.", -1}, {"v. chr.", -1}, {"voor chr.", -1},  {"voor christus", -1}, {"n.chr.", 1},
        {"n. chr.", 1}, {"na chr.", 1},  {"na christus", 1}, {"vóór christus", -1}, {NULL, 0}};
    uint64_t year;
    int era;
    size_t at = scan_digits(where->text, where->at, 1, 4, &year);
    size_t end = at != 0 ? scan_term(where->text, scan_blanks(where->text, at), eras, &era) : 0;
    if (end == 0 || year == 0)
        return 0;
    if (era > 0 || year == 1)
        buf_printf(norm, "%04u", (unsigned)(era > 0 ? year : 0));
    else
        buf_printf(norm, "-%04u", (unsigned)year - 1);
    return end;
}

/* '40-'45: within one century, and none that is still to come. */
static size_t find_short_years(const struct pattern_place *where, struct buf *norm)
{
    enum { LAST = 2035 };
    uint64_t first, last;
    size_t at = year_scan_short(where->text, where->at, &first);
    size_t join = at != 0 ? scan_dash(where->text, at) : 0;
    size_t end = join != 0 ? year_scan_short(where->text, join, &last) : 0;
    if (end == 0 && join != 0 && (end = scan_digits(where->text, join, 2, 2, &last)) != 0)
        last = year_full(last);
    if (end == 0 || last % 100 <= first % 100 || !scan_number_ends(where->text, end))
        return 0;
    uint64_t century = last % 100 + 2000 > LAST ? 1900 : 2000;
    buf_printf(norm, "%04u/%04u", (unsigned)(century + first % 100),
               (unsigned)(century + last % 100));
    return end;
}

// clang-format off
const struct pattern_rule era_rules[] = {
    {ENTITY_DATE, "j",                   find_decade},
    {ENTITY_DATE, "0123456789etdvzan",   find_century},
    {ENTITY_DATE, "0123456789",          find_christian_year},
    {ENTITY_DATE, "'\xe2",               find_short_years},
};
// clang-format on
const size_t era_rule_count = ARRAY_LEN(era_rules);
