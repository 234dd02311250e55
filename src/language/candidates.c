#include <config.h>

#include "src/language/candidates.h"

#include <stdlib.h>
#include <string.h>

void candidates_add(struct candidates *candidates, struct buf *text, enum candidate_kind kind,
                    int frequency, int cost)
{
    struct candidate *all = candidates->at;
    size_t at = 0, end = 0;
    if (!buf_ok(text))
        goto drop;
    int score = rank_score(&(struct rank_case){.written = candidates->written,
                                               .meant = buf_span(text),
                                               .kind = kind,
                                               .frequency = frequency,
                                               .cost = cost});
    while (end < candidates->count && strcmp(all[end].text, text->at) != 0)
        end++;
    if (end == CANDIDATES_MOST)
        end--; /* the worst makes room */
    if (end < candidates->count && all[end].score >= score)
        goto drop;
    if (end == candidates->count)
        candidates->count++;
    else
        free(all[end].text);
    while (at < end && all[at].score >= score)
        at++;
    memmove(all + at + 1, all + at, (end - at) * sizeof *all);
    all[at] = (struct candidate){
        .text = buf_take(text), .score = score, .frequency = frequency, .cost = cost, .kind = kind};
    return;
drop:
    buf_done(text);
}

void candidates_done(struct candidates *candidates)
{
    for (size_t i = 0; i < candidates->count; i++)
        free(candidates->at[i].text);
    candidates->count = 0;
}
