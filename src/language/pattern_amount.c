/* Money and quantities: an exact number with its currency (ISO 4217) or unit (SI symbols, and words
 * for what has none). */
#include <config.h>

#include <string.h>

#include "src/language/pattern_rule.h"

// clang-format off
static const struct scan_term sizes[] = { /* powers of ten */
    {"duizend", 3}, {"miljoen", 6}, {"mln.", 6}, {"mln", 6}, {"mio", 6}, {"miljard", 9}, {"mld.", 9},
    {"mld", 9}, {"biljoen", 12}, {NULL, 0},
};
/* Number words: tenths, so that anderhalf has a place. */
static const struct scan_term number_words[] = {
    {"één", 10}, {"een", 10}, {"anderhalf", 15}, {"twee", 20}, {"drie", 30}, {"vier", 40},
    {"vijf", 50}, {"zes", 60}, {"zeven", 70}, {"acht", 80}, {"negen", 90}, {"tien", 100},
    {"elf", 110}, {"twaalf", 120}, {"vijftien", 150}, {"twintig", 200}, {"vijfentwintig", 250},
    {"dertig", 300}, {"veertig", 400}, {"vijftig", 500}, {"zestig", 600}, {"zeventig", 700},
    {"tachtig", 800}, {"negentig", 900}, {"honderd", 1000}, {"duizend", 10000},
    {"half", 5}, {NULL, 0},
};
static const char *const codes[] = {
    "EUR", "USD", "GBP", "JPY", "CHF", "CNY", "RUB", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
    "RON", "BGN", "HRK", "TRY", "UAH", "CAD", "AUD", "NZD", "ZAR", "INR", "BRL", "MXN", "KRW",
    "SGD", "HKD", "ILS", "EGP", "MAD", "TND", "NLG", "BEF", "DEM", "FRF", "ITL", "ANG", "AWG",
    "SRD", "XCG", "XDR", "ISK", "RSD", "ALL", "MKD", "BYN", "GEL", "KZT", "IDR", "LUF", "ATS",
    "XEU", "ECU",
};
enum currency {
    EUR, USD, GBP, JPY, CHF, CNY, RUB, SEK, NOK, DKK, PLN, CZK, HUF, RON, BGN, HRK, TRY, UAH, CAD,
    AUD, NZD, ZAR, INR, BRL, MXN, KRW, SGD, HKD, ILS, EGP, MAD, TND, NLG, BEF, DEM, FRF, ITL, ANG,
    AWG, SRD,
    ECU = 53,
    CENT = 100, /* a hundredth of a euro */
};
static const struct scan_term currency_words[] = {
    {"euro", EUR}, {"euro's", EUR}, {"euro’s", EUR}, {"eurocent", CENT}, {"cent", CENT},
    {"dollar", USD}, {"dollars", USD}, {"amerikaanse dollar", USD}, {"us-dollar", USD},
    {"canadese dollar", CAD}, {"australische dollar", AUD}, {"surinaamse dollar", SRD},
    {"pond", -1}, {"pond sterling", GBP}, {"britse pond", GBP}, {"engelse pond", GBP}, {"yen", JPY},
    {"japanse yen", JPY}, {"zwitserse frank", CHF}, {"belgische frank", BEF}, {"bfr.", BEF},
    {"belgische franken", BEF}, {"franse frank", FRF}, {"gulden", NLG}, {"nederlandse gulden", NLG},
    {"antilliaanse gulden", ANG}, {"arubaanse florin", AWG}, {"duitse mark", DEM}, {"roebel", RUB},
    {"roebels", RUB}, {"russische roebel", RUB}, {"yuan", CNY}, {"renminbi", CNY},
    {"zweedse kroon", SEK}, {"zweedse kronen", SEK}, {"noorse kroon", NOK}, {"noorse kronen", NOK},
    {"deense kroon", DKK}, {"deense kronen", DKK}, {"poolse zloty", PLN}, {"zloty", PLN},
    {"tsjechische kroon", CZK}, {"tsjechische kronen", CZK}, {"forint", HUF}, {"turkse lira", TRY},
    {"hryvnia", UAH}, {"rand", -1}, {"zuid-afrikaanse rand", ZAR}, {"indiase roepie", INR},
    {"ecu", ECU}, {NULL, 0},
};
static const struct {
    const char *symbol;
    int currency;
} symbols[] = {
    {"€", EUR}, {"US$", USD}, {"C$", CAD}, {"A$", AUD}, {"$", USD}, {"£", GBP}, {"¥", JPY}, {"ƒ", NLG},
    {"₽", RUB},
};
static const struct {
    const char *written, *unit; /* exact case; unit NULL: the same */
} unit_symbols[] = {
    {"%", NULL}, {"‰", NULL}, {"km²", "km2"}, {"km2", NULL}, {"km³", "km3"}, {"km/h", NULL},
    {"km/u", "km/h"}, {"km/uur", "km/h"}, {"km", NULL}, {"m²", "m2"}, {"m2", NULL}, {"m³", "m3"},
    {"m3", NULL}, {"m/s", NULL}, {"m", NULL}, {"cm²", "cm2"}, {"cm2", NULL}, {"cm³", "cm3"},
    {"cm", NULL}, {"mm²", "mm2"}, {"mm", NULL}, {"µm", NULL}, {"nm", NULL}, {"dm", NULL}, {"hm", NULL},
    {"kg", NULL}, {"g", NULL}, {"mg/l", NULL}, {"mg/kg", NULL}, {"mg", NULL}, {"µg", NULL},
    {"ha", NULL}, {"l", NULL}, {"cl", NULL}, {"dl", NULL}, {"ml", NULL}, {"hl", NULL}, {"kW", NULL},
    {"MW", NULL}, {"GW", NULL}, {"TW", NULL}, {"W", NULL}, {"kWh", NULL}, {"MWh", NULL}, {"GWh", NULL},
    {"TWh", NULL}, {"kJ", NULL}, {"MJ", NULL}, {"GJ", NULL}, {"PJ", NULL}, {"TJ", NULL}, {"V", NULL},
    {"kV", NULL}, {"Hz", NULL}, {"kHz", NULL}, {"MHz", NULL}, {"GHz", NULL}, {"kB", NULL}, {"KB", "kB"},
    {"MB", NULL}, {"GB", NULL}, {"TB", NULL}, {"KiB", NULL}, {"MiB", NULL}, {"GiB", NULL},
    {"Mbit/s", NULL}, {"Gbit/s", NULL}, {"kbit/s", NULL}, {"Mbps", "Mbit/s"}, {"Gbps", "Gbit/s"},
    {"°C", NULL}, {"° C", "°C"}, {"°F", NULL}, {"°", NULL}, {"dB", NULL}, {"dB(A)", NULL}, {"hPa", NULL},
    {"kPa", NULL}, {"bar", NULL}, {"ppm", NULL}, {"kcal", NULL}, {"mol", NULL}, {"pk", NULL},
};
static const struct {
    const char *word; /* lower case */
    const char *unit;
} unit_words[] = {
    {"procent", "%"}, {"percent", "%"}, {"pct", "%"}, {"procentpunt", "procentpunt"},
    {"procentpunten", "procentpunt"}, {"promille", "‰"}, {"kilometer per uur", "km/h"},
    {"kilometer", "km"}, {"kilometers", "km"}, {"vierkante kilometer", "km2"}, {"meter", "m"},
    {"meters", "m"}, {"vierkante meter", "m2"}, {"kubieke meter", "m3"}, {"centimeter", "cm"},
    {"millimeter", "mm"}, {"zeemijl", "nmi"}, {"mijl", "mi"}, {"kilogram", "kg"}, {"kilo", "kg"},
    {"gram", "g"}, {"milligram", "mg"}, {"ton", "t"}, {"kiloton", "kt"}, {"megaton", "Mt"},
    {"liter", "l"}, {"hectoliter", "hl"}, {"milliliter", "ml"}, {"hectare", "ha"},
    {"hectaren", "ha"}, {"are", "a"}, {"megawatt", "MW"}, {"gigawatt", "GW"}, {"kilowatt", "kW"},
    {"watt", "W"}, {"kilowattuur", "kWh"}, {"volt", "V"}, {"hertz", "Hz"}, {"megahertz", "MHz"},
    {"graden", "°"}, {"graden celsius", "°C"}, {"graden fahrenheit", "°F"}, {"graad", "°"},
    {"decibel", "dB"}, {"megabyte", "MB"}, {"gigabyte", "GB"}, {"terabyte", "TB"},
    {"kilobyte", "kB"}, {"seconden", "s"}, {"seconde", "s"}, {"minuten", "min"}, {"minuut", "min"},
    {"uur", "h"}, {"uren", "h"}, {"dagen", "d"}, {"dag", "d"}, {"werkdagen", "werkdagen"},
    {"weken", "weken"}, {"maanden", "maanden"}, {"maand", "maanden"}, {"jaar", "jaar"},
    {"jaren", "jaar"}, {"eeuwen", "eeuwen"}, {"vaten", "vaten"}, {"knopen", "kn"},
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
        end = word;
    }
    *decimal = number;
    return end;
}

