/* Articles of acts and treaties with their parts: "artikel 5, lid 2, VEU". Forms:
 * interinstitutional style guide of the EU, Dutch law citation (Leidraad voor juridische auteurs).
 */
#include <config.h>

#include <string.h>

#include "src/language/pattern_rule.h"

// clang-format off
/* Treaties and laws by what stands behind an article, with or without "van het"; the norm's
 * abbreviation (NULL: as written). */
static const struct {
    const char *written, *name;
} laws[] = {
    {"VEU", NULL}, {"VWEU", NULL}, {"EU-Verdrag", "VEU"}, {"EG-Verdrag", "EG"}, {"EG", NULL}, {"EGA", NULL},
    {"EVRM", NULL}, {"AVG", NULL}, {"BW", NULL}, {"Awb", NULL}, {"AWB", "Awb"}, {"Sr", NULL}, {"Sv", NULL},
    {"Rv", NULL}, {"Gw", NULL}, {"Wft", NULL}, {"Wob", NULL}, {"Woo", NULL}, {"WvSr", "Sr"},
    {"WvSv", "Sv"}, {"Sw", NULL}, {"Swb", NULL}, {"IVBPR", NULL}, {"IVRK", NULL}, {"Vw", NULL},
    {"Vb", NULL}, {"Vv", NULL}, {"AWR", NULL}, {"Awir", NULL}, {"Wlz", NULL}, {"Wmo", NULL}, {"Zvw", NULL},
    {"Wvw", "WVW"}, {"WVW", NULL}, {"Wwft", NULL}, {"Pw", NULL}, {"Wabo", NULL}, {"Wro", NULL},
    {"Uavg", NULL}, {"UAVG", "Uavg"}, {"Fw", NULL}, {"Kw", NULL}, {"Ow", NULL}, {"Wet IB", NULL},
    {"Wet OB", NULL}, {"WW", NULL}, {"ZW", NULL}, {"WIA", NULL}, {"Wet WIA", "WIA"}, {"AOW", NULL},
    {"Anw", NULL}, {"Wahv", NULL}, {"WWM", NULL}, {"RWN", NULL}, {"WOR", NULL}, {"Wnb", NULL}, {"Wm", NULL},
    {"Bor", NULL}, {"Bkl", NULL}, {"Bal", NULL}, {"Wpg", NULL}, {"RO", NULL}, {"Wet RO", "RO"}, {"Wbp", NULL},
    {"Verdrag betreffende de werking van de Europese Unie", "VWEU"},
    {"Verdrag betreffende de Europese Unie", "VEU"},
    {"Verdrag tot oprichting van de Europese Gemeenschap", "EG"},
    {"Verdrag tot oprichting van de Europese Gemeenschap voor Atoomenergie", "EGA"},
    {"Europees Verdrag tot bescherming van de rechten van de mens en de fundamentele vrijheden", "EVRM"},
    {"Europees Verdrag voor de Rechten van de Mens", "EVRM"},
    {"Europees Verdrag voor de rechten van de mens", "EVRM"},
    {"Handvest van de grondrechten van de Europese Unie", "Handvest van de grondrechten"},
    {"Handvest van de grondrechten", NULL}, {"Handvest van de Verenigde Naties", "VN-Handvest"},
    {"VN-Handvest", NULL}, {"VN-handvest", "VN-Handvest"}, {"Handvest", NULL}, {"Grondwet", NULL},
    {"Burgerlijk Wetboek", "BW"}, {"Wetboek van Strafrecht", "Sr"}, {"Wetboek van Strafvordering", "Sv"},
    {"Wetboek van Burgerlijke Rechtsvordering", "Rv"}, {"Algemene wet bestuursrecht", "Awb"},
};
/* How the name of a law of one word ends: Gemeentewet, Bouwbesluit 2012. */
static const char *const law_endings[] = {
    "wet", "wetboek", "besluit", "regeling", "verordening", "verdrag", "reglement", "statuut", "codex",
};
static const struct scan_term article_words[] = {
    {"artikel", 1}, {"artikelen", 2}, {"artikels", 2}, {"art.", 1}, {"artt.", 2}, {"art", 1}, {NULL, 0},
};
static const struct scan_term paragraph_ordinals[] = {
    {"eerste", 1}, {"tweede", 2}, {"derde", 3}, {"vierde", 4}, {"vijfde", 5}, {"zesde", 6},
    {"zevende", 7}, {"achtste", 8}, {"negende", 9}, {"tiende", 10}, {NULL, 0},
};
/* Parts of an article, and their norm's word. */
static const struct {
    const char *written, *name;
} parts[] = {
    {"lid", "lid"}, {"leden", "leden"}, {"alinea", "alinea"}, {"onder", "onder"}, {"punt", "punt"},
    {"punten", "punten"}, {"letter", "onder"}, {"onderdeel", "onderdeel"}, {"onderdelen", "onderdelen"},
    {"sub", "onder"}, {"aanhef", "aanhef"}, {"zin", "zin"}, {"volzin", "volzin"}, {"streepje", "streepje"},
};
// clang-format on

