/* fuzz_tagged: any bytes are training data (the first byte: .bio or .jsonl) or a model file; they
 * are read or refused. */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>

#include "src/language/model.h"
#include "src/language/tagged.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct span content = {(const char *)data + 1, size - 1};
    struct tagged tagged = {0};
    struct model model = {0};
    struct error error = {0};
    if (data[0] % 3 == 0)
        tagged_read_bio(&tagged, content, "fuzz.bio", &error);
    else if (data[0] % 3 == 1)
        tagged_read_jsonl(&tagged, content, "fuzz.jsonl", &error);
    else if (model_of(&model, content, "fuzz.bin", &error))
        model_done(&model);
    for (size_t i = 0; i < tagged.count; i++)
        if (tagged_text(&tagged, i).len == 0)
            abort();
    tagged_done(&tagged);
    return 0;
}
