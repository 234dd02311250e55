#include <config.h>

#include "src/language/neighbours.h"

#include <stdlib.h>
#include <string.h>

/* Words to each side. */
#define NEAR_WORDS 2
#define WIDE_WORDS 6
#define FOREIGN_WORDS 4

#define NEAR_MOST 3
#define WIDE_MOST 4
#define FOREIGN_MOST 2

/* The commonest words of English, German, French, Spanish, Italian and Latin that are no usual ones
 * of Dutch. Sorted. */
static const char *const foreign[] = {
    "and", "au",  "auf", "aux",  "by",  "cum", "dans", "das", "del",  "della", "des", "di",
    "dos", "du",  "ein", "eine", "el",  "est", "et",   "for", "from", "für",   "his", "il",
    "im",  "ist", "its", "la",   "las", "le",  "les",  "los", "mit",  "nicht", "non", "pour",
    "qui", "sed", "sur", "the",  "to",  "und", "une",  "von", "with", "zu",
};
#define FOREIGN_LETTERS 8

/* ---- neighbours ---- */

static void count_neighbours(struct flags *flags, size_t at)
{
    unsigned lower = 0, upper = 0, wide = 0;
    struct flagged *self = &flags->at[at];
    size_t from = at > WIDE_WORDS ? at - WIDE_WORDS : 0;
    for (size_t i = from; i < flags->count && i <= at + WIDE_WORDS; i++) {
        const struct flagged *other = &flags->at[i];
        uint32_t away = other->number > self->number ? other->number - self->number
                                                     : self->number - other->number;
        /* Neighbours that are slips themselves make no foreign phrase. */
        bool slip = weigh_word(other->info) > 0 && !weigh_seen(other->info);
        if (i == at || away > WIDE_WORDS || slip)
            continue;
        bool small = weigh_kind(other->info) == WORD_LOWER;
        wide += small && wide < WIDE_MOST;
        lower += small && away <= NEAR_WORDS && lower < NEAR_MOST;
        upper += !small && away <= NEAR_WORDS && upper < NEAR_MOST;
    }
    self->context |= (uint16_t)(lower << CONTEXT_LOWER_SHIFT | upper << CONTEXT_UPPER_SHIFT |
                                wide << CONTEXT_WIDE_SHIFT);
}

static int compare_foreign(const void *word, const void *row)
{
    return strcmp(word, *(const char *const *)row);
}

static bool is_foreign(struct span word)
{
    char lower[FOREIGN_LETTERS + 1];
    if (word.len > FOREIGN_LETTERS)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        char byte = word.at[i];
        lower[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
    }
    lower[word.len] = '\0';
    return bsearch(lower, foreign, ARRAY_LEN(foreign), sizeof *foreign, compare_foreign) != NULL;
}

static struct span token_text(struct span text, const struct token *token)
{
    return (struct span){text.at + token->start, token->end - token->start};
}

/* Foreign words among the next few words in one direction. */
static unsigned count_foreign(struct span text, const struct tokens *tokens, size_t at, int step)
{
    unsigned found = 0, words = 0;
    for (size_t i = at + (size_t)step; i < tokens->count && words < FOREIGN_WORDS;
         i += (size_t)step) {
        if (tokens->at[i].kind != TOKEN_WORD)
            continue;
        words++;
        found += is_foreign(token_text(text, &tokens->at[i]));
    }
    return found;
}

/* Whether the token at a number (that of none: before the first, behind the last) is one of the
 * signs of a list. */
static bool is_sign(struct span text, const struct tokens *tokens, size_t at, const char *signs)
{
    if (at >= tokens->count || tokens->at[at].kind != TOKEN_PUNCTUATION)
        return false;
    struct span sign = token_text(text, &tokens->at[at]);
    for (const char *from = signs; *from != '\0'; from++)
        if (strncmp(from, sign.at, sign.len) == 0)
            return true;
    return false;
}

