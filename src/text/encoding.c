#include <config.h>

#include "src/text/encoding_inside.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"

const char *encoding_name(enum encoding encoding)
{
    static const char *const names[] = {
        [ENCODING_UTF8] = "utf-8",
        [ENCODING_UTF8_BOM] = "utf-8-bom",
        [ENCODING_UTF16LE] = "utf-16le",
        [ENCODING_UTF16BE] = "utf-16be",
        [ENCODING_WINDOWS1252] = "windows-1252",
        [ENCODING_UTF8_WINDOWS1252] = "utf-8+windows-1252",
        [ENCODING_BINARY] = "binary",
    };
    return names[encoding];
}

enum encoding_form encoding_form_of(struct span first, size_t *bom)
{
    *bom = 0;
    if (span_starts(first, "\xef\xbb\xbf"))
        *bom = 3;
    else if (span_starts(first, "\xff\xfe"))
        *bom = 2;
    else if (span_starts(first, "\xfe\xff"))
        *bom = 2;
    if (*bom != 2)
        return ENCODING_FORM_BYTES;
    return first.at[0] == '\xff' ? ENCODING_FORM_UTF16LE : ENCODING_FORM_UTF16BE;
}

bool encoding_form_is_wide(enum encoding_form form)
{
    return form == ENCODING_FORM_UTF16LE || form == ENCODING_FORM_UTF16BE;
}

/* ---- by choice ---- */

/* clang-format off */
static const struct choice_name { const char *name; enum encoding_choice choice; } choice_names[] = {
    {"utf8",        ENCODING_AS_UTF8},
    {"utf8bom",     ENCODING_AS_UTF8},
    {"utf16le",     ENCODING_AS_UTF16LE},
    {"utf16be",     ENCODING_AS_UTF16BE},
    {"windows1252", ENCODING_AS_WINDOWS1252},
    {"cp1252",      ENCODING_AS_WINDOWS1252},
    {"iso88591",    ENCODING_AS_WINDOWS1252},
    {"latin1",      ENCODING_AS_WINDOWS1252},
    {"ascii",       ENCODING_AS_WINDOWS1252},
    {"usascii",     ENCODING_AS_WINDOWS1252},
};
/* clang-format on */

static bool is_named(struct span name, const char *plain)
{
    for (size_t i = 0; i < name.len; i++) {
        char byte = name.at[i];
        if (byte == '-' || byte == '_')
            continue;
        if (byte >= 'A' && byte <= 'Z')
            byte += 'a' - 'A';
        if (*plain == '\0' || *plain++ != byte)
            return false;
    }
    return *plain == '\0';
}

bool encoding_choice_find(struct span name, enum encoding_choice *choice)
{
    for (size_t i = 0; i < ARRAY_LEN(choice_names); i++)
        if (is_named(name, choice_names[i].name)) {
            *choice = choice_names[i].choice;
            return true;
        }
    return false;
}

enum encoding_form encoding_form_chosen(enum encoding_choice choice, struct span first, size_t *bom)
{
    static const struct {
        enum encoding_form form;
        const char *mark;
    } chosen[] = {
        [ENCODING_FIND_OUT] = {ENCODING_FORM_BYTES, "\xef\xbb\xbf"},
        [ENCODING_AS_UTF8] = {ENCODING_FORM_UTF8, "\xef\xbb\xbf"},
        [ENCODING_AS_UTF16LE] = {ENCODING_FORM_UTF16LE, "\xff\xfe"},
        [ENCODING_AS_UTF16BE] = {ENCODING_FORM_UTF16BE, "\xfe\xff"},
        [ENCODING_AS_WINDOWS1252] = {ENCODING_FORM_WINDOWS1252, NULL},
    };
    const char *mark = chosen[choice].mark;
    *bom = mark != NULL && span_starts(first, mark) ? strlen(mark) : 0;
    return chosen[choice].form;
}

/* ---- binary files ---- */

