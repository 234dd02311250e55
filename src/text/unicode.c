#include <config.h>

#include "src/text/unicode.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwbrk.h>

static const uint8_t *bytes_of(struct span text)
{
    return (const uint8_t *)text.at;
}

/* ---- code points ---- */

size_t unicode_decode(struct span text, uint32_t *cp)
{
    if (text.len == 0)
        return 0;
    unsigned char first = (unsigned char)text.at[0];
    if (first < 0x80) {
        *cp = first;
        return 1;
    }
    ucs4_t decoded;
    int len = u8_mbtoucr(&decoded, bytes_of(text), text.len);
    if (len <= 0) {
        *cp = UNICODE_REPLACEMENT;
        return 1;
    }
    *cp = decoded;
    return (size_t)len;
}

size_t unicode_encode(uint32_t cp, char out[4])
{
    int len = u8_uctomb((uint8_t *)out, cp, 4);
    if (len > 0)
        return (size_t)len;
    memcpy(out, "\xef\xbf\xbd", 3);
    return 3;
}

void unicode_add(struct buf *buf, uint32_t cp)
{
    char bytes[4];
    buf_add(buf, bytes, unicode_encode(cp, bytes));
}

size_t unicode_count(struct span text)
{
    size_t count = 0;
    for (size_t off = 0; off < text.len; count++) {
        uint32_t cp;
        off += unicode_decode((struct span){text.at + off, text.len - off}, &cp);
    }
    return count;
}

size_t unicode_offset(struct span text, size_t cp)
{
    size_t off = 0;
    for (; cp > 0 && off < text.len; cp--) {
        uint32_t ignored;
        off += unicode_decode((struct span){text.at + off, text.len - off}, &ignored);
    }
    return off;
}

/* ---- graphemes, breaks ---- */

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

/* The end by the rules that look at two characters alone, which is all that libunistring does. */
static size_t pair_end(struct span text, size_t off)
{
    const uint8_t *at = bytes_of(text);
    const uint8_t *next = u8_grapheme_next(at + off, at + text.len);
    return next != NULL && next > at + off ? (size_t)(next - at) : off + 1;
}

static size_t pair_start(struct span text, size_t off)
{
    const uint8_t *at = bytes_of(text);
    const uint8_t *before = u8_grapheme_prev(at + off, at);
    return before != NULL && before < at + off ? (size_t)(before - at) : off - 1;
}

static bool ends_in_joiner(struct span text, size_t off)
{
    return off >= 3 && memcmp(text.at + off - 3, "\xe2\x80\x8d", 3) == 0;
}

static bool is_pictographic(struct span text, size_t off)
{
    uint32_t cp;
    return unicode_decode((struct span){text.at + off, text.len - off}, &cp) > 0 &&
           uc_is_property(cp, UC_PROPERTY_EXTENDED_PICTOGRAPHIC);
}

size_t unicode_grapheme_end(struct span text, size_t off)
{
    if (off >= text.len)
        return text.len;
    /* Two printable ASCII characters in a row: most of all text. */
    if (is_plain((unsigned char)text.at[off]) &&
        (off + 1 == text.len || is_plain((unsigned char)text.at[off + 1])))
        return off + 1;
    size_t end = pair_end(text, off);
    /* GB11: emoji joined by ZWJ are one. */
    while (end < text.len && ends_in_joiner(text, end) && is_pictographic(text, off) &&
           is_pictographic(text, end))
        end = pair_end(text, end);
    return end;
}

size_t unicode_grapheme_start(struct span text, size_t off)
{
    if (off == 0)
        return 0;
    if (off > text.len)
        off = text.len;
    if (off > 1 && is_plain((unsigned char)text.at[off - 1]) &&
        is_plain((unsigned char)text.at[off - 2]))
        return off - 1;
    size_t start = pair_start(text, off);
    while (start > 0 && ends_in_joiner(text, start))
        start = pair_start(text, start);
    /* Forward again: which of those clusters really hang together. */
    size_t end = unicode_grapheme_end(text, start);
    while (end < off) {
        start = end;
        end = unicode_grapheme_end(text, start);
    }
    return start;
}

