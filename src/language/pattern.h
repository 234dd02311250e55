/* pattern: dates, times, amounts, references, telephone numbers and addresses, found by
 * hand-written rules over one paragraph's logical text, each with its norm (DESIGN.md section 6).
 * Pure.
 *
 * A rule is a row of a table: the first characters it can begin with and a small function. Where
 * rules agree on the start the longest wins, then the first in the table. A number that no rule
 * knows is left alone, and no rule begins inside one (796 in 2019/796). Offsets are bytes. */
#ifndef LEESZAAL_LANGUAGE_PATTERN_H
#define LEESZAAL_LANGUAGE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/language/entity_type.h"

/* The type of a hit that is known to be no entity, such as the number of a bank account: it is no
 * name either. */
#define PATTERN_NOTHING ENTITY_TYPES

struct pattern_hit {
    uint32_t start, end;
    uint32_t norm, norm_len; /* in pattern_hits.norms */
    uint8_t type;            /* enum entity_type, or PATTERN_NOTHING */
};
struct pattern_hits {
    struct pattern_hit *at; /* by start, never overlapping */
    size_t count, cap;
    struct buf norms; /* UTF-8, one after the other */
};

/* Which rules can begin with a byte: a bit for each. Made once, then constant. */
#define PATTERN_RULES_MOST 64
struct pattern_rule;
struct patterns {
    const struct pattern_rule *rules[PATTERN_RULES_MOST];
    uint64_t by_first[256];
};
void patterns_init(struct patterns *patterns);

/* The hits of one paragraph, replacing what was in `hits`. False when memory is out. */
bool patterns_find(const struct patterns *patterns, struct span text, struct pattern_hits *hits);
void pattern_hits_done(struct pattern_hits *hits);
struct span pattern_norm(const struct pattern_hits *hits, const struct pattern_hit *hit);

#endif
