/* bytes: borrowed text (span), owned growing text (buf), and arrays that grow. Lengths are bytes.
 * Memory comes from bytes_realloc() alone, so that tests can make it fail. */
#ifndef LEESZAAL_BASE_BYTES_H
#define LEESZAAL_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

/* Borrowed bytes, not NUL-terminated. */
struct span {
    const char *at;
    size_t len;
};

/* Owned bytes. Zero-initialised is empty. Failure is sticky: add without checking, ask buf_ok()
 * once. `at` is NUL-terminated behind `len` whenever it isn't NULL. */
struct buf {
    char *at;
    size_t len;
    size_t cap;
    bool failed;
};

/* realloc, or NULL where a test has asked for a failure; size 0 is taken as 1. Freed with free().
 */
void *bytes_realloc(void *at, size_t size);
/* Test hook: the allocation after `count` more successes fails, and all behind it; negative
 * switches it off. Process-wide by nature; only tests call it. */
void bytes_fail_after(long count);

/* Room for `need` elements of `size` bytes at *at, growing *cap by half at least. Sizes are
 * multiplied with an overflow check. False when memory is out; then nothing has changed. */
bool array_reserve(void *at_pointer, size_t *cap, size_t need, size_t size);
/* A zeroed array of `count` elements, freed with free(); NULL when memory is out or the product
 * overflows. */
void *array_new(size_t count, size_t size);
/* A copy of the bytes with a NUL behind them, freed with free(); NULL when memory is out. */
char *bytes_copy(struct span text);

struct span span_of(const char *string);
bool span_equal(struct span a, struct span b);
/* Byte order; a prefix comes first. */
int span_compare(struct span a, struct span b);
bool span_starts(struct span text, const char *prefix);
bool span_ends(struct span text, const char *suffix);
/* Without ASCII blanks (space, TAB, CR, LF) at both ends. */
struct span span_trim(struct span text);
/* Cuts off and gives what comes before the first `byte` in *rest; *rest then begins behind it, or
 * is empty with at == NULL when there was none left. Loop: while (rest.at != NULL) { field =
 * span_cut(&rest, '\t'); ... } */
struct span span_cut(struct span *rest, char byte);
/* A decimal number without sign that fills the whole span. */
bool span_number(struct span text, uint64_t *number);

void buf_add(struct buf *buf, const void *at, size_t len);
void buf_add_span(struct buf *buf, struct span text);
void buf_add_string(struct buf *buf, const char *string);
void buf_add_byte(struct buf *buf, char byte);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Room for `more` bytes behind len; NULL when memory is out. The caller then raises len itself. */
char *buf_room(struct buf *buf, size_t more);
void buf_cut(struct buf *buf, size_t len); /* shortens to len */
bool buf_ok(const struct buf *buf);
struct span buf_span(const struct buf *buf);
void buf_done(struct buf *buf); /* frees; the buf is empty again */
/* Hands the bytes over (free()), NUL-terminated; the buf is empty again. NULL when it had failed.
 */
char *buf_take(struct buf *buf);

/* A 64-bit hash for tables and fingerprints of our own files; the same on every machine of either
 * byte order. Not for use against an adversary who knows the seed. */
uint64_t bytes_hash(const void *at, size_t len, uint64_t seed);

#endif
