#include <config.h>

#include "src/base/bytes.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Allocations left before the test hook fails; negative: never. The one writable global of the
 * engine, there for tests. */
static _Atomic long allocations_left = -1;

void bytes_fail_after(long count)
{
    allocations_left = count;
}

void *bytes_realloc(void *at, size_t size)
{
    long left = allocations_left;
    if (left == 0)
        return NULL;
    if (left > 0)
        allocations_left = left - 1;
    return realloc(at, size != 0 ? size : 1);
}

bool array_reserve(void *at_pointer, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return true;
    size_t want = *cap + *cap / 2;
    if (want < need)
        want = need;
    if (want < 8)
        want = 8;
    size_t total;
    if (__builtin_mul_overflow(want, size, &total))
        return false;
    void *at;
    memcpy(&at, at_pointer, sizeof at); /* a pointer to any pointer type: copied, not cast */
    at = bytes_realloc(at, total);
    if (at == NULL)
        return false;
    memcpy(at_pointer, &at, sizeof at);
    *cap = want;
    return true;
}

void *array_new(size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        return NULL;
    void *at = bytes_realloc(NULL, total);
    if (at != NULL)
        memset(at, 0, total);
    return at;
}

char *bytes_copy(struct span text)
{
    if (text.len == SIZE_MAX)
        return NULL;
    char *copy = bytes_realloc(NULL, text.len + 1);
    if (copy == NULL)
        return NULL;
    if (text.len != 0)
        memcpy(copy, text.at, text.len);
    copy[text.len] = '\0';
    return copy;
}

struct span span_of(const char *string)
{
    return (struct span){string, strlen(string)};
}

bool span_equal(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

int span_compare(struct span a, struct span b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len != 0 ? memcmp(a.at, b.at, len) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

bool span_starts(struct span text, const char *prefix)
{
    size_t len = strlen(prefix);
    return text.len >= len && memcmp(text.at, prefix, len) == 0;
}

bool span_ends(struct span text, const char *suffix)
{
    size_t len = strlen(suffix);
    return text.len >= len && memcmp(text.at + text.len - len, suffix, len) == 0;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

struct span span_trim(struct span text)
{
    while (text.len > 0 && is_blank(text.at[0])) {
        text.at++;
        text.len--;
    }
    while (text.len > 0 && is_blank(text.at[text.len - 1]))
        text.len--;
    return text;
}

struct span span_cut(struct span *rest, char byte)
{
    struct span field = *rest;
    const char *found = rest->len != 0 ? memchr(rest->at, byte, rest->len) : NULL;
    if (found == NULL) {
        *rest = (struct span){NULL, 0};
        return field;
    }
    field.len = (size_t)(found - rest->at);
    rest->at = found + 1;
    rest->len -= field.len + 1;
    return field;
}

bool span_number(struct span text, uint64_t *number)
{
    uint64_t value = 0;
    if (text.len == 0)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, (uint64_t)(text.at[i] - '0'), &value))
            return false;
    }
    *number = value;
    return true;
}

char *buf_room(struct buf *buf, size_t more)
{
    size_t need;
    if (buf->failed)
        return NULL;
    if (__builtin_add_overflow(buf->len, more, &need) || __builtin_add_overflow(need, 1, &need) ||
        !array_reserve(&buf->at, &buf->cap, need, 1)) {
        buf->failed = true;
        return NULL;
    }
    buf->at[buf->len] = '\0'; /* also when the caller then adds nothing */
    return buf->at + buf->len;
}

void buf_add(struct buf *buf, const void *at, size_t len)
{
    char *to = buf_room(buf, len);
    if (to == NULL)
        return;
    if (len != 0)
        memcpy(to, at, len);
    buf->len += len;
    buf->at[buf->len] = '\0';
}

void buf_add_span(struct buf *buf, struct span text)
{
    buf_add(buf, text.at, text.len);
}

void buf_add_string(struct buf *buf, const char *string)
{
    buf_add(buf, string, strlen(string));
}

void buf_add_byte(struct buf *buf, char byte)
{
    buf_add(buf, &byte, 1);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(len >= 0);
    if (buf_room(buf, (size_t)len) == NULL)
        return;
    va_start(args, format);
    vsnprintf(buf->at + buf->len, (size_t)len + 1, format, args);
    va_end(args);
    buf->len += (size_t)len;
}

void buf_cut(struct buf *buf, size_t len)
{
    if (len >= buf->len)
        return;
    buf->len = len;
    buf->at[len] = '\0';
}

bool buf_ok(const struct buf *buf)
{
    return !buf->failed;
}

struct span buf_span(const struct buf *buf)
{
    return (struct span){buf->at != NULL ? buf->at : "", buf->len};
}

void buf_done(struct buf *buf)
{
    free(buf->at);
    *buf = (struct buf){0};
}

char *buf_take(struct buf *buf)
{
    if (buf->at == NULL && !buf->failed)
        buf_add(buf, "", 0);
    if (buf->failed) {
        buf_done(buf);
        return NULL;
    }
    char *at = buf->at;
    *buf = (struct buf){0};
    return at;
}

/* Eight bytes a step, multiplied and folded (the mixing step known from wyhash and others); read as
 * little-endian. */
static uint64_t mix(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t load_le(const unsigned char *at, size_t len)
{
    uint64_t value = 0;
    for (size_t i = 0; i < len; i++)
        value |= (uint64_t)at[i] << (8 * i);
    return value;
}

/* Eight bytes, which compilers make one load of. */
static uint64_t load_le8(const unsigned char *at)
{
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
           (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 |
           (uint64_t)at[7] << 56;
}

uint64_t bytes_hash(const void *at, size_t len, uint64_t seed)
{
    const unsigned char *byte = at;
    uint64_t hash = seed ^ 0x9e3779b97f4a7c15u;
    size_t left = len;
    for (; left >= 8; left -= 8, byte += 8)
        hash = mix(hash ^ load_le8(byte), 0xd6e8feb86659fd93u);
    if (left > 0)
        hash = mix(hash ^ load_le(byte, left), 0xa0761d6478bd642fu);
    return mix(hash ^ len, 0xe7037ed1a0b428dbu);
}
