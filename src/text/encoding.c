#include <config.h>

#include "src/text/encoding.h"

#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

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

/* The length of the valid UTF-8 sequence of two to four bytes at the beginning; 0 when there is
 * none. Table 3-7 of the Unicode Standard. */
static size_t sequence_len(const unsigned char *at, size_t len)
{
    unsigned char first = at[0];
    if (first < 0xc2 || first > 0xf4 || len < 2 || (at[1] & 0xc0) != 0x80)
        return 0;
    if (first < 0xe0)
        return 2;
    if (len < 3 || (at[2] & 0xc0) != 0x80)
        return 0;
    if (first < 0xf0)
        return (first == 0xe0 && at[1] < 0xa0) || (first == 0xed && at[1] > 0x9f) ? 0 : 3;
    if (len < 4 || (at[3] & 0xc0) != 0x80)
        return 0;
    return (first == 0xf0 && at[1] < 0x90) || (first == 0xf4 && at[1] > 0x8f) ? 0 : 4;
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

static uint32_t unit_at(enum encoding_form form, const unsigned char *at)
{
    return form == ENCODING_FORM_UTF16LE ? (uint32_t)at[0] | (uint32_t)at[1] << 8
                                         : (uint32_t)at[1] | (uint32_t)at[0] << 8;
}

static size_t next_utf16(enum encoding_form form, const unsigned char *at, size_t len, uint32_t *cp,
                         bool *lone)
{
    *lone = true;
    *cp = UNICODE_REPLACEMENT;
    if (len < 2)
        return len;
    uint32_t unit = unit_at(form, at);
    if (unit >= 0xdc00 && unit < 0xe000)
        return 2;
    if (unit >= 0xd800 && unit < 0xdc00) {
        uint32_t low = len >= 4 ? unit_at(form, at + 2) : 0;
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
    size_t len = sequence_len(at, raw.len);
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
        uint32_t unit = unit_at(form, at + off), before = unit_at(form, at + off - 2);
        bool second = unit >= 0xdc00 && unit < 0xe000 && before >= 0xd800 && before < 0xdc00;
        return second ? off - 2 : off;
    }
    /* A continuation byte belongs to the nearest lead byte before it, if that one reaches it. */
    for (size_t back = 0; back <= 3 && back <= off; back++) {
        unsigned char byte = at[off - back];
        if ((byte & 0xc0) == 0x80)
            continue;
        return back != 0 && sequence_len(at + off - back, raw.len - (off - back)) > back
                   ? off - back
                   : off;
    }
    return off;
}

#define HIGH_BITS 0x8080808080808080u
#define LOW_BITS 0x0101010101010101u

static uint64_t word_at(const unsigned char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* How many of eight ASCII bytes equal `byte`. */
static unsigned word_count(uint64_t word, unsigned char byte)
{
    uint64_t differ = word ^ (LOW_BITS * byte);
    uint64_t equal = ~(differ + 0x7f7f7f7f7f7f7f7fu) & HIGH_BITS;
    return (unsigned)((equal >> 7) * LOW_BITS >> 56);
}

size_t encoding_valid(struct span raw)
{
    const unsigned char *at = (const unsigned char *)raw.at;
    size_t off = 0;
    for (;;) {
        while (raw.len - off >= 8 && (word_at(at + off) & HIGH_BITS) == 0)
            off += 8;
        while (off < raw.len && at[off] < 0x80)
            off++;
        if (off == raw.len)
            return off;
        size_t len = sequence_len(at + off, raw.len - off);
        if (len == 0)
            return off;
        off += len;
    }
}

/* ---- counting ---- */

#ifdef __SSE2__
static uint64_t bits(__m128i bytes, unsigned shift)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(bytes) << shift;
}

/* Counts 64 bytes, or as many as hold whole characters, where they are ASCII and sequences of two
 * or three bytes. How many it counted: 0 when something else is among them. */
static size_t count_sequences(const unsigned char *at, unsigned char end,
                              struct encoding_counts *counts)
{
    uint64_t tails = 0, leads = 0, threes = 0, ends = 0, odd = 0;
    for (unsigned i = 0; i < 64; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(at + i));
        /* As signed numbers 80 to ff are negative, and in the same order. */
        __m128i high = _mm_cmplt_epi8(bytes, _mm_setzero_si128());
        __m128i tail = _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xc0));
        __m128i three = _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0xdf));
        __m128i four = _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)0xef));
        /* Of e0 and ed some sequences are none; c0 and c1 begin none. */
        __m128i special = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xe0)),
                                       _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xed)));
        __m128i none = _mm_andnot_si128(tail, _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xc2)));
        tails |= bits(tail, i);
        leads |= bits(_mm_andnot_si128(tail, high), i);
        threes |= bits(_mm_and_si128(three, high), i);
        odd |= bits(_mm_or_si128(_mm_and_si128(four, high), _mm_or_si128(special, none)), i);
        ends |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)end)), i);
    }
    size_t len = 64;
    uint64_t cut = (leads & UINT64_C(1) << 63) | (threes & UINT64_C(3) << 62);
    if (cut != 0) {
        len = (size_t)__builtin_ctzll(cut);
        uint64_t whole = (UINT64_C(1) << len) - 1;
        tails &= whole, leads &= whole, threes &= whole, ends &= whole, odd &= whole;
    }
    if (odd != 0 || tails != (leads << 1 | threes << 2))
        return 0;
    counts->cps += len - (size_t)__builtin_popcountll(tails);
    counts->ends += (size_t)__builtin_popcountll(ends);
    counts->multi = counts->multi || leads != 0;
    return len;
}

/* Counts on over ASCII and, where lines end at LF alone, the usual sequences, 64 bytes at a time;
 * where it stopped. */
