#include <config.h>

#include "src/language/verdict.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "src/base/place.h"
#include "src/language/evidence.h"
#include "src/language/suggest.h"
#include "src/language/weigh.h"
#include "src/language/wordcache.h"
#include "src/language/wordlist.h"
#include "src/text/unicode.h"

/* Raised when the same word would be judged otherwise: the cache of an older version is void. */
#define JUDGEMENT 4

struct speller {
    struct dictionary *dictionary;
    struct wordcache *cache;
    pthread_rwlock_t lock; /* of the lists of all documents, too */
    struct wordlist *personal, *session;
    struct error warning;
};

/* How often an unknown word stands in the document. */
struct tally {
    uint64_t word; /* 0: free */
    uint32_t count;
    uint32_t capitals; /* of these with a capital inside a sentence */
};

struct speller_document {
    struct speller *speller;
    struct wordlist *document, *corpus;
    struct tally *tallies; /* open addressing */
    size_t slots, used;
};

static const char *const names[VERDICTS] = {
    [VERDICT_GOOD] = "good",
    [VERDICT_NAME] = "name",
    [VERDICT_UNKNOWN] = "unknown",
    [VERDICT_ERROR] = "error",
};

const char *verdict_name(enum verdict verdict)
{
    return names[verdict];
}

/* ---- the speller ---- */

/* Takes the path; NULL (no HOME): a list in memory. */
static struct wordlist *load_list(char *path, struct error *warning)
{
    struct wordlist *list = wordlist_load(path, warning);
    free(path);
    return list;
}

static struct wordcache *load_cache(const struct dictionary *dictionary, bool file)
{
    uint64_t facts[] = {dictionary_fingerprint(dictionary), JUDGEMENT};
    uint64_t fingerprint =
        bytes_hash(PACKAGE_VERSION, sizeof PACKAGE_VERSION, bytes_hash(facts, sizeof facts, 0));
    char *path = file ? place_path(PLACE_CACHE, "words.cache", NULL) : NULL;
    struct wordcache *cache = wordcache_load(path, fingerprint);
    free(path);
    return cache;
}

struct speller *speller_new(const char *language, bool cache, struct error *error)
{
    struct speller *speller = array_new(1, sizeof *speller);
    if (speller == NULL) {
        error_memory(error);
        return NULL;
    }
    pthread_rwlock_init(&speller->lock, NULL);
    speller->dictionary = dictionary_new(language, error);
    if (speller->dictionary != NULL) {
        speller->cache = load_cache(speller->dictionary, cache);
        speller->personal = load_list(wordlist_personal_path(language, NULL), &speller->warning);
        speller->session = wordlist_load(NULL, NULL);
        if (speller->cache == NULL || speller->personal == NULL || speller->session == NULL)
            error_memory(error);
        /* A cache made with this very dictionary says that it could be loaded. */
        else if (wordcache_count(speller->cache) > 0 || dictionary_load(speller->dictionary, error))
            return speller;
    }
    speller_free(speller);
    return NULL;
}

void speller_free(struct speller *speller)
{
    if (speller == NULL)
        return;
    wordlist_free(speller->session);
    wordlist_free(speller->personal);
    wordcache_free(speller->cache);
    dictionary_free(speller->dictionary);
    pthread_rwlock_destroy(&speller->lock);
    free(speller);
}

const struct error *speller_warning(const struct speller *speller)
{
    return &speller->warning;
}

void speller_save(struct speller *speller)
{
    char *path = place_make(PLACE_CACHE, "words.cache", NULL);
    if (path != NULL)
        wordcache_save(speller->cache);
    free(path);
}

/* ---- documents ---- */

/* The list of a document: a file of its own in our data folder, named after the path. */
static struct wordlist *load_document_list(const char *path, struct error *warning)
{
    char *real = path != NULL ? realpath(path, NULL) : NULL;
    struct buf name = {0};
    if (real == NULL)
        return wordlist_load(NULL, warning);
    buf_printf(&name, "words/%s-%016llx", file_name(real),
               (unsigned long long)bytes_hash(real, strlen(real), 0));
    free(real);
    struct wordlist *list =
        buf_ok(&name) ? load_list(place_path(PLACE_DATA, name.at, NULL), warning) : NULL;
    buf_done(&name);
    return list;
}

static struct wordlist *load_corpus_list(const char *corpus_dir, struct error *warning)
{
    char *path = corpus_dir != NULL ? file_join(corpus_dir, ".leeszaal/words") : NULL;
    struct wordlist *list =
        path != NULL || corpus_dir == NULL ? wordlist_load(path, warning) : NULL;
    free(path);
    return list;
}

