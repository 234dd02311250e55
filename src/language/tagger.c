#include <config.h>

#include "src/language/tagger.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "src/language/decode.h"
#include "src/language/vote.h"

/* ---- tags ---- */

static const char *const tag_names[TAGGER_TAGS] = {
    "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC",
};

const char *tagger_tag_name(uint8_t tag)
{
    return tag_names[tag < TAGGER_TAGS ? tag : 0];
}

bool tagger_tag_of(struct span name, uint8_t *tag)
{
    for (uint8_t i = 0; i < TAGGER_TAGS; i++)
        if (span_equal(name, span_of(tag_names[i]))) {
            *tag = i;
            return true;
        }
    return false;
}

bool tagger_type_of(struct span name, uint8_t *type)
{
    for (uint8_t i = 0; i < TAGGER_TYPES; i++)
        if (span_equal(name, span_of(tag_names[1 + 2 * i] + 2))) {
            *type = i;
            return true;
        }
    return false;
}

/* ---- the model ---- */

struct tagger {
    struct model model;
    struct buf own; /* the bytes of a model that was read */
};

/* No model is read that is longer (src/language/nl/MODEL). */
#define READ_MOST (64u << 20)

struct tagger *tagger_load(const char *path, struct error *error)
{
    struct tagger *tagger = array_new(1, sizeof *tagger);
    if (tagger == NULL) {
        error_memory(error);
        return NULL;
    }
    if (!model_load(&tagger->model, path, error)) {
        free(tagger);
        return NULL;
    }
    return tagger;
}

struct tagger *tagger_of(struct span bytes, const char *name, struct error *error)
{
    struct tagger *tagger = array_new(1, sizeof *tagger);
    if (tagger == NULL) {
        error_memory(error);
        return NULL;
    }
    if (!model_of(&tagger->model, bytes, name, error)) {
        free(tagger);
        return NULL;
    }
    return tagger;
}

const struct feature_maker *tagger_maker(const struct tagger *tagger)
{
    return &tagger->model.maker;
}

const struct model *tagger_model(const struct tagger *tagger)
{
    return &tagger->model;
}

struct tagger *tagger_read(const char *path, struct error *error)
{
    struct buf bytes = {0};
    struct tagger *tagger = NULL;
    if (file_read(path, READ_MOST, &bytes, error))
        tagger = tagger_of(buf_span(&bytes), path, error);
    if (tagger != NULL)
        tagger->own = bytes;
    else
        buf_done(&bytes);
    return tagger;
}

void tagger_free(struct tagger *tagger)
{
    if (tagger == NULL)
        return;
    model_done(&tagger->model);
    buf_done(&tagger->own);
    free(tagger);
}

/* ---- words ---- */

enum { VIEWS = 2 * REACH + 1 };

/* The sum of a word's own weights, in model units, as seen from each place. */
typedef int16_t sums[MODEL_ROW];

struct kind_of_word {
    struct word word;
    sums views[VIEWS];
    uint32_t form; /* number of its lower-case form */
    char text[];
};

/* A lower-case form: what the document says of it. */
struct form {
    uint64_t key;
    uint32_t document; /* the one that `uses` counts */
    struct word_uses uses;
};

/* An open table of numbers (+ 1; 0 is empty). */
struct table {
    uint32_t *at;
    size_t size;
};

/* Words are forgotten at the end of a window when there are more. */
enum { WORDS_KEPT = 1u << 16 };

struct tagging {
    const struct model *model;
    struct kind_of_word **kinds;
    uint64_t *hashes; /* of the kinds' bytes */
    size_t kind_count, kind_cap, hash_cap;
    struct form *forms;
    size_t form_count, form_cap;
    struct table kind_table, form_table;
    uint32_t document;
    sums edges[VIEWS];

    uint32_t *words; /* of this window: kind << 1 | sentence start */
    size_t word_count, word_cap;
    uint8_t *tags;
    size_t tag_cap;
    bool tagged;
    struct sentence sentence;
    struct decoder decoder;
};

static void convert(const float from[MODEL_ROW], sums to)
{
    enum { MOST = INT16_MAX / VIEWS }; /* so that all views together still fit */
    for (int i = 0; i < MODEL_ROW; i++) {
        float clipped = fminf(fmaxf(from[i], -MOST), MOST);
        to[i] = (int16_t)lrintf(clipped);
    }
}

static void view(const struct model *model, const struct word *word, int offset, sums to)
{
    uint64_t keys[FEATURES_MAX];
    float total[MODEL_ROW] = {0};
    size_t count = word_features(word, offset, &model->maker, keys);
    for (size_t i = 0; i < count; i++)
        model_add(model, keys[i], total);
    convert(total, to);
}

struct tagging *tagging_new(const struct tagger *tagger)
{
    struct tagging *tagging = array_new(1, sizeof *tagging);
    if (tagging == NULL)
        return NULL;
    tagging->model = &tagger->model;
    if (!decoder_init(&tagging->decoder) || !sentence_reserve(&tagging->sentence, SENTENCE_WORDS)) {
        tagging_free(tagging);
        return NULL;
    }
    for (int offset = -REACH; offset <= REACH; offset++)
        view(tagging->model, NULL, offset, tagging->edges[offset + REACH]);
    tagging->document = 1;
    return tagging;
}

