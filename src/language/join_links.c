#include <config.h>

#include "src/language/join_links.h"

#include <stdlib.h>
#include <string.h>

#include "src/language/scan.h"

/* The words before the first blank. */
static struct span given_name(struct span text)
{
    return span_cut(&text, ' ');
}

static bool is_initials(struct span given)
{
    return given.len >= 2 && given.at[1] == '.';
}

/* Can two full names with the same surname be one person's: "J.P. Zand" and "Jan Peter Zand"? */
static bool initials_agree(const struct joiner *joiner, uint32_t a, uint32_t b)
{
    const struct findings *findings = joiner->findings;
    struct span first = given_name(
        finding_text(findings, &findings->at[joiner->groups[group_top(joiner, a)].best]));
    struct span other = given_name(
        finding_text(findings, &findings->at[joiner->groups[group_top(joiner, b)].best]));
    return first.len != 0 && other.len != 0 && first.at[0] == other.at[0] &&
           is_initials(first) != is_initials(other);
}

/* Notes in a map that these words are a part of the full name of a group. */
static bool note_part(struct joiner *joiner, struct name_map *map, struct span words,
                      uint32_t group)
{
    struct span key = words_key(joiner, words, 'P');
    uint32_t known = name_map_get(map, key);
    bool other = known != NAME_MAP_NONE;
    if (other && known != AMBIGUOUS) {
        if (map == &joiner->surnames && initials_agree(joiner, known, group))
            groups_merge(joiner, group, known);
        other = group_top(joiner, known) != group_top(joiner, group);
    }
    return buf_ok(&joiner->key) && name_map_set(map, key, other ? AMBIGUOUS : group);
}

/* Does a name begin with a part of a surname? Then it is no full one: "Van den Broek". */
static bool begins_with_particle(struct span text)
{
    static const struct scan_term particles[] = {
        {"van", 0}, {"de", 0},  {"der", 0}, {"den", 0}, {"ten", 0}, {"ter", 0},
        {"te", 0},  {"von", 0}, {"la", 0},  {"le", 0},  {"du", 0},  {"el", 0},
        {"di", 0},  {"da", 0},  {"'t", 0},  {"op", 0},  {NULL, 0}};
    struct span word = text;
    return scan_is_term(span_cut(&word, ' '), particles, NULL);
}

/* Bytes; nobody is called by what is longer. */
#define NAME_MOST 200

/* Notes the ends of a full name and its beginning: "de Vries", "Vries" and "Jan" of "Jan de
 * Vries". */
static bool note_parts(struct joiner *joiner, size_t i)
{
    struct span text =
        words_without_genitive(finding_text(joiner->findings, &joiner->findings->at[i]), false);
    uint32_t group = group_top(joiner, joiner->of[i]);
    bool first = true;
    if (text.len > NAME_MOST)
        return true;
    for (size_t at = 0; at < text.len; at++) {
        if (text.at[at] != ' ' || at + 1 == text.len)
            continue;
        struct span tail = {text.at + at + 1, text.len - at - 1};
        struct span given = {text.at, at};
        if (!note_part(joiner, &joiner->surnames, tail, group) ||
            (first && !note_part(joiner, &joiner->given, given, group)))
            return false;
        first = false;
    }
    return true;
}

/* The one full name of which these words are a part, by surname before given name. */
static uint32_t full_name_of(struct joiner *joiner, struct span text)
{
    const struct name_map *maps[] = {&joiner->surnames, &joiner->given};
    for (size_t i = 0; i < ARRAY_LEN(maps); i++) {
        for (int bare = 0; bare < 2; bare++) {
            struct span key = words_key(joiner, words_without_genitive(text, bare == 1), 'P');
            uint32_t full = name_map_get(maps[i], key);
            if (full != NAME_MAP_NONE && full != AMBIGUOUS)
                return full;
        }
    }
    return NO_GROUP;
}

static bool is_person(const struct joiner *joiner, size_t i)
{
    const struct finding *at = &joiner->findings->at[i];
    return at->type == ENTITY_PER && (at->flags & FINDING_DROPPED) == 0;
}

/* A surname alone joins the one full name that ends with it, a given name the one that begins with
 * it. */