/* First bytes of formats that are met beside text files; each long enough not to begin a text. */
/* clang-format off */
static const struct magic { unsigned char len; const char *bytes; } magics[] = {
    {5, "%PDF-"},
    {8, "\x89PNG\r\n\x1a\n"},
    {3, "\xff\xd8\xff"},                         /* JPEG */
    {6, "GIF87a"}, {6, "GIF89a"},
    {4, "PK\x03\x04"}, {4, "PK\x05\x06"},        /* zip: docx, odt, epub */
    {3, "\x1f\x8b\x08"},                         /* gzip */
    {6, "\xfd" "7zXZ\0"},
    {4, "\x28\xb5\x2f\xfd"},                     /* zstd */
    {6, "7z\xbc\xaf\x27\x1c"},
    {7, "Rar!\x1a\x07\x00"}, {7, "Rar!\x1a\x07\x01"},
    {4, "\x7f" "ELF"},
    {8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"},     /* OLE: doc, xls */
    {4, "II*\0"}, {4, "MM\0*"},                  /* TIFF */
    {16, "SQLite format 3\0"},
    {4, "OggS"}, {4, "fLaC"}, {4, "\x1a\x45\xdf\xa3"}, /* audio, Matroska */
    {4, "\xca\xfe\xba\xbe"}, {4, "\0asm"}, {4, "\xcf\xfa\xed\xfe"},
    {8, "!<arch>\n"},
};
/* clang-format on */

static bool has_magic(struct span first)
{
    for (size_t i = 0; i < ARRAY_LEN(magics); i++)
        if (first.len >= magics[i].len && memcmp(first.at, magics[i].bytes, magics[i].len) == 0)
            return true;
    if (first.len >= 10 && memcmp(first.at, "BZh", 3) == 0 &&
        memcmp(first.at + 4, "1AY&SY", 6) == 0) /* bzip2: pi's digits */
        return true;
    return first.len >= 12 && memcmp(first.at, "RIFF", 4) == 0 &&
           (memcmp(first.at + 8, "WAVE", 4) == 0 || memcmp(first.at + 8, "AVI ", 4) == 0 ||
            memcmp(first.at + 8, "WEBP", 4) == 0);
}

static bool is_odd_control(uint32_t cp)
{
    return cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r' && cp != '\f' && cp != 0x1b;
}

bool encoding_is_binary(enum encoding_form form, struct span first)
{
    if (has_magic(first))
        return true;
    uint64_t odd = 0, all = 0;
    for (size_t off = 0; off < first.len;) {
        uint32_t cp;
        bool lone;
        off += encoding_next(form, (struct span){first.at + off, first.len - off}, &cp, &lone);
        odd += is_odd_control(cp);
        all++;
    }
    /* Over 1 % of the characters; a lone one says nothing in a file of a few bytes. */
    return odd > 1 && odd * 100 > all;
}

/* ---- characters ---- */

/* The Windows-1252 characters 80 to 9f; its five holes are U+FFFD. */
static uint32_t from_windows1252(unsigned char byte)
{
    static const uint16_t high[32] = {
        0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};
    return byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte;
}

static uint32_t sequence_cp(const unsigned char *at, size_t len)
{
    switch (len) {
    case 2:
        return (uint32_t)(at[0] & 0x1f) << 6 | (at[1] & 0x3f);
    case 3:
        return (uint32_t)(at[0] & 0x0f) << 12 | (uint32_t)(at[1] & 0x3f) << 6 | (at[2] & 0x3f);
    default:
        return (uint32_t)(at[0] & 0x07) << 18 | (uint32_t)(at[1] & 0x3f) << 12 |
               (uint32_t)(at[2] & 0x3f) << 6 | (at[3] & 0x3f);
    }
}

static size_t next_utf16(enum encoding_form form, const unsigned char *at, size_t len, uint32_t *cp,
                         bool *lone)
{
    *lone = true;
    *cp = UNICODE_REPLACEMENT;
    if (len < 2)
        return len;
    uint32_t unit = encoding_unit_at(form, at);
    if (unit >= 0xdc00 && unit < 0xe000)
        return 2;
    if (unit >= 0xd800 && unit < 0xdc00) {
        uint32_t low = len >= 4 ? encoding_unit_at(form, at + 2) : 0;
        if (low < 0xdc00 || low >= 0xe000)
            return 2;
        *lone = false;
        *cp = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        return 4;
    }
    *lone = false;
    *cp = unit;
    return 2;
}

size_t encoding_next(enum encoding_form form, struct span raw, uint32_t *cp, bool *lone)
{
    *lone = false;
    if (raw.len == 0)
        return 0;
    const unsigned char *at = (const unsigned char *)raw.at;
    if (encoding_form_is_wide(form))
        return next_utf16(form, at, raw.len, cp, lone);
    *cp = from_windows1252(at[0]);
    if (at[0] < 0x80 || form == ENCODING_FORM_WINDOWS1252)
        return 1;
    size_t len = encoding_sequence_len(at, raw.len);
    if (len != 0) {
        *cp = sequence_cp(at, len);
        return len;
    }
    *lone = true;
    if (form == ENCODING_FORM_UTF8)
        *cp = UNICODE_REPLACEMENT;
    return 1;
}

size_t encoding_align(enum encoding_form form, struct span raw, size_t off)
{
    const unsigned char *at = (const unsigned char *)raw.at;
    if (off >= raw.len)
        return raw.len;
    if (form == ENCODING_FORM_WINDOWS1252)
        return off;
    if (encoding_form_is_wide(form)) {
        off &= ~(size_t)1;
        if (off + 2 > raw.len || off < 2)
            return off;
        uint32_t unit = encoding_unit_at(form, at + off),
                 before = encoding_unit_at(form, at + off - 2);
        bool second = unit >= 0xdc00 && unit < 0xe000 && before >= 0xd800 && before < 0xdc00;
        return second ? off - 2 : off;
    }
    /* A continuation byte belongs to the nearest lead byte before it, if that one reaches it. */
    for (size_t back = 0; back <= 3 && back <= off; back++) {
        unsigned char byte = at[off - back];
        if ((byte & 0xc0) == 0x80)
            continue;
        return back != 0 && encoding_sequence_len(at + off - back, raw.len - (off - back)) > back
                   ? off - back
                   : off;
    }
    return off;
}

size_t encoding_valid(struct span raw)
{
    const unsigned char *at = (const unsigned char *)raw.at;
    size_t off = 0;
    for (;;) {
        while (raw.len - off >= 8 && (encoding_word_at(at + off) & ENCODING_HIGH_BITS) == 0)
            off += 8;
        while (off < raw.len && at[off] < 0x80)
            off++;
        if (off == raw.len)
            return off;
        size_t len = encoding_sequence_len(at + off, raw.len - off);
        if (len == 0)
            return off;
        off += len;
    }
}

/* ---- decoding a stretch ---- */

static bool add_run(struct decoded *decoded, size_t len, size_t raw, size_t raw_len)
{
    if (!array_reserve(&decoded->runs, &decoded->run_cap, decoded->run_count + 1,
                       sizeof *decoded->runs))
        return false;
    decoded->runs[decoded->run_count++] = (struct encoding_run){
        (uint32_t)(decoded->own.len - len), (uint32_t)len, (uint32_t)raw, (uint32_t)raw_len};
    return true;
}

/* How many bytes at the beginning are what they decode to. */
static size_t same_len(enum encoding_form form, struct span raw)
{
    if (encoding_form_is_wide(form))
        return 0;
    if (form != ENCODING_FORM_WINDOWS1252)
        return encoding_valid(raw);
    size_t len = 0;
    while (len < raw.len && (unsigned char)raw.at[len] < 0x80)
        len++;
    return len;
}

bool decoded_make(struct decoded *decoded, enum encoding_form form, struct span raw)
{
    decoded->run_count = 0;
    decoded->own.len = 0;
    decoded->own.failed = false;
    decoded->raw_len = raw.len;
    decoded->text = raw;
    size_t off = same_len(form, raw);
    if (off == raw.len)
        return true;
    for (off = 0; off < raw.len;) {
        struct span rest = {raw.at + off, raw.len - off};
        size_t len = same_len(form, rest);
        if (len != 0) {
            buf_add(&decoded->own, rest.at, len);
            if (!add_run(decoded, len, off, len))
                return false;
            off += len;
            continue;
        }
        uint32_t cp;
        bool lone;
        len = encoding_next(form, rest, &cp, &lone);
        char bytes[4];
        size_t width = unicode_encode(cp, bytes);
        buf_add(&decoded->own, bytes, width);
        if (!add_run(decoded, width, off, len))
            return false;
        off += len;
    }
    decoded->text = buf_span(&decoded->own);
    return buf_ok(&decoded->own);
}

void decoded_done(struct decoded *decoded)
{
    buf_done(&decoded->own);
    free(decoded->runs);
    *decoded = (struct decoded){0};
}

size_t decoded_raw(const struct decoded *decoded, size_t text)
{
    if (decoded->run_count == 0)
        return text;
    if (text >= decoded->text.len)
        return decoded->raw_len;
    size_t low = 0, high = decoded->run_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (decoded->runs[middle].text <= text)
            low = middle;
        else
            high = middle;
    }
    const struct encoding_run *run = &decoded->runs[low];
    return run->len == run->raw_len ? run->raw + (text - run->text) : run->raw;
}

size_t decoded_text(const struct decoded *decoded, size_t raw)
{
    if (decoded->run_count == 0)
        return raw;
    if (raw >= decoded->raw_len)
        return decoded->text.len;
    size_t low = 0, high = decoded->run_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (decoded->runs[middle].raw <= raw)
            low = middle;
        else
            high = middle;
    }
    const struct encoding_run *run = &decoded->runs[low];
    return run->len == run->raw_len ? run->text + (raw - run->raw) : run->text;
}
