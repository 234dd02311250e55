/* encoding: raw bytes to UTF-8 text and what they are: UTF-8 with Windows-1252 wherever the bytes
 * are no valid UTF-8, or UTF-16 of either byte order. Pure functions over spans; offsets are bytes
 * of the span. COMMANDS.md ("Decoding", "Documents") is the rule book. */
#ifndef LEESZAAL_TEXT_ENCODING_H
#define LEESZAAL_TEXT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"

enum encoding {
    ENCODING_UTF8, /* also pure ASCII and the empty file */
    ENCODING_UTF8_BOM,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_WINDOWS1252, /* no valid multi-byte UTF-8 sequence among the bytes above 0x7f seen so
                             far */
    ENCODING_UTF8_WINDOWS1252, /* both */
    ENCODING_BINARY,
};
/* "utf-8", "utf-8-bom" …, as COMMANDS.md names them. */
const char *encoding_name(enum encoding encoding);

/* How bytes become characters; told by the first bytes of a file, or by who knows better. */
enum encoding_form {
    ENCODING_FORM_BYTES, /* UTF-8, and Windows-1252 where it isn't */
    ENCODING_FORM_UTF16LE,
    ENCODING_FORM_UTF16BE,
    ENCODING_FORM_UTF8, /* and nothing else: a byte that isn't is U+FFFD */
    ENCODING_FORM_WINDOWS1252,
};
bool encoding_form_is_wide(enum encoding_form form); /* units of two bytes */
/* The form, and the length of the byte order mark (0 when there is none). */
enum encoding_form encoding_form_of(struct span first, size_t *bom);

/* What a reader says a file is in, whatever its bytes say. */
enum encoding_choice {
    ENCODING_FIND_OUT,
    ENCODING_AS_UTF8,
    ENCODING_AS_UTF16LE,
    ENCODING_AS_UTF16BE,
    ENCODING_AS_WINDOWS1252,
};
/* By its name or an alias of it, case and `_` or `-` aside: "utf-8", "latin1" …; false when there
 * is none. ISO 8859-1 is read as Windows-1252, as everywhere on the web (WHATWG Encoding). */
bool encoding_choice_find(struct span name, enum encoding_choice *choice);
/* The form of a choice that is one, and the mark if the file begins with that form's. */
enum encoding_form encoding_form_chosen(enum encoding_choice choice, struct span first,
                                        size_t *bom);

/* Is this the beginning (64 KiB, or all of it) of something that is no text? */
bool encoding_is_binary(enum encoding_form form, struct span first);

/* The character at the beginning of raw: its length in bytes, 0 at the end. `lone`: it stands for a
 * byte that is not UTF-8 (Windows-1252), or half a UTF-16 character. */
size_t encoding_next(enum encoding_form form, struct span raw, uint32_t *cp, bool *lone);
/* The start of the character that holds byte `off` of raw, where raw begins early enough (3 bytes
 * before off, or at the file's start) and, for UTF-16, at an even place of the file. */
size_t encoding_align(enum encoding_form form, struct span raw, size_t off);
/* How many bytes at the beginning of raw are valid UTF-8 (whole characters). */
size_t encoding_valid(struct span raw);

/* What a stretch of raw bytes holds. */
struct encoding_counts {
    uint64_t cps;
    uint64_t ends; /* line ends: LF, or CR and NEL when `lone_ends` */
    uint64_t bad;  /* bytes that are no UTF-8 (of the forms that expect it) */
    bool multi;    /* a valid multi-byte UTF-8 sequence was among them */
};
/* Adds what raw holds from byte `skip` on (the rest of a character that began before), but only
 * characters that begin before byte `until`. Gives where it stopped: `until`, or the end of the
 * character that runs over it. raw should hold 3 bytes behind `until` unless the file ends there.
 */
size_t encoding_count(enum encoding_form form, bool lone_ends, struct span raw, size_t skip,
                      size_t until, struct encoding_counts *counts);

/* Is there a LF, and is there a CR or NEL, in raw? For UTF-16 raw begins at an even place. */
bool encoding_has_lf(enum encoding_form form, struct span raw);
bool encoding_has_cr_or_nel(enum encoding_form form, struct span raw);

/* Raw bytes decoded, with a map. No runs: text is the raw bytes themselves. */
struct encoding_run {
    uint32_t text, len;    /* bytes of the decoded text */
    uint32_t raw, raw_len; /* bytes of the raw span; raw_len == len where linear */
};
struct decoded {
    struct span text; /* borrowed from raw, or of `own` */
    struct buf own;   /* reused from call to call */
    struct encoding_run *runs;
    size_t run_count, run_cap;
    size_t raw_len;
};
/* Decodes whole characters (raw ends at a border). False when memory is out. raw is less than 1
 * GiB. */
bool decoded_make(struct decoded *decoded, enum encoding_form form, struct span raw);
void decoded_done(struct decoded *decoded);
/* Maps between decoded text and raw, both relative to the span. */
size_t decoded_raw(const struct decoded *decoded, size_t text);
size_t decoded_text(const struct decoded *decoded, size_t raw);

#endif
