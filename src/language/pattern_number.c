/* Numbers as Dutch texts write them: 3,5 miljard, 20 000, 1.234,56, vijfhonderd; exact. */
#include <config.h>

#include <string.h>

#include "src/language/pattern_rule.h"

// clang-format off
static const struct scan_term sizes[] = { /* powers of ten */
    {"duizend", 3}, {"miljoen", 6}, {"million", 6}, {"mln.", 6}, {"mln", 6}, {"mio", 6},
    {"miljard", 9}, {"billion", 9}, {"mld.", 9}, {"mld", 9}, {"mrd.", 9}, {"mrd", 9},
    {"biljoen", 12}, {NULL, 0},
};
/* Number words that the others are made of. */
static const struct {
    const char *word;
    unsigned value;
} small_words[] = {
    {"een", 1}, {"één", 1}, {"twee", 2}, {"drie", 3}, {"vier", 4}, {"vijf", 5}, {"zes", 6}, {"zeven", 7},
    {"acht", 8}, {"negen", 9}, {"tien", 10}, {"elf", 11}, {"twaalf", 12}, {"dertien", 13},
    {"veertien", 14}, {"vijftien", 15}, {"zestien", 16}, {"zeventien", 17}, {"achttien", 18},
    {"negentien", 19}, {"twintig", 20}, {"dertig", 30}, {"veertig", 40}, {"vijftig", 50},
    {"zestig", 60}, {"zeventig", 70}, {"tachtig", 80}, {"negentig", 90},
};
// clang-format on

/* Digits in groups of three behind the first ones: "20 000", "20.000", "1,500,000". */
static size_t scan_groups(struct span text, size_t at, struct decimal *number)
{
    char mark = scan_byte(text, at);
    bool blank = scan_blank(text, at) != 0;
    if (!blank && mark != '.' && mark != ',')
        return at;
    uint64_t digits = number->digits;
    size_t end = at;
    unsigned groups = 0;
    while (groups < 4) {
        size_t next = blank ? scan_blank(text, end) : scan_byte(text, end) == mark ? end + 1 : 0;
        uint64_t group;
        size_t behind = next != 0 ? scan_digits(text, next, 3, 3, &group) : 0;
        if (behind == 0)
            break;
        digits = digits * 1000 + group;
        end = behind;
        groups++;
    }
    /* One group behind a comma is a decimal fraction in Dutch: 1,500. */
    if (groups == 0 || (mark == ',' && groups == 1) || scan_letter(text, end) != 0)
        return at;
    number->digits = digits;
    return end;
}

size_t decimal_scan(struct span text, size_t at, struct decimal *decimal)
{
    struct decimal number = {0};
    size_t end = scan_digits(text, at, 1, 15, &number.digits);
    if (end == 0)
        return 0;
    size_t whole = end;
    if (end - at <= 3)
        end = scan_groups(text, end, &number);
    char mark = scan_byte(text, end);
    uint64_t fraction;
    bool grouped_by_point = end != whole && text.at[whole] == '.';
    if (mark == ',' || (mark == '.' && !grouped_by_point)) {
        size_t behind = scan_digits(text, end + 1, 1, 3, &fraction);
        if (behind != 0 && number.digits < 1000000000000u) {
            for (size_t i = end + 1; i < behind; i++)
                number.digits *= 10;
            number.digits += fraction;
            number.exponent = -(int)(behind - end - 1);
            end = behind;
        }
    }
    int size;
    size_t word = scan_term(text, scan_blanks(text, end), sizes, &size);
    if (word != 0) {
        number.exponent += size;
        number.size = size;
        end = word;
    }
    *decimal = number;
    return end;
}

/* ---- in words ---- */

/* Can a number word begin here? Asked of every word of a text, so by its first three letters. */
static bool may_begin_word(struct span text, size_t at)
{
    static const char *const beginnings[] = {"ach", "and", "der", "dri", "dui", "een", "elf",
                                             "hal", "hon", "neg", "tac", "tie", "twa", "twe",
                                             "twi", "vee", "vie", "vij", "zes", "zev"};
    char first = scan_byte(text, at);
    if (first == '\xc3')
        return true;
    first |= 0x20; /* small, of an ASCII letter */
    for (size_t i = 0; i < ARRAY_LEN(beginnings) && beginnings[i][0] <= first; i++)
        if (beginnings[i][0] == first && scan_beginning(text, at, beginnings[i]) != 0)
            return true;
    return false;
}

/* The longest small word that begins at `at`, whatever follows it. */
static size_t scan_small_word(struct span text, size_t at, unsigned *value)
{
    size_t best = 0;
    for (size_t i = 0; i < ARRAY_LEN(small_words); i++) {
        size_t end = scan_beginning(text, at, small_words[i].word);
        if (end > best) {
            best = end;
            *value = small_words[i].value;
        }
    }
    return best;
}

/* Below a hundred: "zeven", "eenentwintig", "drieëndertig". */
static size_t scan_tens(struct span text, size_t at, unsigned *value)
{
    unsigned tens = 0;
    size_t end = scan_small_word(text, at, value);
    if (end == 0 || *value > 9)
        return end;
    size_t joined = scan_beginning(text, end, "en");
    if (joined == 0)
        joined = scan_beginning(text, end, "ën");
    size_t behind = joined != 0 ? scan_small_word(text, joined, &tens) : 0;
    if (behind == 0 || tens < 20)
        return end;
    *value += tens;
    return behind;
}