void neighbours_look(struct span text, struct flags *flags)
{
    const struct tokens *tokens = &flags->tokens;
    for (size_t i = 0; i < flags->count; i++) {
        struct flagged *flagged = &flags->at[i];
        size_t at = flagged->token;
        count_neighbours(flags, i);
        unsigned found = count_foreign(text, tokens, at, 1) + count_foreign(text, tokens, at, -1);
        found = found < FOREIGN_MOST ? found : FOREIGN_MOST;
        flagged->context |= (uint16_t)(found << CONTEXT_FOREIGN_SHIFT);
        if (is_sign(text, tokens, at - 1, "'\"‘’“”„(*") || is_sign(text, tokens, at + 1, "'\"’”)*"))
            flagged->context |= CONTEXT_QUOTED;
    }
}

struct place_facts neighbours_facts(const struct flagged *flagged, uint32_t count,
                                    uint32_t capitals)
{
    unsigned context = flagged->context;
    return (struct place_facts){
        .packed = flagged->info,
        .lower = context >> CONTEXT_LOWER_SHIFT & 3,
        .upper = context >> CONTEXT_UPPER_SHIFT & 3,
        .wide = context >> CONTEXT_WIDE_SHIFT & 7,
        .foreign = context >> CONTEXT_FOREIGN_SHIFT & 3,
        .quoted = (context & CONTEXT_QUOTED) != 0,
        .start = weigh_kind(flagged->info) != WORD_LOWER && (context & CONTEXT_START) != 0 &&
                 capitals == 0,
        .tag = (enum weigh_tag)(context >> CONTEXT_TAG_SHIFT & 3),
        .count = count,
    };
}

/* ---- names ---- */

static bool has_capital(const struct flagged *flagged)
{
    enum word_kind kind = weigh_kind(flagged->info);
    return kind >= WORD_CAPITAL && kind <= WORD_MIXED;
}

bool neighbours_want_tag(const struct flagged *flagged)
{
    if (!has_capital(flagged))
        return false;
    struct place_facts once = neighbours_facts(flagged, 1, 0);
    struct place_facts often = neighbours_facts(flagged, UINT32_MAX, 0);
    int rare = weigh_place(&once), usual = weigh_place(&often);
    return weigh_word(flagged->info) + (rare > usual ? rare : usual) +
               weigh_tag_most(flagged->info) >
           0;
}

static enum weigh_tag tag_of(uint8_t tag)
{
    if (tag == 0)
        return WEIGH_NO_NAME;
    if (tagger_tag_type(tag) != 0) /* not PER */
        return WEIGH_NAME;
    return tagger_tag_begins(tag) ? WEIGH_PERSON : WEIGH_SURNAME;
}

static bool tag_sentence(struct flags *flags, struct span text, size_t start, size_t end)
{
    bool ok = true;
    tagging_begin(flags->tagging);
    for (size_t i = start; i < end && ok; i++)
        ok = tagging_add(flags->tagging, token_text(text, &flags->tokens.at[i]), i == start);
    return ok && tagging_run(flags->tagging);
}

bool neighbours_tag(const struct tagger *tagger, struct span text, bool all, struct flags *flags)
{
    const struct tokens *tokens = &flags->tokens;
    size_t start = 0, end = 0; /* of the sentence that was tagged last */
    for (size_t i = 0; i < flags->count; i++) {
        struct flagged *flagged = &flags->at[i];
        if (all ? !has_capital(flagged) : !neighbours_want_tag(flagged))
            continue;
        if (flags->tagging == NULL && (flags->tagging = tagging_new(tagger)) == NULL)
            return false;
        if (flagged->token >= end) {
            for (start = flagged->token; start > 0 && !tokens->at[start].sentence_start;)
                start--;
            for (end = flagged->token + 1; end < tokens->count && !tokens->at[end].sentence_start;)
                end++;
            if (!tag_sentence(flags, text, start, end))
                return false;
        }
        enum weigh_tag tag = tag_of(tagging_tags(flags->tagging)[flagged->token - start]);
        flagged->context = (uint16_t)((flagged->context & ~(3u << CONTEXT_TAG_SHIFT)) |
                                      (unsigned)tag << CONTEXT_TAG_SHIFT);
    }
    return true;
}
