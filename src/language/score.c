#include <config.h>

#include "src/language/score.h"

#include <stdlib.h>

/* Does a name begin at this tag, when `before` stands before it? */
static bool begins(uint8_t before, uint8_t tag)
{
    if (tag == 0)
        return false;
    return tagger_tag_begins(tag) || before == 0 || tagger_tag_type(before) != tagger_tag_type(tag);
}

/* The end of the name that begins at `at`. */
static size_t name_end(const uint8_t *tags, size_t count, size_t at)
{
    size_t end = at + 1;
    while (end < count && tags[end] != 0 && !begins(tags[end - 1], tags[end]))
        end++;
    return end;
}

static bool starts_at(const uint8_t *tags, size_t at)
{
    return begins(at > 0 ? tags[at - 1] : 0, tags[at]);
}

void score_add(struct score *score, const uint8_t *gold, const uint8_t *found, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool is_gold = starts_at(gold, i), is_found = starts_at(found, i);
        if (is_gold) {
            score->all.gold++;
            score->types[tagger_tag_type(gold[i])].gold++;
        }
        if (is_found) {
            score->all.found++;
            score->types[tagger_tag_type(found[i])].found++;
        }
        if (!is_gold || !is_found || name_end(gold, count, i) != name_end(found, count, i))
            continue;
        score->right_untyped++;
        if (tagger_tag_type(gold[i]) == tagger_tag_type(found[i])) {
            score->all.right++;
            score->types[tagger_tag_type(gold[i])].right++;
        }
    }
}

double score_f1(const struct score_row *row)
{
    size_t both = row->gold + row->found;
    return both > 0 ? 200.0 * (double)row->right / (double)both : 0;
}

static void add_document(struct score *score, struct tagging *tagging, const uint8_t *gold,
                         const struct tagged *text, size_t start, size_t end)
{
    const uint8_t *found = tagging_tags(tagging);
    for (size_t i = start, next; i < end; i = next) {
        for (next = i + 1; next < end && !text->words[next].sentence_start;)
            next++;
        score_add(score, gold + i, found + (i - start), next - i);
    }
}

bool score_tagger(struct score *score, const struct tagger *tagger, const struct tagged *text)
{
    struct tagging *tagging = tagging_new(tagger);
    uint8_t *gold = array_new(text->count + 1, 1);
    bool fine = tagging != NULL && gold != NULL;
    for (size_t i = 0; fine && i < text->count; i++)
        gold[i] = text->words[i].tag;
    for (size_t start = 0, end; fine && start < text->count; start = end) {
        tagging_begin(tagging);
        for (end = start;
             fine && end < text->count && (end == start || !text->words[end].document_start); end++)
            fine = tagging_add(tagging, tagged_text(text, end), text->words[end].sentence_start);
        fine = fine && tagging_run(tagging);
        if (fine)
            add_document(score, tagging, gold, text, start, end);
    }
    tagging_free(tagging);
    free(gold);
    return fine;
}
