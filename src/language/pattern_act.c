/* Acts of the EU and its forerunners by their number, articles of acts and treaties, resolutions of
 * the United Nations. Forms: interinstitutional style guide of the EU, Dutch law citation (Leidraad
 * voor juridische auteurs). Norms are the form of the style guide: singular, with a capital, one
 * blank between parts: "Verordening (EU) 2019/796", "artikel 5, lid 2, VEU". */
#include <config.h>

#include <string.h>

#include "src/language/pattern_rule.h"

// clang-format off
/* Kinds of acts, lower case, and what they are called in a norm. */
static const struct {
    const char *written, *name;
} acts[] = {
    {"verordening", "Verordening"}, {"verordeningen", "Verordening"}, {"richtlijn", "Richtlijn"},
    {"richtlijnen", "Richtlijn"}, {"besluit", "Besluit"}, {"besluiten", "Besluit"},
    {"uitvoeringsverordening", "Uitvoeringsverordening"},
    {"uitvoeringsverordeningen", "Uitvoeringsverordening"},
    {"uitvoeringsbesluit", "Uitvoeringsbesluit"}, {"uitvoeringsbesluiten", "Uitvoeringsbesluit"},
    {"uitvoeringsrichtlijn", "Uitvoeringsrichtlijn"},
    {"gedelegeerde verordening", "Gedelegeerde Verordening"},
    {"gedelegeerde verordeningen", "Gedelegeerde Verordening"},
    {"gedelegeerde richtlijn", "Gedelegeerde Richtlijn"},
    {"gedelegeerd besluit", "Gedelegeerd Besluit"}, {"kaderbesluit", "Kaderbesluit"},
    {"kaderbesluiten", "Kaderbesluit"}, {"beschikking", "Beschikking"},
    {"beschikkingen", "Beschikking"}, {"aanbeveling", "Aanbeveling"},
    {"aanbevelingen", "Aanbeveling"}, {"advies", "Advies"},
    {"gemeenschappelijk optreden", "Gemeenschappelijk Optreden"},
    {"gemeenschappelijk standpunt", "Gemeenschappelijk Standpunt"}, {"kaderrichtlijn", "Kaderrichtlijn"},
    {"richtsnoer", "Richtsnoer"}, {"richtsnoeren", "Richtsnoeren"},
};
/* Communities in brackets before a number or behind its last slash. */
static const char *const communities[] = {
    "EU", "EG", "EEG", "EGKS", "Euratom", "GBVB", "JBZ", "EGA", "ECB", "EC", "EEC",
};
/* Treaties and laws by what stands behind an article; the norm's abbreviation (NULL: as written). */
static const struct {
    const char *written, *name;
} laws[] = {
    {"VEU", NULL}, {"VWEU", NULL}, {"EU-Verdrag", "VEU"}, {"EG-Verdrag", "EG"}, {"EG", NULL}, {"EGA", NULL},
    {"EVRM", NULL}, {"AVG", NULL}, {"BW", NULL}, {"Awb", NULL}, {"AWB", "Awb"}, {"Sr", NULL}, {"Sv", NULL},
    {"Rv", NULL}, {"Gw", NULL}, {"Wft", NULL}, {"Wob", NULL}, {"Woo", NULL}, {"WvSr", "Sr"},
    {"WvSv", "Sv"}, {"Sw", NULL}, {"Swb", NULL}, {"IVBPR", NULL}, {"IVRK", NULL}, {"Vw", NULL},
    {"van het VEU", "VEU"}, {"van het VWEU", "VWEU"}, {"van het EU-Verdrag", "VEU"},
    {"van het EG-Verdrag", "EG"}, {"van het EVRM", "EVRM"}, {"van de AVG", "AVG"},
    {"van de Awb", "Awb"}, {"van het BW", "BW"},
    {"van het Verdrag betreffende de werking van de Europese Unie", "VWEU"},
    {"van het Verdrag betreffende de Europese Unie", "VEU"},
    {"van het Verdrag tot oprichting van de Europese Gemeenschap", "EG"},
    {"van het Verdrag tot oprichting van de Europese Gemeenschap voor Atoomenergie", "EGA"},
    {"van het Europees Verdrag tot bescherming van de rechten van de mens en de fundamentele vrijheden",
     "EVRM"},
    {"van het Europees Verdrag voor de Rechten van de Mens", "EVRM"},
    {"van het Europees Verdrag voor de rechten van de mens", "EVRM"},
    {"van het Handvest van de grondrechten van de Europese Unie", "Handvest van de grondrechten"},
    {"van het Handvest van de grondrechten", "Handvest van de grondrechten"},
    {"van het Handvest van de Verenigde Naties", "VN-Handvest"},
    {"van het VN-Handvest", "VN-Handvest"}, {"van het VN-handvest", "VN-Handvest"},
    {"van het Handvest", "Handvest"}, {"van de Grondwet", "Grondwet"}, {"Grondwet", NULL},
    {"van het Burgerlijk Wetboek", "BW"}, {"van het Wetboek van Strafrecht", "Sr"},
    {"van het Wetboek van Strafvordering", "Sv"}, {"van de Algemene wet bestuursrecht", "Awb"},
};
static const struct scan_term article_words[] = {
    {"artikel", 1}, {"artikelen", 2}, {"artikels", 2}, {"art.", 1}, {"artt.", 2}, {"art", 1}, {NULL, 0},
};
static const struct scan_term numero[] = {
    {"nr.", 0}, {"nrs.", 0}, {"nr", 0}, {"nrs", 0}, {"no.", 0}, {"n°", 0}, {"nummer", 0}, {NULL, 0},
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

/* The longest community at `at`, a whole word. */
static size_t scan_community(struct span text, size_t at)
{
    size_t best = 0;
    for (size_t i = 0; i < ARRAY_LEN(communities); i++) {
        size_t end = scan_string(text, at, communities[i]);
        if (end > best && scan_alnum(text, end) == 0)
            best = end;
    }
    return best;
}

/* "(EU)" "(EG, Euratom)"; "EU" where somebody left the brackets out */
static size_t scan_communities(struct span text, size_t at)
{
    if (scan_byte(text, at) != '(')
        return scan_community(text, at);
    size_t end = scan_community(text, at + 1);
    while (end != 0 && scan_byte(text, end) == ',')
        end = scan_community(text, scan_blanks(text, end + 1));
    return end != 0 && scan_byte(text, end) == ')' ? end + 1 : 0;
}

/* One of the two parts of an act's number is its year; acts are numbered so since 1952. */
static bool is_act_year(uint64_t number, size_t digits)
{
    return (digits == 4 && number >= 1952 && number < 2100) ||
           (digits == 2 && (number >= 52 || number < 15));
}

/* "2019/796" "95/46/EG" "2014/512/GBVB" "282/2011"; *bare: with nothing behind the number. */
static size_t scan_act_number(struct span text, size_t at, bool *bare)
{
    uint64_t first, second;
    size_t slash = scan_digits(text, at, 1, 4, &first);
    if (slash == 0 || scan_byte(text, slash) != '/')
        return 0;
    size_t end = scan_digits(text, slash + 1, 1, 4, &second);
    if (end == 0 || !(is_act_year(first, slash - at) || is_act_year(second, end - slash - 1)))
        return 0;
    size_t community = scan_byte(text, end) == '/' ? scan_community(text, end + 1) : 0;
    *bare = community == 0;
    if (community != 0)
        end = community;
    return scan_number_ends(text, end) && scan_byte(text, end) != '/' ? end : 0;
}

/* "(EU) nr. 282/2011", "2019/796": what stands behind the kind of act. Its norm is the same, one
 * blank between the parts. */
static size_t scan_act_tail(struct span text, size_t at, struct buf *norm, bool *bare)
{
    int ignored;
    size_t communities_end = scan_communities(text, at);
    size_t next = communities_end != 0 ? scan_blanks(text, communities_end) : at;
    size_t number_sign = scan_term(text, next, numero, &ignored);
    size_t number = number_sign != 0 ? scan_blanks(text, number_sign) : next;
    size_t end = scan_act_number(text, number, bare);
    if (end == 0)
        return 0;
    if (communities_end != 0) {
        bool bracketed = scan_byte(text, at) == '(';
        buf_add_string(norm, bracketed ? "" : "(");
        scan_add_plain(norm, (struct span){text.at + at, communities_end - at});
        buf_add_string(norm, bracketed ? " " : ") ");
    }
    if (number_sign != 0)
        buf_add_string(norm, "nr. ");
    buf_add(norm, text.at + number, end - number);
    *bare = *bare && communities_end == 0 && number_sign == 0;
    return end;
}

/* The kind of act at `at`, its name for the norm. */
static size_t scan_act_name(struct span text, size_t at, const char **name)
{
    size_t best = 0;
    for (size_t i = 0; i < ARRAY_LEN(acts); i++) {
        size_t end = scan_word(text, at, acts[i].written);
        if (end > best) {
            best = end;
            *name = acts[i].name;
        }
    }
    return best;
}

/* Verordening (EU) 2019/796; Richtlijn 95/46/EG */
static size_t find_act(const struct pattern_place *where, struct buf *norm)
{
    const char *name;
    bool bare;
    size_t at = scan_act_name(where->text, where->at, &name);
    if (at == 0 || scan_blank(where->text, at) == 0)
        return 0;
    buf_printf(norm, "%s ", name);
    return scan_act_tail(where->text, scan_blanks(where->text, at), norm, &bare);
}

/* Does this stand in a list right behind the hit before it? */
static bool continues_list(const struct pattern_place *where)
{
    static const char *const joins[] = {", ", " en ", " of ", ", en ", " en nr. ", " en nrs. "};
    if (where->before != ENTITY_REF)
        return false;
    struct span between = {where->text.at + where->before_end, where->at - where->before_end};
    for (size_t i = 0; i < ARRAY_LEN(joins); i++)
        if (span_equal(between, span_of(joins[i])))
            return true;
    return false;
}

/* The second of "Verordeningen (EG) nr. 1/2003 en (EG) nr. 139/2004" is a Verordening too; an act's
 * number alone is one when it says of which community, or is a year with a number. */
static size_t find_act_number(const struct pattern_place *where, struct buf *norm)
{
    const char *name = NULL;
    bool bare;
    bool listed = continues_list(where) && scan_act_name(where->before_norm, 0, &name) != 0;
    if (listed)
        buf_printf(norm, "%s ", name);
    size_t end = scan_act_tail(where->text, where->at, norm, &bare);
    if (end == 0 || listed || !bare)
        return end;
    uint64_t first, second;
    size_t slash = scan_digits(where->text, where->at, 4, 4, &first);
    size_t digits = slash != 0 ? scan_digits(where->text, slash + 1, 2, 4, &second) : 0;
    bool plain = digits != 0 && first >= 1958 && first < 2100 && second != first + 1 &&
                 !(digits - slash - 1 == 2 && second <= 12);
    return plain ? end : 0;
}

/* ---- articles ---- */

/* "5" "3a" "2:1" "3.1.2" "7bis" "IV" */
static size_t scan_article_number(struct span text, size_t at)
{
    static const struct scan_term suffixes[] = {{"bis", 0},       {"ter", 0},    {"quater", 0},
                                                {"quinquies", 0}, {"sexies", 0}, {NULL, 0}};
    int ignored;
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
    size_t suffix = scan_term(text, end, suffixes, &ignored);
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
    size_t first = scan_term(text, start, paragraph_ordinals, &ordinal);
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

/* ", VEU", " van het Verdrag betreffende de Europese Unie", " van Verordening (EU) 2016/679". */
static size_t scan_law(struct span text, size_t at, bool has_parts, struct buf *norm)
{
    size_t start = scan_blanks(text, scan_byte(text, at) == ',' ? at + 1 : at);
    if (start == at)
        return 0;
    size_t best = 0;
    const char *name = NULL;
    for (size_t i = 0; i < ARRAY_LEN(laws); i++) {
        if (laws[i].written[0] != scan_byte(text, start))
            continue;
        size_t end = scan_string(text, start, laws[i].written);
        if (end <= best || scan_alnum(text, end) != 0)
            continue;
        best = end;
        name = laws[i].name != NULL ? laws[i].name : laws[i].written;
    }
    if (best != 0) {
        buf_printf(norm, "%s %s", has_parts ? "," : "", name);
        return best;
    }
    size_t van = scan_word(text, start, "van");
    if (van == 0)
        return 0;
    size_t act = scan_blanks(text, van);
    size_t article = scan_word(text, act, "de");
    struct pattern_place where = {.text = text,
                                  .at = article != 0 ? scan_blanks(text, article) : act};
    buf_add_string(norm, has_parts ? ", van " : " van ");
    return find_act(&where, norm);
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

/* ---- resolutions ---- */

/* "1540 (2004)" */
static size_t scan_resolution(struct span text, size_t at, struct buf *norm)
{
    uint64_t number, year;
    size_t end = scan_digits(text, at, 1, 4, &number);
    if (end == 0)
        return 0;
    size_t open = scan_blanks(text, end);
    size_t close = scan_byte(text, open) == '(' ? scan_digits(text, open + 1, 4, 4, &year) : 0;
    bool dated = close != 0 && scan_byte(text, close) == ')' && year >= 1946 && year < 2100;
    if (!dated && (end - at < 3 || !scan_number_ends(text, end)))
        return 0;
    buf_printf(norm, "resolutie %u", (unsigned)number);
    if (dated)
        buf_printf(norm, " (%u)", (unsigned)year);
    return dated ? close + 1 : end;
}

/* resolutie 1540 (2004); and the next of "resoluties 1267 (1999) en 1333 (2000)" */
static size_t find_resolution(const struct pattern_place *where, struct buf *norm)
{
    static const struct scan_term words[] = {{"resolutie", 0},
                                             {"resoluties", 0},
                                             {"vn-resolutie", 0},
                                             {"vn-resoluties", 0},
                                             {"unscr", 0},
                                             {"veiligheidsraadresolutie", 0},
                                             {"vn-veiligheidsraadresolutie", 0},
                                             {NULL, 0}};
    struct span text = where->text;
    int ignored;
    if (scan_is_digit(text, where->at)) {
        bool listed = continues_list(where) && span_starts(where->before_norm, "resolutie");
        return listed ? scan_resolution(text, where->at, norm) : 0;
    }
    size_t at = scan_term(text, where->at, words, &ignored);
    if (at == 0 || scan_blank(text, at) == 0)
        return 0;
    at = scan_blanks(text, at);
    size_t sign = scan_term(text, at, numero, &ignored);
    return scan_resolution(text, sign != 0 ? scan_blanks(text, sign) : at, norm);
}

// clang-format off
const struct pattern_rule act_rules[] = {
    {ENTITY_REF, "vrbugka",       find_act},
    {ENTITY_REF, "(0123456789",   find_act_number},
    {ENTITY_REF, "a",             find_article},
    {ENTITY_REF, "ruv0123456789", find_resolution},
};
// clang-format on
const size_t act_rule_count = ARRAY_LEN(act_rules);
