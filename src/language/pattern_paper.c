/* Papers of the States General: Kamerstukken II 2018/19, 35 123, nr. 3; Aanhangsel Handelingen II
 * 2020/21, nr. 1234. Forms: Leidraad voor juridische auteurs, and the heads of the papers
 * themselves ("Tweede Kamer, vergaderjaar 2020–2021, 35 570, nr. 2"). */
#include <config.h>

#include "src/language/pattern_rule.h"

/* "35 123" "21501-02" "35 570 VI": the number of a file; blanks inside are left out, what follows
 * is joined by a hyphen. */
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
    size_t chapter = hyphen != 0 ? hyphen : scan_blank(text, end);
    size_t sub = hyphen != 0 ? scan_run(text, hyphen, SCAN_CAPITALS SCAN_DIGITS)
                             : scan_run(text, chapter, "IVX");
    if (chapter != 0 && sub > chapter && sub - chapter <= 6 && scan_alnum(text, sub) == 0) {
        buf_printf(norm, "-%.*s", (int)(sub - chapter), text.at + chapter);
        end = sub;
    }
    return end;
}

/* "2018/19, " "2020–2021, ": of which session; added as " 2018/19,". `at` when there is none. */
static size_t scan_session(struct span text, size_t at, struct buf *norm, size_t *end)
{
    size_t year = scan_digits(text, at, 4, 4, NULL);
    size_t join = scan_byte(text, year) == '/' ? year + 1 : scan_dash(text, year);
    size_t second = year != 0 && join != 0 ? scan_digits(text, join, 2, 4, NULL) : 0;
    if (second == 0)
        return at;
    buf_printf(norm, " %.4s/%.2s,", text.at + at, text.at + second - 2);
    *end = second;
    return scan_blanks(text, scan_byte(text, second) == ',' ? second + 1 : second);
}

/* ", nr. 3", " nr. 12", ", A" of the Eerste Kamer; `at` when there is none. */
static size_t scan_paper_number(struct span text, size_t at, struct buf *norm)
{
    bool comma = scan_byte(text, at) == ',';
    size_t start = scan_blanks(text, comma ? at + 1 : at);
    size_t sign = scan_string(text, start, "nr. ");
    size_t number = sign != 0 ? sign : start;
    size_t end = scan_run(text, number, sign != 0 ? SCAN_CAPITALS SCAN_DIGITS : SCAN_CAPITALS);
    if (end == number || scan_alnum(text, end) != 0 || (sign == 0 && (!comma || end - number > 2)))
        return at;
    buf_printf(norm, ", %s%.*s", sign != 0 ? "nr. " : "", (int)(end - number), text.at + number);
    return end;
}

/* ", item 4" and ", p. 3", of the Handelingen. */
static size_t scan_place(struct span text, size_t at, struct buf *norm)
{
    static const struct scan_term words[] = {
        {"item", 0}, {"p.", 0}, {"blz.", 0}, {"pag.", 0}, {NULL, 0}};
    int ignored;
    for (int i = 0; i < 2 && scan_byte(text, at) == ','; i++) {
        size_t start = scan_blanks(text, at + 1);
        size_t word = scan_term(text, start, words, &ignored);
        size_t number = word != 0 ? scan_blanks(text, word) : 0;
        size_t end = word != 0 ? scan_digits(text, number, 1, 5, NULL) : 0;
        size_t dash = end != 0 ? scan_dash(text, end) : 0;
        size_t last = dash != 0 ? scan_digits(text, dash, 1, 5, NULL) : 0;
        if (end == 0)
            break;
        end = last != 0 ? last : end;
        buf_printf(norm, ", ");
        scan_add_plain(norm, (struct span){text.at + start, end - start});
        at = end;
    }
    return at;
}

/* What stands behind the kind of paper and its chamber; 0 when nothing of it does. */
static size_t scan_paper_rest(struct span text, size_t at, struct buf *norm)
{
    size_t end = 0;
    size_t next = scan_session(text, at, norm, &end);
    bool session = end != 0;
    buf_add_byte(norm, ' ');
    size_t base = norm->len;
    size_t file = scan_file_number(text, next, norm);
    if (file == 0)
        buf_cut(norm, session ? base - 2 : base - 1);
    end = file != 0 ? file : end;
    if (end == 0)
        return 0;
    return scan_place(text, scan_paper_number(text, end, norm), norm);
}

/* Kamerstukken II 2018/19, 35 123, nr. 3; Kamerstuk 35123, nr. 3; Aanhangsel van de Handelingen II
 * 2020/21, nr. 1234 */
static size_t find_paper(const struct pattern_place *where, struct buf *norm)
{
    static const struct scan_term kinds[] = {{"kamerstukken", 0},
                                             {"kamerstuk", 0},
                                             {"handelingen", 1},
                                             {"aanhangsel", 2},
                                             {"aanhangsel van de handelingen", 2},
                                             {"aanhangsel handelingen", 2},
                                             {"aanhangsel der handelingen", 2},
                                             {NULL, 0}};
    static const char *const names[] = {"Kamerstukken", "Handelingen", "Aanhangsel Handelingen"};
    struct span text = where->text;
    int kind;
    size_t at = scan_term(text, where->at, kinds, &kind);
    if (at == 0 || (scan_blank(text, at) == 0 && scan_byte(text, at) != ','))
        return 0;
    buf_add_string(norm, names[kind]);
    size_t next = scan_blanks(text, scan_byte(text, at) == ',' ? at + 1 : at);
    size_t chamber = scan_run(text, next, "IKTE");
    if (chamber != next && scan_alnum(text, chamber) == 0) {
        buf_printf(norm, " %.*s", (int)(chamber - next), text.at + next);
        next = scan_blanks(text, scan_byte(text, chamber) == ',' ? chamber + 1 : chamber);
    }
    size_t word = scan_word(text, next, "vergaderjaar");
    return scan_paper_rest(text, word != 0 ? scan_blanks(text, word) : next, norm);
}

/* Tweede Kamer, vergaderjaar 2020–2021, 35 570, nr. 2: the head of a paper. */
static size_t find_paper_head(const struct pattern_place *where, struct buf *norm)
{
    static const struct scan_term chambers[] = {
        {"eerste kamer", 1}, {"tweede kamer", 2}, {NULL, 0}};
    struct span text = where->text;
    int chamber;
    size_t at = scan_term(text, where->at, chambers, &chamber);
    if (at == 0 || scan_byte(text, at) != ',')
        return 0;
    size_t word = scan_word(text, scan_blanks(text, at + 1), "vergaderjaar");
    if (word == 0)
        return 0;
    buf_printf(norm, "Kamerstukken %s", chamber == 1 ? "I" : "II");
    size_t end = 0;
    size_t base = norm->len;
    size_t next = scan_session(text, scan_blanks(text, word), norm, &end);
    size_t file = end != 0 ? scan_file_number(text, next, norm) : 0;
    buf_cut(norm, base);
    return file != 0 ? scan_paper_rest(text, scan_blanks(text, word), norm) : 0;
}

const struct pattern_rule paper_rules[] = {
    {ENTITY_REF, "kha", find_paper},
    {ENTITY_REF, "et", find_paper_head},
};
const size_t paper_rule_count = ARRAY_LEN(paper_rules);
