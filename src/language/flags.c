#include <config.h>

#include "src/language/flags.h"

#include <stdlib.h>

#include "src/language/tagger.h"

bool flags_add(struct flags *flags, const struct flagged *flagged)
{
    if (!array_reserve(&flags->at, &flags->cap, flags->count + 1, sizeof *flags->at))
        return false;
    flags->at[flags->count++] = *flagged;
    return true;
}

void flags_done(struct flags *flags)
{
    tagging_free(flags->tagging);
    tokens_done(&flags->tokens);
    free(flags->at);
    *flags = (struct flags){0};
}