/* Below ten thousand, without a "duizend": "vijfhonderd", "twaalfhonderdvijftig". */
static size_t scan_hundreds(struct span text, size_t at, unsigned *value)
{
    unsigned hundreds = 1, rest;
    size_t end = scan_tens(text, at, &hundreds);
    size_t behind = scan_beginning(text, end != 0 ? end : at, "honderd");
    if (behind == 0) {
        *value = end != 0 ? hundreds : 0;
        return end;
    }
    *value = hundreds * 100;
    size_t joined = scan_beginning(text, behind, "en");
    size_t more = scan_tens(text, joined != 0 ? joined : behind, &rest);
    if (more == 0)
        return behind;
    *value += rest;
    return more;
}

/* One whole word: "drieduizendvijfhonderd"; "anderhalf" and "half" in tenths. */
static size_t scan_number_word(struct span text, size_t at, unsigned *tenths)
{
    unsigned thousands, rest = 0;
    size_t end;
    if ((end = scan_word(text, at, "half")) != 0 || (end = scan_word(text, at, "anderhalf")) != 0) {
        *tenths = end - at == strlen("half") ? 5 : 15;
        return end;
    }
    end = scan_hundreds(text, at, &thousands);
    size_t behind = scan_beginning(text, end != 0 ? end : at, "duizend");
    if (behind != 0) {
        thousands = end != 0 ? thousands * 1000 : 1000;
        size_t more = scan_hundreds(text, behind, &rest);
        end = more != 0 ? more : behind;
    }
    if (end == 0 || scan_alnum(text, end) != 0)
        return 0;
    *tenths = (thousands + rest) * 10;
    return end;
}

size_t decimal_scan_words(struct span text, size_t at, struct decimal *decimal)
{
    unsigned tenths;
    int size;
    size_t end = may_begin_word(text, at) ? scan_number_word(text, at, &tenths) : 0;
    if (end == 0)
        return 0;
    *decimal = (struct decimal){.digits = tenths, .exponent = -1};
    size_t word = scan_term(text, scan_blanks(text, end), sizes, &size);
    if (word == 0)
        return end;
    decimal->exponent += size;
    decimal->size = size;
    return word;
}

/* ---- norms and ranges ---- */

void decimal_add(struct buf *buf, struct decimal decimal)
{
    while (decimal.digits != 0 && decimal.exponent < 0 && decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        decimal.exponent++;
    }
    if (decimal.digits == 0)
        decimal.exponent = 0;
    if (decimal.exponent >= 0) {
        buf_printf(buf, "%llu", (unsigned long long)decimal.digits);
        for (int i = 0; i < decimal.exponent; i++)
            buf_add_byte(buf, '0');
        return;
    }
    uint64_t one = 1;
    for (int i = decimal.exponent; i < 0; i++)
        one *= 10;
    buf_printf(buf, "%llu.%0*llu", (unsigned long long)(decimal.digits / one), -decimal.exponent,
               (unsigned long long)(decimal.digits % one));
}

/* Does "tussen" or "tussen de" stand before it? */
static bool is_between(struct span text, size_t at)
{
    struct span before = scan_before(text, at);
    if (span_equal(before, span_of("de")))
        before = scan_before(text, (size_t)(before.at - text.at));
    return span_equal(before, span_of("tussen"));
}

/* In figures or in words. */
static size_t scan_either(struct span text, size_t at, struct decimal *number)
{
    size_t end = decimal_scan(text, at, number);
    return end != 0 ? end : decimal_scan_words(text, at, number);
}

size_t decimals_scan(struct span text, size_t at, struct decimal *first, struct decimal *last,
                     bool *range)
{
    static const struct scan_term words[] = {{"tot", 0}, {"à", 0}, {"en", 1}, {NULL, 0}};
    *range = false;
    size_t end = scan_either(text, at, first);
    if (end == 0)
        return 0;
    bool figures = scan_is_digit(text, at);
    size_t join = figures ? scan_dash(text, scan_blanks(text, end)) : 0;
    int needs_between = 0;
    if (join == 0 && scan_blank(text, end) != 0)
        join = scan_term(text, scan_blanks(text, end), words, &needs_between);
    if (join == 0 || (scan_blank(text, join) == 0 && !scan_is_digit(text, join)))
        return end;
    if (needs_between != 0 && !is_between(text, at))
        return end;
    size_t behind = scan_either(text, scan_blanks(text, join), last);
    if (behind == 0 || scan_byte(text, behind) == '/')
        return end;
    if (first->size == 0 && last->size != 0)
        first->exponent += last->size;
    *range = true;
    return behind;
}

void decimals_add(struct buf *norm, struct decimal first, struct decimal last, bool range,
                  const char *unit)
{
    decimal_add(norm, first);
    if (range) {
        buf_add_byte(norm, '-');
        decimal_add(norm, last);
    }
    buf_printf(norm, " %s", unit);
}
