/* Years, where the words around them speak of time, and parts of years. */
#include <config.h>

#include "src/language/pattern_rule.h"

// clang-format off
static const struct scan_term ordinals[] = {
    {"eerste", 1}, {"tweede", 2}, {"derde", 3}, {"vierde", 4}, {"1e", 1}, {"2e", 2}, {"3e", 3},
    {"4e", 4}, {"1ste", 1}, {"2de", 2}, {"3de", 3}, {"4de", 4}, {NULL, 0},
};
/* Words before a year: 1 always, 2 only when what follows doesn't look counted. */
static const struct scan_term year_words[] = {
    {"in", 2}, {"sinds", 1}, {"vanaf", 2}, {"tot", 2}, {"van", 2}, {"uit", 2}, {"anno", 1},
    {"jaar", 1}, {"begin", 1}, {"eind", 1}, {"einde", 1}, {"medio", 1}, {"na", 2}, {"voor", 2},
    {"vóór", 2}, {"voorjaar", 1}, {"najaar", 1}, {"zomer", 1}, {"herfst", 1}, {"winter", 1},
    {"lente", 1}, {"rond", 2}, {"omstreeks", 1}, {"tussen", 2}, {"tegen", 2}, {"per", 2},
    {"over", 2}, {"t/m", 2}, {"seizoen", 1}, {"jaarverslag", 1}, {"begroting", 1},
    {"begrotingsjaar", 1}, {"boekjaar", 1}, {"schooljaar", 1}, {"vergaderjaar", 1},
    {"belastingjaar", 1}, {"academiejaar", 1}, {"jaargang", 1}, {"ca.", 2}, {"circa", 2},
    {"met", 2}, {"m", 2}, {"kwartaal", 1}, {"semester", 1}, {"jaren", 1}, {"sedert", 1},
    {"gedurende", 2}, {"herziening", 1}, {"versie", 1}, {"editie", 1}, {"agenda", 1}, {"periode", 1},
    {"heel", 2}, {"gans", 2}, {"zittingsjaar", 1}, {"halfjaar", 1},
    {NULL, 0},
};
/* Words that can follow a year but not a number that counts something. */
static const struct scan_term after_year[] = {
    {"de", 0}, {"het", 0}, {"een", 0}, {"van", 0}, {"en", 0}, {"of", 0}, {"is", 0}, {"was", 0},
    {"werd", 0}, {"werden", 0}, {"waren", 0}, {"zijn", 0}, {"wordt", 0}, {"worden", 0}, {"heeft", 0},
    {"hebben", 0}, {"had", 0}, {"hadden", 0}, {"op", 0}, {"te", 0}, {"door", 0}, {"voor", 0},
    {"met", 0}, {"die", 0}, {"dat", 0}, {"bij", 0}, {"tot", 0}, {"in", 0}, {"aan", 0}, {"over", 0},
    {"om", 0}, {"als", 0}, {"niet", 0}, {"ook", 0}, {"nog", 0}, {"al", 0}, {"er", 0}, {"dan", 0},
    {"hij", 0}, {"zij", 0}, {"ze", 0}, {"we", 0}, {"wij", 0}, {"men", 0}, {"kwam", 0}, {"kon", 0},
    {"zal", 0}, {"zou", 0}, {"moet", 0}, {"moest", 0}, {"kreeg", 0}, {"ging", 0}, {"tegen", 0},
    {"onder", 0}, {"naar", 0}, {"uit", 0}, {"na", 0}, {"tussen", 0}, {"wil", 0}, {"stond", 0},
    {"besloot", 0}, {"nam", 0}, {"bleef", 0}, {"haar", 0}, {"dit", 0}, {"deze", 0}, {"toen", 0},
    {"omdat", 0}, {"maar", 0}, {"waarin", 0}, {"lag", 0}, {"steeg", 0}, {"daalde", 0}, {NULL, 0},
};
/* Words after a number that say it counts, whatever stands before it. */
static const struct scan_term counted[] = {
    {"euro", 0}, {"dollar", 0}, {"miljoen", 0}, {"miljard", 0}, {"procent", 0}, {"km", 0}, {"m", 0},
    {"kg", 0}, {"meter", 0}, {"kilometer", 0}, {"inwoners", 0}, {"mensen", 0}, {"personen", 0},
    {"keer", 0}, {"maal", 0}, {"jaar", 0}, {"dagen", 0}, {"uur", 0}, {"ton", 0}, {"stuks", 0},
    {"hectare", 0}, {"ha", 0}, {"gulden", 0}, {"frank", 0}, {"leden", 0}, {"woorden", 0},
    {"bladzijden", 0}, {"gevallen", 0}, {"slachtoffers", 0}, {"gram", 0}, {"liter", 0}, {NULL, 0},
};
// clang-format on

