#include <config.h>

#include "src/language/sample.h"

#include <stdlib.h>
#include <string.h>

#include "src/language/model.h"
#include "src/language/tagger.h"

/* The words of the text, each different one once, and the forms that uses are counted for. */
struct vocabulary {
    struct word *words;
    uint32_t *forms; /* of a word: the word that stands for its lower-case form */
    size_t count, word_cap, form_cap;
    uint32_t *numbers;      /* of the text's words */
    struct word_uses *uses; /* of forms */
};

/* Numbers of keys (+ 1; 0 is empty). */
struct numbering {
    uint32_t *at;
    size_t size;
};

static bool numbering_grow(struct numbering *numbering, const uint64_t *keys, size_t count)
{
    if (count * 2 < numbering->size)
        return true;
    size_t size = numbering->size > 0 ? 2 * numbering->size : 4096;
    uint32_t *at = array_new(size, sizeof *at);
    if (at == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t place = keys[i] & (size - 1);
        while (at[place] != 0)
            place = (place + 1) & (size - 1);
        at[place] = (uint32_t)i + 1;
    }
    free(numbering->at);
    *numbering = (struct numbering){at, size};
    return true;
}

/* The number of a key, which gets the next one when it is new. */
static bool find_number(struct numbering *numbering, uint64_t **keys, size_t *count, size_t *cap,
                        uint64_t key, uint32_t *number)
{
    if (!numbering_grow(numbering, *keys, *count))
        return false;
    size_t place = key & (numbering->size - 1);
    for (; numbering->at[place] != 0; place = (place + 1) & (numbering->size - 1)) {
        *number = numbering->at[place] - 1;
        if ((*keys)[*number] == key)
            return true;
    }
    if (*count >= UINT32_MAX - 1 || !array_reserve(keys, cap, *count + 1, sizeof **keys))
        return false;
    *number = (uint32_t)*count;
    (*keys)[(*count)++] = key;
    numbering->at[place] = *number + 1;
    return true;
}

/* ---- words ---- */

static bool find_forms(struct vocabulary *vocabulary)
{
    struct numbering numbering = {0};
    uint64_t *keys = NULL;
    size_t count = 0, cap = 0;
    bool fine = true;
    for (size_t i = 0; fine && i < vocabulary->count; i++)
        fine = find_number(&numbering, &keys, &count, &cap, vocabulary->words[i].lower_key,
                           &vocabulary->forms[i]);
    free(numbering.at);
    free(keys);
    return fine;
}

static bool read_words(struct vocabulary *vocabulary, const struct tagged *tagged,
                       const struct feature_maker *maker)
{
    struct numbering numbering = {0};
    uint64_t *hashes = NULL;
    size_t cap = 0;
    bool fine = true;
    vocabulary->numbers = array_new(tagged->count + 1, sizeof *vocabulary->numbers);
    fine = vocabulary->numbers != NULL;
    for (size_t i = 0; fine && i < tagged->count; i++) {
        struct span text = word_clip(tagged_text(tagged, i));
        size_t count = vocabulary->count;
        fine = find_number(&numbering, &hashes, &vocabulary->count, &cap,
                           bytes_hash(text.at, text.len, 0), &vocabulary->numbers[i]);
        if (fine && vocabulary->count > count) {
            fine = array_reserve(&vocabulary->words, &vocabulary->word_cap, vocabulary->count,
                                 sizeof *vocabulary->words);
            if (fine)
                word_make(&vocabulary->words[count], text, &maker->facts);
        }
    }
    free(numbering.at);
    free(hashes);
    vocabulary->forms = array_new(vocabulary->count + 1, sizeof *vocabulary->forms);
    vocabulary->uses = array_new(vocabulary->count + 1, sizeof *vocabulary->uses);
    return fine && vocabulary->forms != NULL && vocabulary->uses != NULL && find_forms(vocabulary);
}

static void vocabulary_done(struct vocabulary *vocabulary)
{
    free(vocabulary->words);
    free(vocabulary->forms);
    free(vocabulary->numbers);
    free(vocabulary->uses);
}

/* ---- sentences ---- */

static bool find_sentences(struct sample *sample, const struct tagged *tagged)
{
    for (size_t start = 0, end; start < tagged->count; start = end) {
        for (end = start + 1; end < tagged->count && end - start < SENTENCE_WORDS &&
                              !tagged->words[end].sentence_start;)
            end++;
        if (!array_reserve(&sample->sentences, &sample->sentence_cap, sample->sentence_count + 1,
                           sizeof *sample->sentences))
            return false;
        sample->sentences[sample->sentence_count++] = (struct sample_sentence){start, end - start};
    }
    return true;
}

/* BILOU of an IOB2 tag: does the name go on at the next word? */
static uint8_t inner_tag(const struct tagged *tagged, size_t at, size_t end)
{
    uint8_t tag = tagged->words[at].tag;
    if (tag == 0)
        return 0;
    unsigned type = tagger_tag_type(tag);
    bool more = at + 1 < end && tagged->words[at + 1].tag == 2 + 2 * type;
    bool begins = tagger_tag_begins(tag);
    return (uint8_t)model_tag(type, begins ? (more ? PART_BEGIN : PART_ONLY)
                                           : (more ? PART_INSIDE : PART_LAST));
}

