/* Numbers of documents and cases: Council documents (357/17, 7925/18), COM(2020) 823,
 * C-311/18, CELEX, ECLI, the United Nations (S/RES/1540 (2004)). Forms: EUR-Lex on CELEX numbers,
 * the Council conclusions on ECLI (OJ C 127, 2011), Leidraad voor juridische auteurs. */
#include <config.h>

#include <string.h>

#include "src/language/pattern_rule.h"

/* ---- Council documents and other numbers with a year of two digits ---- */

/* "REV 1" "INIT": one mark of a version; `at` itself when there is none. */
static size_t scan_version(struct span text, size_t at)
{
    static const char *const words[] = {"REV", "ADD", "COR",   "INIT",  "DCL",
                                        "AMD", "EXT", "CONCL", "CO EUR"};
    size_t start = scan_blanks(text, at);
    for (size_t i = 0; start != at && i < ARRAY_LEN(words); i++) {
        size_t word = scan_string(text, start, words[i]);
        if (word == 0 || scan_letter(text, word) != 0)
            continue;
        size_t number = scan_digits(text, scan_blanks(text, word), 1, 2, NULL);
        return number != 0 ? number : word;
    }
    return at;
}

/* "ADD 2 REV 1" behind a document number. */
static size_t scan_versions(struct span text, size_t at)
{
    for (size_t end; (end = scan_version(text, at)) != at;)
        at = end;
    return at;
}

/* 357/17; 7925/18 REV 1; 7925/1/18. Of three digits at least; fewer only where it is `named`,
 * behind a word that says what the number is. */
static size_t scan_document(const struct pattern_place *where, bool named, struct buf *norm)
{
    struct span text = where->text;
    uint64_t year;
    size_t slash = scan_digits(text, where->at, 1, 5, NULL);
    if (slash == 0 || scan_byte(text, slash) != '/')
        return 0;
    size_t second = scan_digits(text, slash + 1, 1, 4, &year);
    size_t year_start = slash + 1, end = second;
    if (second != 0 && scan_byte(text, second) == '/' && second - slash == 2) {
        year_start = second + 1;
        end = scan_digits(text, year_start, 2, 2, &year);
    }
    if (end == 0 || !scan_number_ends(text, end) || scan_string(text, end, "%") != 0)
        return 0;
    size_t year_digits = end - year_start;
    bool recent =
        (year_digits == 2 && year < 50) || (year_digits == 4 && year >= 1952 && year < 2100);
    bool any_year = recent || (year_digits == 2 && year >= 50);
    if (named ? !any_year : !recent || slash - where->at < 3)
        return 0;
    size_t versions = scan_versions(text, end);
    buf_add(norm, text.at + where->at, end - where->at);
    if (versions != end) {
        buf_add_byte(norm, ' ');
        size_t start = scan_blanks(text, end);
        scan_add_plain(norm, (struct span){text.at + start, versions - start});
    }
    return versions;
}

static size_t find_document(const struct pattern_place *where, struct buf *norm)
{
    static const struct scan_term words[] = {
        {"nr.", 0},        {"nr", 0},      {"no.", 0},
        {"doc.", 0},       {"doc", 0},     {"document", 0},
        {"documenten", 0}, {"dossier", 0}, {"zaak", 0},
        {"zaken", 0},      {"arrest", 0},  {"rolnummer", 0},
        {"zaaknummer", 0}, {"kenmerk", 0}, {"referentie", 0},
        {"nummer", 0},     {"st", 0},      {"persmededeling", 0},
        {"reglement", 0},  {NULL, 0}};
    bool named = scan_is_term(scan_before(where->text, where->at), words, NULL);
    return scan_document(where, named, norm);
}

/* "9876 2021 INIT": the number as the Council's register writes it; the norm is 9876/21 INIT. */
static size_t scan_spaced(struct span text, size_t at, struct buf *norm)
{
    uint64_t year;
    size_t end = scan_digits(text, at, 4, 5, NULL);
    size_t start = end != 0 ? scan_blank(text, end) : 0;
    size_t behind = start != 0 ? scan_digits(text, start, 4, 4, &year) : 0;
    size_t versions = behind != 0 ? scan_versions(text, behind) : 0;
    if (versions == behind || year < 1990 || year > 2099)
        return 0;
    buf_printf(norm, "%.*s/%02u ", (int)(end - at), text.at + at, (unsigned)(year % 100));
    size_t version = scan_blanks(text, behind);
    scan_add_plain(norm, (struct span){text.at + version, versions - version});
    return versions;
}