static size_t count_fast(bool lone_ends, const unsigned char *at, size_t off, size_t until,
                         struct encoding_counts *counts)
{
    unsigned char end = lone_ends ? '\r' : '\n';
    const __m128i wanted = _mm_set1_epi8((char)end), none = _mm_setzero_si128();
    __m128i sum = none;
    while (until - off >= 64) {
        __m128i a = _mm_loadu_si128((const __m128i *)(at + off));
        __m128i b = _mm_loadu_si128((const __m128i *)(at + off + 16));
        __m128i c = _mm_loadu_si128((const __m128i *)(at + off + 32));
        __m128i d = _mm_loadu_si128((const __m128i *)(at + off + 48));
        __m128i any = _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d));
        if (_mm_movemask_epi8(any) != 0) {
            size_t len = lone_ends ? 0 : count_sequences(at + off, end, counts);
            if (len == 0)
                break;
            off += len;
            continue;
        }
        /* An equal byte is -1: sixteen sums of at most 4, added up in two halves. */
        __m128i equal =
            _mm_add_epi8(_mm_add_epi8(_mm_cmpeq_epi8(a, wanted), _mm_cmpeq_epi8(b, wanted)),
                         _mm_add_epi8(_mm_cmpeq_epi8(c, wanted), _mm_cmpeq_epi8(d, wanted)));
        sum = _mm_add_epi64(sum, _mm_sad_epu8(_mm_sub_epi8(none, equal), none));
        counts->cps += 64;
        off += 64;
    }
    uint64_t halves[2];
    memcpy(halves, &sum, sizeof halves);
    counts->ends += halves[0] + halves[1];
    return off;
}
#else
static size_t count_fast(bool lone_ends, const unsigned char *at, size_t off, size_t until,
                         struct encoding_counts *counts)
{
    return off;
}
#endif

static size_t count_slowly(bool lone_ends, const unsigned char *at, size_t len, size_t off,
                           size_t until, struct encoding_counts *counts)
{
    unsigned char end = lone_ends ? '\r' : '\n';
    while (off < until) {
        while (until - off >= 8) {
            uint64_t word = word_at(at + off);
            if ((word & HIGH_BITS) != 0)
                break;
            counts->ends += word_count(word, end);
            counts->cps += 8;
            off += 8;
        }
        if (off >= until)
            break;
        counts->cps++;
        if (at[off] < 0x80) {
            counts->ends += at[off] == end;
            off++;
            continue;
        }
        size_t sequence = sequence_len(at + off, len - off);
        if (sequence == 0) {
            counts->bad++;
            off++;
            continue;
        }
        counts->multi = true;
        if (lone_ends && sequence == 2 && at[off] == 0xc2 && at[off + 1] == 0x85)
            counts->ends++;
        off += sequence;
    }
    return off;
}

static size_t count_bytes(bool lone_ends, const unsigned char *at, size_t len, size_t off,
                          size_t until, struct encoding_counts *counts)
{
    while (off < until) {
        off = count_fast(lone_ends, at, off, until, counts);
        /* What stopped it stands in the next bytes, and often more of its kind. */
        size_t stop = until - off > 64 ? off + 64 : until;
        off = count_slowly(lone_ends, at, len, off, stop, counts);
    }
    return off;
}

/* A byte a character; NEL is none of them. */
static size_t count_singles(bool lone_ends, const unsigned char *at, size_t off, size_t until,
                            struct encoding_counts *counts)
{
    unsigned char end = lone_ends ? '\r' : '\n';
    for (; off < until; off++) {
        counts->cps++;
        counts->ends += at[off] == end;
    }
    return off;
}

size_t encoding_count(enum encoding_form form, bool lone_ends, struct span raw, size_t skip,
                      size_t until, struct encoding_counts *counts)
{
    if (until > raw.len)
        until = raw.len;
    const unsigned char *at = (const unsigned char *)raw.at;
    size_t off = skip;
    if (form == ENCODING_FORM_WINDOWS1252)
        return count_singles(lone_ends, at, off, until, counts);
    if (!encoding_form_is_wide(form))
        return count_bytes(lone_ends, at, raw.len, off, until, counts);
    while (off < until) {
        uint32_t cp;
        bool lone;
        off += encoding_next(form, (struct span){raw.at + off, raw.len - off}, &cp, &lone);
        counts->cps++;
        counts->ends += lone_ends ? cp == '\r' || cp == 0x85 : cp == '\n';
    }
    return off;
}

bool encoding_has_lf(enum encoding_form form, struct span raw)
{
    if (!encoding_form_is_wide(form))
        return raw.len != 0 && memchr(raw.at, '\n', raw.len) != NULL;
    for (size_t off = 0; off + 2 <= raw.len; off += 2)
        if (unit_at(form, (const unsigned char *)raw.at + off) == '\n')
            return true;
    return false;
}

bool encoding_has_cr_or_nel(enum encoding_form form, struct span raw)
{
    const unsigned char *at = (const unsigned char *)raw.at;
    if (!encoding_form_is_wide(form)) {
        if (raw.len != 0 && memchr(at, '\r', raw.len) != NULL)
            return true;
        if (form == ENCODING_FORM_WINDOWS1252)
            return false;
        for (size_t off = 0; off + 2 <= raw.len; off++) {
            const unsigned char *first = memchr(at + off, 0xc2, raw.len - 1 - off);
            if (first == NULL)
                return false;
            if (first[1] == 0x85)
                return true;
            off = (size_t)(first - at);
        }
        return false;
    }
    for (size_t off = 0; off + 2 <= raw.len; off += 2) {
        uint32_t unit = unit_at(form, at + off);
        if (unit == '\r' || unit == 0x85)
            return true;
    }
    return false;
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
