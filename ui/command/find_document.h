/* find_document: the rows of `find` for one document. A large one is cut into stretches that
 * several threads search; what stands before a stretch with rows is counted and added when the rows
 * are taken, in order. */
#ifndef LEESZAAL_UI_COMMAND_FIND_DOCUMENT_H
#define LEESZAAL_UI_COMMAND_FIND_DOCUMENT_H

#include "src/library/search.h"
#include "ui/inputs.h"
#include "ui/output.h"

extern const struct column find_columns[];
extern const size_t find_column_count;

struct finder {
    const struct query *query;
    const struct inputs *inputs;
    unsigned threads; /* for one document */
    uint64_t stretch; /* bytes of one, nearly */
};

/* Adds the rows of a document. */
bool find_document(const struct finder *finder, struct document *document, struct output *output,
                   struct error *error);

#endif