/* ST 7925/18 INIT, ST 9876 2021 INIT, EUCO 12/20, WK 123/2019 */
static size_t find_council(const struct pattern_place *where, struct buf *norm)
{
    static const char *const series[] = {"ST", "SN", "CM", "WK", "DS", "EUCO"};
    struct span text = where->text;
    for (size_t i = 0; i < ARRAY_LEN(series); i++) {
        size_t at = scan_string(text, where->at, series[i]);
        if (at == 0 || scan_blank(text, at) == 0)
            continue;
        struct pattern_place number = *where;
        number.at = scan_blanks(text, at);
        buf_printf(norm, "%s ", series[i]);
        size_t spaced = scan_spaced(text, number.at, norm);
        if (spaced != 0)
            return spaced;
        return scan_document(&number, true, norm);
    }
    return 0;
}

/* COM(2020) 823 final; JOIN (2017) 450; C(2020) 1234. The norm leaves "final" out. */
static size_t find_commission(const struct pattern_place *where, struct buf *norm)
{
    static const char *const series[] = {"COM", "JOIN", "SWD", "SEC", "C", "PE", "SANCO"};
    static const struct scan_term finals[] = {{"final", 0},      {"def.", 0}, {"def", 0},
                                              {"definitief", 0}, {"fin", 0},  {NULL, 0}};
    struct span text = where->text;
    uint64_t year;
    for (size_t i = 0; i < ARRAY_LEN(series); i++) {
        size_t at = scan_string(text, where->at, series[i]);
        if (at == 0 || scan_letter(text, at) != 0)
            continue;
        bool slashes = scan_byte(text, at) == '/'; /* COM/2016/0587 */
        size_t open = slashes ? at : scan_blanks(text, at);
        if (!slashes && scan_byte(text, open) != '(')
            return 0;
        size_t close = scan_digits(text, open + 1, 4, 4, &year);
        if (close == 0 || scan_byte(text, close) != (slashes ? '/' : ')') || year < 1958 ||
            year > 2099)
            return 0;
        uint64_t number;
        size_t end = scan_digits(text, scan_blanks(text, close + 1), 1, 5, &number);
        if (end == 0 || scan_alnum(text, end) != 0)
            return 0;
        buf_printf(norm, "%s(%u) %u", series[i], (unsigned)year, (unsigned)number);
        int ignored;
        size_t last = scan_term(text, scan_blanks(text, end), finals, &ignored);
        return last != 0 ? last : end;
    }
    return 0;
}

/* ---- cases ---- */

/* C-311/18, T‑123/15 P, F-12/09 */
static size_t find_case(const struct pattern_place *where, struct buf *norm)
{
    static const char *const suffixes[] = {"PPU", "P", "R", "RENV", "REV", "DEP", "SA"};
    struct span text = where->text;
    char court = scan_byte(text, where->at);
    size_t at = court == 'C' || court == 'T' || court == 'F' ? scan_hyphen(text, where->at + 1) : 0;
    if (at == 0)
        return 0;
    uint64_t number, year;
    size_t slash = scan_digits(text, at, 1, 4, &number);
    if (slash == 0 || scan_byte(text, slash) != '/')
        return 0;
    size_t end = scan_digits(text, slash + 1, 2, 2, &year);
    if (end == 0 || !scan_number_ends(text, end))
        return 0;
    buf_printf(norm, "%c-%u/%02u", court, (unsigned)number, (unsigned)year);
    size_t blank = scan_blanks(text, end);
    for (size_t i = 0; blank != end && i < ARRAY_LEN(suffixes); i++) {
        size_t suffix = scan_string(text, blank, suffixes[i]);
        if (suffix != 0 && scan_alnum(text, suffix) == 0) {
            buf_printf(norm, " %s", suffixes[i]);
            return suffix;
        }
    }
    return end;
}

