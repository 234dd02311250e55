/* Official journals: PB, Trb., Stb., Stcrt. Forms: interinstitutional style guide of the EU,
 * Leidraad voor juridische auteurs. */
#include <config.h>

#include <string.h>

#include "src/language/pattern_rule.h"

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

/* "PbEU", "PB": the official journal of the EU; its end. */
static size_t scan_journal_name(struct span text, size_t at, struct buf *norm)
{
    static const char *const names[] = {"PbEU",  "PbEG",  "PBEU",  "PBEG",   "PB EU",
                                        "PB EG", "Pb EU", "Pb EG", "Pb. EU", "Pb. EG",
                                        "PB",    "Pb.",   "Pb"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        size_t end = scan_string(text, at, names[i]);
        if (end == 0)
            continue;
        bool long_name = strchr(names[i], 'E') != NULL;
        buf_add_string(norm, !long_name                          ? "PB"
                             : span_ends(span_of(names[i]), "G") ? "PbEG"
                                                                 : "PbEU");
        return end;
    }
    return 0;
}

/* "L 119", "C, 2024/1689", "L 31I": series, number and what was published beside it. */
static size_t scan_series(struct span text, size_t at, struct buf *norm)
{
    char series = scan_byte(text, at);
    if ((series != 'L' && series != 'C' && series != 'S') || scan_letter(text, at + 1) != 0)
        return 0;
    bool comma = scan_byte(text, at + 1) == ',';
    size_t number = scan_blanks(text, comma ? at + 2 : at + 1);
    size_t end = scan_digits(text, number, 1, 4, NULL);
    if (end == 0)
        return 0;
    size_t slash = scan_byte(text, end) == '/' ? scan_digits(text, end + 1, 1, 4, NULL) : 0;
    end = slash != 0 ? slash : end;
    buf_printf(norm, " %c%s %.*s", series, comma ? "," : "", (int)(end - number), text.at + number);
    size_t part = scan_blanks(text, end);
    char letter = scan_byte(text, part);
    if ((letter == 'I' || letter == 'A' || letter == 'E' || letter == 'M') &&
        scan_alnum(text, part + 1) == 0) {
        buf_printf(norm, " %c", letter);
        end = part + 1;
    }
    return end;
}

/* PB L 129 I van 17.5.2019, blz. 1; PbEU L 119/1; PbEU 2016, L 119; PB L, 2023/2854 */
static size_t find_journal(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    size_t at = scan_journal_name(text, where->at, norm);
    if (at == 0 || scan_blank(text, at) == 0)
        return 0;
    at = scan_blanks(text, at);
    size_t year = scan_digits(text, at, 4, 4, NULL);
    if (year != 0 && scan_byte(text, year) == ',') {
        buf_printf(norm, " %.4s,", text.at + at);
        at = scan_blanks(text, year + 1);
    }
    size_t nr = scan_string(text, at, "nr. ");
    size_t end = scan_series(text, nr != 0 ? nr : at, norm);
    return end != 0 ? scan_page(text, scan_of_date(text, end, norm), norm) : 0;
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

// clang-format off
const struct pattern_rule journal_rules[] = {
    {ENTITY_REF, "P",    find_journal},
    {ENTITY_REF, "TSGP", find_gazette},
};
// clang-format on
const size_t journal_rule_count = ARRAY_LEN(journal_rules);
