/* block: the paragraphs of one stretch of a document, made from its bytes alone; and the borders
 * between such stretches. Border k lies in [k * stride, (k + 1) * stride): at the first place there
 * where a paragraph surely begins, else at the best place there is. It is found by looking at
 * that stretch and a little before it, so that the same document always has the same blocks. */
#ifndef LEESZAAL_TEXT_BLOCK_H
#define LEESZAAL_TEXT_BLOCK_H

#include "src/text/document.h"
#include "src/text/lines.h"
#include "src/text/logical.h"

/* What lies right before a border. */
enum border {
    BORDER_SAFE,   /* a paragraph ends there */
    BORDER_LINE,   /* a line ends there; its paragraph perhaps not */
    BORDER_INSIDE, /* the middle of a line */
};

/* Memory of a block is kept and used again by the next block_make() on it. */
struct block {
    uint64_t start, end;
    struct paragraph *paragraphs;
    size_t count, cap;
    struct buf text;
    struct paragraph_run *runs;
    size_t run_count, run_cap;
};

/* Scratch memory that blocks of one text share. */
struct block_work {
    struct decoded decoded;
    struct lines lines;
};
void block_work_done(struct block_work *work);

/* Where border k lies; 0 for k = 0, the file's size behind the end. UINT64_MAX when memory is out.
 */
uint64_t block_border(struct block_work *work, struct document *document, uint64_t k,
                      uint32_t stride, enum border *kind);
/* Makes the paragraphs of raw [start, end), which are borders of these kinds. */
bool block_make(struct block *block, struct block_work *work, struct document *document,
                const struct judge *judge, uint64_t start, enum border start_kind, uint64_t end,
                enum border end_kind);
void block_done(struct block *block);

#endif
