/* Quantities: an exact number with its unit (SI symbols, and words for what has none). */
#include <config.h>

#include <string.h>

#include "src/language/pattern_rule.h"

// clang-format off
static const struct {
    const char *written, *unit; /* exact case; unit NULL: the same */
} unit_symbols[] = {
    {"%", NULL}, {"‰", NULL}, {"km²", "km2"}, {"km2", NULL}, {"km³", "km3"}, {"km/h", NULL},
    {"km/u", "km/h"}, {"km/uur", "km/h"}, {"km", NULL}, {"m²", "m2"}, {"m2", NULL}, {"m³", "m3"},
    {"m3", NULL}, {"m/s", NULL}, {"m", NULL}, {"cm²", "cm2"}, {"cm2", NULL}, {"cm³", "cm3"},
    {"cm", NULL}, {"mm²", "mm2"}, {"mm", NULL}, {"µm", NULL}, {"nm", NULL}, {"dm", NULL}, {"hm", NULL},
    {"kg", NULL}, {"g", NULL}, {"mg/l", NULL}, {"mg/kg", NULL}, {"mg", NULL}, {"µg", NULL},
    {"ha", NULL}, {"l", NULL}, {"cl", NULL}, {"dl", NULL}, {"ml", NULL}, {"hl", NULL}, {"kW", NULL},
    {"MW", NULL}, {"GW", NULL}, {"TW", NULL}, {"W", NULL}, {"kWh", NULL}, {"Wh", NULL}, {"MWh", NULL}, {"GWh", NULL},
    {"TWh", NULL}, {"kJ", NULL}, {"MJ", NULL}, {"GJ", NULL}, {"PJ", NULL}, {"TJ", NULL}, {"V", NULL},
    {"kV", NULL}, {"Hz", NULL}, {"kHz", NULL}, {"MHz", NULL}, {"GHz", NULL}, {"kB", NULL}, {"KB", "kB"},
    {"MB", NULL}, {"GB", NULL}, {"TB", NULL}, {"KiB", NULL}, {"MiB", NULL}, {"GiB", NULL},
    {"Mbit/s", NULL}, {"Gbit/s", NULL}, {"kbit/s", NULL}, {"Mbps", "Mbit/s"}, {"Gbps", "Gbit/s"},
    {"°C", NULL}, {"° C", "°C"}, {"°F", NULL}, {"°", NULL}, {"dB", NULL}, {"dB(A)", NULL}, {"hPa", NULL},
    {"kPa", NULL}, {"bar", NULL}, {"ppm", NULL}, {"kcal", NULL}, {"mol", NULL}, {"mmol", NULL}, {"pk", NULL}, {"PK", "pk"},
    {"Mton", "Mt"}, {"Mt", NULL}, {"kton", "kt"}, {"kt", NULL}, {"ms", NULL}, {"min", NULL},
    {"min.", "min"}, {"sec.", "s"}, {"kVA", NULL}, {"kN", NULL}, {"MPa", NULL}, {"mSv", NULL}, {"Bq", NULL},
};
static const struct {
    const char *word; /* lower case */
    const char *unit;
} unit_words[] = {
    {"procent", "%"}, {"percent", "%"}, {"pct", "%"}, {"procentpunt", "procentpunt"},
    {"procentpunten", "procentpunt"}, {"promille", "‰"}, 
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
    {"jaren", "jaar"}, {"eeuwen", "eeuwen"}, {"vaten", "vaten"}, {"basispunt", "basispunt"}, {"basispunten", "basispunt"},
    {"inch", "inch"}, {"lichtjaar", "lichtjaar"}, {"lichtjaren", "lichtjaar"}, {"petajoule", "PJ"},
    {"terawattuur", "TWh"}, {"gigawattuur", "GWh"}, {"megawattuur", "MWh"}, {"kubieke kilometer", "km3"},
    {"kubieke centimeter", "cm3"}, {"vierkante centimeter", "cm2"}, {"zeemijlen", "nmi"}, {"knopen", "kn"},
};
// clang-format on

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

