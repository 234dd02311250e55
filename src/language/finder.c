#include <config.h>

#include "src/language/finder.h"

#include <stdlib.h>
#include <string.h>

#include "src/language/abbreviation.h"
#include "src/language/entity_type.h"
#include "src/language/scan.h"
#include "src/language/window.h"
#include "src/text/unicode.h"

/* Words that are tagged together; the rest of the document's words count as far as they were seen.
 */
#define WINDOW_WORDS TAGGING_WINDOW

/* A name that is proposed: tokens first..last of the paragraph. */
struct candidate {
    uint32_t first, last;
    uint32_t thing;
    uint16_t group;
    uint8_t type, flags;
    bool listed;    /* from the gazetteer */
    bool explained; /* the words that an abbreviation stands for */
};

struct finder {
    const struct recognizer *recognizer;
    struct findings *findings;
    struct tagging *tagging; /* NULL without a model */
    struct window window;
    struct pattern_hits hits;
    struct candidate *names;
    size_t name_count, name_cap;
    /* the paragraph at hand */
    const struct paragraph *paragraph;
    struct tokens tokens;
    const uint8_t *tags; /* NULL without a model */
    bool shouting;       /* all in capitals: they say nothing then */
};

struct span finding_text(const struct findings *findings, const struct finding *finding)
{
    return (struct span){findings->texts.at + finding->text, finding->text_len};
}

void findings_done(struct findings *findings)
{
    free(findings->at);
    free(findings->aliases);
    buf_done(&findings->texts);
    name_map_done(&findings->abbreviations);
    name_map_done(&findings->words);
    *findings = (struct findings){0};
}

static struct span word_at(const struct finder *finder, size_t token)
{
    const struct token *at = &finder->tokens.at[token];
    return (struct span){finder->paragraph->text.at + at->start, at->end - at->start};
}

static bool has_capital(struct span word)
{
    while (word.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(word, &cp);
        if (unicode_is_upper(cp))
            return true;
        word.at += len;
        word.len -= len;
    }
    return false;
}

/* Has the text letters, and none of them small? */
static bool is_shouting(struct span text)
{
    unsigned capitals = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (text.at[at] >= 'a' && text.at[at] <= 'z')
            return false;
        capitals += text.at[at] >= 'A' && text.at[at] <= 'Z';
    }
    return capitals > 6 && memchr(text.at, ' ', text.len) != NULL;
}

/* ---- proposals ---- */

static bool propose(struct finder *finder, struct candidate candidate)
{
    if (!array_reserve(&finder->names, &finder->name_cap, finder->name_count + 1,
                       sizeof *finder->names))
        return false;
    finder->names[finder->name_count++] = candidate;
    return true;
}

/* Does a Dutch postal code end with this word: the BG of 5201 BG Zandstad? */
static bool ends_postal_code(const struct finder *finder, size_t at)
{
    struct span word = word_at(finder, at);
    return at > 0 && word.len == 2 && word.at[0] >= 'A' && word.at[0] <= 'Z' && word.at[1] >= 'A' &&
           word.at[1] <= 'Z' &&
           finder->tokens.at[at - 1].end - finder->tokens.at[at - 1].start == 4 &&
           finder->tokens.at[at - 1].kind == TOKEN_NUMBER;
}

/* Is token `at` the year of a law that ends before it: Sanctiewet 1977? */
static bool is_year_of_law(const struct finder *finder, size_t at, uint8_t type)
{
    static const char *const laws[] = {"wet", "besluit", "regeling", "verordening", "reglement"};
    if (type != ENTITY_MISC || at >= finder->tokens.count || finder->tags[at] != 0 ||
        finder->tokens.at[at].sentence_start)
        return false;
    struct span year = word_at(finder, at), law = word_at(finder, at - 1);
    if (year.len != 4 || scan_digits(year, 0, 4, 4, NULL) == 0)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(laws); i++)
        if (span_ends(law, laws[i]))
            return true;
    return false;
}