size_t decimal_scan_words(struct span text, size_t at, struct decimal *decimal)
{
    int tenths, size;
    size_t end = scan_term(text, at, number_words, &tenths);
    if (end == 0)
        return 0;
    *decimal = (struct decimal){(uint64_t)tenths, -1};
    size_t word = scan_term(text, scan_blanks(text, end), sizes, &size);
    if (word != 0)
        decimal->exponent += size;
    return word != 0 ? word : end;
}

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

/* One number, or two as a range ("5-10", "5 tot 10", "tussen 5 en 10"). A size word behind the last
 * goes for both. */
static size_t scan_number(struct span text, size_t at, struct decimal *first, struct decimal *last,
                          bool *range)
{
    static const struct scan_term words[] = {{"tot", 0}, {"à", 0}, {"en", 1}, {NULL, 0}};
    *range = false;
    size_t end = decimal_scan(text, at, first);
    if (end == 0)
        return decimal_scan_words(text, at, first);
    size_t join = scan_dash(text, scan_blanks(text, end));
    int needs_between = 0;
    if (join == 0 && scan_blank(text, end) != 0)
        join = scan_term(text, scan_blanks(text, end), words, &needs_between);
    if (join == 0 || (scan_blank(text, join) == 0 && !scan_is_digit(text, join)))
        return end;
    if (needs_between != 0 && !span_equal(scan_before(text, at), span_of("tussen")))
        return end;
    size_t behind = decimal_scan(text, scan_blanks(text, join), last);
    if (behind == 0 || scan_byte(text, behind) == '/')
        return end;
    if (first->exponent <= 0 && last->exponent >= 3)
        first->exponent += last->exponent - (last->exponent % 3);
    *range = true;
    return behind;
}