#define YEAR_FIRST 1000
#define YEAR_LAST 2199

bool year_is_likely(uint64_t year)
{
    return year >= YEAR_FIRST && year <= YEAR_LAST;
}

size_t year_scan(struct span text, size_t at, uint64_t *year)
{
    uint64_t value;
    size_t end = scan_digits(text, at, 4, 4, &value);
    if (end == 0 || !year_is_likely(value) || scan_alnum(text, end) != 0)
        return 0;
    *year = value;
    return end;
}

/* A year of two digits: a window that ends in 2049. */
uint64_t year_full(uint64_t two)
{
    return two < 50 ? 2000 + two : 1900 + two;
}

/* ’17, '17 */
size_t year_scan_short(struct span text, size_t at, uint64_t *year)
{
    uint64_t two;
    size_t quote = scan_string(text, at, "’");
    if (quote == 0)
        quote = scan_string(text, at, "'");
    size_t end = quote != 0 ? scan_digits(text, quote, 2, 2, &two) : 0;
    if (end == 0 || scan_alnum(text, end) != 0)
        return 0;
    *year = year_full(two);
    return end;
}

bool year_is_announced(struct span text, size_t at, int *kind)
{
    return scan_is_term(scan_before(text, at), year_words, kind);
}

/* Does what stands behind a number look like something counted? */
static bool is_counting(struct span text, size_t end, uint64_t number)
{
    size_t next = scan_blanks(text, end);
    if (next == end || scan_letter(text, next) == 0)
        return next < text.len && (scan_byte(text, next) == '%' || next == end) &&
               scan_string(text, next, "%") != 0;
    struct span word = scan_letters(text, next);
    if (scan_is_term(word, counted, NULL))
        return true;
    bool capital = word.at[0] >= 'A' && word.at[0] <= 'Z';
    if (number % 100 != 0 || capital || scan_is_term(word, after_year, NULL))
        return false;
    /* A past tense tells of the year: "in 2000 startte". */
    return !span_ends(word, "de") && !span_ends(word, "te") && !span_ends(word, "den");
}

/* Is this hit the year before in a list, "2010, 2013 en 2015"? */
static bool continues_years(const struct pattern_place *where)
{
    static const char *const joins[] = {", ",           " en ",  " of ", " tot ", ", en ",
                                        " tot en met ", " t/m ", " - ",  " – "};
    return where->before == ENTITY_DATE && where->before_norm.len == 4 &&
           place_follows(where, joins, ARRAY_LEN(joins));
}

static size_t find_year(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    uint64_t year;
    size_t end = year_scan(text, where->at, &year);
    if (end == 0 || !scan_number_ends(text, end) || scan_hyphen(text, end) != 0 ||
        is_counting(text, end, year))
        return 0;
    int kind = 0;
    bool context = year_is_announced(text, where->at, &kind);
    /* The year of a book or of a life: (1951). */
    bool bracketed = where->at > 0 && text.at[where->at - 1] == '(' &&
                     (scan_byte(text, end) == ')' || scan_byte(text, end) == ',') && year >= 1500;
    if (!bracketed && !continues_years(where) && (!context || (kind == 2 && year < 1400)))
        return 0;
    buf_printf(norm, "%04u", (unsigned)year);
    return end;
}

