#include <config.h>

#include "src/library/sieve.h"

#include <stddef.h>
#include <string.h>
#ifdef __SSE2__
#include <immintrin.h>
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

static bool is_letter_at(const struct sieve *sieve, unsigned char raw, size_t letter)
{
    return (sieve->places[raw] >> letter & 1) != 0;
}

static void letter_take(struct sieve *sieve, size_t letter)
{
    unsigned char byte = (unsigned char)sieve->word[letter];
    sieve->places[byte] |= UINT32_C(1) << letter;
    if (sieve->fold && byte >= 'a' && byte <= 'z')
        sieve->places[byte - 32] |= UINT32_C(1) << letter;
}

static void sieve_take(struct sieve *sieve, struct span word)
{
    sieve->len = word.len;
    memcpy(sieve->word, word.at, word.len);
    for (size_t i = 0; i < word.len; i++)
        letter_take(sieve, i);
    sieve->first = 0;
    for (size_t i = 1; i < word.len; i++)
        if (rarity(word.at[i]) > rarity(word.at[sieve->first]))
            sieve->first = i;
    sieve->second = sieve->first == 0 ? 1 : 0;
    for (size_t i = 0; i < word.len; i++)
        if (i != sieve->first && rarity(word.at[i]) > rarity(word.at[sieve->second]))
            sieve->second = i;
}

/* Takes what follows `at` in a direction, `len` bytes at most. */
static void side_take(struct sieve_side *side, const char *at, size_t len, int step)
{
    side->len = len < sizeof side->text ? len : sizeof side->text;
    for (size_t i = 0; i < side->len; i++)
        side->text[i] = at[step * ((ptrdiff_t)i + 1)];
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
    if (best.len == 0)
        return;
    sieve_take(sieve, best);
    const char *behind = best.at + best.len;
    side_take(&sieve->before, best.at, (size_t)(best.at - phrase.at), -1);
    side_take(&sieve->behind, behind - 1, (size_t)(phrase.at + phrase.len - behind), 1);
}

/* ---- an interruption ---- */

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
        if (!is_letter_at(sieve, raw[at], letter))
            return raw[at] == '-' && over_line_end(raw, len, at + 1) > at + 1;
        at++;
        letter++;
    }
    return true;
}

/* How many letters may stand before `at`: bit b for b of them, as far as the two bytes before it
 * tell. */
static uint64_t letters_before(const struct sieve *sieve, const unsigned char *raw, size_t at)
{
    uint64_t some = 1;
    if (at > 0)
        some |= (uint64_t)sieve->places[raw[at - 1]] << 1;
    if (at > 1)
        some &= (uint64_t)sieve->places[raw[at - 2]] << 2 | 3;
    return some & ((UINT64_C(1) << sieve->len) - 1);
}

/* Can the word go on at `on` when one of `before` stands before the interruption, and the
 * interruption for none to `most` letters? Looks at one byte: it nearly always can't. */
static bool may_go_on(const struct sieve *sieve, const unsigned char *raw, size_t len, size_t on,
                      uint64_t before, size_t most)
{
    uint64_t passed = before & ~UINT64_C(1);
    for (size_t letters = 1; letters <= most; letters++) {
        passed |= before << letters;
        if (passed >> sieve->len != 0)
            return true;
    }
    return on >= len || raw[on] >= 0x80 || raw[on] == '-' || (sieve->places[raw[on]] & passed) != 0;
}

/* May the word be interrupted at `at`, by a run of bytes above 0x7f or a hyphen, and a line end
 * behind it? The run stands for none to as many letters as it has bytes. */
static bool is_interrupted(const struct sieve *sieve, const unsigned char *raw, size_t len,
                           size_t at)
{
    uint64_t before = letters_before(sieve, raw, at);
    size_t end = at;
    while (end < len && raw[end] >= 0x80)
        end++;
    size_t most = end - at; /* letters */
    if (end < len && raw[end] == '-' && over_line_end(raw, len, end + 1) > end + 1)
        end++;
    size_t on = over_line_end(raw, len, end);
    if (most == 0 && on == end)
        return false; /* a hyphen inside a line */
    if (!may_go_on(sieve, raw, len, on, before, most))
        return false;
    for (; before != 0; before &= before - 1) {
        size_t count = (size_t)__builtin_ctzll(before);
        bool fits = count <= at;
        for (size_t i = 0; i < count && fits; i++)
            fits = is_letter_at(sieve, raw[at - count + i], i);
        for (size_t letters = count == 0; fits && letters <= most; letters++)
            if (count + letters >= sieve->len || goes_on(sieve, raw, len, on, count + letters))
                return true;
    }
    return false;
}

static bool is_run_start(const unsigned char *raw, size_t at)
{
    return at == 0 || raw[at - 1] < 0x80;
}