bool unicode_grapheme_border(struct span text, size_t off)
{
    if (off == 0 || off >= text.len)
        return true;
    if (is_plain((unsigned char)text.at[off - 1]) && is_plain((unsigned char)text.at[off]))
        return true;
    if (((unsigned char)text.at[off] & 0xc0) == 0x80)
        return false;
    return unicode_grapheme_end(text, unicode_grapheme_start(text, off)) == off;
}

void unicode_line_breaks(struct span text, char *breaks)
{
    u8_possible_linebreaks(bytes_of(text), text.len, "UTF-8", breaks);
    for (size_t i = 0; i < text.len; i++)
        breaks[i] = breaks[i] == UC_BREAK_MANDATORY  ? UNICODE_BREAK_MUST
                    : breaks[i] == UC_BREAK_POSSIBLE ? UNICODE_BREAK_MAY
                                                     : UNICODE_BREAK_NO;
}

void unicode_word_borders(struct span text, char *borders)
{
    u8_wordbreaks(bytes_of(text), text.len, borders);
}

/* ---- properties ---- */

static bool is_ascii_letter(uint32_t cp)
{
    return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

bool unicode_is_letter(uint32_t cp)
{
    if (cp < 0x80)
        return is_ascii_letter(cp);
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
}

bool unicode_is_digit(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= '0' && cp <= '9';
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Nd);
}

bool unicode_is_upper(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z';
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt);
}

bool unicode_is_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'a' && cp <= 'z';
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Ll);
}

bool unicode_is_blank(uint32_t cp)
{
    if (cp < 0x80)
        return cp == ' ' || (cp >= 0x09 && cp <= 0x0d);
    return cp == 0x85 || uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Z);
}

bool unicode_is_mark(uint32_t cp)
{
    return cp >= 0x300 && uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M);
}

uint32_t unicode_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z' ? cp + 0x20 : cp;
    return uc_tolower(cp);
}

uint32_t unicode_upper(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'a' && cp <= 'z' ? cp - 0x20 : cp;
    return uc_toupper(cp);
}

uint32_t unicode_base(uint32_t cp)
{
    /* Below U+00C0 nothing decomposes; a decomposition's first code point may decompose again (ǖ to
     * ü to u). */
    while (cp >= 0xc0) {
        ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
        if (uc_canonical_decomposition(cp, parts) < 2 || !unicode_is_mark(parts[1]))
            break;
        cp = parts[0];
    }
    return cp;
}

/* ---- what may reach a terminal ---- */

/* Format characters that never show, or that change how others show: sorted, inclusive. Unicode 15,
 * general category Cf, Zl, Zp and the noncharacters of the specials block; U+200C, U+200D and the
 * variation selectors are dealt with apart. */
static const struct {
    uint32_t first, last;
} unsafe_ranges[] = {
    {0x0000, 0x0008},   {0x000b, 0x001f},    {0x007f, 0x009f},   {0x00ad, 0x00ad},
    {0x061c, 0x061c},   {0x180e, 0x180e},    {0x200b, 0x200b},   {0x200e, 0x200f},
    {0x2028, 0x202e},   {0x2060, 0x206f},    {0xd800, 0xdfff},   {0xfeff, 0xfeff},
    {0xfff0, 0xfffb},   {0xfffe, 0xffff},    {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a},
    {0xe0000, 0xe00ff}, {0xe01f0, 0x10ffff},
};

static bool is_joiner(uint32_t cp)
{
    return cp == 0x200c || cp == 0x200d || (cp >= 0xfe00 && cp <= 0xfe0f) ||
           (cp >= 0xe0100 && cp <= 0xe01ef) || (cp >= 0x180b && cp <= 0x180d) || cp == 0x180f;
}

