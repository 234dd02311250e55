/* fuzz_text: any bytes are a document: they open, page, wrap and split, give the same paragraphs
 * from both ends, and every offset maps. The first byte chooses the size of the blocks
 * and the encoding.
 *
 *   clang -fsanitize=fuzzer,address,undefined … tests/fuzz/fuzz_text.c libleeszaal.a …
 */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>

#include "src/text/paragraph.h"
#include "src/text/token.h"
#include "src/text/wrap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool law)
{
    if (!law)
        abort();
}

static void check_maps(const struct paragraph *paragraph)
{
    uint64_t before = paragraph->start;
    for (size_t off = 0; off < paragraph->text.len; off += 1 + paragraph->text.len / 512) {
        uint64_t raw = paragraph_raw(paragraph, off);
        must(raw >= before && raw <= paragraph->end);
        must(paragraph_off(paragraph, raw) <= paragraph->text.len);
        before = raw;
    }
    must(paragraph_raw_end(paragraph, paragraph->text.len) <= paragraph->end);
}

static void check_layout(struct span text, struct tokens *tokens)
{
    must(tokens_split(tokens, text));
    struct rows rows = {0};
    must(wrap_rows(&rows, text, 40, 0, 2, wrap_width_plain));
    size_t off = 0;
    for (size_t i = 0; i < rows.count; i++) {
        must(rows.at[i].start == off);
        off = rows.at[i].end;
    }
    must(off == text.len);
    rows_done(&rows);
}

static void check_counts(struct document *document)
{
    for (uint64_t off = 0; off < document_size(document); off += 1 + document_size(document) / 64) {
        uint64_t at = document_align(document, off);
        must(document_off_of_cp(document, document_cp_of(document, at)) == at);
        must(document_line_begin(document, off) <= off);
        must(document_line_end(document, off) > off);
    }
    must(document_scan(document, UINT64_MAX));
    must(document_cp_of(document, document_size(document)) == document_cps(document));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct document *document =
        document_of((struct span){(const char *)data + 1, size - 1}, "fuzz");
    document_read_as(document, (enum encoding_choice)(data[0] / 12 % 5));
    struct text *text = text_new_with(document, &judge_rules, 16u << data[0] % 12);
    struct tokens tokens = {0};
    must(document != NULL && text != NULL);
    size_t count = 0;
    const struct paragraph *last = NULL;
    for (const struct paragraph *at = text_at(text, 0); at != NULL; at = text_next(text, at)) {
        check_maps(at);
        check_layout(at->text, &tokens);
        last = at;
        count++;
    }
    for (; last != NULL; last = text_before(text, last))
        count--;
    must(count == 0);
    check_counts(document);
    tokens_done(&tokens);
    text_free(text);
    document_free(document);
    return 0;
}
