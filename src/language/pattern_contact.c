/* Telephone numbers, e-mail addresses, URLs. Numbers of the Netherlands and Belgium by their
 * national plans (lengths and first digits: ACM and BIPT), others by their international form;
 * E.164 as norm. */
#include <config.h>

#include <string.h>

#include "src/language/pattern_rule.h"

/* Digits of a telephone number: at most 15 (E.164), and how they stood in groups. */
#define PHONE_MOST 15
#define PHONE_GLUED_MOST 13 /* a longer number without blanks is something else */
struct phone {
    char digits[PHONE_MOST + 1];
    unsigned count;
    unsigned groups, first_group;
    bool short_groups; /* all groups behind the first are of at most three digits */
};

/* What may stand between two groups: a blank, a point, a slash, a hyphen, with blanks around it. */
static size_t scan_phone_gap(struct span text, size_t at)
{
    size_t end = at;
    for (int i = 0; i < 3; i++) {
        size_t next = scan_blank(text, end);
        if (next == 0)
            next = scan_dash(text, end);
        if (next == 0 && (scan_byte(text, end) == '.' || scan_byte(text, end) == '/'))
            next = end + 1;
        if (next == 0)
            break;
        end = next;
    }
    return end;
}

/* Groups of digits from `at` on, added to phone; "(0)" between them is a national zero and is left
 * out, "(70)" is a group. Stops before a group that would make too many. */
static size_t scan_phone_digits(struct span text, size_t at, struct phone *phone)
{
    size_t end = 0, next = at;
    for (;;) {
        size_t zero = scan_string(text, next, "(0)");
        if (zero != 0 && phone->count > 0)
            next = scan_blanks(text, zero);
        bool bracket = phone->groups == 1 && scan_byte(text, next) == '(';
        next += bracket;
        size_t behind = scan_digits(text, next, 1, PHONE_MOST, NULL);
        if (behind == 0 || phone->count + (behind - next) > PHONE_MOST ||
            scan_alnum(text, behind) != 0 || (bracket && scan_byte(text, behind) != ')'))
            return end;
        memcpy(phone->digits + phone->count, text.at + next, behind - next);
        phone->count += (unsigned)(behind - next);
        phone->digits[phone->count] = '\0';
        if (phone->groups == 0)
            phone->first_group = (unsigned)(behind - next);
        else if (behind - next > 3)
            phone->short_groups = false;
        phone->groups++;
        end = behind;
        next = end;
        if (scan_byte(text, end) == ')' && (bracket || phone->groups == 1)) /* (020) 624 11 11 */
            next++;
        size_t gap = scan_phone_gap(text, next);
        if (gap == next && scan_byte(text, gap) != '(')
            return end;
        next = gap;
    }
}

/* +32 2 281 53 16; 0032 2 281 53 16; +31 (0)70 123 45 67 */
static size_t find_international(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    struct phone phone = {.short_groups = true};
    size_t start = scan_string(text, where->at, "+");
    bool zeros = start == 0;
    if (zeros)
        start = scan_string(text, where->at, "00");
    if (start == 0)
        return 0;
    start = scan_byte(text, start) == '(' ? start : scan_blanks(text, start);
    if (!scan_is_digit(text, start) || text.at[start] == '0')
        return 0;
    size_t end = scan_phone_digits(text, start, &phone);
    if (end == 0 || phone.count < 8 || (phone.groups == 1 && phone.count > PHONE_GLUED_MOST))
        return 0;
    if (zeros && phone.groups > 1 && phone.first_group > 3) /* 00 1517 90 00 is a code of goods */
        return 0;
    /* The zero of the national form, written although it shouldn't: +31 070 …, +32 02 … */
    bool benelux = strncmp(phone.digits, "31", 2) == 0 || strncmp(phone.digits, "32", 2) == 0;
    const char *rest = phone.digits + (benelux && phone.digits[2] == '0' ? 3 : 2);
    if (benelux && (strlen(rest) < 8 || strlen(rest) > 9))
        return 0;
    buf_printf(norm, "+%.2s%s", phone.digits, rest);
    return end;
}