static bool propose_tagged(struct finder *finder)
{
    const uint8_t *tags = finder->tags;
    size_t count = finder->tokens.count;
    if (tags == NULL || (finder->shouting && finder->paragraph->kind == PARAGRAPH_HEADING))
        return true;
    for (size_t at = 0; at < count;) {
        size_t end = at + 1;
        if (tags[at] != 0) {
            while (end < count && tags[end] != 0 && !tagger_tag_begins(tags[end]))
                end++;
            if (is_year_of_law(finder, end, tagger_tag_type(tags[at])))
                end++;
            bool in_address = ends_postal_code(finder, at); /* a town comes behind it */
            size_t first = in_address ? at + 1 : at;
            struct candidate name = {.first = (uint32_t)first,
                                     .last = (uint32_t)end,
                                     .thing = NO_THING,
                                     .type = in_address ? ENTITY_LOC : tagger_tag_type(tags[at]),
                                     .flags = FINDING_TAGGED};
            if (first < end && !propose(finder, name))
                return false;
        }
        at = end;
    }
    return true;
}

static uint8_t finding_flags(const struct gazetteer_name *name)
{
    return (uint8_t)(((name->flags & GAZETTEER_DERIVED) != 0 ? FINDING_DERIVED : 0) |
                     ((name->flags & GAZETTEER_SHORT) != 0 ? FINDING_SHORT : 0));
}

/* An ordinary word counts in mid-sentence only, and only with its own capital. */
static bool is_doubtful(const struct finder *finder, size_t at, size_t count,
                        const struct gazetteer_name *name)
{
    const struct token *token = &finder->tokens.at[at];
    if ((name->flags & GAZETTEER_ORDINARY) != 0 && (token->sentence_start || finder->shouting))
        return true;
    return finder->shouting && count == 1 && token->end - token->start <= 3;
}

static bool propose_listed(struct finder *finder)
{
    const struct gazetteer *gazetteer = recognizer_gazetteer(finder->recognizer);
    for (size_t at = 0; at < finder->tokens.count;) {
        struct gazetteer_name name;
        size_t count =
            gazetteer_match(gazetteer, finder->paragraph->text, &finder->tokens, at, &name);
        if (count == 0 || is_doubtful(finder, at, count, &name)) {
            at++;
            continue;
        }
        if ((name.flags & GAZETTEER_NOT) != 0) {
            at += count;
            continue;
        }
        struct candidate candidate = {.first = (uint32_t)at,
                                      .last = (uint32_t)(at + count),
                                      .thing = name.thing,
                                      .group = name.group,
                                      .type = name.type,
                                      .flags = finding_flags(&name),
                                      .listed = true};
        if (!propose(finder, candidate))
            return false;
        at += count;
    }
    return true;
}

/* Words that bodies are called by, in Dutch and English; their beginnings are enough. */
static bool is_body_word(struct span word)
{
    static const char *const heads[] = {
        "Raad",       "Comité",     "Commissie",  "Organisat",  "Organiz",      "Agentschap",
        "Agency",     "Autoriteit", "Authority",  "Bureau",     "Groep",        "Group",
        "Unie",       "Union",      "Bank",       "Fonds",      "Fund",         "Centrum",
        "Cent",       "Dienst",     "Institu",    "Vereniging", "Partij",       "Party",
        "Ministerie", "Council",    "Committee",  "Associat",   "Stichting",    "Foundation",
        "Bond",       "Verbond",    "Alliantie",  "Alliance",   "Universiteit", "Hof",
        "Court",      "Federatie",  "Federation", "Kamer",      "Board",        "Forum"};
    for (size_t i = 0; i < ARRAY_LEN(heads); i++)
        if (span_starts(word, heads[i]))
            return true;
    return false;
}

/* What the tagger or the lists say of words that are explained: the type of a name that covers them
 * or ends with them; else a body. */
static uint8_t explained_type(const struct finder *finder, const struct abbreviation *found)
{
    for (size_t at = found->first; at < found->last; at++)
        if (is_body_word(word_at(finder, at)))
            return ENTITY_ORG;
    for (size_t i = 0; i < finder->name_count; i++) {
        const struct candidate *name = &finder->names[i];
        if (name->first <= found->first && name->last > found->first && name->last <= found->last)
            return name->type;
    }
    for (size_t i = 0; i < finder->name_count; i++)
        if (finder->names[i].first == found->at && finder->names[i].last == found->at + 1)
            return finder->names[i].type;
    return ENTITY_ORG;
}

