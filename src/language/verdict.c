#include <config.h>

#include "src/language/verdict.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/file.h"
#include "src/base/place.h"
#include "src/language/accept.h"
#include "src/language/evidence.h"
#include "src/language/neighbours.h"
#include "src/language/suggest.h"
#include "src/language/tagger.h"
#include "src/language/tallies.h"
#include "src/language/weigh.h"
#include "src/language/wordcache.h"
#include "src/language/wordlist.h"
#include "src/text/unicode.h"

/* Raised when the same word would be judged otherwise: the cache of an older version is void. */
#define JUDGEMENT 7

struct speller {
    struct dictionary *dictionary;
    struct wordcache *cache;
    pthread_rwlock_t lock; /* of the lists of all documents, too */
    struct wordlist *personal, *session;
    struct error warning;
    char *language;
    pthread_mutex_t tagger_lock; /* of the next two */
    struct tagger *tagger;       /* NULL: no word has needed it, or it can't be loaded */
    bool tagger_tried;
};

struct speller_document {
    struct speller *speller;
    struct wordlist *document, *corpus;
    struct tallies tallies; /* of its flagged words */
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

/* Without a model names are told by their capitals only. */
static struct tagger *load_tagger(const char *language)
{
    struct buf name = {0};
    buf_printf(&name, "%s/model.bin", language);
    char *path = buf_ok(&name) ? place_shipped(SHIPPED_LANGUAGE, name.at, NULL) : NULL;
    struct tagger *tagger = path != NULL ? tagger_load(path, NULL) : NULL;
    free(path);
    buf_done(&name);
    return tagger;
}

struct speller *speller_new(const char *language, bool cache, struct error *error)
{
    struct speller *speller = array_new(1, sizeof *speller);
    if (speller == NULL) {
        error_memory(error);
        return NULL;
    }
    pthread_rwlock_init(&speller->lock, NULL);
    pthread_mutex_init(&speller->tagger_lock, NULL);
    speller->language = bytes_copy(span_of(language));
    speller->dictionary =
        speller->language != NULL ? dictionary_new(language, error) : (error_memory(error), NULL);
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
    tagger_free(speller->tagger);
    pthread_mutex_destroy(&speller->tagger_lock);
    pthread_rwlock_destroy(&speller->lock);
    free(speller->language);
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
    tallies_done(&document->tallies);
    free(document);
}

/* ---- judging ---- */

bool speller_learn(struct speller_document *document, const struct flags *flags)
{
    for (size_t i = 0; i < flags->count; i++) {
        const struct flagged *flagged = &flags->at[i];
        struct tally *tally = tallies_of(&document->tallies, flagged->word);
        if (tally == NULL)
            return false;
        tally->count++;
        tally->capitals +=
            weigh_kind(flagged->info) != WORD_LOWER && (flagged->context & CONTEXT_START) == 0;
    }
    return true;
}

void speller_times(const struct speller_document *document, const struct flagged *flagged,
                   uint32_t *count, uint32_t *capitals)
{
    const struct tally *tally = tallies_find(&document->tallies, flagged->word);
    *count = tally != NULL ? tally->count : 0;
    *capitals = tally != NULL ? tally->capitals : 0;
}

enum verdict speller_judge(const struct speller_document *document, const struct flagged *flagged)
{
    if ((flagged->context & CONTEXT_WRONG) != 0)
        return VERDICT_ERROR;
    enum word_kind kind = weigh_kind(flagged->info);
    if (kind == WORD_ODD)
        return VERDICT_UNKNOWN;
    uint32_t count, capitals;
    speller_times(document, flagged, &count, &capitals);
    struct place_facts facts = neighbours_facts(flagged, count, capitals);
    if (weigh_word(flagged->info) + weigh_place(&facts) > 0)
        return VERDICT_ERROR;
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

/* Is `plain` to an entry's word as some good word is to the entry's model? What it has at its end
 * instead of the word's last letters is put in the place of the same letters of the model, ge- kept
 * before them: with `glimpen/werken`, geglimpt is good because gewerkt is. */
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

/* Whether words can be inflected like this one: the lists or the dictionary have it. */
static bool is_model(struct speller_document *document, struct span model)
{
    struct dictionary *dictionary = document->speller->dictionary;
    struct buf plain = {0};
    uint8_t codes[LEXICON_WORD_MAX];
    wordlist_plain(model, &plain);
    size_t count = lexicon_encode(dictionary_lexicon(dictionary), buf_span(&plain), codes);
    pthread_rwlock_rdlock(&document->speller->lock);
    enum wordlist_says says = ask_lists(document, buf_span(&plain));
    pthread_rwlock_unlock(&document->speller->lock);
    buf_done(&plain);
    return says == WORDLIST_GOOD ||
           (says == WORDLIST_NOTHING && count > 0 && accept_word(dictionary, codes, count));
}

bool speller_add_word(struct speller_document *document, enum word_list list, struct span word,
                      struct span model, bool wrong, struct error *error)
{
    if (model.len > 0 && !is_model(document, model)) {
        char *name = bytes_copy(model);
        error_set(error, ERROR_USAGE, N_("‘{subject}’ is no good word: name one to inflect like."),
                  name != NULL ? name : "");
        free(name);
        return false;
    }
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

/* Far from 0: a hash begins with its seed, and one that differs in the bits of a letter would give
 * the hash of another word. */
#define HALF_SEED 0x5851f42d4c957f2du

/* `half`: a hyphen hangs at its end. */
static uint16_t look_up(struct speller *speller, struct span word, bool digits, bool half)
{
    uint64_t hash = bytes_hash(word.at, word.len, half ? HALF_SEED : digits);
    uint32_t info = wordcache_get(speller->cache, hash);
    if (info != 0)
        return (uint16_t)info;
    struct evidence evidence = {.kind = WORD_GOOD};
    if (!half || !accept_half(speller->dictionary, word))
        evidence = evidence_find(speller->dictionary, word, digits);
    uint16_t packed = weigh_pack(&evidence);
    wordcache_put(speller->cache, hash, packed);
    return packed;
}

/* Whether the token at a number is a word at whose end a hyphen hangs. */
static bool is_half(struct span text, const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->at[at];
    if (at + 1 == tokens->count || token[1].start != token->end)
        return false;
    struct span sign = {text.at + token[1].start, token[1].end - token[1].start};
    return span_equal(sign, span_of("-")) || span_equal(sign, span_of("\u2011"));
}

/* What stands behind a full stop that a blank or nothing precedes is the ending of a file's name.
 */
static bool is_file_ending(struct span text, size_t start)
{
    return start > 0 && text.at[start - 1] == '.' && (start == 1 || text.at[start - 2] == ' ');
}

/* Whether the word stays flagged after the lists were asked; fills in its hash. */
static bool ask_about(struct speller_document *document, struct span word, bool models,
                      struct flagged *flagged)
{
    struct buf plain = {0}, lower = {0};
    wordlist_plain(word, &plain);
    enum wordlist_says says = ask_lists(document, buf_span(&plain));
    bool good = weigh_kind(flagged->info) == WORD_GOOD;
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

/* The words of the paragraph that are not good by themselves. */
static bool find_flagged(struct speller_document *document, struct span text, struct flags *flags)
{
    uint32_t number = 0;
    bool wrong = any_list(document, wordlist_has_wrong);
    bool models = any_list(document, wordlist_has_models);
    for (size_t i = 0; i < flags->tokens.count; i++) {
        const struct token *token = &flags->tokens.at[i];
        if (token->kind != TOKEN_WORD && token->kind != TOKEN_MIXED)
            continue;
        number++;
        struct span word = {text.at + token->start, token->end - token->start};
        uint16_t info = look_up(document->speller, word, token->kind == TOKEN_MIXED,
                                is_half(text, &flags->tokens, i));
        if (weigh_kind(info) == WORD_GOOD && !wrong)
            continue;
        if (weigh_kind(info) != WORD_GOOD && is_file_ending(text, token->start))
            info = WORD_ODD; /* counted, for where it stands without its full stop */
        struct flagged flagged = {.start = token->start,
                                  .end = token->end,
                                  .context = token->sentence_start ? CONTEXT_START : 0,
                                  .info = info,
                                  .token = (uint32_t)i,
                                  .number = number};
        if (ask_about(document, word, models, &flagged) && !flags_add(flags, &flagged))
            return false;
    }
    return true;
}

/* Asks the tagger, which is loaded for the first word that needs it. */
static bool find_names(struct speller *speller, struct span text, struct flags *flags)
{
    bool needed = false;
    for (size_t i = 0; i < flags->count && !needed; i++)
        needed = neighbours_want_tag(&flags->at[i]);
    if (!needed)
        return true;
    pthread_mutex_lock(&speller->tagger_lock);
    if (!speller->tagger_tried)
        speller->tagger = load_tagger(speller->language);
    speller->tagger_tried = true;
    const struct tagger *tagger = speller->tagger;
    pthread_mutex_unlock(&speller->tagger_lock);
    return tagger == NULL || neighbours_tag(tagger, text, false, flags);
}

bool speller_check(struct speller_document *document, const struct paragraph *paragraph,
                   struct flags *flags)
{
    struct speller *speller = document->speller;
    struct span text = paragraph->text;
    bool ok = tokens_split(&flags->tokens, text);
    flags->count = 0;
    pthread_rwlock_rdlock(&speller->lock);
    ok = ok && find_flagged(document, text, flags);
    pthread_rwlock_unlock(&speller->lock);
    if (ok)
        neighbours_look(text, flags);
    ok = ok && find_names(speller, text, flags);
    for (size_t i = 0; ok && i < flags->count; i++)
        flags->at[i].verdict = (uint8_t)speller_judge(document, &flags->at[i]);
    return ok;
}

size_t speller_suggest(struct speller *speller, struct span word, char **suggestions, size_t most)
{
    return suggest_words(speller->dictionary, word, suggestions, most);
}
