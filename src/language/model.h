/* model: the one file that a tagger is made of, mapped and used as it lies: the word facts, the
 * coarser cluster numbers, the rows of feature weights and the transition weights, behind a header
 * with a version and a checksum. Little-endian; a machine of the other order refuses it.
 *
 * Tags inside the model are BILOU: 0 is O; of type t 1 + 4t begins, 2 + 4t is inside, 3 + 4t is the
 * last and 4 + 4t the only word of a name. Weights are relative to O, whose own are 0: a row has
 * MODEL_ROW of them, as int8 with one scale. */
#ifndef LEESZAAL_LANGUAGE_MODEL_H
#define LEESZAAL_LANGUAGE_MODEL_H

#include "src/base/error.h"
#include "src/base/file.h"
#include "src/language/features.h"

enum { MODEL_TAGS = 17, MODEL_ROW = MODEL_TAGS - 1 };
enum model_part { PART_BEGIN, PART_INSIDE, PART_LAST, PART_ONLY, MODEL_PARTS };
static inline unsigned model_tag(unsigned type, enum model_part part)
{
    return 1 + MODEL_PARTS * type + part;
}
/* A name goes on behind this tag. */
static inline bool model_tag_open(unsigned tag)
{
    return tag > 0 && (tag - 1) % MODEL_PARTS <= PART_INSIDE;
}
/* A name goes on at this tag. */
static inline bool model_tag_joined(unsigned tag)
{
    return tag > 0 &&
           ((tag - 1) % MODEL_PARTS == PART_INSIDE || (tag - 1) % MODEL_PARTS == PART_LAST);
}
/* May `tag` stand behind `before`? */
bool model_follows(unsigned before, unsigned tag);

/* The unit of all scores: 1 / MODEL_UNIT. */
enum { MODEL_UNIT = 256 };

struct model {
    struct file_map map; /* when loaded from a file */
    struct span bytes;   /* all of it */
    struct feature_maker maker;
    const uint16_t *checks; /* [rows]; 0: empty */
    const uint8_t *scales;  /* [rows] */
    const int8_t *weights;  /* [rows][MODEL_ROW] */
    uint32_t rows;
    /* Score of a tag (last index) behind a tag, by the class of the word it stands at. */
    const int16_t (*transitions)[MODEL_TAGS][MODEL_TAGS];
    float scale_of[256]; /* of a row's scale byte, in units */
};

/* Maps and checks the file. On failure *model is untouched and the error names the file. */
bool model_load(struct model *model, const char *path, struct error *error);
/* The same of bytes in memory, aligned as malloc() does, borrowed; `name` is for errors. */
bool model_of(struct model *model, struct span bytes, const char *name, struct error *error);
void model_done(struct model *model);

/* Adds the weights of a feature to sums; nothing when the model has none. */
static inline void model_add(const struct model *model, uint64_t key, float sums[MODEL_ROW])
{
    uint32_t at = (uint32_t)((key & UINT32_MAX) * model->rows >> 32);
    uint16_t check = (uint16_t)(key >> 48 | 1);
    while (model->checks[at] != check) {
        if (model->checks[at] == 0)
            return;
        if (++at == model->rows)
            at = 0;
    }
    const int8_t *row = model->weights + (size_t)at * MODEL_ROW;
    float scale = model->scale_of[model->scales[at]];
    for (int i = 0; i < MODEL_ROW; i++)
        sums[i] += scale * (float)row[i];
}

/* What a model file is written from. */
struct model_row {
    uint64_t key;
    float weights[MODEL_ROW];
};
struct model_parts {
    unsigned families;
    struct facts facts;
    const uint16_t *coarser; /* [FACTS_CLUSTERS][CLUSTER_LEVELS - 1] */
    const struct model_row *rows;
    size_t row_count;
    const float (*transitions)[MODEL_TAGS][MODEL_TAGS]; /* [WORD_CLASSES] */
};
/* Appends the file's bytes. The weightiest rows are kept, as many as fit in `size_limit` bytes.
 * False when memory is out or the word facts alone are larger. */
bool model_pack(const struct model_parts *parts, size_t size_limit, struct buf *into);
/* Appends a copy of a model with other transitions and with these rows in the place of its own or
 * beside them; of new ones the weightiest, as many as there is room for. Facts and clusters stay.
 * False when memory is out. */
bool model_patch(const struct model *model, const struct model_row *rows, size_t row_count,
                 const float (*transitions)[MODEL_TAGS][MODEL_TAGS], struct buf *into);

#endif