/* Notes an abbreviation of ordinary words, unless the lists know it as a name. */
static bool learn_word(struct finder *finder, struct span word)
{
    struct gazetteer_name name;
    return gazetteer_find(recognizer_gazetteer(finder->recognizer), word, &name) ||
           name_map_set(&finder->findings->words, word, 1);
}

/* Learns the abbreviations that this paragraph explains. */
static bool learn_abbreviations(struct finder *finder)
{
    struct span text = finder->paragraph->text;
    struct findings *findings = finder->findings;
    for (size_t at = 0; at < finder->tokens.count; at++) {
        struct abbreviation found;
        if (!abbreviation_looks(text, &finder->tokens.at[at]) ||
            !abbreviation_explained(text, &finder->tokens, at, &found))
            continue;
        if (!found.is_name) {
            if (!learn_word(finder, word_at(finder, at)))
                return false;
            continue;
        }
        if (name_map_get(&findings->abbreviations, word_at(finder, at)) != NAME_MAP_NONE)
            continue;
        if (!array_reserve(&findings->aliases, &findings->alias_cap, findings->alias_count + 1,
                           sizeof *findings->aliases) ||
            !name_map_set(&findings->abbreviations, word_at(finder, at),
                          (uint32_t)findings->alias_count))
            return false;
        size_t start = finder->tokens.at[found.first].start;
        size_t end = finder->tokens.at[found.last - 1].end;
        findings->aliases[findings->alias_count++] =
            (struct alias){(uint32_t)findings->texts.len, (uint32_t)(end - start), ENTITY_ORG};
        buf_add(&findings->texts, text.at + start, end - start);
    }
    return buf_ok(&findings->texts);
}

/* Proposes the abbreviations that the document explains, and their explanations where they stand.
 */
static bool propose_explained(struct finder *finder)
{
    struct span text = finder->paragraph->text;
    struct findings *findings = finder->findings;
    if (findings->alias_count == 0)
        return true;
    for (size_t at = 0; at < finder->tokens.count; at++) {
        struct abbreviation found;
        if (!abbreviation_looks(text, &finder->tokens.at[at]))
            continue;
        uint32_t number = name_map_get(&findings->abbreviations, word_at(finder, at));
        if (number == NAME_MAP_NONE)
            continue;
        struct alias *alias = &findings->aliases[number];
        struct candidate name = {.thing = NO_THING, .listed = true, .explained = true};
        if (abbreviation_explained(text, &finder->tokens, at, &found) && found.is_name) {
            alias->type = name.type = explained_type(finder, &found);
            name.first = (uint32_t)found.first;
            name.last = (uint32_t)found.last;
            if (!propose(finder, name))
                return false;
        }
        name.type = alias->type;
        name.first = (uint32_t)at;
        name.last = (uint32_t)at + 1;
        if (!propose(finder, name))
            return false;
    }
    return true;
}

/* ---- choosing ---- */

static int by_place(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->last != y->last)
        return x->last > y->last ? -1 : 1;
    return (int)x->listed - (int)y->listed;
}

