#include <config.h>

#include "src/language/join.h"

#include <stdlib.h>
#include <string.h>

#include "src/language/groups.h"
#include "src/language/join_links.h"
#include "src/language/scan.h"

void joined_done(struct joined *joined)
{
    for (size_t i = 0; i < joined->count; i++)
        free(joined->names[i]);
    free(joined->entities);
    free(joined->names);
    free(joined->types);
    *joined = (struct joined){0};
}

/* ---- short forms ---- */

/* The full name nearest before a short form that begins with it ("Raad van State" before "Raad"),
 * the same kind of thing; NO_GROUP when there is none. Of a name that the short form's own file
 * knows the file has the last word. */
static uint32_t full_name_before(const struct joiner *joiner, size_t finding)
{
    const struct finding *shorter = &joiner->findings->at[finding];
    struct span text = finding_text(joiner->findings, shorter);
    size_t low = finding > 200 ? finding - 200 : 0;
    for (size_t i = finding; i > low; i--) {
        const struct finding *full = &joiner->findings->at[i - 1];
        struct span words = finding_text(joiner->findings, full);
        if (full->type != shorter->type || (full->flags & FINDING_DROPPED) != 0 ||
            words.len <= text.len + 1 || memcmp(words.at, text.at, text.len) != 0 ||
            words.at[text.len] != ' ')
            continue;
        bool same_file = full->thing != NO_THING && joiner->present[full->group] &&
                         full->group == shorter->group;
        return same_file ? NO_GROUP : joiner->of[i - 1];
    }
    return NO_GROUP;
}

/* Settles a short form: the full name before it, else the thing of its file where the file is in
 * company, else its own words if the tagger saw a name, else nothing. */
static bool settle_short(struct joiner *joiner, size_t finding)
{
    struct finding *at = &joiner->findings->at[finding];
    uint32_t group = full_name_before(joiner, finding);
    if (group == NO_GROUP && joiner->present[at->group])
        group = group_of_thing(joiner, finding, at->thing);
    else if (group == NO_GROUP && (at->flags & FINDING_TAGGED) != 0)
        group = group_of_words(joiner, finding, finding_text(joiner->findings, at));
    else if (group == NO_GROUP) {
        at->flags |= FINDING_DROPPED;
        return true;
    }
    joiner->of[finding] = group;
    return group != NO_GROUP;
}

/* ---- the passes ---- */

/* Which files of names are in company: something of them is named in full, and no adjective. */
static void note_files(struct joiner *joiner)
{
    for (size_t i = 0; i < joiner->findings->count; i++) {
        const struct finding *at = &joiner->findings->at[i];
        if (at->thing != NO_THING &&
            (at->flags & (FINDING_SHORT | FINDING_DERIVED | FINDING_COMPOUND)) == 0)
            joiner->present[at->group] = true;
    }
}

static bool group_finding(struct joiner *joiner, size_t i)
{
    struct findings *findings = joiner->findings;
    struct finding *at = &findings->at[i];
    struct span text = finding_text(findings, at);
    if ((at->flags & FINDING_SHORT) != 0)
        return settle_short(joiner, i);
    if (!entity_type_is_name((enum entity_type)at->type))
        text = (struct span){findings->texts.at + at->norm, at->norm_len};
    uint32_t group = at->thing != NO_THING ? group_of_thing(joiner, i, at->thing)
                                           : group_of_words(joiner, i, text);
    joiner->of[i] = group;
    return group != NO_GROUP;
}

/* ---- names ---- */

/* Is finding a a better name for its group than b? Full names before compounds and adjectives, the
 * longer before the shorter. */
static bool names_better(const struct joiner *joiner, uint32_t a, uint32_t b)
{
    const struct finding *x = &joiner->findings->at[a], *y = &joiner->findings->at[b];
    int x_part = (x->flags & (FINDING_COMPOUND | FINDING_DERIVED)) != 0;
    int y_part = (y->flags & (FINDING_COMPOUND | FINDING_DERIVED)) != 0;
    if (x_part != y_part)
        return x_part < y_part;
    return words_without_genitive(finding_text(joiner->findings, x), false).len >
           words_without_genitive(finding_text(joiner->findings, y), false).len;
}

/* The words of a compound before its hyphen, where they are the name: UNGGE of UNGGE-rapport. */
static struct span compound_head(struct span text)
{
    for (size_t at = 1; at < text.len; at++)
        if (scan_hyphen(text, at) != 0)
            return (struct span){text.at, at};
    return text;
}