/* What was put in between later: "bis". */
static size_t scan_suffix(struct span text, size_t at)
{
    static const struct scan_term suffixes[] = {{"bis", 0},       {"ter", 0},    {"quater", 0},
                                                {"quinquies", 0}, {"sexies", 0}, {NULL, 0}};
    int ignored;
    return scan_term(text, at, suffixes, &ignored);
}

/* "5" "3a" "2:1" "3.1.2" "7bis" "IV" */
static size_t scan_article_number(struct span text, size_t at)
{
    size_t end = scan_digits(text, at, 1, 4, NULL);
    if (end == 0) {
        for (end = at; scan_byte(text, end) != '\0' && strchr("IVXLC", text.at[end]) != NULL; end++)
            ;
        return end != at && scan_alnum(text, end) == 0 ? end : 0;
    }
    for (int i = 0; i < 3; i++) {
        char mark = scan_byte(text, end);
        size_t more = mark == ':' || mark == '.' ? scan_digits(text, end + 1, 1, 4, NULL) : 0;
        if (more == 0)
            break;
        end = more;
    }
    size_t suffix = scan_suffix(text, end);
    if (suffix != 0)
        return suffix;
    size_t len = scan_letter(text, end);
    if (len == 1 && text.at[end] >= 'a' && text.at[end] <= 'z')
        end++;
    return scan_number_ends(text, end) || scan_dash(text, end) != 0 ? end : 0;
}

/* Behind one value of a list, the next one: ", 2" " en 3" "-5" " tot en met 9". */
static size_t scan_join(struct span text, size_t at)
{
    static const struct scan_term words[] = {
        {"en", 0}, {"of", 0}, {"tot en met", 0}, {"t/m", 0}, {"tot", 0}, {"juncto", 0}, {NULL, 0}};
    int ignored;
    size_t dash = scan_dash(text, at);
    if (dash != 0)
        return dash;
    if (scan_byte(text, at) == ',')
        return scan_blanks(text, at + 1);
    size_t word = scan_term(text, scan_blanks(text, at), words, &ignored);
    return word != 0 && scan_blank(text, at) != 0 ? scan_blanks(text, word) : 0;
}

typedef size_t scan_value_fn(struct span text, size_t at);

/* Values joined: "24 en 29", "1, 2 en 4 tot en met 6". */
static size_t scan_values(struct span text, size_t at, scan_value_fn *value)
{
    size_t end = value(text, at);
    while (end != 0) {
        size_t next = scan_join(text, end);
        size_t more = next != 0 ? value(text, next) : 0;
        if (more == 0)
            break;
        end = more;
    }
    return end;
}

/* How far back an open bracket is looked for. */
#define BRACKET_REACH 400

/* Is a bracket open where the closing one at `at` stands? Then it isn't the part's own. */
static bool closes_bracket(struct span text, size_t at)
{
    int depth = 0;
    for (size_t i = at > BRACKET_REACH ? at - BRACKET_REACH : 0; i < at; i++)
        depth += text.at[i] == '(' ? 1 : text.at[i] == ')' && depth > 0 ? -1 : 0;
    return depth > 0;
}

