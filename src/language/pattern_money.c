/* Money: an exact number with its currency (ISO 4217). */
#include <config.h>

#include "src/language/pattern_rule.h"

// clang-format off
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
    {"dollar", USD}, {"dollars", USD}, {"amerikaanse dollar", USD}, {"amerikaanse dollars", USD},
    {"us dollar", USD}, {"us-dollars", USD}, {"canadese dollars", CAD}, {"us-dollar", USD},
    {"canadese dollar", CAD}, {"australische dollar", AUD}, {"surinaamse dollar", SRD},
    {"pond", -1}, {"pond sterling", GBP}, {"ponden sterling", GBP}, {"britse ponden", GBP}, {"britse pond", GBP}, {"engelse pond", GBP}, {"yen", JPY},
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
    {"₽", RUB}, {"DM", DEM}, {"BF", BEF}, {"Bfr.", BEF}, {"Hfl.", NLG}, {"Hfl", NLG}, {"hfl.", NLG},
    {"hfl", NLG},
};
// clang-format on

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
        bool letters = end != 0 && scan_letter(text, end - 1) != 0;
        if (end == 0 || (letters && scan_letter(text, end) != 0))
            continue;
        *currency = symbols[i].currency;
        return end;
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
    decimals_add(norm, first, last, range, codes[currency == CENT ? EUR : currency]);
}

/* "f" or "fl." before an amount in guilders; 0 when it isn't there. */
static size_t scan_guilder(struct span text, size_t at)
{
    size_t end = scan_string(text, at, "fl");
    if (end == 0)
        end = scan_string(text, at, "f");
    return end != 0 && scan_byte(text, end) == '.' ? end + 1 : end;
}

/* ",-" ",--" ".–" behind a round amount; `at` when there is none. */
static size_t scan_round(struct span text, size_t at)
{
    char mark = scan_byte(text, at);
    size_t dash = mark == ',' || mark == '.' ? scan_dash(text, at + 1) : 0;
    size_t second = dash != 0 ? scan_dash(text, dash) : 0;
    return second != 0 ? second : dash != 0 ? dash : at;
}

/* € 3,5 miljard; EUR 20 000; $5; f 10,-; € 5,-; € -300 */
static size_t find_money(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    int currency = NLG;
    char first = scan_byte(text, where->at);
    if (first >= 'a' && first <= 'z' && first != 'f' && first != 'h')
        return 0;
    size_t at = scan_symbol(text, where->at, &currency);
    if (at == 0)
        at = scan_code(text, where->at, &currency);
    bool guilder = at == 0;
    if (guilder)
        at = scan_guilder(text, where->at);
    if (at == 0)
        return 0;
    struct decimal number, last = {0};
    bool range;
    size_t start = scan_blanks(text, at);
    bool minus = scan_byte(text, start) == '-' && scan_is_digit(text, start + 1);
    start += minus;
    size_t end =
        scan_is_digit(text, start) ? decimals_scan(text, start, &number, &last, &range) : 0;
    if (end == 0 || (minus && range))
        return 0;
    size_t round = scan_round(text, end);
    /* Any letter f can stand before a number: "f 10,-", "f 12,50" and "f 1.000" are amounts. */
    bool grouped = scan_byte(text, start + 1) == '.' || scan_byte(text, start + 2) == '.' ||
                   scan_byte(text, start + 3) == '.';
    if (guilder && round == end && number.exponent != -2 && !(grouped && number.exponent == 0))
        return 0;
    if (scan_alnum(text, round) != 0)
        return 0;
    buf_add_string(norm, minus ? "-" : "");
    add_money(norm, number, last, range, currency);
    return round;
}

/* 20 000 euro; 2 miljoen dollar; 5 €; twee miljard Zwitserse frank */
static size_t find_money_behind(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    struct decimal first, last = {0};
    bool range;
    int currency = -1;
    size_t at = decimals_scan(text, where->at, &first, &last, &range);
    if (at == 0)
        return 0;
    at = scan_round(text, at); /* 20.000,- euro */
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
    if (!range && first.digits == 10 && scan_word(text, where->at, "een") != 0 && first.size == 0)
        return 0; /* "een euro" may be any */
    add_money(norm, first, last, range, currency);
    return end;
}

// clang-format off
const struct pattern_rule money_rules[] = {
    {ENTITY_MONEY, "euscgnbjdrpatkhizmx\xe2$\xc2\xc6" "f", find_money},
    {ENTITY_MONEY, "0123456789\xc3" "atdvzenth",           find_money_behind},
};
// clang-format on
const size_t money_rule_count = ARRAY_LEN(money_rules);