/* Two proposals for the same words: `kept` takes over what `other` (a listed name) knows. */
static void merge(struct candidate *kept, const struct candidate *other)
{
    bool agrees = other->type == kept->type;
    if (other->explained) {
        kept->explained = true;
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
static void choose_names(struct finder *finder)
{
    struct candidate *names = finder->names;
    size_t kept = 0;
    if (finder->name_count == 0)
        return;
    qsort(names, finder->name_count, sizeof *names, by_place);
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
    if (has_capital(rest))
        return false;
    if (gazetteer_find(recognizer_gazetteer(finder->recognizer), head, &name))
        return (name.flags & GAZETTEER_NOT) != 0;
    return name_map_get(&finder->findings->words, head) != NAME_MAP_NONE;
}

static void drop_ordinary(struct finder *finder)
{
    size_t kept = 0;
    for (size_t i = 0; i < finder->name_count; i++) {
        const struct candidate *name = &finder->names[i];
        if (name->listed || name->last - name->first > 1 ||
            !is_ordinary(finder, word_at(finder, name->first)))
            finder->names[kept++] = *name;
    }
    finder->name_count = kept;
}

/* ---- compounds ---- */

/* The one thing that the parts of a compound name, as in EU-lidstaten or niet-EU-land; NO_THING
 * when there is none, or more than one as in Frans-Duits. */
static uint32_t compound_thing(const struct finder *finder, struct span word)
{
    const struct gazetteer *gazetteer = recognizer_gazetteer(finder->recognizer);
    uint32_t thing = NO_THING;
    size_t start = 0, parts = 0;
    for (size_t at = 0; at <= word.len;) {
        size_t behind = scan_hyphen(word, at);
        if (at < word.len && behind == 0) {
            at++;
            continue;
        }
        struct gazetteer_name name;
        struct span part = {word.at + start, at - start};
        parts++;
        if (part.len >= 2 && gazetteer_find(gazetteer, part, &name) &&
            (name.flags & (GAZETTEER_SHORT | GAZETTEER_NOT)) == 0) {
            if (thing != NO_THING && thing != name.thing)
                return NO_THING;
            thing = name.thing;
        }
        start = at = behind != 0 ? behind : word.len + 1;
    }
    return parts > 1 ? thing : NO_THING;
}

/* Oost-Berlijn, Rotterdam-Zuid: a part of a place is a place of its own. */
static bool is_part_of_place(const struct finder *finder, struct span word)
{
    static const char *const directions[] = {"Noord",  "Oost",    "Zuid",  "West",
                                             "Midden", "Centrum", "Groot", "Nieuw"};
    const struct gazetteer *gazetteer = recognizer_gazetteer(finder->recognizer);
    size_t hyphen = 0;
    while (hyphen < word.len && scan_hyphen(word, hyphen) == 0)
        hyphen++;
    if (hyphen == word.len)
        return false;
    size_t behind = scan_hyphen(word, hyphen);
    struct span parts[] = {{word.at, hyphen}, {word.at + behind, word.len - behind}};
    for (size_t i = 0; i < ARRAY_LEN(directions); i++) {
        for (size_t part = 0; part < 2; part++) {
            struct gazetteer_name name;
            if (span_equal(parts[part], span_of(directions[i])) &&
                gazetteer_find(gazetteer, parts[1 - part], &name) && name.type == ENTITY_LOC)
                return true;
        }
    }
    return false;
}

/* The same for an abbreviation of the document itself: UNGGE-rapport. */
static bool compound_of_abbreviation(const struct finder *finder, struct span word)
{
    for (size_t at = 0; at < word.len; at++)
        if (scan_hyphen(word, at) != 0)
            return name_map_get(&finder->findings->abbreviations, (struct span){word.at, at}) !=
                   NAME_MAP_NONE;
    return false;
}

static bool has_hyphen(struct span word)
{
    for (size_t at = 1; at < word.len; at++)
        if ((word.at[at] == '-' || word.at[at] == '\xe2') && scan_hyphen(word, at) != 0)
            return true;
    return false;
}

/* Marks compounds among the names, and adds those that nobody proposed. */
static bool find_compounds(struct finder *finder)
{
    size_t known = finder->name_count, next = 0;
    for (size_t at = 0; at < finder->tokens.count; at++) {
        while (next < known && finder->names[next].last <= at)
            next++;
        struct candidate *name =
            next < known && finder->names[next].first <= at ? &finder->names[next] : NULL;
        struct span word = word_at(finder, at);
        if (finder->tokens.at[at].kind > TOKEN_MIXED || !has_hyphen(word) || !has_capital(word) ||
            (name != NULL && (name->thing != NO_THING || name->last - name->first > 1)))
            continue;
        uint32_t thing = compound_thing(finder, word);
        bool is_place = is_part_of_place(finder, word);
        if (thing == NO_THING && !is_place && !compound_of_abbreviation(finder, word))
            continue;
        if (is_place)
            thing = NO_THING;
        struct candidate compound = {.first = (uint32_t)at,
                                     .last = (uint32_t)at + 1,
                                     .thing = thing,
                                     .type = is_place ? ENTITY_LOC : ENTITY_MISC,
                                     .flags = is_place ? 0 : FINDING_COMPOUND};
        if (name != NULL && is_place)
            continue;
        if (name != NULL) {
            name->thing = thing;
            name->flags |= FINDING_COMPOUND;
        } else if (!propose(finder, compound)) {
            return false;
        }
    }
    if (finder->name_count > known)
        qsort(finder->names, finder->name_count, sizeof *finder->names, by_place);
    return true;
}

/* ---- names that nobody proposed ---- */

static bool is_title_word(const struct finder *finder, size_t at)
{
    struct span word = word_at(finder, at);
    return finder->tokens.at[at].kind == TOKEN_WORD && word.len >= 2 && word.at[0] >= 'A' &&
           word.at[0] <= 'Z' && word.at[1] >= 'a' && word.at[1] <= 'z';
}

/* Does the sentence speak of a group of people before this word? */
static bool speaks_of_group(const struct finder *finder, size_t at)
{
    static const char *const words[] = {"groep",     "organisatie", "bedrij",
                                        "bende",     "partij",      "vereniging",
                                        "stichting", "onderneming", "eenheid"};
    for (size_t back = 1; back <= at && back <= 14; back++) {
        struct span word = word_at(finder, at - back);
        for (size_t i = 0; i < ARRAY_LEN(words); i++)
            for (size_t from = 0; from + strlen(words[i]) <= word.len; from++)
                if (memcmp(word.at + from, words[i], strlen(words[i])) == 0)
                    return true;
        if (finder->tokens.at[at - back].sentence_start)
            break;
    }
    return false;
}

/* Three words with capitals and a number in the midst of a sentence are a name, whoever it is. */
static bool find_numbered(struct finder *finder)
{
    size_t known = finder->name_count, next = 0;
    if (finder->shouting || finder->paragraph->kind != PARAGRAPH_PROSE)
        return true;
    for (size_t at = 1; at < finder->tokens.count;) {
        size_t end = at;
        while (next < known && finder->names[next].last <= at)
            next++;
        size_t limit = next < known ? finder->names[next].first : finder->tokens.count;
        while (end < limit && !finder->tokens.at[end].sentence_start && is_title_word(finder, end))
            end++;
        bool numbered = end >= at + 3 && end < limit && !finder->tokens.at[end].sentence_start &&
                        finder->tokens.at[end].kind == TOKEN_NUMBER &&
                        scan_digits(word_at(finder, end), 0, 1, 4, NULL) != 0;
        struct candidate name = {.first = (uint32_t)at,
                                 .last = (uint32_t)end + 1,
                                 .thing = NO_THING,
                                 .type = ENTITY_MISC};
        if (numbered) {
            name.type = speaks_of_group(finder, at) ? ENTITY_ORG : ENTITY_MISC;
            if (!propose(finder, name))
                return false;
        }
        at = end > at ? end : at + 1;
    }
    if (finder->name_count > known)
        qsort(finder->names, finder->name_count, sizeof *finder->names, by_place);
    return true;
}

/* ---- telling ---- */

static bool tell(struct finder *finder, uint32_t start, uint32_t end, struct finding finding,
                 struct span norm)
{
    struct findings *findings = finder->findings;
    const struct paragraph *paragraph = finder->paragraph;
    if (!array_reserve(&findings->at, &findings->cap, findings->count + 1, sizeof *findings->at))
        return false;
    finding.start = paragraph_raw(paragraph, start);
    finding.end = paragraph_raw_end(paragraph, end);
    finding.text = (uint32_t)findings->texts.len;
    finding.text_len = end - start;
    buf_add(&findings->texts, paragraph->text.at + start, end - start);
    finding.norm = (uint32_t)findings->texts.len;
    finding.norm_len = (uint32_t)norm.len;
    buf_add_span(&findings->texts, norm);
    findings->at[findings->count++] = finding;
    return buf_ok(&findings->texts) && findings->texts.len < UINT32_MAX;
}

static bool tell_name(struct finder *finder, const struct candidate *name)
{
    struct finding finding = {
        .thing = name->thing, .group = name->group, .type = name->type, .flags = name->flags};
    return tell(finder, finder->tokens.at[name->first].start, finder->tokens.at[name->last - 1].end,
                finding, (struct span){"", 0});
}

static bool tell_hit(struct finder *finder, const struct pattern_hit *hit)
{
    struct finding finding = {.thing = NO_THING, .type = hit->type};
    return tell(finder, hit->start, hit->end, finding, pattern_norm(&finder->hits, hit));
}

/* A name keeps a bare year or a number that is a part of it (Sanctiewet 1977); any other hit beats
 * the names that it touches. */
static bool name_keeps(const struct pattern_hit *hit, uint32_t start, uint32_t end)
{
    bool part = hit->type == ENTITY_QUANTITY || hit->type == ENTITY_TIME ||
                (hit->type == ENTITY_DATE && hit->norm_len == 4);
    return part && start <= hit->start && hit->end <= end && end - start > hit->end - hit->start;
}

/* Hits and names in the order of the text, each place told once. */
static bool tell_all(struct finder *finder)
{
    size_t hit = 0, name = 0;
    while (hit < finder->hits.count || name < finder->name_count) {
        const struct pattern_hit *next = hit < finder->hits.count ? &finder->hits.at[hit] : NULL;
        if (name == finder->name_count) {
            hit++;
            if (!tell_hit(finder, next))
                return false;
            continue;
        }
        const struct candidate *candidate = &finder->names[name];
        uint32_t start = finder->tokens.at[candidate->first].start;
        uint32_t end = finder->tokens.at[candidate->last - 1].end;
        bool ok = true;
        if (next == NULL || end <= next->start) {
            name++;
            ok = tell_name(finder, candidate);
        } else if (next->end <= start) {
            hit++;
            ok = tell_hit(finder, next);
        } else if (name_keeps(next, start, end)) {
            hit++;
        } else {
            name++;
        }
        if (!ok)
            return false;
    }
    return true;
}

static bool find_in_paragraph(struct finder *finder)
{
    struct span text = finder->paragraph->text;
    finder->name_count = 0;
    finder->shouting = is_shouting(text);
    if (!patterns_find(recognizer_patterns(finder->recognizer), text, &finder->hits) ||
        !propose_tagged(finder) || !propose_listed(finder) || !propose_explained(finder))
        return false;
    choose_names(finder);
    drop_ordinary(finder);
    return find_numbered(finder) && find_compounds(finder) && tell_all(finder);
}

/* ---- the document ---- */

/* Gives the paragraph's words to the tagger, with plain hyphens as it has learnt them. */
static bool tag_paragraph(struct finder *finder)
{
    struct buf plain = {0};
    bool ok = true;
    for (size_t at = 0; ok && at < finder->tokens.count; at++) {
        struct span word = word_at(finder, at);
        if (memchr(word.at, 0xe2, word.len) != NULL && has_hyphen(word)) {
            buf_cut(&plain, 0);
            scan_add_plain(&plain, word);
            word = buf_span(&plain);
        }
        ok = buf_ok(&plain) &&
             tagging_add(finder->tagging, word, at == 0 || finder->tokens.at[at].sentence_start);
    }
    buf_done(&plain);
    return ok;
}

static bool tag_window(struct finder *finder)
{
    bool ok = true;
    if (finder->tagging == NULL)
        return true;
    for (size_t i = 0; ok && i < finder->window.count; i++) {
        finder->paragraph = &finder->window.paragraphs[i].paragraph;
        finder->tokens = window_tokens(&finder->window, &finder->window.paragraphs[i]);
        ok = tag_paragraph(finder);
    }
    return ok && tagging_run(finder->tagging);
}

static bool is_cancelled(const atomic_bool *cancel)
{
    return cancel != NULL && atomic_load_explicit(cancel, memory_order_relaxed);
}

static bool find_in_window(struct finder *finder, const atomic_bool *cancel, _Atomic uint64_t *done,
                           struct error *error)
{
    window_settle(&finder->window);
    if (!tag_window(finder))
        return error_memory(error);
    const uint8_t *tags = finder->tagging != NULL ? tagging_tags(finder->tagging) : NULL;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < finder->window.count; i++) {
            const struct window_paragraph *kept = &finder->window.paragraphs[i];
            if (is_cancelled(cancel))
                return error_set(error, ERROR_CANCEL, N_("Cancelled."), NULL);
            finder->paragraph = &kept->paragraph;
            finder->tokens = window_tokens(&finder->window, kept);
            finder->tags = tags != NULL ? tags + kept->token : NULL;
            if (!(pass == 0 ? learn_abbreviations(finder) : find_in_paragraph(finder)))
                return error_memory(error);
            if (pass == 1 && done != NULL)
                atomic_store_explicit(done, kept->paragraph.end, memory_order_relaxed);
        }
    }
    window_clear(&finder->window);
    return true;
}

