/* json: strings written so that they stay on one line in every reader: UTF-8 raw, but control
 * characters and the separators U+0085 U+2028 U+2029 as escapes (ANNOTATIONS.md B1). Reading is
 * jansson's. */
#ifndef LEESZAAL_NOTES_JSON_H
#define LEESZAAL_NOTES_JSON_H

#include "src/base/bytes.h"

/* Appends a JSON string, quotes included. Bytes that aren't UTF-8 become U+FFFD. */
void json_add_string(struct buf *buf, struct span text);
/* The same, and everything that is unsafe for a terminal escaped too (unicode_is_unsafe()). */
void json_add_safe(struct buf *buf, struct span text);
/* Appends a JSON string that gives any bytes back exactly: a byte that isn't part of valid UTF-8 is
 * written as a lone low surrogate \uDCXX, as Python's surrogateescape has it. For our own files. */
void json_add_bytes(struct buf *buf, struct span bytes);
/* Reads what json_add_bytes() wrote: the string must begin at *rest; on success *rest is moved
 * behind it. False when it is broken. */
bool json_read_bytes(struct span *rest, struct buf *into);

#endif