bool join_persons(struct joiner *joiner)
{
    const struct findings *findings = joiner->findings;
    for (size_t i = 0; i < findings->count; i++) {
        struct span text = finding_text(findings, &findings->at[i]);
        if (is_person(joiner, i) && memchr(text.at, ' ', text.len) != NULL &&
            !begins_with_particle(text) && !note_parts(joiner, i))
            return false;
    }
    for (size_t i = 0; i < findings->count; i++) {
        if (!is_person(joiner, i))
            continue;
        uint32_t full = full_name_of(joiner, finding_text(findings, &findings->at[i]));
        if (full != NO_GROUP)
            groups_merge(joiner, joiner->of[i], full);
    }
    return buf_ok(&joiner->key);
}

/* The group of an explanation: of the mention that has just its words. */
static uint32_t group_of_alias(struct joiner *joiner, const struct alias *alias)
{
    struct span words = {joiner->findings->texts.at + alias->text, alias->text_len};
    for (size_t i = 0; i < joiner->findings->count; i++)
        if ((joiner->findings->at[i].flags & FINDING_DROPPED) == 0 &&
            span_equal(finding_text(joiner->findings, &joiner->findings->at[i]), words))
            return joiner->of[i];
    return NO_GROUP;
}

/* An abbreviation is what the document says it is; so is a compound that begins with it. */
bool join_abbreviations(struct joiner *joiner)
{
    struct findings *findings = joiner->findings;
    if (findings->alias_count == 0)
        return true;
    uint32_t *groups = array_new(findings->alias_count, sizeof *groups);
    if (groups == NULL)
        return false;
    for (size_t i = 0; i < findings->alias_count; i++)
        groups[i] = group_of_alias(joiner, &findings->aliases[i]);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *at = &findings->at[i];
        struct span text = words_without_genitive(finding_text(findings, at), false);
        if ((at->flags & FINDING_DROPPED) != 0 || !entity_type_is_name((enum entity_type)at->type))
            continue;
        for (size_t end = 0; (at->flags & FINDING_COMPOUND) != 0 && end < text.len; end++)
            if (scan_hyphen(text, end) != 0)
                text.len = end;
        uint32_t alias = name_map_get(&findings->abbreviations, text);
        if (alias != NAME_MAP_NONE && groups[alias] != NO_GROUP)
            groups_merge(joiner, joiner->of[i], groups[alias]);
    }
    free(groups);
    return true;
}

/* The group that these words have as a name of some type; NO_GROUP when they have none. */
static uint32_t group_known(struct joiner *joiner, struct span words)
{
    static const uint8_t types[] = {ENTITY_ORG, ENTITY_LOC, ENTITY_PER, ENTITY_MISC};
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        uint32_t group =
            name_map_get(&joiner->keys, words_key(joiner, words, type_letter(types[i])));
        if (group != NAME_MAP_NONE)
            return group;
    }
    return NO_GROUP;
}

/* The name in a compound, one of its parts, that the document itself speaks of. */
static uint32_t group_in_compound(struct joiner *joiner, struct span text)
{
    size_t start = 0;
    uint32_t group = NO_GROUP;
    for (size_t at = 0; at <= text.len && group == NO_GROUP;) {
        size_t behind = scan_hyphen(text, at);
        if (at < text.len && behind == 0) {
            at++;
            continue;
        }
        bool whole = start == 0 && at == text.len;
        bool capital = start < text.len && text.at[start] >= 'A' && text.at[start] <= 'Z';
        if (!whole && capital && at - start >= 2)
            group = group_known(joiner, (struct span){text.at + start, at - start});
        start = at = behind != 0 ? behind : text.len + 1;
    }
    return group;
}

/* A compound counts as a mention of the name in it, also where only the tagger knows the name. */
bool join_compounds(struct joiner *joiner)
{
    for (size_t i = 0; i < joiner->findings->count; i++) {
        struct finding *at = &joiner->findings->at[i];
        struct span text = finding_text(joiner->findings, at);
        if (at->type != ENTITY_MISC || at->thing != NO_THING ||
            (at->flags & (FINDING_DROPPED | FINDING_COMPOUND)) != 0 ||
            memchr(text.at, ' ', text.len) != NULL)
            continue;
        uint32_t group = group_in_compound(joiner, text);
        if (group == NO_GROUP || group_top(joiner, group) == group_top(joiner, joiner->of[i]))
            continue;
        at->flags |= FINDING_COMPOUND;
        groups_merge(joiner, joiner->of[i], group);
    }
    return buf_ok(&joiner->key);
}
