#include <config.h>

#include "src/base/digest.h"

#include <errno.h>
#include <sha1.h>
#include <sha2.h>
#include <stdlib.h>
#include <unistd.h>

#include "src/base/file.h"

static struct digest finish(SHA2_CTX *context)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t raw[SHA256_DIGEST_LENGTH];
    struct digest digest = {{0}};
    SHA256Final(raw, context);
    for (size_t i = 0; i < sizeof raw; i++) {
        digest.hex[2 * i] = digits[raw[i] >> 4];
        digest.hex[2 * i + 1] = digits[raw[i] & 15];
    }
    return digest;
}

struct digest digest_of(struct span bytes)
{
    SHA2_CTX context;
    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)bytes.at, bytes.len);
    return finish(&context);
}

bool digest_file(struct digest *digest, const char *path, struct error *error)
{
    enum { BLOCK = 256 << 10 };
    int fd = file_open(path, NULL, error);
    if (fd < 0)
        return false;
    char *block = bytes_realloc(NULL, BLOCK);
    bool ok = block != NULL || error_memory(error);
    SHA2_CTX context;
    SHA256Init(&context);
    for (uint64_t off = 0; ok;) {
        ptrdiff_t got = file_pread(fd, block, BLOCK, off);
        if (got < 0)
            ok = error_set_code(error, ERROR_INPUT, FILE_CANNOT_READ, path, errno);
        if (got <= 0)
            break;
        SHA256Update(&context, (const uint8_t *)block, (size_t)got);
        off += (uint64_t)got;
    }
    free(block);
    close(fd);
    if (ok)
        *digest = finish(&context);
    return ok;
}

void digest_add_uuid(struct buf *into, struct span name)
{
    /* RFC 9562, appendix A: the namespace of URLs. */
    static const uint8_t urls[16] = {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                     0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
    uint8_t raw[SHA1_DIGEST_LENGTH];
    SHA1_CTX context;
    SHA1Init(&context);
    SHA1Update(&context, urls, sizeof urls);
    SHA1Update(&context, (const uint8_t *)name.at, name.len);
    SHA1Final(raw, &context);
    raw[6] = (uint8_t)((raw[6] & 0x0f) | 0x50); /* version */
    raw[8] = (uint8_t)((raw[8] & 0x3f) | 0x80); /* variant */
    buf_add_string(into, "urn:uuid:");
    for (size_t i = 0; i < 16; i++)
        buf_printf(into, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", raw[i]);
}

/* Bit by bit: journal lines are short, and a table would be 1 KiB to explain. */
uint32_t crc32_of(struct span bytes)
{
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < bytes.len; i++) {
        crc ^= (unsigned char)bytes.at[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (0xedb88320u & (0u - (crc & 1)));
    }
    return ~crc;
}
