#include <config.h>

#include "src/language/pattern.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "src/language/pattern_rule.h"

static const struct {
    const struct pattern_rule *rules;
    const size_t *count;
} tables[] = {
    {date_rules, &date_rule_count},         {year_rules, &year_rule_count},
    {era_rules, &era_rule_count},           {hour_rules, &hour_rule_count},
    {money_rules, &money_rule_count},       {quantity_rules, &quantity_rule_count},
    {act_rules, &act_rule_count},           {article_rules, &article_rule_count},
    {case_rules, &case_rule_count},         {journal_rules, &journal_rule_count},
    {paper_rules, &paper_rule_count},       {docket_rules, &docket_rule_count},
    {standard_rules, &standard_rule_count}, {contact_rules, &contact_rule_count},
};

static void add_rule(struct patterns *patterns, size_t number, const struct pattern_rule *rule)
{
    patterns->rules[number] = rule;
    for (const char *first = rule->first; *first != '\0'; first++) {
        patterns->by_first[(unsigned char)*first] |= UINT64_C(1) << number;
        if (*first >= 'a' && *first <= 'z')
            patterns->by_first[(unsigned char)(*first - ('a' - 'A'))] |= UINT64_C(1) << number;
    }
}

void patterns_init(struct patterns *patterns)
{
    size_t number = 0;
    *patterns = (struct patterns){0};
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        for (size_t j = 0; j < *tables[i].count; j++) {
            assert(number < PATTERN_RULES_MOST);
            add_rule(patterns, number++, &tables[i].rules[j]);
        }
    }
}

bool place_follows(const struct pattern_place *where, const char *const *joins, size_t count)
{
    struct span between = {where->text.at + where->before_end, where->at - where->before_end};
    for (size_t i = 0; i < count; i++)
        if (span_equal(between, span_of(joins[i])))
            return true;
    return false;
}

/* Marks that stand inside a number, a code or an address, so that no rule begins behind them. */
static bool is_inner_mark(char byte)
{
    return byte == '.' || byte == ',' || byte == '/' || byte == '-' || byte == ':' || byte == '@' ||
           byte == '_' || byte == '\'' || byte == '+' || byte == '&' || byte == '=';
}

/* The end of the run of letters and digits at where->at, with single marks between them. */
static void measure_cluster(struct pattern_place *where)
{
    struct span text = where->text;
    size_t at = where->at;
    for (;;) {
        size_t len = scan_alnum(text, at);
        if (len != 0) {
            at += len;
            continue;
        }
        size_t behind = scan_hyphen(text, at);
        if (behind == 0 && is_inner_mark(scan_byte(text, at)))
            behind = at + 1;
        if (behind == 0 || behind - 1 == where->at || scan_alnum(text, behind) == 0)
            break;
        where->dotted = where->dotted || (text.at[at] == '.' && scan_letter(text, behind) != 0);
        where->mailed = where->mailed || text.at[at] == '@';
        at = behind;
    }
    where->cluster = at;
}

/* The longest of the rules in the set; its type, and its norm at the end of norms. 0: none. */
static size_t try_rules(const struct patterns *patterns, uint64_t set,
                        const struct pattern_place *where, struct pattern_hits *hits,
                        struct pattern_hit *hit)
{
    size_t best = 0;
    for (size_t i = 0; set != 0; i++, set >>= 1) {
        if ((set & 1) == 0)
            continue;
        const struct pattern_rule *rule = patterns->rules[i];
        size_t base = hits->norms.len;
        size_t end = rule->find(where, &hits->norms);
        if (end <= best) {
            buf_cut(&hits->norms, base);
            continue;
        }
        best = end;
        if (hits->norms.len == base)
            scan_add_plain(&hits->norms,
                           (struct span){where->text.at + where->at, end - where->at});
        *hit = (struct pattern_hit){.start = (uint32_t)where->at,
                                    .end = (uint32_t)end,
                                    .norm = (uint32_t)base,
                                    .norm_len = (uint32_t)(hits->norms.len - base),
                                    .type = (uint8_t)rule->type};
    }
    return best;
}

bool patterns_find(const struct patterns *patterns, struct span text, struct pattern_hits *hits)
{
    hits->count = 0;
    buf_cut(&hits->norms, 0);
    struct pattern_place where = {.text = text, .before = ENTITY_TYPES};
    struct buf last = {0}; /* a copy: hits->norms moves while a rule adds to it */
    while (where.at < text.len) {
        size_t len = scan_alnum(text, where.at);
        uint64_t set = patterns->by_first[(unsigned char)text.at[where.at]];
        if (len == 0 && set == 0) {
            where.at++;
            continue;
        }
        where.dotted = where.mailed = false;
        measure_cluster(&where);
        struct pattern_hit hit;
        size_t end = set != 0 ? try_rules(patterns, set, &where, hits, &hit) : 0;
        if (end == 0) {
            where.at = where.cluster > where.at ? where.cluster : where.at + 1;
            continue;
        }
        if (!array_reserve(&hits->at, &hits->cap, hits->count + 1, sizeof *hits->at)) {
            last.failed = true;
            break;
        }
        hits->at[hits->count++] = hit;
        where.before = (enum entity_type)hit.type;
        where.at = where.before_end = end;
        buf_cut(&last, 0);
        buf_add_span(&last, pattern_norm(hits, &hit));
        where.before_norm = buf_span(&last);
    }
    bool ok = buf_ok(&hits->norms) && buf_ok(&last);
    buf_done(&last);
    return ok;
}

void pattern_hits_done(struct pattern_hits *hits)
{
    free(hits->at);
    buf_done(&hits->norms);
    *hits = (struct pattern_hits){0};
}

struct span pattern_norm(const struct pattern_hits *hits, const struct pattern_hit *hit)
{
    return hits->norms.failed ? (struct span){"", 0}
                              : (struct span){hits->norms.at + hit->norm, hit->norm_len};
}