/* May what the phrase has on a side stand at `at` and on? Compares letters, and blanks between
 * letters; behind anything else it can't be told from bytes what the logical text has. */
static bool side_fits(const struct sieve *sieve, const struct sieve_side *side,
                      const unsigned char *raw, size_t len, ptrdiff_t at, int step)
{
    ptrdiff_t end = (ptrdiff_t)len;
    for (size_t i = 0; i < side->len; i++) {
        ptrdiff_t on = at;
        while (on >= 0 && on < end && (raw[on] == ' ' || raw[on] == '\t'))
            on += step;
        bool blank = side->text[i] == ' ';
        if (on < 0 || on >= end || !is_letter((char)raw[on]) ||
            (!blank && !is_letter(side->text[i])))
            return true;
        if (blank != (on != at))
            return false;
        at = on;
        if (blank)
            continue;
        char letter = (char)raw[on];
        bool capital = sieve->fold && letter >= 'A' && letter <= 'Z';
        if ((capital ? (char)(letter + 32) : letter) != side->text[i])
            return false;
        at += step;
    }
    return true;
}

static bool is_word_at(const struct sieve *sieve, const unsigned char *raw, size_t len, size_t at)
{
    if (len - at < sieve->len)
        return false;
    for (size_t i = 0; i < sieve->len; i++)
        if (!is_letter_at(sieve, raw[at + i], i))
            return false;
    return side_fits(sieve, &sieve->before, raw, len, (ptrdiff_t)at - 1, -1) &&
           side_fits(sieve, &sieve->behind, raw, len, (ptrdiff_t)(at + sieve->len), 1);
}

/* ---- sieving ---- */

size_t sieve_next_plain(const struct sieve *sieve, struct span span, size_t from, size_t until)
{
    const unsigned char *raw = (const unsigned char *)span.at;
    for (size_t at = from; at < until; at++) {
        unsigned char byte = raw[at];
        if (byte >= 0x80  ? is_run_start(raw, at) && is_interrupted(sieve, raw, span.len, at)
            : byte == '-' ? is_interrupted(sieve, raw, span.len, at)
                          : is_letter_at(sieve, byte, 0) && is_word_at(sieve, raw, span.len, at))
            return at;
    }
    return until;
}

#ifdef __SSE2__
/* What stands in 64 places, a bit each. */
struct places {
    uint64_t words;   /* both rare letters of the word are where it would have them */
    uint64_t high;    /* a byte above 0x7f */
    uint64_t hyphens; /* a hyphen, and a blank (or a byte above 0x7f) behind it */
};

/* The least `at`, in steps of 64 from the given one, where something stands, or one at or behind
 * `end`. Looks at bytes up to 64 + SIEVE_WORD behind a place. */
typedef size_t places_skip(const struct sieve *sieve, const unsigned char *raw, size_t at,
                           size_t end, struct places *places);

/* Setting bit 0x20 makes capitals small, and lets pass a few bytes that are no letters. */
static char fold_bit(const struct sieve *sieve)
{
    return sieve->fold ? 0x20 : 0;
}

static char rare_letter(const struct sieve *sieve, size_t place)
{
    return (char)(sieve->word[place] | fold_bit(sieve));
}

/* What is looked for, in each of a register's bytes. */
struct wanted16 {
    __m128i fold, first, second, hyphen, above_blank;
};

/* Bytes with the top bit set where it stands. */
struct seen16 {
    __m128i word, high, dash;
};

static inline __m128i load16(const unsigned char *at)
{
    return _mm_loadu_si128((const __m128i *)at);
}

static inline struct seen16 see16(const struct sieve *sieve, const struct wanted16 *wanted,
                                  const unsigned char *at)
{
    __m128i first = _mm_or_si128(load16(at + sieve->first), wanted->fold);
    __m128i second = _mm_or_si128(load16(at + sieve->second), wanted->fold);
    __m128i high = load16(at), next = load16(at + 1);
    return (struct seen16){
        _mm_and_si128(_mm_cmpeq_epi8(first, wanted->first), _mm_cmpeq_epi8(second, wanted->second)),
        high,
        _mm_and_si128(_mm_cmpeq_epi8(high, wanted->hyphen),
                      _mm_cmplt_epi8(next, wanted->above_blank))};
}

