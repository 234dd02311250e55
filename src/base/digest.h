/* digest: SHA-256 and name-based UUIDs (libmd; the only module that includes it), and CRC-32. */
#ifndef LEESZAAL_BASE_DIGEST_H
#define LEESZAAL_BASE_DIGEST_H

#include <stdint.h>

#include "src/base/bytes.h"
#include "src/base/error.h"

#define DIGEST_HEX 64

/* SHA-256 in lower-case hex, NUL-terminated. */
struct digest {
    char hex[DIGEST_HEX + 1];
};
struct digest digest_of(struct span bytes);
/* Of a file, read in blocks. */
bool digest_file(struct digest *digest, const char *path, struct error *error);

/* Appends "urn:uuid:…", the version 5 UUID (RFC 9562) of a name in the namespace of URLs: the same
 * name gives the same id. */
void digest_add_uuid(struct buf *into, struct span name);

/* CRC-32 of IEEE 802.3, as zlib and gzip count it. */
uint32_t crc32_of(struct span bytes);

#endif
