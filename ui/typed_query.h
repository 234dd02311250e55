/* typed_query: a search as a reader types it: text, or a regular expression behind "\v". */
#ifndef LEESZAAL_UI_TYPED_QUERY_H
#define LEESZAAL_UI_TYPED_QUERY_H

#include "src/base/error.h"

struct query;
/* NULL and an error when the pattern is wrong; query_free(). */
struct query *typed_query_new(const char *text, struct error *error);

#endif