static size_t skip_by16(const struct sieve *sieve, const unsigned char *raw, size_t at, size_t end,
                        struct places *places)
{
    const struct wanted16 wanted = {_mm_set1_epi8(fold_bit(sieve)),
                                    _mm_set1_epi8(rare_letter(sieve, sieve->first)),
                                    _mm_set1_epi8(rare_letter(sieve, sieve->second)),
                                    _mm_set1_epi8('-'), _mm_set1_epi8(' ' + 1)};
    for (; at < end; at += 64) {
        *places = (struct places){0};
        for (unsigned i = 0; i < 64; i += 16) {
            struct seen16 seen = see16(sieve, &wanted, raw + at + i);
            places->words |= (uint64_t)(unsigned)_mm_movemask_epi8(seen.word) << i;
            places->high |= (uint64_t)(unsigned)_mm_movemask_epi8(seen.high) << i;
            places->hyphens |= (uint64_t)(unsigned)_mm_movemask_epi8(seen.dash) << i;
        }
        if ((places->words | places->high | places->hyphens) != 0)
            break;
    }
    return at;
}

#ifdef __x86_64__
/* The same for processors with wider registers. */
#define WIDE __attribute__((target("avx2")))

struct wanted32 {
    __m256i fold, first, second, hyphen, above_blank;
};

struct seen32 {
    __m256i word, high, dash;
};

WIDE static inline __m256i load32(const unsigned char *at)
{
    return _mm256_loadu_si256((const __m256i *)at);
}

WIDE static inline struct seen32 see32(const struct sieve *sieve, const struct wanted32 *wanted,
                                       const unsigned char *at)
{
    __m256i first = _mm256_or_si256(load32(at + sieve->first), wanted->fold);
    __m256i second = _mm256_or_si256(load32(at + sieve->second), wanted->fold);
    __m256i high = load32(at), next = load32(at + 1);
    return (struct seen32){_mm256_and_si256(_mm256_cmpeq_epi8(first, wanted->first),
                                            _mm256_cmpeq_epi8(second, wanted->second)),
                           high,
                           _mm256_and_si256(_mm256_cmpeq_epi8(high, wanted->hyphen),
                                            _mm256_cmpgt_epi8(wanted->above_blank, next))};
}

WIDE static inline uint64_t bits64(__m256i low, __m256i high)
{
    return (uint64_t)(unsigned)_mm256_movemask_epi8(low) |
           (uint64_t)(unsigned)_mm256_movemask_epi8(high) << 32;
}

WIDE static size_t skip_by32(const struct sieve *sieve, const unsigned char *raw, size_t at,
                             size_t end, struct places *places)
{
    const struct wanted32 wanted = {_mm256_set1_epi8(fold_bit(sieve)),
                                    _mm256_set1_epi8(rare_letter(sieve, sieve->first)),
                                    _mm256_set1_epi8(rare_letter(sieve, sieve->second)),
                                    _mm256_set1_epi8('-'), _mm256_set1_epi8(' ' + 1)};
    for (; at < end; at += 64) {
        struct seen32 low = see32(sieve, &wanted, raw + at);
        struct seen32 high = see32(sieve, &wanted, raw + at + 32);
        __m256i any = _mm256_or_si256(_mm256_or_si256(low.word, high.word),
                                      _mm256_or_si256(low.dash, high.dash));
        any = _mm256_or_si256(any, _mm256_or_si256(low.high, high.high));
        if (_mm256_movemask_epi8(any) != 0) {
            *places = (struct places){bits64(low.word, high.word), bits64(low.high, high.high),
                                      bits64(low.dash, high.dash)};
            break;
        }
    }
    return at;
}

static places_skip *fastest_skip(void)
{
    return __builtin_cpu_supports("avx2") ? skip_by32 : skip_by16;
}
#else
static places_skip *fastest_skip(void)
{
    return skip_by16;
}
#endif

size_t sieve_next(const struct sieve *sieve, struct span span, size_t from, size_t until)
{
    const unsigned char *raw = (const unsigned char *)span.at;
    places_skip *skip = fastest_skip();
    size_t end = span.len >= 64 + SIEVE_WORD ? span.len - 64 - SIEVE_WORD + 1 : 0, at = from;
    end = end < until ? end : until;
    struct places places;
    for (; (at = skip(sieve, raw, at, end, &places)) < end; at += 64) {
        uint64_t goes_on = places.high << 1 | (at > 0 && raw[at - 1] >= 0x80);
        uint64_t breaks = (places.high & ~goes_on) | places.hyphens;
        for (uint64_t bits = places.words | breaks; bits != 0; bits &= bits - 1) {
            unsigned bit = (unsigned)__builtin_ctzll(bits);
            size_t place = at + bit;
            if (place >= until)
                return until;
            if ((breaks >> bit & 1) != 0 ? is_interrupted(sieve, raw, span.len, place)
                                         : is_word_at(sieve, raw, span.len, place))
                return place;
        }
    }
    return at < until ? sieve_next_plain(sieve, span, at, until) : until;
}
#else
size_t sieve_next(const struct sieve *sieve, struct span span, size_t from, size_t until)
{
    return sieve_next_plain(sieve, span, from, until);
}
#endif