/* "2" "a)" "b" "ii)" "(c)": the number or letter of a part. */
static size_t scan_part_value(struct span text, size_t at)
{
    size_t open = scan_byte(text, at) == '(' ? at + 1 : at;
    size_t end = scan_digits(text, open, 1, 3, NULL);
    bool digits = end != 0;
    if (!digits) {
        end = open;
        while (scan_byte(text, end) >= 'a' && text.at[end] <= 'z')
            end++;
        if (end == open || end - open > 4)
            return 0;
        bool roman = end - open > 1;
        for (size_t i = open; roman && i < end; i++)
            if (strchr("ivx", text.at[i]) == NULL)
                return 0;
    }
    size_t suffix =
        digits && scan_blank(text, end) != 0 ? scan_suffix(text, scan_blanks(text, end)) : 0;
    if (suffix != 0 && open == at) /* "lid 2 bis" */
        return suffix;
    if (scan_byte(text, end) == ')' && (open != at || (!digits && !closes_bracket(text, end))))
        return end + 1;
    if (scan_alnum(text, end) != 0 || open != at)
        return 0;
    size_t degree = scan_string(text, end, "°");
    return degree != 0 ? degree : end;
}

static size_t scan_part_name(struct span text, size_t at, const char **name)
{
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        size_t end = scan_word(text, at, parts[i].written);
        if (end != 0) {
            *name = parts[i].name;
            return end;
        }
    }
    return 0;
}

/* "lid 2", "tweede lid", "leden 1 en 2", "onder a)", "aanhef": one part of an article; its norm
 * begins with ", ". */
static size_t scan_part(struct span text, size_t at, struct buf *norm)
{
    int ordinal = 0;
    const char *name;
    size_t start = scan_byte(text, at) == ',' ? at + 1 : at;
    size_t word = scan_word(text, scan_blanks(text, start), "en"); /* "aanhef en onder a" */
    start = scan_blanks(text, word != 0 ? word : start);
    size_t ten = scan_word(text, start, "ten");
    size_t first =
        scan_term(text, ten != 0 ? scan_blanks(text, ten) : start, paragraph_ordinals, &ordinal);
    if (ten != 0 && first != 0) {
        buf_add_string(norm, ", ");
        scan_add_plain(norm, (struct span){text.at + start, first - start});
        return first;
    }
    size_t end = scan_part_name(text, first != 0 ? scan_blanks(text, first) : start, &name);
    if (end == 0)
        return 0;
    if (first != 0) {
        buf_printf(norm, ", %s %d", name, ordinal);
        return end;
    }
    if (strcmp(name, "aanhef") == 0) {
        buf_add_string(norm, ", aanhef");
        return end;
    }
    size_t value = scan_blanks(text, end);
    end = scan_values(text, value, scan_part_value);
    if (end == 0)
        return 0;
    buf_printf(norm, ", %s ", name);
    scan_add_plain(norm, (struct span){text.at + value, end - value});
    return end;
}

/* The law of the table at `at`, the longest, and its name in a norm. */
static size_t scan_known_law(struct span text, size_t at, const char **name)
{
    size_t best = 0;
    for (size_t i = 0; i < ARRAY_LEN(laws); i++) {
        if (laws[i].written[0] != scan_byte(text, at))
            continue;
        size_t end = scan_string(text, at, laws[i].written);
        if (end <= best || scan_alnum(text, end) != 0)
            continue;
        best = end;
        *name = laws[i].name != NULL ? laws[i].name : laws[i].written;
    }
    return best;
}

/* A word with a capital that ends as laws do, and is more than that: Gemeentewet. */
static size_t scan_law_word(struct span text, size_t at)
{
    struct span word = scan_letters(text, at);
    if (word.len == 0 || word.at[0] < 'A' || word.at[0] > 'Z')
        return 0;
    for (size_t i = 0; i < ARRAY_LEN(law_endings); i++)
        if (span_ends(word, law_endings[i]) && word.len > strlen(law_endings[i]) + 2)
            return at + word.len;
    return 0;
}

/* A law by its name, with the year that tells it from others: "Awb", "Wegenverkeerswet 1994". */
static size_t scan_law_name(struct span text, size_t at, struct buf *norm)
{
    const char *name = NULL;
    uint64_t year;
    size_t end = scan_known_law(text, at, &name);
    if (end == 0) {
        end = scan_law_word(text, at);
        buf_add(norm, text.at + at, end != 0 ? end - at : 0);
    } else {
        buf_add_string(norm, name);
    }
    size_t start = end != 0 ? scan_blanks(text, end) : 0;
    size_t behind = end != 0 && start != end ? year_scan(text, start, &year) : 0;
    if (behind == 0 || year < 1800 || !scan_number_ends(text, behind))
        return end;
    buf_printf(norm, " %u", (unsigned)year);
    return behind;
}

