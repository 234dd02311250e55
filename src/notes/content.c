#include <config.h>

#include "src/notes/content.h"

#include <stdlib.h>

/* Code points between two marks. */
#define CONTENT_STEP 512

void content_init(struct content *content, struct document *document)
{
    *content = (struct content){.document = document, .cps = UINT64_MAX};
}

void content_done(struct content *content)
{
    buf_done(&content->text);
    free(content->marks);
    *content = (struct content){0};
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

static bool add_marks(struct content *content)
{
    uint64_t cps = 0;
    for (size_t off = 0; off < content->text.len; off++) {
        if (is_continuation(content->text.at[off]))
            continue;
        if (cps % CONTENT_STEP == 0) {
            if (!array_reserve(&content->marks, &content->mark_cap, content->mark_count + 1,
                               sizeof *content->marks))
                return false;
            content->marks[content->mark_count++] = off;
        }
        cps++;
    }
    content->cps = cps;
    return true;
}

bool content_load(struct content *content)
{
    struct document *document = content->document;
    uint64_t size = document_size(document);
    if (content->whole)
        return true;
    if (size > CONTENT_MOST)
        return false;
    if (!document_decode(document, 0, size, &content->text) || !add_marks(content)) {
        content_done(content);
        content_init(content, document);
        return false;
    }
    content->whole = true;
    enum encoding encoding = document_encoding(document);
    struct span raw = document_bytes(document, 0, 3);
    content->same_as_raw = content->text.len == size &&
                           (encoding == ENCODING_UTF8 || encoding == ENCODING_UTF8_BOM) &&
                           (raw.len < 3 || raw.at[0] == content->text.at[0]);
    return true;
}

uint64_t content_cps(struct content *content)
{
    if (content->cps == UINT64_MAX && !content_load(content)) {
        document_scan(content->document, UINT64_MAX);
        content->cps = document_cps(content->document);
    }
    return content->cps;
}

size_t content_off(const struct content *content, uint64_t cp)
{
    if (cp >= content->cps)
        return content->text.len;
    size_t off = content->marks[cp / CONTENT_STEP];
    for (uint64_t left = cp % CONTENT_STEP; left > 0; left--) {
        off++;
        while (off < content->text.len && is_continuation(content->text.at[off]))
            off++;
    }
    return off;
}

uint64_t content_cp(const struct content *content, size_t off)
{
    if (off >= content->text.len)
        return content->cps;
    size_t low = 0, high = content->mark_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (content->marks[middle] <= off)
            low = middle;
        else
            high = middle;
    }
    uint64_t cp = (uint64_t)low * CONTENT_STEP;
    for (size_t at = content->marks[low]; at < off; at++)
        cp += !is_continuation(content->text.at[at + 1]) || at + 1 == content->text.len;
    return cp;
}

bool content_add(struct content *content, uint64_t start, uint64_t end, struct buf *into)
{
    if (start >= end)
        return true;
    if (content_load(content)) {
        size_t from = content_off(content, start), to = content_off(content, end);
        buf_add(into, content->text.at + from, to - from);
        return buf_ok(into);
    }
    uint64_t from = document_off_of_cp(content->document, start);
    uint64_t to = document_off_of_cp(content->document, end);
    return document_decode(content->document, from, to, into);
}

uint64_t content_raw(struct content *content, uint64_t cp)
{
    if (content_load(content) && content->same_as_raw)
        return content_off(content, cp);
    return document_off_of_cp(content->document, cp);
}
