/* replay: gives the files named to a fuzz target, so that its seeds are tests without a fuzzer;
 * with no file named, all inputs of up to two bytes. */
#include <config.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "src/base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_short_inputs(void)
{
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (unsigned bytes = 0; bytes < 1u << 16; bytes++) {
        uint8_t data[2] = {(uint8_t)(bytes >> 8), (uint8_t)bytes};
        if (bytes < 256)
            LLVMFuzzerTestOneInput(data + 1, 1);
        LLVMFuzzerTestOneInput(data, 2);
    }
}

int main(int argc, char **argv)
{
    if (argc < 2)
        try_short_inputs();
    for (int i = 1; i < argc; i++) {
        struct buf buf = {0};
        struct error error;
        if (!file_read(argv[i], (size_t)1 << 26, &buf, &error)) {
            fprintf(stderr, "%s: can't be read\n", argv[i]);
            return 1;
        }
        /* A copy of exactly its size, so that a sanitizer sees a byte read too far. */
        uint8_t *data = malloc(buf.len != 0 ? buf.len : 1);
        if (data == NULL)
            return 1;
        for (size_t at = 0; at < buf.len; at++)
            data[at] = (uint8_t)buf.at[at];
        LLVMFuzzerTestOneInput(data, buf.len);
        free(data);
        buf_done(&buf);
    }
    return 0;
}
