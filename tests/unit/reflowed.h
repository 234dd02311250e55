/* reflowed: a text as its paragraphs, each on a line, for the tests of how lines become paragraphs.
 */
#ifndef LEESZAAL_TESTS_REFLOWED_H
#define LEESZAAL_TESTS_REFLOWED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "src/text/paragraph.h"

static const char *const kinds[] = {
    [PARAGRAPH_PROSE] = "prose",     [PARAGRAPH_HEADING] = "heading", [PARAGRAPH_ITEM] = "item",
    [PARAGRAPH_ADDRESS] = "address", [PARAGRAPH_TABLE] = "table",     [PARAGRAPH_VERSE] = "verse",
    [PARAGRAPH_CHROME] = "chrome",
};

/* The paragraphs, each on a line. */
static inline char *reflowed_bytes(struct span bytes, uint32_t stride, bool with_kinds)
{
    struct document *document = document_of(bytes, "test");
    struct text *text = text_new_with(document, &judge_rules, stride);
    assert_non_null(text);
    struct buf buf = {0};
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at)) {
        if (with_kinds)
            buf_printf(&buf, "%s: ", kinds[at->kind]);
        buf_add_span(&buf, at->text);
        buf_add_byte(&buf, '\n');
    }
    text_free(text);
    document_free(document);
    buf_add(&buf, "", 0);
    if (buf.at == NULL)
        return bytes_copy((struct span){"", 0});
    return buf_take(&buf);
}

static inline void assert_reflows(const char *raw, const char *expected)
{
    char *is = reflowed_bytes(span_of(raw), 1 << 15, false);
    assert_string_equal(is, expected);
    free(is);
}

static inline void assert_kinds(const char *raw, const char *expected)
{
    char *is = reflowed_bytes(span_of(raw), 1 << 15, true);
    assert_string_equal(is, expected);
    free(is);
}

#endif