/* 2014-2020, 2018/2019, 2018/19, oorlog van 1914-18 */
static size_t find_years(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    uint64_t first, last;
    size_t at = year_scan(text, where->at, &first);
    if (at == 0)
        return 0;
    bool slash = scan_byte(text, at) == '/';
    size_t join = slash ? at + 1 : scan_dash(text, at);
    bool bracketed = where->at > 0 && text.at[where->at - 1] == '(';
    if (join == 0 && (bracketed || year_is_announced(text, where->at, NULL))) {
        join = scan_dash(text, scan_blanks(text, at)); /* (2014 – 2020) */
        join = join != 0 ? scan_blanks(text, join) : 0;
    }
    if (join == 0)
        return 0;
    size_t end = year_scan(text, join, &last);
    if (end == 0)
        end = year_scan_short(text, join, &last); /* 1955-'57 */
    if (end == 0 && (end = scan_digits(text, join, 2, 2, &last)) != 0) {
        last += first / 100 * 100;
        bool sure = first < 2000 && last % 100 > 12 && year_is_announced(text, where->at, NULL);
        if (!slash && last != first + 1 && !sure && !bracketed) /* 2019-12 may be a month */
            return 0;
    }
    if (end == 0 || !scan_number_ends(text, end) || first < 1400 || last <= first ||
        (slash && last != first + 1))
        return 0;
    buf_printf(norm, "%04u/%04u", (unsigned)first, (unsigned)last);
    return end;
}

/* The months first..last of a year as an interval; *at stands behind "kwartaal" or its like. */
static size_t add_part_of_year(struct span text, size_t at, unsigned first, unsigned last,
                               struct buf *norm)
{
    uint64_t year;
    at = scan_blanks(text, at);
    size_t word = scan_word(text, at, "van");
    if (word != 0)
        at = scan_blanks(text, word);
    size_t end = year_scan(text, at, &year);
    if (end == 0 || !scan_number_ends(text, end))
        return 0;
    buf_printf(norm, "%04u-%02u/%04u-%02u", (unsigned)year, first, (unsigned)year, last);
    return end;
}

/* eerste kwartaal van 2019; 1e helft 2019; tweede semester 2019 */
static size_t find_part_of_year(const struct pattern_place *where, struct buf *norm)
{
    static const struct scan_term parts[] = {{"kwartaal", 3}, {"helft", 6},     {"halfjaar", 6},
                                             {"semester", 6}, {"trimester", 3}, {NULL, 0}};
    struct span text = where->text;
    int number, length;
    size_t at = scan_term(text, where->at, ordinals, &number);
    if (at == 0)
        return 0;
    at = scan_term(text, scan_blanks(text, at), parts, &length);
    if (at == 0 || number * length > 12)
        return 0;
    return add_part_of_year(text, at, (unsigned)(number * length - length + 1),
                            (unsigned)(number * length), norm);
}

/* Q3 2019, H1 2019 */
static size_t find_quarter(const struct pattern_place *where, struct buf *norm)
{
    uint64_t number;
    char kind = scan_byte(where->text, where->at);
    unsigned length = kind == 'Q' ? 3 : kind == 'H' ? 6 : 0;
    size_t at = scan_digits(where->text, where->at + 1, 1, 1, &number);
    if (at == 0 || length == 0 || number < 1 || number * length > 12 ||
        scan_blank(where->text, at) == 0)
        return 0;
    return add_part_of_year(where->text, at, length * ((unsigned)number - 1) + 1,
                            length * (unsigned)number, norm);
}

/* week 23 van 2019 */
static size_t find_week(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    uint64_t week, year;
    size_t at = scan_word(text, where->at, "week");
    if (at == 0 || (at = scan_digits(text, scan_blanks(text, at), 1, 2, &week)) == 0 || week < 1 ||
        week > 53)
        return 0;
    if (scan_byte(text, at) == ',')
        at++;
    at = scan_blanks(text, at);
    size_t word = scan_word(text, at, "van");
    size_t end = year_scan(text, word != 0 ? scan_blanks(text, word) : at, &year);
    if (end == 0 || !scan_number_ends(text, end))
        return 0;
    buf_printf(norm, "%04u-W%02u", (unsigned)year, (unsigned)week);
    return end;
}

// clang-format off
const struct pattern_rule year_rules[] = {
    {ENTITY_DATE, "12",            find_year},
    {ENTITY_DATE, "12",            find_years},
    {ENTITY_DATE, "etdv1234",      find_part_of_year},
    {ENTITY_DATE, "QH",            find_quarter},
    {ENTITY_DATE, "w",             find_week},
};
// clang-format on
const size_t year_rule_count = ARRAY_LEN(year_rules);