struct speller_document *speller_document_new(struct speller *speller, const char *path,
                                              const char *corpus_dir, struct error *warning)
{
    struct speller_document *document = array_new(1, sizeof *document);
    if (document == NULL)
        return NULL;
    document->speller = speller;
    document->document = load_document_list(path, warning);
    document->corpus = load_corpus_list(corpus_dir, warning);
    if (document->document == NULL || document->corpus == NULL) {
        speller_document_free(document);
        return NULL;
    }
    return document;
}

void speller_document_free(struct speller_document *document)
{
    if (document == NULL)
        return;
    wordlist_free(document->document);
    wordlist_free(document->corpus);
    free(document->tallies);
    free(document);
}

void flags_done(struct flags *flags)
{
    tokens_done(&flags->tokens);
    free(flags->at);
    *flags = (struct flags){0};
}

/* ---- tallies ---- */

static struct tally *find_tally(struct tally *tallies, size_t slots, uint64_t word)
{
    size_t at = word & (slots - 1);
    while (tallies[at].word != 0 && tallies[at].word != word)
        at = (at + 1) & (slots - 1);
    return &tallies[at];
}

static bool grow_tallies(struct speller_document *document)
{
    size_t slots = document->slots != 0 ? 2 * document->slots : 256;
    struct tally *tallies = array_new(slots, sizeof *tallies);
    if (tallies == NULL)
        return false;
    for (size_t i = 0; i < document->slots; i++)
        if (document->tallies[i].word != 0)
            *find_tally(tallies, slots, document->tallies[i].word) = document->tallies[i];
    free(document->tallies);
    document->tallies = tallies;
    document->slots = slots;
    return true;
}

bool speller_learn(struct speller_document *document, const struct flags *flags)
{
    for (size_t i = 0; i < flags->count; i++) {
        const struct flagged *flagged = &flags->at[i];
        if (2 * document->used >= document->slots && !grow_tallies(document))
            return false;
        struct tally *tally = find_tally(document->tallies, document->slots, flagged->word);
        document->used += tally->word == 0;
        tally->word = flagged->word;
        tally->count++;
        tally->capitals +=
            evidence_kind(flagged->info) != WORD_LOWER && (flagged->context & CONTEXT_START) == 0;
    }
    return true;
}

/* ---- judging ---- */

/* An entity tagger takes a misspelt name for a name, too: it needs the surer a slip. */
#define NAME_ODDS (-40)

static int place_odds(const struct flagged *flagged, uint32_t count, uint32_t capitals)
{
    struct place_facts facts = {
        .packed = flagged->info,
        .lower = (flagged->context >> CONTEXT_LOWER_SHIFT) & 3,
        .upper = (flagged->context >> CONTEXT_UPPER_SHIFT) & 3,
        .count = count,
        .start = evidence_kind(flagged->info) != WORD_LOWER &&
                 (flagged->context & CONTEXT_START) != 0 && capitals == 0,
    };
    return evidence_place_odds(&facts) + ((flagged->context & CONTEXT_NAME) != 0 ? NAME_ODDS : 0);
}

void speller_times(const struct speller_document *document, const struct flagged *flagged,
                   uint32_t *count, uint32_t *capitals)
{
    *count = *capitals = 0;
    if (document->slots == 0)
        return;
    const struct tally *tally = find_tally(document->tallies, document->slots, flagged->word);
    if (tally->word == flagged->word) {
        *count = tally->count;
        *capitals = tally->capitals;
    }
}

enum verdict speller_judge(const struct speller_document *document, const struct flagged *flagged)
{
    if ((flagged->context & CONTEXT_WRONG) != 0)
        return VERDICT_ERROR;
    enum word_kind kind = evidence_kind(flagged->info);
    if (kind == WORD_ODD)
        return VERDICT_UNKNOWN;
    uint32_t count, capitals;
    speller_times(document, flagged, &count, &capitals);
    if (evidence_odds(flagged->info) + place_odds(flagged, count, capitals) > 0)
        return VERDICT_ERROR;
    if ((flagged->context & CONTEXT_NAME) != 0)
        return VERDICT_NAME;
    return kind == WORD_LOWER ? VERDICT_UNKNOWN : VERDICT_NAME;
}

/* ---- word lists ---- */

