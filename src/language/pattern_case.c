/* Numbers of documents, cases and publications: Council documents (357/17, 7925/18), COM(2020) 823,
 * C-311/18, CELEX, ECLI, official journals (PB, Trb., Stb., Stcrt.), parliamentary papers
 * (Kamerstukken), the United Nations (S/RES/1540 (2004)). Forms: EUR-Lex on CELEX numbers, the
 * Council conclusions on ECLI (OJ C 127, 2011), Leidraad voor juridische auteurs. */
#include <config.h>

#include <string.h>

#include "src/language/pattern_rule.h"

static size_t scan_letters_of(struct span text, size_t at, const char *set)
{
    while (scan_byte(text, at) != '\0' && strchr(set, text.at[at]) != NULL)
        at++;
    return at;
}

#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* ---- Council documents and other numbers with a year of two digits ---- */

/* "REV 1" "INIT": one mark of a version; `at` itself when there is none. */
static size_t scan_version(struct span text, size_t at)
{
    static const char *const words[] = {"REV", "ADD", "COR", "INIT", "DCL", "AMD", "EXT"};
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

/* ST 7925/18 INIT, EUCO 12/20, WK 123/2019 */
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
        size_t end = scan_letters_of(text, at, CAPITALS DIGITS "abcdefghijklmnopqrstuvwxyz.");
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
    size_t number = scan_letters_of(text, letters, CAPITALS);
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

/* LJN BH1234, LJN: BH1234 */
static size_t find_ljn(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    size_t at = scan_string(text, where->at, "LJN");
    if (at == 0)
        return 0;
    size_t code = scan_blanks(text, scan_byte(text, at) == ':' ? at + 1 : at);
    size_t digits = scan_letters_of(text, code, CAPITALS);
    size_t end = digits == code + 2 ? scan_digits(text, digits, 4, 4, NULL) : 0;
    if (end == 0 || scan_alnum(text, end) != 0)
        return 0;
    buf_printf(norm, "LJN %.*s", (int)(end - code), text.at + code);
    return end;
}

/* ---- journals and parliamentary papers ---- */

/* "van 17.5.2019" or ", 17.5.2019" behind a journal. */
static size_t scan_of_date(struct span text, size_t at, struct buf *norm)
{
    uint64_t day, month, year;
    size_t van =
        scan_byte(text, at) == ',' ? at + 1 : scan_word(text, scan_blanks(text, at), "van");
    size_t start = van != 0 ? scan_blanks(text, van) : 0;
    size_t end = van != 0 ? scan_digits(text, start, 1, 2, &day) : 0;
    if (end == 0 || scan_byte(text, end) != '.' ||
        (end = scan_digits(text, end + 1, 1, 2, &month)) == 0 || scan_byte(text, end) != '.' ||
        (end = scan_digits(text, end + 1, 4, 4, &year)) == 0 || !date_exists(year, month, day))
        return at;
    buf_printf(norm, " van %u.%u.%u", (unsigned)day, (unsigned)month, (unsigned)year);
    return end;
}

/* ", blz. 1": the page. */
static size_t scan_page(struct span text, size_t at, struct buf *norm)
{
    static const struct scan_term words[] = {{"blz.", 0}, {"blz", 0},       {"p.", 0},
                                             {"pag.", 0}, {"bladzijde", 0}, {NULL, 0}};
    int ignored;
    size_t start = scan_byte(text, at) == ',' ? at + 1 : at;
    size_t word = scan_term(text, scan_blanks(text, start), words, &ignored);
    size_t number = word != 0 ? scan_blanks(text, word) : 0;
    size_t end = word != 0 ? scan_digits(text, number, 1, 5, NULL) : 0;
    if (end == 0)
        return at;
    buf_printf(norm, ", blz. %.*s", (int)(end - number), text.at + number);
    return end;
}

/* PB L 129 I van 17.5.2019, blz. 1; PbEU L 119/1; PbEU 2016, L 119; PB L, 2023/2854 */
static size_t find_journal(const struct pattern_place *where, struct buf *norm)
{
    static const char *const names[] = {"PbEU",  "PbEG",  "PBEU",  "PBEG",   "PB EU",
                                        "PB EG", "Pb EU", "Pb EG", "Pb. EU", "Pb. EG",
                                        "PB",    "Pb.",   "Pb"};
    struct span text = where->text;
    size_t at = 0;
    const char *name = NULL;
    for (size_t i = 0; at == 0 && i < ARRAY_LEN(names); i++) {
        at = scan_string(text, where->at, names[i]);
        name = names[i];
    }
    if (at == 0 || scan_blank(text, at) == 0)
        return 0;
    bool long_name = strchr(name, 'E') != NULL;
    buf_add_string(norm, !long_name ? "PB" : name[strlen(name) - 1] == 'G' ? "PbEG" : "PbEU");
    at = scan_blanks(text, at);
    size_t year = scan_digits(text, at, 4, 4, NULL);
    if (year != 0 && scan_byte(text, year) == ',') {
        buf_printf(norm, " %.4s,", text.at + at);
        at = scan_blanks(text, year + 1);
    }
    size_t nr = scan_string(text, at, "nr. ");
    if (nr != 0)
        at = nr;
    char series = scan_byte(text, at);
    if ((series != 'L' && series != 'C' && series != 'S') || scan_letter(text, at + 1) != 0)
        return 0;
    size_t number =
        scan_byte(text, at + 1) == ',' ? scan_blanks(text, at + 2) : scan_blanks(text, at + 1);
    size_t end = scan_digits(text, number, 1, 4, NULL);
    if (end == 0)
        return 0;
    size_t slash = scan_byte(text, end) == '/' ? scan_digits(text, end + 1, 1, 4, NULL) : 0;
    if (slash != 0)
        end = slash;
    buf_printf(norm, " %c%s %.*s", series, scan_byte(text, at + 1) == ',' ? "," : "",
               (int)(end - number), text.at + number);
    size_t part = scan_blanks(text, end);
    char letter = scan_byte(text, part);
    if ((letter == 'I' || letter == 'A' || letter == 'E' || letter == 'M') &&
        scan_letter(text, part + 1) == 0 && scan_is_digit(text, part + 1) == false) {
        buf_printf(norm, " %c", letter);
        end = part + 1;
    }
    return scan_page(text, scan_of_date(text, end, norm), norm);
}

/* Trb. 2010, 53; Stb. 2018, 144; Stcrt. 2020, nr. 12345; Staatsblad 1992/23 */
static size_t find_gazette(const struct pattern_place *where, struct buf *norm)
{
    static const struct {
        const char *written, *norm;
    } names[] = {
        {"Trb.", "Trb."},     {"Trb", "Trb."},     {"Tractatenblad", "Trb."},
        {"Stb.", "Stb."},     {"Stb", "Stb."},     {"Staatsblad", "Stb."},
        {"Stcrt.", "Stcrt."}, {"Stcrt", "Stcrt."}, {"Staatscourant", "Stcrt."},
        {"Gmb.", "Gmb."},     {"Prb.", "Prb."},
    };
    struct span text = where->text;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        uint64_t year;
        size_t at = scan_string(text, where->at, names[i].written);
        if (at == 0 || scan_blank(text, at) == 0)
            continue;
        size_t end = scan_digits(text, scan_blanks(text, at), 4, 4, &year);
        char mark = scan_byte(text, end);
        bool marked = mark == ',' || mark == '/';
        size_t number = scan_blanks(text, marked ? end + 1 : end);
        size_t sign = scan_string(text, number, "nr. ");
        if (end == 0 || (!marked && sign == 0) || year < 1800 || year > 2099)
            return 0;
        number = sign != 0 ? sign : number;
        end = scan_digits(text, number, 1, 6, NULL);
        if (end == 0)
            return 0;
        buf_printf(norm, "%s %u, %.*s", names[i].norm, (unsigned)year, (int)(end - number),
                   text.at + number);
        return end;
    }
    return 0;
}