/* ", VEU", " van het Verdrag betreffende de Europese Unie", " van Verordening (EU) 2016/679". */
static size_t scan_law(struct span text, size_t at, bool has_parts, struct buf *norm)
{
    size_t start = scan_blanks(text, scan_byte(text, at) == ',' ? at + 1 : at);
    if (start == at)
        return 0;
    size_t van = scan_word(text, start, "van");
    size_t act = van != 0 ? scan_blanks(text, van) : start;
    size_t article = van != 0 ? scan_word(text, act, "de") : 0;
    if (van != 0 && article == 0)
        article = scan_word(text, act, "het");
    act = article != 0 ? scan_blanks(text, article) : act;
    size_t base = norm->len;
    struct pattern_place where = {.text = text, .at = act};
    buf_add_string(norm, has_parts ? ", van " : " van ");
    size_t end = act_find(&where, norm); /* first: its kind ends as the names of laws do */
    if (end != 0)
        return van != 0 ? end : 0;
    buf_cut(norm, base);
    buf_add_string(norm, has_parts ? ", " : " ");
    return scan_law_name(text, act, norm);
}

/* Is this the number over an article in the act itself ("Artikel 5" alone, "Artikel 5. In deze
 * wet", "Artikel 5 Begrippen")? */
static bool is_own_heading(struct span text, size_t at, size_t end)
{
    if (at != 0 || scan_byte(text, 0) != 'A')
        return false;
    size_t next = scan_blanks(text, end);
    char byte = scan_byte(text, next);
    return byte == '\0' || byte == '.' || byte == ':' || (byte >= 'A' && byte <= 'Z') ||
           scan_dash(text, next) != 0;
}

/* All parts behind an article's number; `at` when there are none. */
static size_t scan_parts(struct span text, size_t at, struct buf *norm)
{
    for (int i = 0; i < 5; i++) {
        size_t base = norm->len;
        size_t end = scan_part(text, at, norm);
        if (end == 0) {
            buf_cut(norm, base);
            break;
        }
        at = end;
    }
    return at;
}

/* ", en 6" behind the parts of the article before, in "artikelen 5, lid 1, en 6, lid 2". */
static size_t scan_next_article(struct span text, size_t at, struct buf *norm)
{
    size_t start = scan_blanks(text, scan_byte(text, at) == ',' ? at + 1 : at);
    size_t word = scan_word(text, start, "en");
    size_t number = scan_blanks(text, word != 0 ? word : start);
    size_t end = start != at ? scan_article_number(text, number) : 0;
    if (end == 0 || (word == 0 && scan_byte(text, at) != ','))
        return 0;
    buf_printf(norm, ",%s ", word != 0 ? " en" : "");
    buf_add(norm, text.at + number, end - number);
    return end;
}

/* artikel 5; artikel 5, lid 2, VEU; artikelen 24 en 29 van het Verdrag betreffende de Europese Unie
 */
static size_t find_article(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    int count;
    size_t number = scan_term(text, where->at, article_words, &count);
    if (number == 0 || scan_blanks(text, number) == number)
        return 0;
    number = scan_blanks(text, number);
    size_t end = count == 1 ? scan_article_number(text, number)
                            : scan_values(text, number, scan_article_number);
    if (end == 0)
        return 0;
    buf_add_string(norm, count == 1 ? "artikel " : "artikelen ");
    scan_add_plain(norm, (struct span){text.at + number, end - number});
    size_t bare = end;
    end = scan_parts(text, end, norm);
    for (size_t more; count > 1 && end != bare && (more = scan_next_article(text, end, norm)) != 0;)
        end = scan_parts(text, more, norm);
    size_t base = norm->len;
    size_t law = scan_law(text, end, end != bare, norm);
    if (law == 0)
        buf_cut(norm, base);
    else
        end = law;
    return end == bare && is_own_heading(text, where->at, end) ? 0 : end;
}

const struct pattern_rule article_rules[] = {
    {ENTITY_REF, "a", find_article},
};
const size_t article_rule_count = ARRAY_LEN(article_rules);
