/* Acts of the EU and its forerunners by their number, resolutions of the United Nations. Forms:
 * interinstitutional style guide of the EU, Dutch law citation (Leidraad voor juridische auteurs).
 * Norms are the form of the style guide: singular, with a capital, one blank between parts:
 * "Verordening (EU) 2019/796", "artikel 5, lid 2, VEU". */
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
static const struct scan_term numero[] = {
    {"nr.", 0}, {"nrs.", 0}, {"nr", 0}, {"nrs", 0}, {"no.", 0}, {"n°", 0}, {"nummer", 0}, {NULL, 0},
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
size_t act_find(const struct pattern_place *where, struct buf *norm)
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
    return where->before == ENTITY_REF && place_follows(where, joins, ARRAY_LEN(joins));
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
    size_t slash = scan_byte(text, end) == '/' ? scan_digits(text, end + 1, 1, 3, NULL) : 0;
    if (slash != 0 && scan_number_ends(text, slash)) { /* of the General Assembly: 75/1 */
        buf_printf(norm, "resolutie %.*s", (int)(slash - at), text.at + at);
        return slash;
    }
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
                                             {"unsc-resolutie", 0},
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
    {ENTITY_REF, "vrbugka",       act_find},
    {ENTITY_REF, "(0123456789",   find_act_number},
    {ENTITY_REF, "ruv0123456789", find_resolution},
};
// clang-format on
const size_t act_rule_count = ARRAY_LEN(act_rules);
