#include <config.h>

#include "src/language/groups.h"

#include <string.h>

#include "src/language/scan.h"
#include "src/text/unicode.h"

struct span words_without_genitive(struct span text, bool bare)
{
    static const char *const endings[] = {"'s", "’s", "'", "’"};
    for (size_t i = 0; i < ARRAY_LEN(endings); i++)
        if (span_ends(text, endings[i]) && text.len > strlen(endings[i]) + 1)
            return (struct span){text.at, text.len - strlen(endings[i])};
    if (bare && span_ends(text, "s") && text.len > 3)
        text.len--;
    return text;
}

/* ’t and 't are one. */
static void plain_apostrophes(struct buf *words)
{
    size_t kept = 0;
    struct span text = buf_span(words);
    for (size_t at = 0; at < text.len; kept++) {
        bool curly = scan_string(text, at, "’") != 0;
        words->at[kept] = curly ? '\'' : words->at[at];
        at += curly ? strlen("’") : 1;
    }
    buf_cut(words, kept);
}

struct span words_key(struct joiner *joiner, struct span text, char type)
{
    struct buf plain = {0};
    buf_cut(&joiner->key, 0);
    buf_add_byte(&joiner->key, type);
    scan_add_plain(&plain, text);
    plain_apostrophes(&plain);
    unicode_add_lower(&joiner->key, buf_span(&plain));
    joiner->key.failed = joiner->key.failed || plain.failed;
    buf_done(&plain);
    return buf_span(&joiner->key);
}

char type_letter(uint8_t type)
{
    return (char)('A' + type);
}

/* ---- groups ---- */

uint32_t group_top(const struct joiner *joiner, uint32_t group)
{
    while (joiner->groups[group].merged != group)
        group = joiner->groups[group].merged;
    return group;
}

static uint32_t group_new(struct joiner *joiner, size_t finding)
{
    const struct finding *at = &joiner->findings->at[finding];
    if (!array_reserve(&joiner->groups, &joiner->cap, joiner->count + 1, sizeof *joiner->groups))
        return NO_GROUP;
    uint32_t number = (uint32_t)joiner->count++;
    joiner->groups[number] = (struct group){number, (uint32_t)finding, NO_THING, at->type};
    return number;
}

void groups_merge(struct joiner *joiner, uint32_t from, uint32_t into)
{
    from = group_top(joiner, from);
    into = group_top(joiner, into);
    if (from == into)
        return;
    if (joiner->groups[into].thing == NO_THING && joiner->groups[from].thing != NO_THING) {
        uint32_t swapped = from;
        from = into;
        into = swapped;
    }
    joiner->groups[from].merged = into;
}

uint32_t group_of_words(struct joiner *joiner, size_t finding, struct span text)
{
    char letter = type_letter(joiner->findings->at[finding].type);
    uint32_t group =
        name_map_get(&joiner->keys, words_key(joiner, words_without_genitive(text, true), letter));
    if (group != NAME_MAP_NONE)
        return group;
    struct span key = words_key(joiner, words_without_genitive(text, false), letter);
    group = name_map_get(&joiner->keys, key);
    if (group != NAME_MAP_NONE)
        return group;
    group = group_new(joiner, finding);
    return group != NO_GROUP && buf_ok(&joiner->key) && name_map_set(&joiner->keys, key, group)
               ? group
               : NO_GROUP;
}

uint32_t group_of_thing(struct joiner *joiner, size_t finding, uint32_t thing)
{
    uint32_t *group = &joiner->of_thing[thing];
    if (*group == NO_GROUP) {
        *group = group_new(joiner, finding);
        if (*group != NO_GROUP) {
            joiner->groups[*group].thing = thing;
            joiner->groups[*group].type = gazetteer_thing_type(joiner->gazetteer, thing);
        }
    }
    return *group;
}
