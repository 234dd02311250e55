/* Counting characters and line ends, and looking for line ends, many bytes at a time. */
#include <config.h>

#include "src/text/encoding_inside.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* How many of eight ASCII bytes equal `byte`. */
static unsigned word_count(uint64_t word, unsigned char byte)
{
    uint64_t differ = word ^ (ENCODING_LOW_BITS * byte);
    uint64_t equal = ~(differ + 0x7f7f7f7f7f7f7f7fu) & ENCODING_HIGH_BITS;
    return (unsigned)((equal >> 7) * ENCODING_LOW_BITS >> 56);
}

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
            uint64_t word = encoding_word_at(at + off);
            if ((word & ENCODING_HIGH_BITS) != 0)
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
        size_t sequence = encoding_sequence_len(at + off, len - off);
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
        if (encoding_unit_at(form, (const unsigned char *)raw.at + off) == '\n')
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
        uint32_t unit = encoding_unit_at(form, at + off);
        if (unit == '\r' || unit == 0x85)
            return true;
    }
    return false;
}
