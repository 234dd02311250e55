#include <config.h>

#include "src/text/paragraph.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/block.h"

#define STRIDE (32u << 10)

struct kept {
    struct block block;
    uint64_t k;
    enum border end_kind;
    uint64_t used; /* the clock when it was last asked for; 0: empty */
};

struct text {
    struct document *document;
    const struct judge *judge;
    uint32_t stride;
    uint64_t clock;
    struct block_work work;
    /* One more than is promised: the block asked for and the one that is made beside it. */
    struct kept kept[TEXT_BLOCKS_KEPT + 1];
};

struct text *text_new_with(struct document *document, const struct judge *judge, uint32_t stride)
{
    struct text *text = array_new(1, sizeof *text);
    if (text == NULL)
        return NULL;
    text->document = document;
    text->judge = judge;
    text->stride = stride < 16 ? 16 : stride;
    return text;
}

struct text *text_new(struct document *document, const struct judge *judge)
{
    return text_new_with(document, judge, STRIDE);
}

void text_free(struct text *text)
{
    if (text == NULL)
        return;
    for (size_t i = 0; i < ARRAY_LEN(text->kept); i++)
        block_done(&text->kept[i].block);
    block_work_done(&text->work);
    free(text);
}

struct document *text_document(const struct text *text)
{
    return text->document;
}

void text_reset(struct text *text)
{
    for (size_t i = 0; i < ARRAY_LEN(text->kept); i++)
        text->kept[i].used = 0;
}

/* ---- blocks ---- */

static struct kept *find_kept(struct text *text, uint64_t k)
{
    for (size_t i = 0; i < ARRAY_LEN(text->kept); i++)
        if (text->kept[i].used != 0 && text->kept[i].k == k)
            return &text->kept[i];
    return NULL;
}

/* The border, from a block that has it if there is one. */
static uint64_t border_of(struct text *text, uint64_t k, enum border *kind)
{
    *kind = BORDER_SAFE;
    struct kept *before = k > 0 ? find_kept(text, k - 1) : NULL;
    if (before != NULL) {
        *kind = before->end_kind;
        return before->block.end;
    }
    return block_border(&text->work, text->document, k, text->stride, kind);
}

/* Block k, made when it isn't kept; NULL when memory is out. */
static struct block *block_of(struct text *text, uint64_t k)
{
    struct kept *kept = find_kept(text, k);
    if (kept != NULL) {
        kept->used = ++text->clock;
        return &kept->block;
    }
    enum border start_kind, end_kind;
    uint64_t start = border_of(text, k, &start_kind);
    struct kept *next = find_kept(text, k + 1);
    uint64_t end = next != NULL ? next->block.start : 0;
    /* The kind of a border is not kept with the block behind it. */
    end = block_border(&text->work, text->document, k + 1, text->stride, &end_kind);
    if (start == UINT64_MAX || end == UINT64_MAX)
        return NULL;
    kept = &text->kept[0];
    for (size_t i = 1; i < ARRAY_LEN(text->kept); i++)
        if (text->kept[i].used < kept->used)
            kept = &text->kept[i];
    kept->used = 0;
    if (!block_make(&kept->block, &text->work, text->document, text->judge, start, start_kind,
                    end > start ? end : start, end_kind))
        return NULL;
    kept->k = k;
    kept->end_kind = end_kind;
    kept->used = ++text->clock;
    return &kept->block;
}

static uint64_t last_block(const struct text *text)
{
    uint64_t size = document_size(text->document);
    return size != 0 ? (size - 1) / text->stride : 0;
}

/* ---- paragraphs ---- */

/* The first paragraph that ends behind off; count when there is none. */
static size_t paragraph_behind(const struct block *block, uint64_t off)
{
    size_t low = 0, high = block->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (block->paragraphs[middle].end > off)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static const struct paragraph *first_from(struct text *text, uint64_t k)
{
    for (uint64_t last = last_block(text); k <= last; k++) {
        const struct block *block = block_of(text, k);
        if (block == NULL)
            return NULL;
        if (block->count != 0)
            return &block->paragraphs[0];
    }
    return NULL;
}

const struct paragraph *text_at(struct text *text, uint64_t off)
{
    if (off >= document_size(text->document))
        return NULL;
    uint64_t k = off / text->stride;
    enum border kind;
    if (k > 0 && border_of(text, k, &kind) > off)
        k--;
    const struct block *block = block_of(text, k);
    if (block == NULL)
        return NULL;
    size_t i = paragraph_behind(block, off);
    return i < block->count ? &block->paragraphs[i] : first_from(text, k + 1);
}

static struct kept *kept_of(struct text *text, const struct paragraph *paragraph)
{
    for (size_t i = 0; i < ARRAY_LEN(text->kept); i++) {
        const struct block *block = &text->kept[i].block;
        if (text->kept[i].used != 0 && block->count != 0 && paragraph >= block->paragraphs &&
            paragraph < block->paragraphs + block->count)
            return &text->kept[i];
    }
    return NULL;
}

/* The nearest block in a direction that holds a paragraph; NULL when there is none. */
static const struct block *full_block(struct text *text, struct kept *from, bool forward)
{
    uint64_t end = forward ? last_block(text) : 0;
    for (uint64_t k = from->k; forward ? k < end : k > end;) {
        k = forward ? k + 1 : k - 1;
        from->used = ++text->clock; /* however many blocks hold nothing, the caller's stays */
        const struct block *block = block_of(text, k);
        if (block == NULL || block->count != 0)
            return block;
    }
    return NULL;
}

const struct paragraph *text_next(struct text *text, const struct paragraph *paragraph)
{
    struct kept *kept = kept_of(text, paragraph);
    if (kept == NULL)
        return NULL;
    kept->used = ++text->clock;
    if (paragraph + 1 < kept->block.paragraphs + kept->block.count)
        return paragraph + 1;
    const struct block *block = full_block(text, kept, true);
    return block != NULL ? &block->paragraphs[0] : NULL;
}

const struct paragraph *text_before(struct text *text, const struct paragraph *paragraph)
{
    struct kept *kept = kept_of(text, paragraph);
    if (kept == NULL)
        return NULL;
    kept->used = ++text->clock;
    if (paragraph > kept->block.paragraphs)
        return paragraph - 1;
    const struct block *block = full_block(text, kept, false);
    return block != NULL ? &block->paragraphs[block->count - 1] : NULL;
}

bool text_between(struct text *text, uint64_t start, uint64_t end, struct buf *into)
{
    bool first = true;
    for (const struct paragraph *at = text_at(text, start); at != NULL && at->start < end;
         at = text_next(text, at)) {
        size_t from = paragraph_off(at, start), to = paragraph_off_end(at, end);
        if (from >= to)
            continue;
        if (!first)
            buf_add_byte(into, '\n');
        buf_add(into, at->text.at + from, to - from);
        first = at->continues;
    }
    return buf_ok(into);
}
