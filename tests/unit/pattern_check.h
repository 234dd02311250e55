/* pattern_check: a table of texts and what the rules of pattern find in each. The texts of the rows
 * are the tests' own. */
#ifndef LEESZAAL_TESTS_PATTERN_CHECK_H
#define LEESZAAL_TESTS_PATTERN_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "src/language/entity_type.h"
#include "src/language/pattern.h"

/* What must be found in a text: "TYPE words=norm", one after the other with " | " between; empty:
 * nothing. */
struct sample {
    const char *text, *found;
};

static void add_found(struct buf *into, struct span text, const struct pattern_hits *hits)
{
    for (size_t i = 0; i < hits->count; i++) {
        const struct pattern_hit *hit = &hits->at[i];
        struct span norm = pattern_norm(hits, hit);
        buf_printf(into, "%s%s %.*s=%.*s", i == 0 ? "" : " | ",
                   hit->type == PATTERN_NOTHING ? "nothing"
                                                : entity_type_name((enum entity_type)hit->type),
                   (int)(hit->end - hit->start), text.at + hit->start, (int)norm.len, norm.at);
    }
}

static void check(const struct sample *samples, size_t count)
{
    struct patterns patterns;
    struct pattern_hits hits = {0};
    unsigned wrong = 0;
    patterns_init(&patterns);
    for (size_t i = 0; i < count; i++) {
        struct span text = span_of(samples[i].text);
        struct buf found = {0};
        assert_true(patterns_find(&patterns, text, &hits));
        buf_add_string(&found, "");
        add_found(&found, text, &hits);
        if (!span_equal(buf_span(&found), span_of(samples[i].found))) {
            print_error("in    \"%s\"\nfound \"%.*s\"\nnot   \"%s\"\n", samples[i].text,
                        (int)found.len, found.len != 0 ? found.at : "", samples[i].found);
            wrong++;
        }
        buf_done(&found);
    }
    pattern_hits_done(&hits);
    assert_int_equal(wrong, 0);
}

#endif
