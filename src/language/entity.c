#include <config.h>

#include "src/language/entity.h"

#include <stdlib.h>

#include "src/language/finder.h"
#include "src/language/join.h"

void entities_free(struct entities *entities)
{
    if (entities == NULL)
        return;
    for (size_t i = 0; i < entities->entity_count; i++)
        free(entities->entities[i].name);
    free(entities->mentions);
    free(entities->entities);
    free(entities->norms);
    buf_done(&entities->text);
    free(entities);
}

struct span mention_text(const struct entities *entities, size_t mention)
{
    const struct mention *at = &entities->mentions[mention];
    return (struct span){entities->text.at + at->text, at->text_len};
}

/* Takes the names of the joined entities. */
static bool take_entities(struct entities *entities, struct joined *joined)
{
    entities->entities = array_new(joined->count, sizeof *entities->entities);
    if (entities->entities == NULL)
        return false;
    for (size_t i = 0; i < joined->count; i++) {
        entities->entities[i] = (struct entity){.type = joined->types[i], .name = joined->names[i]};
        joined->names[i] = NULL;
    }
    entities->entity_count = joined->count;
    return true;
}

static bool take_mentions(struct entities *entities, const struct findings *findings,
                          const struct joined *joined)
{
    entities->mentions = array_new(findings->count, sizeof *entities->mentions);
    entities->norms = array_new(findings->count, sizeof *entities->norms);
    if (entities->mentions == NULL || entities->norms == NULL)
        return false;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *at = &findings->at[i];
        if (joined->entities[i] == NO_ENTITY)
            continue;
        struct entity *entity = &entities->entities[joined->entities[i]];
        size_t number = entities->mention_count++;
        entities->mentions[number] = (struct mention){.start = at->start,
                                                      .end = at->end,
                                                      .type = at->type,
                                                      .entity = joined->entities[i],
                                                      .text = at->text,
                                                      .text_len = at->text_len};
        entities->norms[number] = entity->name;
        if (entity->count++ == 0)
            entity->first = (uint32_t)number;
    }
    return true;
}

struct entities *entities_find(const struct recognizer *recognizer, struct text *text,
                               const atomic_bool *cancel, _Atomic uint64_t *done,
                               struct error *error)
{
    return entities_find_between(recognizer, text, 0, UINT64_MAX, cancel, done, error);
}

struct entities *entities_find_between(const struct recognizer *recognizer, struct text *text,
                                       uint64_t start, uint64_t limit, const atomic_bool *cancel,
                                       _Atomic uint64_t *done, struct error *error)
{
    struct findings findings;
    struct joined joined = {0};
    if (!findings_make(&findings, recognizer, text, start, limit, cancel, done, error))
        return NULL;
    struct entities *entities = array_new(1, sizeof *entities);
    bool ok = entities != NULL &&
              findings_join(&findings, recognizer_gazetteer(recognizer), &joined) &&
              take_entities(entities, &joined) && take_mentions(entities, &findings, &joined);
    if (ok) {
        entities->text = findings.texts;
        findings.texts = (struct buf){0};
    } else {
        entities_free(entities);
        entities = NULL;
        error_memory(error);
    }
    joined_done(&joined);
    findings_done(&findings);
    return entities;
}