/* ECLI:EU:C:2020:559 */
static size_t find_ecli(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    size_t at = scan_string(text, where->at, "ECLI:");
    bool court = at == 0; /* the Union's courts leave ECLI out: EU:C:2020:559 */
    if (court && scan_string(text, where->at, "EU:C:") == 0 &&
        scan_string(text, where->at, "EU:T:") == 0 && scan_string(text, where->at, "EU:F:") == 0)
        return 0;
    at = court ? where->at : at;
    for (int part = 0; part < 4; part++) {
        size_t end = scan_run(text, at, SCAN_CAPITALS SCAN_DIGITS "abcdefghijklmnopqrstuvwxyz.");
        while (part == 3 && end > at && text.at[end - 1] == '.')
            end--;
        if (end == at || (part < 3 && scan_byte(text, end) != ':'))
            return 0;
        at = part < 3 ? end + 1 : end;
    }
    buf_add_string(norm, court ? "ECLI:" : "");
    buf_add(norm, text.at + where->at, at - where->at);
    return at;
}

/* BWBR0001234: a law in the Dutch registers. */
static size_t find_bwb(const struct pattern_place *where, struct buf *norm)
{
    size_t at = scan_string(where->text, where->at, "BWB");
    char kind = scan_byte(where->text, at);
    if (at == 0 || (kind != 'R' && kind != 'V' && kind != 'W'))
        return 0;
    size_t end = scan_digits(where->text, at + 1, 7, 7, NULL);
    return end != 0 && scan_alnum(where->text, end) == 0 ? end : 0;
}

/* 32016R0679, 62018CJ0311, 12012M/TXT; CELEX:32016R0679 */
static size_t find_celex(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    size_t start = where->at;
    size_t prefix = scan_string(text, start, "CELEX");
    if (prefix != 0)
        start = scan_blanks(text, scan_byte(text, prefix) == ':' ? prefix + 1 : prefix);
    uint64_t year;
    size_t letters = scan_digits(text, start, 5, 5, &year);
    year %= 10000;
    if (letters == 0 || year < 1951 || year > 2099)
        return 0;
    size_t number = scan_run(text, letters, SCAN_CAPITALS);
    if (number == letters || number - letters > 2)
        return 0;
    size_t end = scan_digits(text, number, 4, 4, NULL);
    if (end == 0)
        return 0;
    size_t part = scan_byte(text, end) == '(' ? scan_digits(text, end + 1, 2, 2, NULL) : 0;
    if (part != 0 && scan_byte(text, part) == ')')
        end = part + 1;
    if (scan_alnum(text, end) != 0)
        return 0;
    buf_add(norm, text.at + start, end - start);
    return end;
}

/* 2021Z01234, 2021D01234: questions and documents of the Dutch Tweede Kamer. */
static size_t find_question(const struct pattern_place *where, struct buf *norm)
{
    uint64_t year;
    size_t at = scan_digits(where->text, where->at, 4, 4, &year);
    char kind = scan_byte(where->text, at);
    if (at == 0 || year < 2000 || year > 2099 || (kind != 'Z' && kind != 'D'))
        return 0;
    size_t end = scan_digits(where->text, at + 1, 5, 5, NULL);
    return end != 0 && scan_alnum(where->text, end) == 0 ? end : 0;
}

/* LJN BH1234, LJN: BH1234 */
static size_t find_ljn(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    size_t at = scan_string(text, where->at, "LJN");
    if (at == 0)
        return 0;
    size_t code = scan_blanks(text, scan_byte(text, at) == ':' ? at + 1 : at);
    size_t digits = scan_run(text, code, SCAN_CAPITALS);
    size_t end = digits == code + 2 ? scan_digits(text, digits, 4, 4, NULL) : 0;
    if (end == 0 || scan_alnum(text, end) != 0)
        return 0;
    buf_printf(norm, "LJN %.*s", (int)(end - code), text.at + code);
    return end;
}

/* ---- the Union's and the United Nations' document series ---- */