static bool any_list(const struct speller_document *document,
                     bool (*has)(const struct wordlist *list))
{
    return has(document->speller->personal) || has(document->speller->session) ||
           has(document->document) || has(document->corpus);
}

/* The nearest list that knows the word has the say. */
static enum wordlist_says ask_lists(const struct speller_document *document, struct span plain)
{
    const struct wordlist *lists[] = {document->speller->session, document->document,
                                      document->corpus, document->speller->personal};
    enum wordlist_says says = WORDLIST_NOTHING;
    for (size_t i = 0; says == WORDLIST_NOTHING && i < ARRAY_LEN(lists); i++)
        says = wordlist_find(lists[i], plain);
    return says;
}

/* Is `plain` to an entry's word as some good word is to the entry's model? What both begin with
 * (behind ge-) is replaced by what the model has there: with `appen/stappen`, `geappt` is good
 * because... its letters behind `app` fit `stap`. Kept simple: the same letters are taken off the
 * end of the model as of the word. */
static bool is_inflected(struct dictionary *dictionary, const struct wordlist_entry *entry,
                         struct span plain)
{
    struct span word = span_of(entry->word), model = span_of(entry->model);
    bool ge = span_starts(plain, "ge") && !span_starts(word, "ge");
    struct span rest = ge ? (struct span){plain.at + 2, plain.len - 2} : plain;
    size_t same = 0;
    while (same < rest.len && same < word.len && rest.at[same] == word.at[same])
        same++;
    size_t off = word.len - same, more = rest.len - same;
    if (same < 2 || off > 3 || more > 6 || off >= model.len ||
        memcmp(word.at + same, model.at + model.len - off, off) != 0)
        return false;
    struct buf twin = {0};
    buf_add_string(&twin, ge ? "ge" : "");
    buf_add(&twin, model.at, model.len - off);
    buf_add(&twin, rest.at + same, more);
    uint8_t codes[LEXICON_WORD_MAX];
    size_t count = lexicon_encode(dictionary_lexicon(dictionary), buf_span(&twin), codes);
    bool good = buf_ok(&twin) && dictionary_takes(dictionary, codes, count);
    buf_done(&twin);
    return good;
}

static bool follows_model(const struct speller_document *document, struct span plain)
{
    const struct wordlist *lists[] = {document->speller->session, document->document,
                                      document->corpus, document->speller->personal};
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        size_t count;
        const struct wordlist_entry *entries = wordlist_entries(lists[i], &count);
        for (size_t k = 0; wordlist_has_models(lists[i]) && k < count; k++)
            if (entries[k].model != NULL && !entries[k].wrong &&
                is_inflected(document->speller->dictionary, &entries[k], plain))
                return true;
    }
    return false;
}

static struct wordlist *list_of(const struct speller_document *document, enum word_list list)
{
    struct wordlist *lists[WORD_LISTS] = {document->speller->personal, document->document,
                                          document->corpus, document->speller->session};
    return lists[list];
}

bool speller_add_word(struct speller_document *document, enum word_list list, struct span word,
                      struct span model, bool wrong, struct error *error)
{
    pthread_rwlock_wrlock(&document->speller->lock);
    bool ok = wordlist_add(list_of(document, list), word, model, wrong, error);
    pthread_rwlock_unlock(&document->speller->lock);
    return ok;
}

bool speller_remove_word(struct speller_document *document, enum word_list list, struct span word,
                         struct error *error)
{
    return speller_put_word(document, list, word, (struct span){NULL, 0}, error);
}

void speller_get_word(const struct speller_document *document, enum word_list list,
                      struct span word, struct buf *line)
{
    pthread_rwlock_rdlock(&document->speller->lock);
    wordlist_get(list_of(document, list), word, line);
    pthread_rwlock_unlock(&document->speller->lock);
}

bool speller_put_word(struct speller_document *document, enum word_list list, struct span word,
                      struct span line, struct error *error)
{
    pthread_rwlock_wrlock(&document->speller->lock);
    bool ok = wordlist_put(list_of(document, list), word, line, error);
    pthread_rwlock_unlock(&document->speller->lock);
    return ok;
}

/* ---- checking ---- */

static uint16_t look_up(struct speller *speller, struct span word, bool digits)
{
    uint64_t hash = bytes_hash(word.at, word.len, digits);
    uint32_t info = wordcache_get(speller->cache, hash);
    if (info != 0)
        return (uint16_t)info;
    struct evidence evidence = evidence_find(speller->dictionary, word, digits);
    uint16_t packed = evidence_pack(&evidence);
    wordcache_put(speller->cache, hash, packed);
    return packed;
}