static char *group_name(const struct joiner *joiner, const struct group *group)
{
    struct buf name = {0};
    const struct finding *best = &joiner->findings->at[group->best];
    if (group->thing != NO_THING)
        return bytes_copy(span_of(gazetteer_thing(joiner->gazetteer, group->thing)));
    if (!entity_type_is_name((enum entity_type)best->type))
        return bytes_copy((struct span){joiner->findings->texts.at + best->norm, best->norm_len});
    struct span text = words_without_genitive(finding_text(joiner->findings, best), false);
    bool compound = (best->flags & FINDING_COMPOUND) != 0;
    scan_add_plain(&name, compound ? compound_head(text) : text);
    return buf_take(&name);
}

/* The finished entity of a group, in the order of their first mention. */
static bool number_entities(struct joiner *joiner, struct joined *joined)
{
    size_t count = joiner->findings->count, type_cap = 0;
    uint32_t *entity_of = array_new(joiner->count, sizeof *entity_of);
    joined->entities = array_new(count, sizeof *joined->entities);
    bool ok = entity_of != NULL && joined->entities != NULL;
    for (size_t i = 0; ok && i < joiner->count; i++)
        entity_of[i] = NO_ENTITY;
    for (size_t i = 0; ok && i < count; i++) {
        joined->entities[i] = NO_ENTITY;
        if ((joiner->findings->at[i].flags & FINDING_DROPPED) != 0)
            continue;
        uint32_t group = group_top(joiner, joiner->of[i]);
        if (entity_of[group] == NO_ENTITY) {
            ok = array_reserve(&joined->names, &joined->cap, joined->count + 1,
                               sizeof *joined->names) &&
                 array_reserve(&joined->types, &type_cap, joined->count + 1, sizeof *joined->types);
            char *name = ok ? group_name(joiner, &joiner->groups[group]) : NULL;
            ok = name != NULL;
            if (!ok)
                break;
            entity_of[group] = (uint32_t)joined->count;
            joined->types[joined->count] = joiner->groups[group].type;
            joined->names[joined->count++] = name;
        }
        joined->entities[i] = entity_of[group];
    }
    free(entity_of);
    return ok;
}

/* The best name and type of each group, from all that were merged into it. */
static void choose_best(struct joiner *joiner)
{
    for (size_t i = 0; i < joiner->findings->count; i++) {
        const struct finding *at = &joiner->findings->at[i];
        if ((at->flags & FINDING_DROPPED) != 0)
            continue;
        struct group *group = &joiner->groups[group_top(joiner, joiner->of[i])];
        if (!names_better(joiner, (uint32_t)i, group->best))
            continue;
        group->best = (uint32_t)i;
        if (group->thing == NO_THING)
            group->type = at->type;
    }
}

static bool prepare(struct joiner *joiner)
{
    size_t things = gazetteer_things(joiner->gazetteer);
    joiner->of = array_new(joiner->findings->count + 1, sizeof *joiner->of);
    joiner->of_thing = array_new(things + 1, sizeof *joiner->of_thing);
    joiner->present = array_new(gazetteer_groups(joiner->gazetteer) + 1, sizeof *joiner->present);
    if (joiner->of == NULL || joiner->of_thing == NULL || joiner->present == NULL)
        return false;
    for (size_t i = 0; i < things; i++)
        joiner->of_thing[i] = NO_GROUP;
    return true;
}

bool findings_join(struct findings *findings, const struct gazetteer *gazetteer,
                   struct joined *joined)
{
    struct joiner joiner = {.findings = findings, .gazetteer = gazetteer};
    *joined = (struct joined){0};
    bool ok = prepare(&joiner);
    if (ok)
        note_files(&joiner);
    for (size_t i = 0; ok && i < findings->count; i++)
        ok = group_finding(&joiner, i);
    ok = ok && join_persons(&joiner) && join_compounds(&joiner) && join_abbreviations(&joiner);
    if (ok)
        choose_best(&joiner);
    ok = ok && number_entities(&joiner, joined);
    if (!ok)
        joined_done(joined);
    free(joiner.of);
    free(joiner.groups);
    free(joiner.of_thing);
    free(joiner.present);
    name_map_done(&joiner.keys);
    name_map_done(&joiner.surnames);
    name_map_done(&joiner.given);
    buf_done(&joiner.key);
    return ok;
}