/* 2019/C 123/01; 2010/0123(COD); 2018/2003(INI) */
static size_t find_series(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    uint64_t year;
    size_t at = scan_digits(text, where->at, 4, 4, &year);
    if (at == 0 || scan_byte(text, at) != '/' || year < 1958 || year > 2099)
        return 0;
    char letter = scan_byte(text, at + 1);
    if ((letter == 'C' || letter == 'L' || letter == 'S') && scan_blank(text, at + 2) != 0) {
        size_t slash = scan_digits(text, scan_blanks(text, at + 2), 1, 3, NULL);
        size_t end = slash != 0 && scan_byte(text, slash) == '/'
                         ? scan_digits(text, slash + 1, 2, 2, NULL)
                         : 0;
        return end;
    }
    size_t number = scan_digits(text, at + 1, 4, 4, NULL);
    size_t open = number != 0 ? scan_blanks(text, number) : 0;
    if (number == 0 || scan_byte(text, open) != '(')
        return 0;
    size_t close = scan_run(text, open + 1, SCAN_CAPITALS);
    if (close != open + 4 || scan_byte(text, close) != ')')
        return 0;
    buf_add(norm, text.at + where->at, number - where->at);
    buf_add(norm, text.at + open, close + 1 - open);
    return close + 1;
}

/* A9-0123/2020, E-001234/2020(ASW), P9_TA(2020)0123: the European Parliament. */
static size_t find_parliament(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    uint64_t year;
    size_t term = scan_is_digit(text, where->at + 1) ? where->at + 2 : where->at + 1;
    size_t adopted = scan_string(text, term, "_TA(");
    if (adopted != 0) {
        size_t close = scan_digits(text, adopted, 4, 4, &year);
        size_t end = close != 0 && scan_byte(text, close) == ')'
                         ? scan_digits(text, close + 1, 4, 4, NULL)
                         : 0;
        return end != 0 && scan_alnum(text, end) == 0 ? end : 0;
    }
    size_t number = scan_hyphen(text, term);
    size_t slash = number != 0 ? scan_digits(text, number, 4, 6, NULL) : 0;
    size_t end =
        slash != 0 && scan_byte(text, slash) == '/' ? scan_digits(text, slash + 1, 4, 4, &year) : 0;
    if (end == 0 || year < 1958 || year > 2099 || !scan_number_ends(text, end))
        return 0;
    size_t answer = scan_string(text, end, "(ASW)");
    return answer != 0 ? answer : end;
}

/* S/RES/1540 (2004), A/RES/70/237, S/2015/123, A/70/174 */
static size_t find_un(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    size_t at = where->at + 1, end = 0, parts = 0;
    while (scan_byte(text, at) == '/') {
        size_t part = scan_run(text, at + 1, SCAN_CAPITALS SCAN_DIGITS ".");
        if (part == at + 1)
            break;
        parts += scan_is_digit(text, at + 1);
        at = end = part;
    }
    while (end > 0 && text.at[end - 1] == '.')
        end--;
    uint64_t year;
    bool resolution = scan_string(text, where->at + 1, "/RES/") != 0;
    if (parts == 0 || (parts < 2 && !resolution) || scan_alnum(text, end) != 0)
        return 0;
    size_t open = scan_blanks(text, end);
    size_t close = scan_byte(text, open) == '(' ? scan_digits(text, open + 1, 4, 4, &year) : 0;
    if (resolution && close != 0 && scan_byte(text, close) == ')')
        end = close + 1;
    return end;
}

// clang-format off
const struct pattern_rule case_rules[] = {
    {ENTITY_REF, "0123456789",  find_document},
    {ENTITY_REF, "SCWDE",       find_council},
    {ENTITY_REF, "CJSP",        find_commission},
    {ENTITY_REF, "CTF",         find_case},
    {ENTITY_REF, "E",           find_ecli},
    {ENTITY_REF, "C0123456789", find_celex},
    {ENTITY_REF, "B",           find_bwb},
    {ENTITY_REF, "2",           find_question},
    {ENTITY_REF, "L",           find_ljn},
    {ENTITY_REF, "12",          find_series},
    {ENTITY_REF, "ABEOPQ",      find_parliament},
    {ENTITY_REF, "AES",         find_un},
};
// clang-format on
const size_t case_rule_count = ARRAY_LEN(case_rules);
