#include <config.h>

#include "src/text/logical.h"

/* The last run that begins at or before text byte off; the first one when there is none. */
static const struct paragraph_run *run_of(const struct paragraph *paragraph, size_t off)
{
    size_t low = 0, high = paragraph->run_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (paragraph->runs[middle].text <= off)
            low = middle;
        else
            high = middle;
    }
    return &paragraph->runs[low];
}

uint64_t paragraph_raw(const struct paragraph *paragraph, size_t off)
{
    if (paragraph->run_count == 0)
        return paragraph->start;
    const struct paragraph_run *run = run_of(paragraph, off);
    if (off < run->text)
        return run->raw;
    if (off - run->text >= run->len)
        return run->raw + run->raw_len;
    return run->len == run->raw_len ? run->raw + (off - run->text) : run->raw;
}

uint64_t paragraph_raw_end(const struct paragraph *paragraph, size_t off)
{
    if (off == 0 || paragraph->run_count == 0)
        return paragraph_raw(paragraph, off);
    const struct paragraph_run *run = run_of(paragraph, off - 1);
    size_t in = off - run->text;
    if (in <= run->len)
        return run->len == run->raw_len ? run->raw + in : run->raw + run->raw_len;
    /* Behind a space that was put in: it stands for all up to the next run. */
    bool last = run + 1 == paragraph->runs + paragraph->run_count;
    return last ? paragraph->end : run[1].raw;
}

size_t paragraph_off(const struct paragraph *paragraph, uint64_t raw)
{
    /* The first run that ends behind raw. */
    size_t low = 0, high = paragraph->run_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (paragraph->runs[middle].raw + paragraph->runs[middle].raw_len > raw)
            high = middle;
        else
            low = middle + 1;
    }
    if (low == paragraph->run_count)
        return paragraph->text.len;
    const struct paragraph_run *run = &paragraph->runs[low];
    if (raw <= run->raw)
        return run->text;
    if (run->len != run->raw_len)
        return run->text + run->len; /* inside one character: the next one */
    size_t off = run->text + (size_t)(raw - run->raw);
    while (off < paragraph->text.len && ((unsigned char)paragraph->text.at[off] & 0xc0) == 0x80)
        off++;
    return off;
}

size_t paragraph_off_end(const struct paragraph *paragraph, uint64_t raw)
{
    /* Behind the last run that begins before raw. */
    size_t low = 0, high = paragraph->run_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (paragraph->runs[middle].raw < raw)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return 0;
    const struct paragraph_run *run = &paragraph->runs[low - 1];
    if (raw - run->raw >= run->raw_len || run->len != run->raw_len)
        return run->text + run->len;
    size_t off = run->text + (size_t)(raw - run->raw);
    while (off < paragraph->text.len && ((unsigned char)paragraph->text.at[off] & 0xc0) == 0x80)
        off++;
    return off;
}