bool unicode_is_unsafe(uint32_t cp, bool joins)
{
    if (cp >= 0x20 && cp < 0x7f)
        return false;
    if (is_joiner(cp))
        return !joins;
    for (size_t i = 0; i < ARRAY_LEN(unsafe_ranges) && cp >= unsafe_ranges[i].first; i++)
        if (cp <= unsafe_ranges[i].last)
            return true;
    return false;
}

static void add_unsafe(struct buf *buf, struct span bytes, uint32_t cp, enum safe_form form)
{
    if (form == SAFE_ANGLE)
        buf_printf(buf, "<U+%04X>", (unsigned)cp);
    else if (form == SAFE_TSV)
        buf_printf(buf, "\\u{%X}", (unsigned)cp);
    else
        for (size_t i = 0; i < bytes.len; i++)
            buf_printf(buf, "\\x%02x", (unsigned char)bytes.at[i]);
}

/* The escape of a table field for one ASCII character, or NULL. */
static const char *tsv_escape(uint32_t cp)
{
    switch (cp) {
    case '\t':
        return "\\t";
    case '\r':
        return "\\r";
    case '\n':
        return "\\n";
    case '\\':
        return "\\\\";
    default:
        return NULL;
    }
}

void unicode_add_safe(struct buf *buf, struct span text, enum safe_form form)
{
    uint32_t before = ' ';
    for (size_t off = 0; off < text.len;) {
        uint32_t cp;
        struct span rest = {text.at + off, text.len - off};
        rest.len = unicode_decode(rest, &cp);
        bool invalid = cp == UNICODE_REPLACEMENT && rest.len == 1;
        bool joins =
            is_joiner(cp) && !unicode_is_blank(before) && !unicode_grapheme_border(text, off);
        const char *escape = form == SAFE_TSV ? tsv_escape(cp) : NULL;
        bool is_layout = cp == '\n' || cp == '\t';
        if (escape != NULL)
            buf_add_string(buf, escape);
        else if (invalid && form != SAFE_BYTES)
            unicode_add(buf, UNICODE_REPLACEMENT);
        else if (invalid || unicode_is_unsafe(cp, joins) || (is_layout && form == SAFE_BYTES))
            add_unsafe(buf, rest, cp, form);
        else
            buf_add_span(buf, rest);
        before = cp;
        off += rest.len;
    }
}

/* ---- case and composition ---- */

void unicode_add_lower(struct buf *buf, struct span text)
{
    for (size_t off = 0; off < text.len;) {
        uint32_t cp;
        off += unicode_decode((struct span){text.at + off, text.len - off}, &cp);
        unicode_add(buf, unicode_lower(cp));
    }
}

void unicode_add_nfc(struct buf *buf, struct span text)
{
    size_t len;
    uint8_t *composed = u8_normalize(UNINORM_NFC, bytes_of(text), text.len, NULL, &len);
    if (composed == NULL)
        buf_add_span(buf, text); /* out of memory or not UTF-8: as it is */
    else
        buf_add(buf, composed, len);
    free(composed);
}

/* ---- folding ---- */

struct folder {
    struct fold *fold;
    size_t map_cap;
    unsigned flags;
    size_t
        starter; /* offset in the folded text of the last character that marks may compose with */
    uint32_t starter_cp;
    bool failed;
};

static void put(struct folder *folder, uint32_t cp, size_t from)
{
    struct buf *text = &folder->fold->text;
    size_t before = text->len;
    unicode_add(text, cp);
    if (!buf_ok(text) ||
        !array_reserve(&folder->fold->map, &folder->map_cap, text->len + 1, sizeof(uint32_t))) {
        folder->failed = true;
        return;
    }
    for (size_t i = before; i < text->len; i++)
        folder->fold->map[i] = (uint32_t)from;
    if (!unicode_is_mark(cp)) {
        folder->starter = before;
        folder->starter_cp = cp;
    }
}

/* Joins a mark with the letter before it where Unicode has the pair as one character. */
static bool compose(struct folder *folder, uint32_t mark)
{
    struct buf *text = &folder->fold->text;
    char bytes[4];
    if (text->len == 0 || folder->starter + unicode_encode(folder->starter_cp, bytes) != text->len)
        return false;
    uint32_t composed = uc_composition(folder->starter_cp, mark);
    if (composed == 0)
        return false;
    uint32_t from = folder->fold->map[folder->starter];
    buf_cut(text, folder->starter);
    put(folder, composed, from);
    return true;
}