static bool find_in_document(struct finder *finder, struct text *text, const atomic_bool *cancel,
                             _Atomic uint64_t *done, struct error *error)
{
    for (const struct paragraph *paragraph = text_at(text, 0); paragraph != NULL;
         paragraph = text_next(text, paragraph)) {
        if (is_cancelled(cancel))
            return error_set(error, ERROR_CANCEL, N_("Cancelled."), NULL);
        if (paragraph->kind != PARAGRAPH_CHROME && !window_add(&finder->window, paragraph))
            return error_memory(error);
        if (finder->window.tokens.count >= WINDOW_WORDS &&
            !find_in_window(finder, cancel, done, error))
            return false;
    }
    return find_in_window(finder, cancel, done, error);
}

bool findings_make(struct findings *findings, const struct recognizer *recognizer,
                   struct text *text, const atomic_bool *cancel, _Atomic uint64_t *done,
                   struct error *error)
{
    struct finder finder = {.recognizer = recognizer, .findings = findings};
    const struct tagger *tagger = recognizer_tagger(recognizer);
    *findings = (struct findings){0};
    bool ok = true;
    if (tagger != NULL) {
        finder.tagging = tagging_new(tagger);
        ok = finder.tagging != NULL || error_memory(error);
        if (ok)
            tagging_begin(finder.tagging);
    }
    ok = ok && find_in_document(&finder, text, cancel, done, error);
    tagging_free(finder.tagging);
    window_done(&finder.window);
    pattern_hits_done(&finder.hits);
    free(finder.names);
    if (!ok)
        findings_done(findings);
    return ok;
}

