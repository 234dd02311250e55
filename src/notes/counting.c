#include <config.h>

#include "src/notes/counting.h"

#include <stdlib.h>

#include "src/text/unicode.h"

/* How many code points from `off` on are counted together, and as how many. Gives the bytes. */
static size_t measure(struct span text, size_t off, unsigned flags, uint64_t *cps, uint64_t *disk)
{
    struct span rest = {text.at + off, text.len - off};
    uint32_t cp;
    size_t len = unicode_decode(rest, &cp);
    *cps = *disk = 1;
    if (flags & COUNTING_GRAPHEMES) {
        size_t end = unicode_grapheme_end(text, off);
        *cps = unicode_count((struct span){rest.at, end - off});
        return end - off;
    }
    if ((flags & COUNTING_LF) && cp == '\r' && rest.len > 1 && rest.at[1] == '\n') {
        *cps = 2;
        return 2;
    }
    if ((flags & COUNTING_NO_BOM) && off == 0 && cp == 0xfeff)
        *disk = 0;
    if ((flags & COUNTING_UTF16) && cp > 0xffff)
        *disk = 2;
    uint32_t next = 0;
    if ((flags & COUNTING_NFC) && rest.len > len)
        unicode_decode((struct span){rest.at + len, rest.len - len}, &next);
    if ((flags & COUNTING_NFC) && (unicode_is_mark(next) || cp >= 0x340)) {
        size_t end = unicode_grapheme_end(text, off);
        struct buf composed = {0};
        rest.len = end - off;
        unicode_add_nfc(&composed, rest);
        *cps = unicode_count(rest);
        *disk = unicode_count(buf_span(&composed));
        buf_done(&composed);
        return end - off;
    }
    return len;
}

static bool add_step(struct counting *counting, uint64_t cp, uint64_t disk)
{
    if (!array_reserve(&counting->steps, &counting->cap, counting->count + 1,
                       sizeof *counting->steps))
        return false;
    counting->steps[counting->count++] = (struct counting_step){cp, disk};
    return true;
}

bool counting_make(struct counting *counting, struct span text, unsigned flags)
{
    uint64_t cp = 0, disk = flags & COUNTING_EXTRA_BOM ? 1 : 0;
    *counting = (struct counting){.flags = flags};
    bool ok = add_step(counting, cp, disk);
    for (size_t off = 0; ok && off < text.len;) {
        uint64_t cps, counted;
        off += measure(text, off, flags, &cps, &counted);
        cp += cps;
        disk += counted;
        if (cps != counted)
            ok = add_step(counting, cp, disk);
    }
    if (!ok)
        counting_done(counting);
    return ok;
}

void counting_done(struct counting *counting)
{
    free(counting->steps);
    *counting = (struct counting){0};
}

/* The last step whose cp (or disk) is at most `place`. */
static size_t find_step(const struct counting *counting, uint64_t place, bool by_cp)
{
    size_t low = 0, high = counting->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        uint64_t at = by_cp ? counting->steps[middle].cp : counting->steps[middle].disk;
        if (at <= place)
            low = middle;
        else
            high = middle;
    }
    return low;
}

uint64_t counting_to_disk(const struct counting *counting, uint64_t cp)
{
    if (counting->count == 0)
        return cp;
    size_t i = find_step(counting, cp, true);
    uint64_t disk = counting->steps[i].disk + (cp - counting->steps[i].cp);
    if (i + 1 < counting->count && disk > counting->steps[i + 1].disk)
        disk = counting->steps[i + 1].disk;
    return disk;
}

uint64_t counting_from_disk(const struct counting *counting, uint64_t disk)
{
    if (counting->count == 0)
        return disk;
    size_t i = find_step(counting, disk, false);
    if (disk < counting->steps[i].disk)
        return counting->steps[i].cp;
    uint64_t cp = counting->steps[i].cp + (disk - counting->steps[i].disk);
    if (i + 1 < counting->count && cp > counting->steps[i + 1].cp)
        cp = counting->steps[i + 1].cp;
    return cp;
}