static void forget_words(struct tagging *tagging)
{
    for (size_t i = 0; i < tagging->kind_count; i++)
        free(tagging->kinds[i]);
    tagging->kind_count = tagging->form_count = 0;
    if (tagging->kind_table.size > 0)
        memset(tagging->kind_table.at, 0, tagging->kind_table.size * sizeof(uint32_t));
    if (tagging->form_table.size > 0)
        memset(tagging->form_table.at, 0, tagging->form_table.size * sizeof(uint32_t));
}

void tagging_free(struct tagging *tagging)
{
    if (tagging == NULL)
        return;
    forget_words(tagging);
    free(tagging->kinds);
    free(tagging->hashes);
    free(tagging->forms);
    free(tagging->kind_table.at);
    free(tagging->form_table.at);
    free(tagging->words);
    free(tagging->tags);
    sentence_done(&tagging->sentence);
    decoder_done(&tagging->decoder);
    free(tagging);
}

void tagging_begin(struct tagging *tagging)
{
    tagging->word_count = 0;
    tagging->tagged = false;
    if (++tagging->document == 0) { /* went round: old counts would look new */
        forget_words(tagging);
        tagging->document = 1;
    }
}

/* Doubles a table that holds `count` numbers; the hash of number i is hashes[i * stride]. */
static bool table_grow(struct table *table, size_t count, const uint64_t *hashes, size_t stride)
{
    if (count * 2 < table->size)
        return true;
    size_t size = table->size > 0 ? 2 * table->size : 1024;
    uint32_t *at = array_new(size, sizeof *at);
    if (at == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t place = hashes[i * stride] & (size - 1);
        while (at[place] != 0)
            place = (place + 1) & (size - 1);
        at[place] = (uint32_t)i + 1;
    }
    free(table->at);
    *table = (struct table){at, size};
    return true;
}

static bool find_form(struct tagging *tagging, uint64_t key, uint32_t *number)
{
    _Static_assert(sizeof(struct form) % sizeof(uint64_t) == 0, "forms are a stride of hashes");
    if (!array_reserve(&tagging->forms, &tagging->form_cap, tagging->form_count + 1,
                       sizeof *tagging->forms) ||
        !table_grow(&tagging->form_table, tagging->form_count,
                    (const uint64_t *)(const void *)tagging->forms,
                    sizeof(struct form) / sizeof(uint64_t)))
        return false;
    struct table *table = &tagging->form_table;
    size_t place = key & (table->size - 1);
    for (; table->at[place] != 0; place = (place + 1) & (table->size - 1)) {
        *number = table->at[place] - 1;
        if (tagging->forms[*number].key == key)
            return true;
    }
    *number = (uint32_t)tagging->form_count;
    tagging->forms[tagging->form_count++] = (struct form){.key = key};
    table->at[place] = *number + 1;
    return true;
}

static struct kind_of_word *make_kind(struct tagging *tagging, struct span text)
{
    struct kind_of_word *kind = bytes_realloc(NULL, sizeof *kind + text.len);
    if (kind == NULL)
        return NULL;
    memcpy(kind->text, text.at, text.len);
    word_make(&kind->word, (struct span){kind->text, text.len}, &tagging->model->maker.facts);
    if (!find_form(tagging, kind->word.lower_key, &kind->form)) {
        free(kind);
        return NULL;
    }
    for (int offset = -REACH; offset <= REACH; offset++)
        view(tagging->model, &kind->word, offset, kind->views[offset + REACH]);
    return kind;
}

static bool find_kind(struct tagging *tagging, struct span text, uint32_t *number)
{
    if (!table_grow(&tagging->kind_table, tagging->kind_count, tagging->hashes, 1))
        return false;
    uint64_t hash = bytes_hash(text.at, text.len, 0);
    struct table *table = &tagging->kind_table;
    size_t place = hash & (table->size - 1);
    for (; table->at[place] != 0; place = (place + 1) & (table->size - 1)) {
        *number = table->at[place] - 1;
        if (tagging->hashes[*number] == hash &&
            span_equal(tagging->kinds[*number]->word.text, text))
            return true;
    }
    if (!array_reserve(&tagging->kinds, &tagging->kind_cap, tagging->kind_count + 1,
                       sizeof *tagging->kinds) ||
        !array_reserve(&tagging->hashes, &tagging->hash_cap, tagging->kind_count + 1,
                       sizeof *tagging->hashes))
        return false;
    struct kind_of_word *kind = make_kind(tagging, text);
    if (kind == NULL)
        return false;
    *number = (uint32_t)tagging->kind_count;
    tagging->kinds[*number] = kind;
    tagging->hashes[*number] = hash;
    tagging->kind_count++;
    table->at[place] = *number + 1;
    return true;
}

