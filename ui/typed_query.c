#include <config.h>

#include "ui/typed_query.h"

#include "src/library/search.h"

struct query *typed_query_new(const char *text, struct error *error)
{
    if (text[0] == '\\' && text[1] == 'v')
        return query_new(span_of(text + 2), SEARCH_REGEX, error);
    return query_new(span_of(text), 0, error);
}