static void add_numbers(struct buf *norm, struct decimal first, struct decimal last, bool range,
                        const char *unit)
{
    decimal_add(norm, first);
    if (range) {
        buf_add_byte(norm, '-');
        decimal_add(norm, last);
    }
    buf_printf(norm, " %s", unit);
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static size_t scan_code(struct span text, size_t at, int *currency)
{
    if (!is_capital(scan_byte(text, at)) || !is_capital(scan_byte(text, at + 1)) ||
        !is_capital(scan_byte(text, at + 2)) || scan_letter(text, at + 3) != 0)
        return 0;
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        size_t end = scan_string(text, at, codes[i]);
        if (end != 0) {
            *currency = (int)i;
            return end;
        }
    }
    return 0;
}

static size_t scan_symbol(struct span text, size_t at, int *currency)
{
    for (size_t i = 0; i < ARRAY_LEN(symbols); i++) {
        size_t end = scan_string(text, at, symbols[i].symbol);
        if (end != 0) {
            *currency = symbols[i].currency;
            return end;
        }
    }
    return 0;
}

static void add_money(struct buf *norm, struct decimal first, struct decimal last, bool range,
                      int currency)
{
    if (currency == CENT) {
        first.exponent -= 2;
        last.exponent -= 2;
    }
    add_numbers(norm, first, last, range, codes[currency == CENT ? EUR : currency]);
}

/* € 3,5 miljard; EUR 20 000; $5; f 10,-; € 5,- */
static size_t find_money(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    int currency = NLG;
    char first = scan_byte(text, where->at);
    if (first >= 'a' && first <= 'z' && first != 'f')
        return 0;
    size_t at = scan_symbol(text, where->at, &currency);
    if (at == 0)
        at = scan_code(text, where->at, &currency);
    bool guilder = at == 0 && first == 'f';
    if (guilder)
        at = where->at + (scan_byte(text, where->at + 1) == 'l' ? 2 : 1);
    if (at == 0)
        return 0;
    if (guilder && scan_byte(text, at) == '.')
        at++;
    struct decimal number, last = {0};
    bool range;
    size_t blank = scan_blanks(text, at);
    if (!scan_is_digit(text, blank))
        return 0;
    size_t end = scan_number(text, blank, &number, &last, &range);
    if (end == 0)
        return 0;
    /* A round amount: "€ 5,-" "f 10,--" "€ 5,–" */
    char mark = scan_byte(text, end);
    size_t dash = mark == ',' || mark == '.' ? scan_dash(text, end + 1) : 0;
    if (dash != 0) {
        size_t second = scan_dash(text, dash);
        end = second != 0 ? second : dash;
    }
    if ((guilder && dash == 0 && number.exponent != -2) || scan_alnum(text, end) != 0)
        return 0;
    add_money(norm, number, last, range, currency);
    return end;
}