/* What a unit is divided by: "/s", "/m3", " per uur"; its unit. 0 when there is none. */
static size_t scan_per(struct span text, size_t at, const char **unit)
{
    static const struct {
        const char *word, *unit;
        bool speed; /* "120 km per uur"; but "12 kg per dag" tells of days */
    } times[] = {{"s", "s", false},      {"h", "h", false},       {"u", "h", false},
                 {"uur", "h", true},     {"min", "min", false},   {"dag", "d", false},
                 {"d", "d", false},      {"jaar", "jaar", false}, {"j", "jaar", false},
                 {"seconde", "s", true}, {"minuut", "min", true}};
    bool slash = scan_byte(text, at) == '/';
    size_t word = slash ? 0 : scan_word(text, scan_blanks(text, at), "per");
    if (!slash && word == 0)
        return 0;
    size_t start = slash ? at + 1 : scan_blanks(text, word);
    size_t end = slash ? scan_unit_symbol(text, start, unit) : 0;
    for (size_t i = 0; end == 0 && i < ARRAY_LEN(times); i++) {
        end = slash || times[i].speed ? scan_word(text, start, times[i].word) : 0;
        *unit = times[i].unit;
    }
    return end;
}

/* Time is told in words more often than measured: "twee dagen". */
static bool is_time(const char *unit)
{
    static const char *const times[] = {"s",     "min",     "h",    "d",     "werkdagen",
                                        "weken", "maanden", "jaar", "eeuwen"};
    for (size_t i = 0; i < ARRAY_LEN(times); i++)
        if (strcmp(unit, times[i]) == 0)
            return true;
    return false;
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

/* The unit behind a number that ends at `at`, with what it is divided by (NULL: nothing). */
static size_t scan_unit(struct span text, size_t at, bool words, const char **unit,
                        const char **per)
{
    size_t blank = scan_blanks(text, at);
    size_t end = words ? 0 : scan_unit_symbol(text, blank, unit);
    if (end == 0 && blank != at)
        end = scan_unit_word(text, blank, unit);
    *per = NULL;
    size_t divided = end == 0 || is_time(*unit) ? 0 : scan_per(text, end, per);
    if (divided == 0)
        *per = NULL;
    end = divided != 0 ? divided : end;
    return end != 0 && scan_hyphen(text, end) == 0 ? end : 0;
}

/* 12 %; 40 km; 25 graden; -5 °C; 5 à 10 procent; tien procent */
static size_t find_quantity(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    struct decimal first, last = {0};
    bool range;
    const char *unit = "";
    size_t start = scan_minus(text, where->at);
    size_t at = decimals_scan(text, start, &first, &last, &range);
    if (at == 0)
        return 0;
    bool words = !scan_is_digit(text, start);
    const char *per;
    size_t end = scan_unit(text, at, words, &unit, &per);
    if (end == 0)
        return 0;
    if (strcmp(unit, "h") == 0 && first.exponent == -2) /* 14.00 uur is an hour */
        return 0;
    bool article = words && scan_word(text, start, "een") != 0 && first.size == 0;
    bool share = strcmp(unit, "%") == 0 || strcmp(unit, "‰") == 0;
    if (words && (is_time(unit) || (article && !share)))
        return 0;
    /* A letter glued to a number is as often a name: 5m, 3g, but 5km and 3kg. */
    if (scan_blank(text, at) == 0 && scan_letters(text, at).len == 1 && end - at == 1)
        return 0;
    if (start != where->at) {
        if (!span_starts(span_of(unit), "°") && strcmp(unit, "%") != 0) /* else a dash */
            return 0;
        buf_add_byte(norm, '-');
    }
    decimals_add(norm, first, last, range, unit);
    if (per != NULL)
        buf_printf(norm, "/%s", per);
    return end;
}

// clang-format off
const struct pattern_rule quantity_rules[] = {
    {ENTITY_QUANTITY, "0123456789-\xe2\xc3" "atdvzenth", find_quantity},
};
// clang-format on
const size_t quantity_rule_count = ARRAY_LEN(quantity_rules);