/* ---- text in tokens ---- */

static void write_tags(const struct finder *finder, uint8_t *tags)
{
    memset(tags, 0, finder->tokens.count);
    for (size_t i = 0; i < finder->name_count; i++) {
        const struct candidate *name = &finder->names[i];
        if ((name->flags & (FINDING_SHORT | FINDING_TAGGED)) == FINDING_SHORT)
            continue; /* without company */
        for (uint32_t at = name->first; at < name->last; at++)
            tags[at] = (uint8_t)(1 + 2 * name->type + (at != name->first));
    }
}

bool words_tag(const struct recognizer *recognizer, struct span text, const struct tokens *tokens,
               uint8_t *tags)
{
    const struct tagger *tagger = recognizer_tagger(recognizer);
    struct paragraph paragraph = {.text = text};
    struct finder finder = {.recognizer = recognizer, .paragraph = &paragraph, .tokens = *tokens};
    struct findings none = {0};
    bool ok = true;
    finder.findings = &none;
    if (tagger != NULL) {
        finder.tagging = tagging_new(tagger);
        ok = finder.tagging != NULL;
        if (ok)
            tagging_begin(finder.tagging);
        ok = ok && tag_paragraph(&finder) && tagging_run(finder.tagging);
        finder.tags = ok ? tagging_tags(finder.tagging) : NULL;
    }
    ok = ok && propose_tagged(&finder) && propose_listed(&finder);
    if (ok) {
        choose_names(&finder);
        drop_ordinary(&finder);
        ok = find_numbered(&finder) && find_compounds(&finder);
    }
    if (ok)
        write_tags(&finder, tags);
    tagging_free(finder.tagging);
    free(finder.names);
    return ok;
}