static const char *two_letters(uint32_t cp)
{
    switch (cp) {
    case 0x132:
    case 0x133:
        return "ij";
    case 0xfb00:
        return "ff";
    case 0xfb01:
        return "fi";
    case 0xfb02:
        return "fl";
    default:
        return NULL;
    }
}

static uint32_t fold_punctuation(uint32_t cp)
{
    switch (cp) {
    case 0x2018:
    case 0x2019:
    case 0x02bc:
        return '\'';
    case 0x2010:
    case 0x2011:
        return '-';
    default:
        return cp;
    }
}

static void fold_one(struct folder *folder, uint32_t cp, size_t from)
{
    if (cp < 0x80) {
        put(folder, folder->flags & FOLD_CASE ? unicode_lower(cp) : cp, from);
        return;
    }
    if (folder->flags & FOLD_PUNCTUATION) {
        if (cp == 0xad)
            return;
        cp = fold_punctuation(cp);
    }
    const char *letters = folder->flags & FOLD_ACCENTS ? two_letters(cp) : NULL;
    if (letters != NULL) {
        bool upper = cp == 0x132 && !(folder->flags & FOLD_CASE);
        put(folder, (uint32_t)(upper ? letters[0] - 32 : letters[0]), from);
        put(folder, (uint32_t)(upper ? letters[1] - 32 : letters[1]), from);
        return;
    }
    if (folder->flags & FOLD_CASE)
        cp = unicode_lower(cp);
    if (unicode_is_mark(cp)) {
        if (!(folder->flags & FOLD_ACCENTS) && !compose(folder, cp))
            put(folder, cp, from);
        return;
    }
    put(folder, folder->flags & FOLD_ACCENTS ? unicode_base(cp) : cp, from);
}

/* Folds the ASCII characters from `off` on at once, as most text is; where they end. */
static size_t fold_ascii(struct folder *folder, struct span text, size_t off)
{
    struct buf *into = &folder->fold->text;
    size_t end = off, before = into->len;
    while (end < text.len && (unsigned char)text.at[end] < 0x80)
        end++;
    if (end == off)
        return off;
    char *to = buf_room(into, end - off);
    if (to == NULL || !array_reserve(&folder->fold->map, &folder->map_cap, before + (end - off) + 1,
                                     sizeof(uint32_t))) {
        folder->failed = true;
        return text.len;
    }
    bool lower = (folder->flags & FOLD_CASE) != 0;
    uint32_t *map = folder->fold->map + before;
    for (size_t i = 0; i < end - off; i++) {
        char byte = text.at[off + i];
        to[i] = lower && byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
        map[i] = (uint32_t)(off + i);
    }
    into->len += end - off;
    into->at[into->len] = '\0';
    folder->starter = into->len - 1;
    folder->starter_cp = (unsigned char)into->at[into->len - 1];
    return end;
}

bool fold_make(struct fold *fold, struct span text, unsigned flags)
{
    *fold = (struct fold){0};
    struct folder folder = {.fold = fold, .flags = flags};
    for (size_t off = 0; off < text.len && !folder.failed;) {
        uint32_t cp;
        off = fold_ascii(&folder, text, off);
        if (off >= text.len)
            break;
        size_t len = unicode_decode((struct span){text.at + off, text.len - off}, &cp);
        fold_one(&folder, cp, off);
        off += len;
    }
    if (folder.failed ||
        !array_reserve(&fold->map, &folder.map_cap, fold->text.len + 1, sizeof(uint32_t))) {
        fold_done(fold);
        return false;
    }
    fold->map[fold->text.len] = (uint32_t)text.len;
    return true;
}

void fold_done(struct fold *fold)
{
    buf_done(&fold->text);
    free(fold->map);
    *fold = (struct fold){0};
}
