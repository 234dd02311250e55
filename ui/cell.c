#include <config.h>

#include "ui/cell.h"

#include "src/text/unicode.h"
#include "ui/sign.h"
#include "ui/width.h"

#define MARKS_MOST 4
#define ZERO_WIDTH_JOINER 0x200du

static const char *control_picture(uint32_t cp)
{
    /* U+2400 SYMBOL FOR NULL and on, one for each C0 character. */
    static const char pictures[32][4] = {"␀", "␁", "␂", "␃", "␄", "␅", "␆", "␇", "␈", "␉", "␊",
                                         "␋", "␌", "␍", "␎", "␏", "␐", "␑", "␒", "␓", "␔", "␕",
                                         "␖", "␗", "␘", "␙", "␚", "␛", "␜", "␝", "␞", "␟"};
    if (cp < 0x20)
        return pictures[cp];
    return cp == 0x7f ? "␡" : "�";
}

static struct cell_part placeholder(uint32_t cp, size_t len)
{
    const char *picture = control_picture(cp);
    if (cp >= 0x80 && width_of(UNICODE_REPLACEMENT) != 1) /* it is one of those that differ */
        picture = sign_ascii(span_of(picture));
    return (struct cell_part){len, span_of(picture), 1, true};
}

static bool is_emoji_modifier(uint32_t cp)
{
    return cp >= 0x1f3fb && cp <= 0x1f3ff;
}

/* Takes marks at off as long as they are some: how many bytes, how many marks. */
static size_t take_marks(struct span grapheme, size_t off, int most)
{
    size_t start = off;
    for (int marks = 0; marks < most && off < grapheme.len; marks++) {
        uint32_t cp;
        size_t len = unicode_decode((struct span){grapheme.at + off, grapheme.len - off}, &cp);
        if (cp == ZERO_WIDTH_JOINER || width_of(cp) != 0 || unicode_is_unsafe(cp, true))
            break;
        off += len;
    }
    return off - start;
}

struct cell_part cell_part_at(struct span grapheme, size_t off)
{
    if (off >= grapheme.len)
        return (struct cell_part){0};
    uint32_t cp;
    struct span rest = {grapheme.at + off, grapheme.len - off};
    size_t len = unicode_decode(rest, &cp);
    int cols = width_of(cp);
    if (unicode_is_unsafe(cp, off > 0) || cp == '\n' || cp == '\t' || cols < 0 ||
        is_emoji_modifier(cp))
        return placeholder(cp, len);
    if (cols == 0) { /* a mark without a letter, or past the fourth: all that follow are one */
        size_t more = take_marks(grapheme, off + len, (int)grapheme.len);
        return placeholder(cp, len + more);
    }
    size_t shown = len + take_marks(grapheme, off + len, MARKS_MOST);
    size_t taken = shown;
    /* The joiner is dropped where another spacing character follows, and at the end. */
    if (span_starts((struct span){rest.at + taken, rest.len - taken}, "\xe2\x80\x8d"))
        taken += 3;
    return (struct cell_part){taken, {rest.at, shown}, cols, false};
}

int cell_width(struct span grapheme)
{
    if (grapheme.len == 1 && grapheme.at[0] >= 0x20 && grapheme.at[0] < 0x7f)
        return 1;
    int cols = 0;
    size_t off = 0;
    while (off < grapheme.len) {
        struct cell_part part = cell_part_at(grapheme, off);
        off += part.len;
        cols += part.cols;
    }
    return cols;
}