/* Words before a number that say it is a telephone's. */
static bool is_announced(struct span text, size_t at)
{
    static const struct scan_term words[] = {
        {"tel.", 0}, {"tel", 0},  {"telefoon", 0}, {"telefoonnummer", 0},
        {"fax", 0},  {"fax.", 0}, {"gsm", 0},      {"mobiel", 0},
        {"t", 0},    {"t.", 0},   {"bel", 0},      {"nummer", 0},
        {"tél.", 0}, {NULL, 0}};
    struct span before = scan_before(text, at);
    if (before.len == 0 && at > 0) { /* "tel: 070…" */
        size_t colon = at;
        while (colon > 0 && (text.at[colon - 1] == ' ' || text.at[colon - 1] == ':'))
            colon--;
        before = scan_before(text, colon);
    }
    return scan_is_term(before, words, NULL);
}

/* The country of a national number by its length and grouping: "31", "32" or NULL. Dutch numbers
 * have ten digits; Belgian ones nine, and ten when mobile (0455 to 0499, in short groups: a Dutch
 * area code like 0497 is followed by one long group). */
static const char *phone_country(const struct phone *phone)
{
    const char *digits = phone->digits;
    bool service = strncmp(digits, "0800", 4) == 0 || strncmp(digits, "0900", 4) == 0;
    if (service)
        return phone->count == 8 || phone->count == 11 ? "31" : phone->count == 9 ? "32" : NULL;
    if (phone->count == 9 && digits[1] != '0' && digits[1] != '6')
        return "32";
    if (phone->count != 10 || digits[1] == '0' || digits[1] == '9') /* no area begins with 09 */
        return NULL;
    bool mobile = strncmp(digits, "0455", 4) >= 0 && strncmp(digits, "0499", 4) <= 0;
    if (mobile && phone->first_group == 4 && phone->groups >= 3 && phone->short_groups)
        return "32";
    return "31";
}

/* 070-1234567, (020) 624 11 11, 06 12345678, 0470 18 24 05, 02/281.53.16, 0800-8051 */
static size_t find_national(const struct pattern_place *where, struct buf *norm)
{
    struct span text = where->text;
    struct phone phone = {.short_groups = true};
    size_t start = scan_byte(text, where->at) == '(' ? where->at + 1 : where->at;
    if (scan_byte(text, start) != '0')
        return 0;
    size_t end = scan_phone_digits(text, start, &phone);
    if (end == 0 || (start != where->at && text.at[start + phone.first_group] != ')'))
        return 0;
    const char *country = phone_country(&phone);
    bool glued = phone.groups == 1;
    if (country == NULL || (!glued && (phone.first_group < 2 || phone.first_group > 4)) ||
        (glued && strncmp(phone.digits, "06", 2) != 0 && !is_announced(text, where->at)))
        return 0;
    buf_printf(norm, "+%s%s", country, phone.digits + 1);
    return end;
}

/* ---- addresses of the net ---- */

static bool is_local_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (byte != '\0' && strchr("._%+-'", byte) != NULL);
}

/* Host name labels of letters, digits and hyphens with points between; *labels counts them. The
 * last has letters only. */
static size_t scan_host(struct span text, size_t at, unsigned *labels, size_t *last)
{
    size_t end = 0;
    *labels = 0;
    for (;;) {
        size_t stop = at;
        while (is_local_byte(scan_byte(text, stop)) && strchr("._%+'", text.at[stop]) == NULL)
            stop++;
        if (stop == at || text.at[at] == '-' || text.at[stop - 1] == '-')
            return end;
        *last = at;
        end = stop;
        ++*labels;
        if (scan_byte(text, stop) != '.')
            break;
        at = stop + 1;
    }
    return end;
}

/* naam@example.org */
static size_t find_email(const struct pattern_place *where, struct buf *norm)
{
    if (!where->mailed)
        return 0;
    struct span text = where->text;
    size_t scheme = scan_string(text, where->at, "mailto:");
    size_t start = scheme != 0 ? scheme : where->at, at = start, last;
    unsigned labels;
    while (is_local_byte(scan_byte(text, at)))
        at++;
    if (at == start || scan_byte(text, at) != '@' || text.at[at - 1] == '.')
        return 0;
    size_t end = scan_host(text, at + 1, &labels, &last);
    if (end == 0 || labels < 2 || end - last < 2 || scan_letters(text, last).len < end - last)
        return 0;
    buf_add(norm, text.at + start, end - start);
    return end;
}