bool tagging_add(struct tagging *tagging, struct span word, bool sentence_start)
{
    if (tagging->tagged) {
        tagging->word_count = 0;
        tagging->tagged = false;
        if (tagging->kind_count > WORDS_KEPT)
            forget_words(tagging);
    }
    uint32_t kind;
    if (!array_reserve(&tagging->words, &tagging->word_cap, tagging->word_count + 1,
                       sizeof *tagging->words) ||
        !find_kind(tagging, word_clip(word), &kind))
        return false;
    tagging->words[tagging->word_count++] = kind << 1 | sentence_start;
    return true;
}

/* ---- tagging ---- */

static void load_sentence(struct tagging *tagging, size_t start, size_t end)
{
    struct sentence *sentence = &tagging->sentence;
    sentence->count = end - start;
    for (size_t i = start; i < end; i++) {
        const struct kind_of_word *kind = tagging->kinds[tagging->words[i] >> 1];
        struct form *form = &tagging->forms[kind->form];
        if (form->document != tagging->document) {
            form->document = tagging->document;
            form->uses = (struct word_uses){0};
        }
        sentence->words[i - start] = &kind->word;
        sentence->uses[i - start] = &form->uses;
    }
}

static void score_word(const struct tagging *tagging, size_t start, size_t at,
                       int32_t scores[MODEL_TAGS])
{
    const struct sentence *sentence = &tagging->sentence;
    int16_t total[MODEL_ROW] = {0};
    for (int offset = -REACH; offset <= REACH; offset++) {
        bool outside = offset < 0 ? at < (size_t)-offset : at + (size_t)offset >= sentence->count;
        const int16_t *views =
            outside ? tagging->edges[offset + REACH]
                    : tagging->kinds[tagging->words[start + at + (size_t)offset] >> 1]
                          ->views[offset + REACH];
        for (int i = 0; i < MODEL_ROW; i++)
            total[i] = (int16_t)(total[i] + views[i]);
    }
    scores[0] = 0;
    for (int i = 0; i < MODEL_ROW; i++)
        scores[i + 1] = total[i];
    uint64_t keys[FEATURES_MAX];
    size_t count = context_features(sentence, at, &tagging->model->maker, keys);
    if (count == 0)
        return;
    float context[MODEL_ROW] = {0};
    for (size_t i = 0; i < count; i++)
        model_add(tagging->model, keys[i], context);
    sums rounded;
    convert(context, rounded);
    for (int i = 0; i < MODEL_ROW; i++)
        scores[i + 1] += rounded[i];
}

static void tag_sentence(struct tagging *tagging, size_t start, size_t end)
{
    struct sentence *sentence = &tagging->sentence;
    load_sentence(tagging, start, end);
    sentence_look(sentence, features_facts(&tagging->model->maker));
    for (size_t i = 0; i < sentence->count; i++)
        score_word(tagging, start, i, tagging->decoder.scores[i]);
    decoder_run(&tagging->decoder, tagging->model, sentence, tagging->tags + start);
    votes_add(sentence, tagging->tags + start);
}

/* Once more, with what the words were tagged as elsewhere, when that differs. */
static void tag_again(struct tagging *tagging, size_t start, size_t end)
{
    struct sentence *sentence = &tagging->sentence;
    const uint8_t *tags = tagging->tags + start;
    int32_t bonus[VOTE_TYPES];
    bool contested = false;
    load_sentence(tagging, start, end);
    for (size_t i = 0; i < sentence->count && !contested; i++)
        contested = votes_contest(sentence, tags, i, bonus);
    if (!contested)
        return;
    sentence_look(sentence, features_facts(&tagging->model->maker));
    for (size_t i = 0; i < sentence->count; i++) {
        score_word(tagging, start, i, tagging->decoder.scores[i]);
        if (!votes_contest(sentence, tags, i, bonus))
            continue;
        for (unsigned tag = 1; tag < MODEL_TAGS; tag++)
            tagging->decoder.scores[i][tag] += bonus[(tag - 1) / MODEL_PARTS];
    }
    decoder_run(&tagging->decoder, tagging->model, sentence, tagging->tags + start);
}

static size_t sentence_end(const struct tagging *tagging, size_t start)
{
    size_t end = start + 1;
    while (end < tagging->word_count && end - start < SENTENCE_WORDS &&
           (tagging->words[end] & 1) == 0)
        end++;
    return end;
}

bool tagging_run(struct tagging *tagging)
{
    if (!array_reserve(&tagging->tags, &tagging->tag_cap, tagging->word_count, 1))
        return false;
    for (size_t start = 0, end; start < tagging->word_count; start = end) {
        end = sentence_end(tagging, start);
        load_sentence(tagging, start, end);
        sentence_count_uses(&tagging->sentence);
    }
    for (size_t start = 0, end; start < tagging->word_count; start = end) {
        end = sentence_end(tagging, start);
        tag_sentence(tagging, start, end);
    }
    for (size_t start = 0, end; start < tagging->word_count; start = end) {
        end = sentence_end(tagging, start);
        tag_again(tagging, start, end);
    }
    tagging->tagged = true;
    return true;
}

const uint8_t *tagging_tags(const struct tagging *tagging)
{
    return tagging->tags;
}

size_t tagging_count(const struct tagging *tagging)
{
    return tagging->tagged ? tagging->word_count : 0;
}