/* Whether the word stays flagged after the lists were asked; fills in its hash. */
static bool ask_about(struct speller_document *document, struct span word, bool models,
                      struct flagged *flagged)
{
    struct buf plain = {0}, lower = {0};
    wordlist_plain(word, &plain);
    enum wordlist_says says = ask_lists(document, buf_span(&plain));
    bool good = evidence_kind(flagged->info) == WORD_GOOD;
    if (says == WORDLIST_WRONG)
        flagged->context |= CONTEXT_WRONG;
    else if (says == WORDLIST_GOOD || good)
        good = true;
    else
        good = models && follows_model(document, buf_span(&plain));
    if (says == WORDLIST_WRONG || !good) {
        unicode_add_lower(&lower, buf_span(&plain));
        struct span key = buf_span(&lower);
        flagged->word = bytes_hash(key.at, key.len, 0) | 1;
    }
    buf_done(&plain);
    buf_done(&lower);
    return says == WORDLIST_WRONG || !good;
}

static bool add_flagged(struct flags *flags, const struct flagged *flagged)
{
    if (!array_reserve(&flags->at, &flags->cap, flags->count + 1, sizeof *flags->at))
        return false;
    flags->at[flags->count++] = *flagged;
    return true;
}

static void count_neighbours(struct flags *flags, size_t at)
{
    unsigned lower = 0, upper = 0;
    struct flagged *self = &flags->at[at];
    size_t from = at > 2 ? at - 2 : 0;
    for (size_t i = from; i < flags->count && i <= at + 2; i++) {
        const struct flagged *other = &flags->at[i];
        uint32_t away = other->number > self->number ? other->number - self->number
                                                     : self->number - other->number;
        /* Neighbours that are slips themselves make no foreign phrase. */
        bool slip = evidence_odds(other->info) > 0 && !evidence_seen(other->info);
        if (i == at || away > 2 || slip)
            continue;
        if (evidence_kind(other->info) == WORD_LOWER)
            lower += lower < 3;
        else
            upper += upper < 3;
    }
    self->context |= (uint8_t)(lower << CONTEXT_LOWER_SHIFT | upper << CONTEXT_UPPER_SHIFT);
}

static bool is_named(const struct paragraph *paragraph, const struct mark *marks, size_t count,
                     const struct flagged *flagged)
{
    uint64_t start = paragraph_raw(paragraph, flagged->start);
    size_t at = count > 0 ? mark_find(marks, count, start) : count;
    return at < count && marks[at].start <= start;
}

bool speller_check(struct speller_document *document, const struct paragraph *paragraph,
                   const struct mark *marks, size_t mark_count, struct flags *flags)
{
    struct speller *speller = document->speller;
    const char *text = paragraph->text.at;
    bool ok = tokens_split(&flags->tokens, paragraph->text);
    uint32_t number = 0;
    flags->count = 0;
    pthread_rwlock_rdlock(&speller->lock);
    bool wrong = any_list(document, wordlist_has_wrong);
    bool models = any_list(document, wordlist_has_models);
    for (size_t i = 0; ok && i < flags->tokens.count; i++) {
        const struct token *token = &flags->tokens.at[i];
        if (token->kind != TOKEN_WORD && token->kind != TOKEN_MIXED)
            continue;
        number++;
        struct span word = {text + token->start, token->end - token->start};
        uint16_t info = look_up(speller, word, token->kind == TOKEN_MIXED);
        if (evidence_kind(info) == WORD_GOOD && !wrong)
            continue;
        struct flagged flagged = {.start = token->start,
                                  .end = token->end,
                                  .context = token->sentence_start ? CONTEXT_START : 0,
                                  .info = info,
                                  .number = number};
        if (ask_about(document, word, models, &flagged))
            ok = add_flagged(flags, &flagged);
    }
    pthread_rwlock_unlock(&speller->lock);
    for (size_t i = 0; ok && i < flags->count; i++) {
        struct flagged *flagged = &flags->at[i];
        count_neighbours(flags, i);
        if (is_named(paragraph, marks, mark_count, flagged))
            flagged->context |= CONTEXT_NAME;
        flagged->verdict = (uint8_t)speller_judge(document, flagged);
    }
    return ok;
}

size_t speller_suggest(struct speller *speller, struct span word, char **suggestions, size_t most)
{
    return suggest_words(speller->dictionary, word, suggestions, most);
}