/* Where a URL that begins at `start` ends: at a blank or a bracket or quote, without closing marks
 * of the sentence. A bracket that was opened inside stays. */
static size_t url_end(struct span text, size_t at)
{
    size_t end = at, open = 0;
    while (end < text.len && (unsigned char)text.at[end] > ' ' && scan_blank(text, end) == 0 &&
           strchr("<>\"{}|\\^`", text.at[end]) == NULL && scan_string(text, end, "”") == 0 &&
           scan_string(text, end, "’") == 0 && scan_string(text, end, "»") == 0) {
        if (text.at[end] == '(')
            open++;
        if (text.at[end] == ')' && open-- == 0)
            break;
        end++;
    }
    while (end > at && strchr(".,;:!?'", text.at[end - 1]) != NULL)
        end--;
    return end;
}

/* https://…, www.example.org */
static size_t find_url(const struct pattern_place *where, struct buf *norm)
{
    static const char *const schemes[] = {"https://", "http://", "ftp://", "Http://",
                                          "Https://", "www.",    "WWW."};
    for (size_t i = 0; i < ARRAY_LEN(schemes); i++) {
        size_t at = scan_string(where->text, where->at, schemes[i]);
        if (at == 0)
            continue;
        size_t end = url_end(where->text, at);
        return end > at && scan_alnum(where->text, at) != 0 ? end : 0;
    }
    return 0;
}

/* europa.eu, consilium.europa.eu/nl: a host without scheme, of a top-level domain that is no Dutch
 * word. */
static size_t find_host(const struct pattern_place *where, struct buf *norm)
{
    static const struct {
        const char *domain;
        bool word; /* a Dutch word: "einde.de volgende" lacks a blank */
    } domains[] = {{"nl", false},      {"be", false},  {"eu", false},        {"com", false},
                   {"org", false},     {"int", false}, {"gov", false},       {"edu", false},
                   {"de", true},       {"fr", false},  {"uk", false},        {"lu", false},
                   {"nu", true},       {"io", false},  {"net", true},        {"info", false},
                   {"biz", false},     {"mil", false}, {"ch", false},        {"es", false},
                   {"pl", false},      {"dk", false},  {"fi", false},        {"cz", false},
                   {"tv", false},      {"frl", false}, {"amsterdam", false}, {"vlaanderen", false},
                   {"brussels", false}};
    if (!where->dotted || where->mailed)
        return 0;
    struct span text = where->text;
    unsigned labels;
    size_t last = 0;
    size_t end = scan_host(text, where->at, &labels, &last);
    if (end == 0 || labels < 2 || scan_alnum(text, end) != 0 || last - where->at < 3)
        return 0;
    for (size_t at = where->at; at < end; at++)
        if (text.at[at] >= 'A' && text.at[at] <= 'Z')
            return 0; /* OpenOffice.org is a name */
    struct span domain = {text.at + last, end - last};
    bool path = scan_byte(text, end) == '/' && scan_alnum(text, end + 1) != 0;
    for (size_t i = 0; i < ARRAY_LEN(domains); i++) {
        if (!span_equal(domain, span_of(domains[i].domain)))
            continue;
        if (domains[i].word && !path && labels < 3)
            return 0;
        return path ? url_end(text, end) : end;
    }
    return 0;
}

// clang-format off
#define HOST_FIRST "abcdefghijklmnopqrstuvwxyz0123456789"
const struct pattern_rule contact_rules[] = {
    {ENTITY_PHONE, "+0",       find_international},
    {ENTITY_PHONE, "(0",       find_national},
    {ENTITY_EMAIL, HOST_FIRST, find_email},
    {ENTITY_URL,   "hfw",      find_url},
    {ENTITY_URL,   HOST_FIRST, find_host},
};
// clang-format on
const size_t contact_rule_count = ARRAY_LEN(contact_rules);
