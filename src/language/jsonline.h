/* jsonline: one line of a .jsonl file of marked text: {"text": "…", "entities": [[start, end,
 * "PER"], …]}. "label" and "labels" (as doccano writes them) are read as "entities"; other members
 * are skipped. */
#ifndef LEESZAAL_LANGUAGE_JSONLINE_H
#define LEESZAAL_LANGUAGE_JSONLINE_H

#include "src/base/bytes.h"
#include "src/language/tagger.h"

struct jsonline {
    struct buf text;
    struct marked_span *spans; /* in code points, as they came */
    size_t count, cap;
};
enum jsonline_result {
    JSONLINE_FINE,
    JSONLINE_SYNTAX,
    JSONLINE_TYPE,
    JSONLINE_PLACE, /* a span that is empty or ends outside the text */
    JSONLINE_MEMORY
};

/* Zero-initialised in, to be freed with jsonline_done() whatever the result. */
enum jsonline_result jsonline_read(struct jsonline *object, struct span line);
void jsonline_done(struct jsonline *object);

#endif