/* 20 000 euro; 2 miljoen dollar; 5 €; twee miljard Zwitserse frank */
static size_t find_money_behind(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    struct decimal first, last = {0};
    bool range;
    int currency = -1;
    size_t at = scan_number(text, where->at, &first, &last, &range);
    if (at == 0)
        return 0;
    size_t dash = scan_byte(text, at) == ',' ? scan_dash(text, at + 1) : 0;
    if (dash != 0) /* 20.000,- euro */
        at = dash;
    size_t blank = scan_blanks(text, at);
    size_t end = scan_symbol(text, blank, &currency);
    if (end == 0)
        end = scan_code(text, blank, &currency);
    if (end == 0 && blank != at)
        end = scan_term(text, blank, currency_words, &currency);
    if (end != 0 && currency < 0 && first.exponent + last.exponent >= 5)
        currency = scan_word(text, blank, "rand") != 0 ? ZAR : GBP; /* nobody weighs millions */

    if (end == 0 || currency < 0 || scan_hyphen(text, end) != 0)
        return 0;
    bool article = first.digits == 10 && first.exponent == -1 && scan_letter(text, where->at) != 0;
    if (article) /* "een euro" may be any */
        return 0;
    add_money(norm, first, last, range, currency);
    return end;
}

static size_t scan_unit_symbol(struct span text, size_t at, const char **unit)
{
    size_t best = 0;
    for (size_t i = 0; i < ARRAY_LEN(unit_symbols); i++) {
        const char *written = unit_symbols[i].written;
        if (written[0] != scan_byte(text, at))
            continue;
        size_t end = scan_string(text, at, written);
        if (end <= best || scan_alnum(text, end) != 0)
            continue;
        best = end;
        *unit = unit_symbols[i].unit != NULL ? unit_symbols[i].unit : written;
    }
    return best;
}

static size_t scan_unit_word(struct span text, size_t at, const char **unit)
{
    size_t best = 0;
    for (size_t i = 0; i < ARRAY_LEN(unit_words); i++) {
        size_t end = scan_word(text, at, unit_words[i].word);
        if (end <= best)
            continue;
        best = end;
        *unit = unit_words[i].unit;
    }
    return best;
}

/* Behind a minus that stands alone before its number; `at` when there is none. */
static size_t scan_minus(struct span text, size_t at)
{
    size_t end = scan_string(text, at, "-");
    if (end == 0)
        end = scan_string(text, at, "−");
    bool free = at == 0 || text.at[at - 1] == ' ' || text.at[at - 1] == '(';
    return end != 0 && free && scan_is_digit(text, end) ? end : at;
}

/* 12 %; 40 km; 25 graden; -5 °C; 5 à 10 procent; tien procent */
static size_t find_quantity(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    struct decimal first, last = {0};
    bool range;
    const char *unit = "";
    size_t start = scan_minus(text, where->at);
    size_t at = scan_number(text, start, &first, &last, &range);
    if (at == 0)
        return 0;
    bool words = !scan_is_digit(text, start);
    size_t blank = scan_blanks(text, at);
    size_t end = words ? 0 : scan_unit_symbol(text, blank, &unit);
    if (end == 0 && blank != at)
        end = scan_unit_word(text, blank, &unit);
    if (end == 0 || scan_hyphen(text, end) != 0)
        return 0;
    if (strcmp(unit, "h") == 0 && first.exponent == -2) /* 14.00 uur is an hour */
        return 0;
    /* In words only shares: "twee dagen" is told, not measured. */
    if (words && strcmp(unit, "%") != 0 && strcmp(unit, "‰") != 0)
        return 0;
    /* A letter glued to a number is as often a name: 5m, 3g, but 5km and 3kg. */
    if (blank == at && scan_letters(text, at).len == 1 && end - at == 1)
        return 0;
    if (start != where->at) {
        if (!span_starts(span_of(unit), "°")) /* else a dash */
            return 0;
        buf_add_byte(norm, '-');
    }
    add_numbers(norm, first, last, range, unit);
    return end;
}

// clang-format off
const struct pattern_rule amount_rules[] = {
    {ENTITY_MONEY,    "euscgnbjdrpatkhizmx\xe2$\xc2\xc6" "f", find_money},
    {ENTITY_MONEY,    "0123456789\xc3" "atdvzenth",           find_money_behind},
    {ENTITY_QUANTITY, "0123456789-\xe2" "atdvzenth",          find_quantity},
};
// clang-format on
const size_t amount_rule_count = ARRAY_LEN(amount_rules);
