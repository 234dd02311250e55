/* Numbers of cases at Dutch courts, and law reports: C/13/123456, HA ZA 20-123, 200.123.456/01,
 * AWB 12/3456, 201901234/1/A1, NJ 2019/123. Forms: the courts' own (rechtspraak.nl), Leidraad voor
 * juridische auteurs. Norms are the text itself, a report's "NJ 2019/123". */
#include <config.h>

#include "src/language/pattern_rule.h"

// clang-format off
/* Kinds of cases, before a number with a year: HA ZA 20-123; courts that number by year: AMS 20/1234. */
static const char *const rolls[] = {
    "HA ZA", "HA RK", "KG ZA", "KG RK", "FA RK", "JE RK", "CV EXPL", "EA VERZ", "EJ VERZ", "KG",
    "AWB", "AMS", "ARN", "BRE", "DOR", "GRO", "HAA", "LEE", "MAA", "MID", "ROE", "ROT", "SGR", "SHE",
    "UTR", "ZWO", "ALK", "ALM", "BK", "AWB/ROT",
};
static const char *const reports[] = {
    "NJ", "AB", "JB", "JV", "RvdW", "NJB", "NJF", "JOR", "JAR", "BNB", "V-N", "RSV", "USZ", "TRA", "JIN",
    "BR", "JM", "JWB", "VR", "NTHR", "EHRC", "JBO", "JAAN",
};
// clang-format on

/* The longest string of the list at `at`, a whole word. */
static size_t scan_one_of(struct span text, size_t at, const char *const *list, size_t count)
{
    size_t best = 0;
    for (size_t i = 0; i < count; i++) {
        size_t end = scan_string(text, at, list[i]);
        if (end > best && scan_alnum(text, end) == 0)
            best = end;
    }
    return best;
}

/* HA ZA 20-123, KG ZA 2020-123, AWB 12/3456, AMS 20/1234, CV EXPL 19-1234 */
static size_t find_roll(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    uint64_t year;
    size_t at = scan_one_of(text, where->at, rolls, ARRAY_LEN(rolls));
    size_t start = at != 0 ? scan_blanks(text, at) : 0;
    size_t end = at != start ? scan_digits(text, start, 2, 4, &year) : 0;
    if (end == 0 || end - start == 3)
        return 0;
    size_t mark = scan_byte(text, end) == '/' ? end + 1 : scan_hyphen(text, end);
    end = mark != 0 ? scan_digits(text, mark, 1, 6, NULL) : 0;
    return end != 0 && scan_number_ends(text, end) ? end : 0;
}

/* C/13/123456 */
static size_t find_civil(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    size_t court = scan_string(text, where->at, "C/");
    size_t slash = court != 0 ? scan_digits(text, court, 2, 2, NULL) : 0;
    if (slash == 0 || scan_byte(text, slash) != '/')
        return 0;
    size_t end = scan_digits(text, slash + 1, 5, 6, NULL);
    return end != 0 && scan_number_ends(text, end) ? end : 0;
}

/* 200.123.456/01 of the courts of appeal; 201901234/1/A1 of the Raad van State */
static size_t find_appeal(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    size_t end = scan_digits(text, where->at, 9, 9, NULL);
    if (end != 0) {
        end = scan_byte(text, end) == '/' ? scan_digits(text, end + 1, 1, 1, NULL) : 0;
        if (end == 0 || scan_byte(text, end) != '/')
            return end != 0 && scan_number_ends(text, end) ? end : 0;
        size_t chamber = scan_run(text, end + 1, SCAN_CAPITALS);
        size_t behind = chamber == end + 2 ? scan_digits(text, chamber, 1, 1, NULL) : 0;
        return behind;
    }
    size_t next = where->at;
    for (int group = 0; group < 3; group++) {
        end = scan_digits(text, next, 3, 3, NULL);
        if (end == 0 || scan_byte(text, end) != (group < 2 ? '.' : '/'))
            return 0;
        next = end + 1;
    }
    end = scan_digits(text, next, 2, 2, NULL);
    return end != 0 && scan_number_ends(text, end) ? end : 0;
}

/* 10/960123-20; 09-123456-21 behind a word that says so: the prosecutor's. */
static size_t find_prosecution(const struct pattern_place *where, struct buf *norm)
{
    static const struct scan_term words[] = {{"parketnummer", 0}, {"parketnummers", 0},
                                             {"parketnr.", 0},    {"nummer", 0},
                                             {"en", 0},           {NULL, 0}};
    struct span text = where->text;
    size_t mark = scan_digits(text, where->at, 2, 2, NULL);
    size_t number = scan_byte(text, mark) == '/' ? mark + 1 : scan_hyphen(text, mark);
    size_t hyphen = mark != 0 && number != 0 ? scan_digits(text, number, 6, 6, NULL) : 0;
    size_t year = hyphen != 0 ? scan_hyphen(text, hyphen) : 0;
    size_t end = year != 0 ? scan_digits(text, year, 2, 2, NULL) : 0;
    if (end == 0 || !scan_number_ends(text, end))
        return 0;
    struct span before = scan_before(text, where->at);
    if (before.len == 0 && where->at >= 2) /* "parketnummer: 10/…" */
        before = scan_before(text, where->at - 2);
    return scan_byte(text, mark) == '/' || scan_is_term(before, words, NULL) ? end : 0;
}

/* NJ 2019/123; AB 2010, 23; JAR 2018, nr. 4 */
static size_t find_report(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    uint64_t year;
    size_t at = scan_one_of(text, where->at, reports, ARRAY_LEN(reports));
    if (at == 0 || scan_blank(text, at) == 0)
        return 0;
    size_t end = scan_digits(text, scan_blanks(text, at), 4, 4, &year);
    char mark = scan_byte(text, end);
    if (end == 0 || year < 1913 || year > 2099 || (mark != '/' && mark != ','))
        return 0;
    size_t number = scan_blanks(text, end + 1);
    size_t sign = scan_string(text, number, "nr. ");
    number = sign != 0 ? sign : number;
    end = scan_digits(text, number, 1, 5, NULL);
    if (end == 0 || !scan_number_ends(text, end))
        return 0;
    buf_add(norm, text.at + where->at, at - where->at);
    buf_printf(norm, " %u/%.*s", (unsigned)year, (int)(end - number), text.at + number);
    return end;
}

// clang-format off
const struct pattern_rule docket_rules[] = {
    {ENTITY_REF, "HKFJCEABDGLMRSUZ", find_roll},
    {ENTITY_REF, "C",                find_civil},
    {ENTITY_REF, "0123456789",       find_appeal},
    {ENTITY_REF, "0123456789",       find_prosecution},
    {ENTITY_REF, "NAJBRVUTEF",       find_report},
};
// clang-format on
const size_t docket_rule_count = ARRAY_LEN(docket_rules);
