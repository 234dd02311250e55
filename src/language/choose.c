#include <config.h>

#include "src/language/names_inside.h"
#include "src/language/scan.h"
#include "src/text/unicode.h"

/* ---- choosing ---- */

/* Two proposals for the same words: `kept` takes over what `other` (a listed name) knows. */
static void merge(struct candidate *kept, const struct candidate *other)
{
    bool agrees = other->type == kept->type;
    if (other->explained) {
        kept->explained = true;
        if (kept->thing == NO_THING)
            kept->type = other->type;
        return;
    }
    if (!other->listed)
        return;
    /* The tagger has read the sentence: a person called Frans, a team called by its town. Of names
     * that can be one thing only the list knows better. */
    bool by_sentence = (other->flags & (FINDING_DERIVED | FINDING_SHORT)) != 0 ||
                       kept->type == ENTITY_PER ||
                       (other->type == ENTITY_LOC && kept->type == ENTITY_ORG);
    if (!agrees && by_sentence)
        return;
    kept->type = other->type;
    kept->thing = other->thing;
    kept->group = other->group;
    kept->flags |= other->flags;
}

/* Sorts the proposals and leaves those that don't overlap: the longer of two, and the listed one
 * where neither holds the other. */
static void drop_overlaps(struct finder *finder)
{
    struct candidate *names = finder->names;
    size_t kept = 0;
    if (finder->name_count == 0)
        return;
    names_sort(finder);
    for (size_t i = 0; i < finder->name_count; i++) {
        struct candidate *last = kept != 0 ? &names[kept - 1] : NULL;
        if (last == NULL || names[i].first >= last->last) {
            names[kept++] = names[i];
        } else if (names[i].first == last->first && names[i].last == last->last) {
            merge(last, &names[i]);
        } else if (names[i].last > last->last && names[i].listed && !last->listed &&
                   names[i].last - names[i].first > 1) {
            *last = names[i];
        }
    }
    finder->name_count = kept;
}

/* Is it an abbreviation of ordinary words, or such a one's plural or compound: ICT, ICT's,
 * ICT-incident? */
static bool is_ordinary(const struct finder *finder, struct span word)
{
    struct gazetteer_name name;
    size_t end = 0;
    while (end < word.len && word.at[end] != '\'' && scan_hyphen(word, end) == 0 &&
           scan_string(word, end, "’") == 0)
        end++;
    struct span head = {word.at, end};
    struct span rest = {word.at + end, word.len - end};
    if (word_has_capital(rest))
        return false;
    if (gazetteer_find(recognizer_gazetteer(finder->recognizer), head, &name))
        return (name.flags & GAZETTEER_NOT) != 0;
    return name_map_get(&finder->findings->words, head) != NAME_MAP_NONE;
}

/* Are all its words written small in running text? Then a heading's capitals make no name of them:
 * "Samenvatting en Conclusies". Persons are called by ordinary words too often. */
static bool is_heading_words(const struct finder *finder, const struct candidate *name)
{
    enum paragraph_kind kind = finder->paragraph->kind;
    bool opens_line = name->first <= 1 && (kind == PARAGRAPH_ITEM || kind == PARAGRAPH_ADDRESS ||
                                           kind == PARAGRAPH_TABLE);
    if ((kind != PARAGRAPH_HEADING && !opens_line) || name->thing != NO_THING || name->explained ||
        name->type == ENTITY_PER)
        return false;
    for (uint32_t at = name->first; at < name->last; at++)
        if (!is_dictionary_word(finder, word_at(finder, at)))
            return false;
    return true;
}

static void drop_ordinary(struct finder *finder)
{
    size_t kept = 0;
    for (size_t i = 0; i < finder->name_count; i++) {
        const struct candidate *name = &finder->names[i];
        bool ordinary = !name->listed && name->last - name->first == 1 &&
                        is_ordinary(finder, word_at(finder, name->first));
        if (!ordinary && !is_heading_words(finder, name))
            finder->names[kept++] = *name;
    }
    finder->name_count = kept;
}

void choose_names(struct finder *finder)
{
    drop_overlaps(finder);
    drop_ordinary(finder);
}
