#include <config.h>

#include "src/language/dictionary.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/place.h"
#include "src/language/shape.h"
#include "src/language/spelling.h"

struct dictionary {
    struct lexicon *lexicon;
    struct near_model *model, *wide;
    char *path;                /* of hunspell's files */
    struct spelling *spelling; /* NULL until a word asks for it */
    bool broken;               /* it could not be loaded then */
    pthread_mutex_t lock;      /* of spelling */
    uint64_t fingerprint;
};

struct dictionary *dictionary_new(const char *language, struct error *error)
{
    struct dictionary *dictionary = array_new(1, sizeof *dictionary);
    if (dictionary == NULL) {
        error_memory(error);
        return NULL;
    }
    pthread_mutex_init(&dictionary->lock, NULL);
    struct buf name = {0};
    buf_printf(&name, "%s/words.lex", language);
    char *list = buf_ok(&name) ? place_shipped(SHIPPED_LANGUAGE, name.at, error) : NULL;
    dictionary->path = list != NULL ? spelling_find(language, error) : NULL;
    if (dictionary->path != NULL && (dictionary->lexicon = lexicon_load(list, error)) != NULL) {
        dictionary->model = near_model_new(dictionary->lexicon, false);
        dictionary->wide = near_model_new(dictionary->lexicon, true);
        if (dictionary->model == NULL || dictionary->wide == NULL)
            error_memory(error);
        dictionary->fingerprint =
            spelling_fingerprint(dictionary->path) ^ lexicon_fingerprint(dictionary->lexicon);
    }
    free(list);
    buf_done(&name);
    if (dictionary->model == NULL || dictionary->wide == NULL) {
        dictionary_free(dictionary);
        return NULL;
    }
    return dictionary;
}

bool dictionary_load(struct dictionary *dictionary, struct error *error)
{
    pthread_mutex_lock(&dictionary->lock);
    if (dictionary->spelling == NULL && !dictionary->broken) {
        dictionary->spelling = spelling_new(dictionary->path, error);
        dictionary->broken = dictionary->spelling == NULL;
    }
    bool loaded = dictionary->spelling != NULL;
    pthread_mutex_unlock(&dictionary->lock);
    return loaded;
}

void dictionary_free(struct dictionary *dictionary)
{
    if (dictionary == NULL)
        return;
    near_model_free(dictionary->model);
    near_model_free(dictionary->wide);
    spelling_free(dictionary->spelling);
    lexicon_free(dictionary->lexicon);
    pthread_mutex_destroy(&dictionary->lock);
    free(dictionary->path);
    free(dictionary);
}

uint64_t dictionary_fingerprint(const struct dictionary *dictionary)
{
    return dictionary->fingerprint;
}

const struct lexicon *dictionary_lexicon(const struct dictionary *dictionary)
{
    return dictionary->lexicon;
}

const struct near_model *dictionary_model(const struct dictionary *dictionary)
{
    return dictionary->model;
}

const struct near_model *dictionary_wide_model(const struct dictionary *dictionary)
{
    return dictionary->wide;
}

/* ---- words ---- */

bool dictionary_has(const struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    const struct lexicon_node *node = lexicon_find(dictionary->lexicon, codes, count);
    return node != NULL && (node->flags & LEXICON_WORD) != 0;
}

bool dictionary_takes_text(struct dictionary *dictionary, struct span text)
{
    if (!dictionary_load(dictionary, NULL))
        return false;
    pthread_mutex_lock(&dictionary->lock);
    bool takes = spelling_takes(dictionary->spelling, text);
    pthread_mutex_unlock(&dictionary->lock);
    return takes;
}

bool dictionary_spells(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    struct buf word = {0};
    lexicon_decode(dictionary->lexicon, codes, count, &word);
    bool takes = buf_ok(&word) && dictionary_takes_text(dictionary, buf_span(&word));
    buf_done(&word);
    return takes;
}

bool dictionary_lists(const struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    const struct lexicon *lexicon = dictionary->lexicon;
    uint8_t lower[LEXICON_WORD_MAX];
    if (count == 0 || memchr(codes, 0, count) != NULL)
        return false;
    if (dictionary_has(dictionary, codes, count))
        return true;
    enum word_kind shape = word_shape(lexicon, codes, count);
    if (shape != WORD_CAPITAL && shape != WORD_CAPITALS)
        return false;
    memcpy(lower, codes, count);
    word_lower(lexicon, lower, count);
    if (dictionary_has(dictionary, lower, count))
        return true;
    lower[0] = codes[0];
    return shape == WORD_CAPITALS && dictionary_has(dictionary, lower, count);
}

bool dictionary_takes(struct dictionary *dictionary, const uint8_t *codes, size_t count)
{
    return dictionary_lists(dictionary, codes, count) ||
           (count > 0 && memchr(codes, 0, count) == NULL &&
            dictionary_spells(dictionary, codes, count));
}
