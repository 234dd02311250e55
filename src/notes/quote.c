#include <config.h>

#include "src/notes/quote.h"

#include <jansson.h>
#include <stddef.h>
#include <string.h>

#include "src/notes/json.h"
#include "src/notes/matchtext.h"
#include "src/text/unicode.h"

/* The fields in the order they are written. */
static const struct {
    const char *name;
    size_t where;
    bool always;
} fields[] = {
    {"at", offsetof(struct quote, at), true},     {"p", offsetof(struct quote, prefix), true},
    {"s", offsetof(struct quote, suffix), true},  {"h", offsetof(struct quote, hash), true},
    {"st", offsetof(struct quote, state), false}, {"ts", offsetof(struct quote, stamp), false},
    {"by", offsetof(struct quote, by), false},
};

static struct buf *field_of(struct quote *quote, size_t i)
{
    return (struct buf *)(void *)((char *)quote + fields[i].where);
}

bool quote_read(struct quote *quote, struct span json)
{
    *quote = (struct quote){0};
    json_t *root = json_loadb(json.at, json.len, JSON_ALLOW_NUL, NULL);
    if (!json_is_object(root) || json_integer_value(json_object_get(root, "v")) != 1) {
        json_decref(root);
        return false;
    }
    bool ok = true;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const json_t *value = json_object_get(root, fields[i].name);
        if (json_is_string(value))
            buf_add(field_of(quote, i), json_string_value(value), json_string_length(value));
        ok = ok && buf_ok(field_of(quote, i));
    }
    json_decref(root);
    if (!ok)
        quote_done(quote);
    return ok;
}

void quote_write(const struct quote *quote, struct buf *into)
{
    buf_add_string(into, "{\"v\":1");
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const struct buf *field =
            (const struct buf *)(const void *)((const char *)quote + fields[i].where);
        if (field->len == 0 && !fields[i].always)
            continue;
        buf_printf(into, ",\"%s\":", fields[i].name);
        json_add_string(into, buf_span(field));
    }
    buf_add_byte(into, '}');
}

void quote_done(struct quote *quote)
{
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        buf_done(field_of(quote, i));
}

struct span quote_prefix(struct span before, size_t most)
{
    size_t start = before.len;
    while (start > 0) {
        size_t next = unicode_grapheme_start(before, start);
        size_t cps = unicode_count((struct span){before.at + next, before.len - next});
        if (cps > most)
            break;
        start = next;
    }
    return (struct span){before.at + start, before.len - start};
}

struct span quote_suffix(struct span behind, size_t most)
{
    size_t end = 0;
    while (end < behind.len) {
        size_t next = unicode_grapheme_end(behind, end);
        if (unicode_count((struct span){behind.at, next}) > most)
            break;
        end = next;
    }
    return (struct span){behind.at, end};
}

/* Does prefix, passage and suffix together stand more than once in the text? */
static bool is_repeated(struct span whole, struct span text, const struct matchtext *index)
{
    if (index != NULL)
        return matchtext_is_repeated(index, whole);
    const char *found = memmem(text.at, text.len, whole.at, whole.len);
    if (found == NULL)
        return false;
    size_t left = text.len - (size_t)(found - text.at) - 1;
    return memmem(found + 1, left, whole.at, whole.len) != NULL;
}

bool quote_surround(struct quote *quote, struct span around, size_t first, size_t last,
                    struct span text, const struct matchtext *index)
{
    struct span prefix = {around.at, 0}, suffix = {around.at, 0};
    for (size_t most = QUOTE_CONTEXT; most <= QUOTE_CONTEXT_MOST; most += 16) {
        prefix = quote_prefix((struct span){around.at, first}, most);
        suffix = quote_suffix((struct span){around.at + last, around.len - last}, most);
        struct span whole = {prefix.at, (size_t)(suffix.at + suffix.len - prefix.at)};
        if (!is_repeated(whole, text, index))
            break;
    }
    buf_add_span(&quote->prefix, prefix);
    buf_add_span(&quote->suffix, suffix);
    return buf_ok(&quote->prefix) && buf_ok(&quote->suffix);
}
