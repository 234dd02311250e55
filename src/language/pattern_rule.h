/* pattern_rule: what the rule tables of pattern share: the shape of a rule, and numbers and dates
 * as rules of more than one table read them. */
#ifndef LEESZAAL_LANGUAGE_PATTERN_RULE_H
#define LEESZAAL_LANGUAGE_PATTERN_RULE_H

#include "src/language/pattern.h"
#include "src/language/scan.h"

/* Where a rule looks. */
struct pattern_place {
    struct span text;
    size_t at;
    size_t cluster; /* where the blank-free run of letters, digits and inner marks ends */
    bool dotted;    /* the cluster holds a full stop before a letter */
    bool mailed;    /* … an at sign */
    /* The hit before this one, for lists ("2010, 2013 en 2015"); its type is ENTITY_TYPES when
     * there is none. */
    enum entity_type before;
    size_t before_end;
    struct span before_norm;
};

/* Does just one of these strings stand between the hit before and this place? */
bool place_follows(const struct pattern_place *where, const char *const *joins, size_t count);

/* Gives the end of what begins at where->at, or 0; appends its norm (nothing: the text itself is
 * the norm). What a rule appended before it gave 0 is thrown away. */
typedef size_t pattern_rule_fn(const struct pattern_place *where, struct buf *norm);

struct pattern_rule {
    enum entity_type type; /* or PATTERN_NOTHING */
    const char *first;     /* the characters it can begin with, a small letter for both cases */
    pattern_rule_fn *find;
};

extern const struct pattern_rule date_rules[];
extern const size_t date_rule_count;
extern const struct pattern_rule year_rules[];
extern const size_t year_rule_count;
extern const struct pattern_rule era_rules[];
extern const size_t era_rule_count;
extern const struct pattern_rule hour_rules[];
extern const size_t hour_rule_count;
extern const struct pattern_rule money_rules[];
extern const size_t money_rule_count;
extern const struct pattern_rule quantity_rules[];
extern const size_t quantity_rule_count;
extern const struct pattern_rule act_rules[];
extern const size_t act_rule_count;
extern const struct pattern_rule article_rules[];
extern const size_t article_rule_count;
extern const struct pattern_rule journal_rules[];
extern const size_t journal_rule_count;
extern const struct pattern_rule paper_rules[];
extern const size_t paper_rule_count;
extern const struct pattern_rule docket_rules[];
extern const size_t docket_rule_count;
extern const struct pattern_rule standard_rules[];
extern const size_t standard_rule_count;
extern const struct pattern_rule case_rules[];
extern const size_t case_rule_count;
extern const struct pattern_rule contact_rules[];
extern const size_t contact_rule_count;

/* A decimal number, exact: digits * 10^exponent. */
struct decimal {
    uint64_t digits;
    int exponent;
    int size; /* how much of the exponent a size word gave: 6 of "3,5 miljoen" */
};
/* 3,5  20 000  1.234,56  2.5; then perhaps a word for its size (3,5 miljard). */
size_t decimal_scan(struct span text, size_t at, struct decimal *decimal);
/* twee, vijfhonderd, anderhalf; then perhaps a word for its size. */
size_t decimal_scan_words(struct span text, size_t at, struct decimal *decimal);
void decimal_add(struct buf *buf, struct decimal decimal); /* 3500000000, 0.5 */
/* One number, or two as a range ("5-10", "5 tot 10", "tussen 5 en 10"). A size word behind the last
 * goes for both. */
size_t decimals_scan(struct span text, size_t at, struct decimal *first, struct decimal *last,
                     bool *range);
/* "5 EUR", "5-10 %" */
void decimals_add(struct buf *norm, struct decimal first, struct decimal last, bool range,
                  const char *unit);

/* Does that day exist? Gregorian. */
bool date_exists(uint64_t year, uint64_t month, uint64_t day);
/* A year of four digits that a text may speak of; ’17; 17 as 2017. */
size_t year_scan(struct span text, size_t at, uint64_t *year);
size_t year_scan_short(struct span text, size_t at, uint64_t *year);
bool year_is_likely(uint64_t year);
uint64_t year_full(uint64_t two);
/* Does a word that goes before years stand before `at`? *kind (may be NULL): 1 surely, 2 unless
 * what follows is counted. */
bool year_is_announced(struct span text, size_t at, int *kind);
/* The hour that may stand behind a whole date, added to its norm; the end of both. */
size_t date_add_hour(struct span text, size_t end, struct buf *norm);
/* The rule for acts, for what is part of one. */
pattern_rule_fn act_find;

#endif
