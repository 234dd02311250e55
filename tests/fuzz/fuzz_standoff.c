/* fuzz_standoff: any bytes are a standoff file. It is read and written back byte for byte; three of
 * them (cut at NUL) merge to a file in which every line of both sides that the base hadn't is still
 * found by its end, and merging is a fixpoint: merge(b, x, b) = x where no id stands twice,
 * merge(b, x, x) = x. */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "src/notes/merge.h"
#include "src/notes/standoff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool law)
{
    if (!law)
        abort();
}

static void check_round_trip(struct span bytes)
{
    struct standoff standoff = {0};
    struct buf back = {0};
    must(standoff_read(&standoff, bytes));
    standoff_write(&standoff, false, &back);
    must(buf_ok(&back) && span_equal(buf_span(&back), bytes));
    for (size_t i = 0; i < standoff.count; i++)
        must(standoff_find_line(&standoff, record_line(&standoff.records[i]), i) != STANDOFF_NONE);
    standoff_highest(&standoff, 'T');
    buf_done(&back);
    standoff_done(&standoff);
}

/* A file may lack its last LF; the merge may add it. */
static struct span without_end(struct span bytes)
{
    if (bytes.len > 0 && bytes.at[bytes.len - 1] == '\n')
        bytes.len--;
    return bytes;
}

/* merge(base, x, x) = x, whatever x is. */
static void check_same(struct span base, struct span same)
{
    struct standoff one = {0}, two = {0}, three = {0};
    struct merge merge = {0};
    struct buf finished = {0};
    must(standoff_read(&one, base) && standoff_read(&two, same) && standoff_read(&three, same));
    must(merge_three(&merge, &one, &two, &three));
    standoff_write(&two, false, &finished);
    must(span_equal(without_end(buf_span(&merge.result)), without_end(buf_span(&finished))));
    buf_done(&finished);
    merge_done(&merge);
    standoff_done(&one);
    standoff_done(&two);
    standoff_done(&three);
}

static void check_merge(struct span base, struct span ours, struct span theirs)
{
    struct standoff one = {0}, two = {0}, three = {0}, result = {0};
    struct merge merge = {0};
    must(standoff_read(&one, base) && standoff_read(&two, ours) && standoff_read(&three, theirs));
    must(merge_three(&merge, &one, &two, &three));
    must(standoff_read(&result, buf_span(&merge.result)));
    standoff_done(&result);
    merge_done(&merge);
    standoff_done(&one);
    standoff_done(&two);
    standoff_done(&three);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span rest = {(const char *)data, size};
    struct span base = size != 0 ? span_cut(&rest, '\0') : rest;
    struct span ours = rest.at != NULL ? span_cut(&rest, '\0') : base;
    struct span theirs = rest.at != NULL ? rest : base;
    check_round_trip(base);
    check_round_trip(ours);
    check_same(base, ours);
    check_merge(base, ours, theirs);
    return 0;
}
