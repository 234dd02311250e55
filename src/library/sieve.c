#include <config.h>

#include "src/library/sieve.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ---- the word ---- */

/* ASCII letters and digits, the commonest in Dutch text first; what isn't named is rare. */
static const char common[] = "enatirodslghvkmubpwjzcf0129345678xyq";

static unsigned rarity(char byte)
{
    char small = byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
    const char *at = strchr(common, small);
    unsigned rank = at != NULL ? (unsigned)(at - common) : (unsigned)sizeof common;
    return small != byte ? rank + 20 : rank; /* a capital that must be one is rarer */
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

static void sieve_take(struct sieve *sieve, struct span word)
{
    sieve->len = word.len;
    memcpy(sieve->word, word.at, word.len);
    sieve->first = 0;
    for (size_t i = 1; i < word.len; i++)
        if (rarity(word.at[i]) > rarity(word.at[sieve->first]))
            sieve->first = i;
    sieve->second = sieve->first == 0 ? 1 : 0;
    for (size_t i = 0; i < word.len; i++)
        if (i != sieve->first && rarity(word.at[i]) > rarity(word.at[sieve->second]))
            sieve->second = i;
}

static unsigned word_worth(struct span word)
{
    unsigned rarest = 0;
    for (size_t i = 0; i < word.len; i++)
        rarest = rarity(word.at[i]) > rarest ? rarity(word.at[i]) : rarest;
    return (unsigned)word.len * 8 + rarest;
}

void sieve_make(struct sieve *sieve, struct span phrase, bool fold)
{
    struct span best = {NULL, 0};
    *sieve = (struct sieve){.fold = fold};
    for (size_t at = 0; at < phrase.len;) {
        size_t end = at;
        while (end < phrase.len && is_letter(phrase.at[end]))
            end++;
        struct span word = {phrase.at + at, end - at < SIEVE_WORD ? end - at : SIEVE_WORD};
        if (word.len >= SIEVE_SHORT && (best.len == 0 || word_worth(word) > word_worth(best)))
            best = word;
        at = end + 1;
    }
    if (best.len > 0)
        sieve_take(sieve, best);
}

/* ---- an interruption ---- */

static bool is_same(const struct sieve *sieve, unsigned char raw, size_t letter)
{
    if (sieve->fold && raw >= 'A' && raw <= 'Z')
        raw += 32;
    return raw == (unsigned char)sieve->word[letter];
}

static bool is_blank(unsigned char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f' ||
           byte == '\v';
}

/* Behind the blanks that hold a line end, or `at` where they hold none. */
static size_t over_line_end(const unsigned char *raw, size_t len, size_t at)
{
    size_t end = at;
    bool line_end = false;
    while (end < len && is_blank(raw[end])) {
        line_end = line_end || raw[end] == '\n' || raw[end] == '\r';
        end++;
    }
    return line_end ? end : at;
}

/* Does the word go on with its letter `letter` at `at`, as far as nothing else interrupts? */
static bool goes_on(const struct sieve *sieve, const unsigned char *raw, size_t len, size_t at,
                    size_t letter)
{
    while (letter < sieve->len && at < len && raw[at] < 0x80) {
        if (!is_same(sieve, raw[at], letter))
            return raw[at] == '-' && over_line_end(raw, len, at + 1) > at + 1;
        at++;
        letter++;
    }
    return true;
}

/* May the word be interrupted at `at`, by a run of bytes above 0x7f or a hyphen, and a line end
 * behind it? The run stands for none to as many letters as it has bytes. */
static bool is_interrupted(const struct sieve *sieve, const unsigned char *raw, size_t len,
                           size_t at)
{
    size_t end = at;
    while (end < len && raw[end] >= 0x80)
        end++;
    size_t most = end - at; /* letters */
    if (end < len && raw[end] == '-' && over_line_end(raw, len, end + 1) > end + 1)
        end++;
    size_t on = over_line_end(raw, len, end);
    if (most == 0 && on == end)
        return false; /* a hyphen inside a line */
    for (size_t before = 0; before < sieve->len; before++) {
        /* `before` letters stand before it. */
        bool fits = before <= at;
        for (size_t i = 0; i < before && fits; i++)
            fits = is_same(sieve, raw[at - before + i], i);
        for (size_t letters = before == 0; fits && letters <= most; letters++)
            if (before + letters >= sieve->len || goes_on(sieve, raw, len, on, before + letters))
                return true;
    }
    return false;
}

static bool is_run_start(const unsigned char *raw, size_t at)
{
    return at == 0 || raw[at - 1] < 0x80;
}

static bool is_word_at(const struct sieve *sieve, const unsigned char *raw, size_t len, size_t at)
{
    if (len - at < sieve->len)
        return false;
    for (size_t i = 0; i < sieve->len; i++)
        if (!is_same(sieve, raw[at + i], i))
            return false;
    return true;
}

/* ---- sieving ---- */

/* The plain way, a byte at a time. */
static size_t next_plain(const struct sieve *sieve, const unsigned char *raw, size_t len,
                         size_t from, size_t until)
{
    for (size_t at = from; at < until; at++) {
        unsigned char byte = raw[at];
        if (byte >= 0x80  ? is_run_start(raw, at) && is_interrupted(sieve, raw, len, at)
            : byte == '-' ? is_interrupted(sieve, raw, len, at)
                          : is_same(sieve, byte, 0) && is_word_at(sieve, raw, len, at))
            return at;
    }
    return until;
}

#ifdef __SSE2__
/* Sixteen places at a time: where both rare letters of the word are in place, where a byte is above
 * 0x7f, where it is a hyphen. */
static size_t next_fast(const struct sieve *sieve, const unsigned char *raw, size_t len,
                        size_t from, size_t until)
{
    /* Setting bit 0x20 makes capitals small, and lets pass a few bytes that are no letters. */
    const __m128i fold = _mm_set1_epi8(sieve->fold ? 0x20 : 0);
    const __m128i first =
        _mm_set1_epi8((char)(sieve->word[sieve->first] | (sieve->fold ? 0x20 : 0)));
    const __m128i second =
        _mm_set1_epi8((char)(sieve->word[sieve->second] | (sieve->fold ? 0x20 : 0)));
    const __m128i hyphen = _mm_set1_epi8('-');
    size_t at = from;
    for (; at < until && at + SIEVE_WORD + 16 <= len; at += 16) {
        __m128i here = _mm_loadu_si128((const __m128i *)(raw + at));
        __m128i one = _mm_loadu_si128((const __m128i *)(raw + at + sieve->first));
        __m128i two = _mm_loadu_si128((const __m128i *)(raw + at + sieve->second));
        __m128i rare = _mm_and_si128(_mm_cmpeq_epi8(_mm_or_si128(one, fold), first),
                                     _mm_cmpeq_epi8(_mm_or_si128(two, fold), second));
        unsigned words = (unsigned)_mm_movemask_epi8(rare);
        /* A byte above 0x7f has its top bit set, as all of a byte equal to the hyphen has. */
        unsigned others =
            (unsigned)_mm_movemask_epi8(_mm_or_si128(here, _mm_cmpeq_epi8(here, hyphen)));
        for (unsigned bits = words | others; bits != 0; bits &= bits - 1) {
            unsigned bit = (unsigned)__builtin_ctz(bits);
            size_t place = at + bit;
            if (place >= until)
                return until;
            if ((words >> bit & 1) != 0 && is_word_at(sieve, raw, len, place))
                return place;
            bool opens = raw[place] == '-' ? is_blank(raw[place + 1]) : is_run_start(raw, place);
            if ((others >> bit & 1) != 0 && opens && is_interrupted(sieve, raw, len, place))
                return place;
        }
    }
    return at < until ? next_plain(sieve, raw, len, at, until) : until;
}
#else
#define next_fast next_plain
#endif

size_t sieve_next(const struct sieve *sieve, struct span raw, size_t from, size_t until)
{
    return next_fast(sieve, (const unsigned char *)raw.at, raw.len, from, until);
}