static void load_sentence(struct sentence *into, const struct vocabulary *vocabulary,
                          const struct sample_sentence *from)
{
    into->count = from->count;
    for (size_t i = 0; i < from->count; i++) {
        uint32_t number = vocabulary->numbers[from->first + i];
        into->words[i] = &vocabulary->words[number];
        into->uses[i] = &vocabulary->uses[vocabulary->forms[number]];
    }
}

struct features_of {
    struct sample *sample;
    struct numbering numbering;
};

static bool add_keys(struct features_of *into, const uint64_t *keys, size_t count)
{
    struct sample *sample = into->sample;
    if (!array_reserve(&sample->features, &sample->feature_cap, sample->feature_count + count,
                       sizeof *sample->features))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!find_number(&into->numbering, &sample->keys, &sample->key_count, &sample->key_cap,
                         keys[i], &sample->features[sample->feature_count++]))
            return false;
    return true;
}

static bool add_word(struct features_of *into, const struct sentence *sentence, size_t at,
                     const struct feature_maker *maker)
{
    uint64_t keys[FEATURES_MAX];
    for (int offset = -REACH; offset <= REACH; offset++) {
        bool outside = offset < 0 ? at < (size_t)-offset : at + (size_t)offset >= sentence->count;
        const struct word *word = outside ? NULL : sentence->words[at + (size_t)offset];
        if (!add_keys(into, keys, word_features(word, offset, maker, keys)))
            return false;
    }
    return add_keys(into, keys, context_features(sentence, at, maker, keys));
}

static bool add_sentence(struct features_of *into, struct sentence *sentence,
                         const struct sample_sentence *from, const struct vocabulary *vocabulary,
                         const struct tagged *tagged, const struct feature_maker *maker)
{
    struct sample *sample = into->sample;
    load_sentence(sentence, vocabulary, from);
    sentence_look(sentence, features_facts(maker));
    size_t before = sample->feature_count;
    for (size_t i = 0; i < from->count; i++) {
        sample->classes[from->first + i] = sentence->words[i]->word_class;
        sample->tags[from->first + i] =
            inner_tag(tagged, from->first + i, from->first + from->count);
        if (!add_word(into, sentence, i, maker))
            return false;
        sample->starts[from->first + i + 1] = sample->feature_count;
    }
    if (sample->feature_count - before > sample->longest)
        sample->longest = sample->feature_count - before;
    return true;
}

/* How many sentences from `first` make a document. A file of loose sentences has no documents of
 * its own: a third of its sentences stay alone, a third come in small documents, a third in large
 * ones. */
static size_t document_length(const struct sample *sample, const struct tagged *tagged,
                              size_t first, uint64_t *random)
{
    *random = *random * 6364136223846793005u + 1442695040888963407u;
    uint32_t chance = (uint32_t)(*random >> 33);
    size_t length = 1;
    if (chance % 3 == 1)
        length = 2 + chance / 3 % 40;
    else if (chance % 3 == 2)
        length = 200 + chance / 3 % 1000;
    size_t end = first + 1;
    while (end < sample->sentence_count && end - first < length &&
           !tagged->words[sample->sentences[end].first].document_start)
        end++;
    return end - first;
}

static bool add_sentences(struct sample *sample, struct vocabulary *vocabulary,
                          struct sentence *sentence, const struct tagged *tagged,
                          const struct feature_maker *maker)
{
    struct features_of into = {sample, {0}};
    uint64_t random = 1;
    bool fine = true;
    for (size_t first = 0, end; fine && first < sample->sentence_count; first = end) {
        end = first + document_length(sample, tagged, first, &random);
        memset(vocabulary->uses, 0, vocabulary->count * sizeof *vocabulary->uses);
        for (size_t i = first; i < end; i++) {
            load_sentence(sentence, vocabulary, &sample->sentences[i]);
            sentence_count_uses(sentence);
        }
        for (size_t i = first; fine && i < end; i++)
            fine = add_sentence(&into, sentence, &sample->sentences[i], vocabulary, tagged, maker);
    }
    free(into.numbering.at);
    return fine;
}

bool sample_make(struct sample *sample, const struct tagged *tagged,
                 const struct feature_maker *maker)
{
    struct vocabulary vocabulary = {0};
    struct sentence sentence = {0};
    sample->starts = array_new(tagged->count + 1, sizeof *sample->starts);
    sample->classes = array_new(tagged->count + 1, 1);
    sample->tags = array_new(tagged->count + 1, 1);
    bool fine = sample->starts != NULL && sample->classes != NULL && sample->tags != NULL &&
                read_words(&vocabulary, tagged, maker) && find_sentences(sample, tagged) &&
                sentence_reserve(&sentence, SENTENCE_WORDS) &&
                add_sentences(sample, &vocabulary, &sentence, tagged, maker);
    vocabulary_done(&vocabulary);
    sentence_done(&sentence);
    return fine;
}

void sample_done(struct sample *sample)
{
    free(sample->keys);
    free(sample->features);
    free(sample->starts);
    free(sample->classes);
    free(sample->tags);
    free(sample->sentences);
    *sample = (struct sample){0};
}