/* "35 123" "21501-02": the number of a file of the States General; blanks inside are left out. */
static size_t scan_file_number(struct span text, size_t at, struct buf *norm)
{
    size_t end = scan_digits(text, at, 2, 5, NULL);
    if (end == 0)
        return 0;
    buf_add(norm, text.at + at, end - at);
    if (end - at == 2) {
        size_t blank = scan_byte(text, end) == '.' ? end + 1 : scan_blank(text, end);
        size_t rest = blank != 0 ? scan_digits(text, blank, 3, 3, NULL) : 0;
        if (rest == 0)
            return 0;
        buf_add(norm, text.at + blank, rest - blank);
        end = rest;
    }
    size_t hyphen = scan_hyphen(text, end);
    size_t sub = hyphen != 0 ? scan_letters_of(text, hyphen, CAPITALS DIGITS) : 0;
    if (sub > hyphen && sub - hyphen <= 6 && scan_alnum(text, sub) == 0) {
        buf_printf(norm, "-%.*s", (int)(sub - hyphen), text.at + hyphen);
        end = sub;
    }
    return end;
}

/* Kamerstukken II 2018/19, 35 123, nr. 3; Kamerstuk 35123, nr. 3 */
static size_t find_paper(const struct pattern_place *where, struct buf *norm)
{
    static const struct scan_term words[] = {
        {"kamerstukken", 0}, {"kamerstuk", 0}, {"handelingen", 1}, {"aanhangsel", 1}, {NULL, 0}};
    struct span text = where->text;
    int kind;
    size_t at = scan_term(text, where->at, words, &kind);
    if (at == 0 || scan_blank(text, at) == 0)
        return 0;
    buf_add_string(norm, kind == 0 ? "Kamerstukken" : "Handelingen");
    size_t end = at, next = scan_blanks(text, at);
    size_t chamber = scan_letters_of(text, next, "IKT");
    if (chamber != next && scan_alnum(text, chamber) == 0) {
        buf_printf(norm, " %.*s", (int)(chamber - next), text.at + next);
        next = scan_blanks(text, scan_byte(text, chamber) == ',' ? chamber + 1 : chamber);
    }
    size_t year = scan_digits(text, next, 4, 4, NULL);
    size_t join = scan_byte(text, year) == '/' ? year + 1 : scan_dash(text, year);
    size_t second = year != 0 && join != 0 ? scan_digits(text, join, 2, 4, NULL) : 0;
    if (second != 0) {
        buf_printf(norm, " %.4s/%.2s,", text.at + next, text.at + second - 2);
        end = second;
        next = scan_blanks(text, scan_byte(text, second) == ',' ? second + 1 : second);
    }
    buf_add_byte(norm, ' ');
    size_t base = norm->len;
    size_t file = scan_file_number(text, next, norm);
    if (file == 0)
        buf_cut(norm, second != 0 ? base - 2 : base);
    end = file != 0 ? file : end;
    if (end == at)
        return 0;
    size_t sign = scan_byte(text, end) == ',' ? scan_blanks(text, end + 1) : scan_blanks(text, end);
    sign = scan_string(text, sign, "nr. ");
    size_t number = sign != 0 ? scan_letters_of(text, sign, CAPITALS DIGITS) : 0;
    if (sign == 0 || number == sign)
        return end;
    buf_printf(norm, ", nr. %.*s", (int)(number - sign), text.at + sign);
    return number;
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
    size_t close = scan_letters_of(text, open + 1, CAPITALS);
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
        size_t part = scan_letters_of(text, at + 1, CAPITALS DIGITS ".");
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
    {ENTITY_REF, "scwde",       find_council},
    {ENTITY_REF, "cjsp",        find_commission},
    {ENTITY_REF, "ctf",         find_case},
    {ENTITY_REF, "e",           find_ecli},
    {ENTITY_REF, "c0123456789", find_celex},
    {ENTITY_REF, "b",           find_bwb},
    {ENTITY_REF, "l",           find_ljn},
    {ENTITY_REF, "p",           find_journal},
    {ENTITY_REF, "tsgp",        find_gazette},
    {ENTITY_REF, "kha",         find_paper},
    {ENTITY_REF, "12",          find_series},
    {ENTITY_REF, "abeopq",      find_parliament},
    {ENTITY_REF, "aes",         find_un},
};
// clang-format on
const size_t case_rule_count = ARRAY_LEN(case_rules);
