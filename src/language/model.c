#include <config.h>

#include "src/language/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool model_follows(unsigned before, unsigned tag)
{
    if (!model_tag_open(before))
        return !model_tag_joined(tag);
    return model_tag_joined(tag) && (before - 1) / MODEL_PARTS == (tag - 1) / MODEL_PARTS;
}

/* ---- the file ---- */

static const char magic[8] = "LZTAGGER";
enum { MODEL_VERSION = 1, ALIGNMENT = 64 };

/* Sections follow the header in this order, each at a multiple of ALIGNMENT. */
enum section {
    SECTION_FACT_CHECKS,
    SECTION_FACT_FACTS,
    SECTION_COARSER,
    SECTION_ROW_CHECKS,
    SECTION_ROW_SCALES,
    SECTION_ROW_WEIGHTS,
    SECTION_TRANSITIONS,
    SECTIONS
};

struct header {
    char magic[8];
    uint32_t version;
    uint32_t order;    /* 0x01020304 as the machine writes it */
    uint64_t size;     /* of the file */
    uint64_t checksum; /* of all behind the header, and of the header with this field 0 */
    uint32_t families;
    uint32_t fact_size;
    uint32_t rows;
    uint32_t layout; /* tags, classes, kinds: numbers that both sides must share */
};
_Static_assert(sizeof(struct header) <= ALIGNMENT, "the header fits before the first section");

enum { BYTE_ORDER_MARK = 0x01020304 };
enum { LAYOUT = MODEL_TAGS << 24 | WORD_CLASSES << 16 | NAME_KINDS << 8 | FEATURE_FAMILIES };

static size_t align(size_t off)
{
    return (off + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* Where each section begins; [SECTIONS] is the size of the file. Sizes can't overflow: both counts
 * are 32 bits wide. */
static void lay_out(size_t fact_size, size_t rows, size_t at[SECTIONS + 1])
{
    const size_t lengths[SECTIONS] = {
        [SECTION_FACT_CHECKS] = fact_size * sizeof(uint16_t),
        [SECTION_FACT_FACTS] = fact_size * sizeof(uint32_t),
        [SECTION_COARSER] = (size_t)FACTS_CLUSTERS * (CLUSTER_LEVELS - 1) * sizeof(uint16_t),
        [SECTION_ROW_CHECKS] = rows * sizeof(uint16_t),
        [SECTION_ROW_SCALES] = rows,
        [SECTION_ROW_WEIGHTS] = rows * MODEL_ROW,
        [SECTION_TRANSITIONS] = (size_t)WORD_CLASSES * MODEL_TAGS * MODEL_TAGS * sizeof(int16_t),
    };
    size_t off = ALIGNMENT;
    for (int i = 0; i < SECTIONS; i++) {
        at[i] = off;
        off = align(off + lengths[i]);
    }
    at[SECTIONS] = off;
}

static uint64_t checksum_of(struct span bytes, struct header header)
{
    header.checksum = 0;
    uint64_t hash = bytes_hash(&header, sizeof header, MODEL_VERSION);
    return bytes_hash(bytes.at + sizeof header, bytes.len - sizeof header, hash);
}

/* Scales are powers of the eighth root of two, from 2^-24 units up. */
static float scale_of(unsigned byte)
{
    return exp2f(((float)byte - 192) / 8) * MODEL_UNIT;
}

static bool has_empty(const uint16_t *checks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (checks[i] == 0)
            return true;
    return false;
}

static bool check(struct span bytes, const char *path, struct error *error)
{
    struct header header;
    if (bytes.len < ALIGNMENT || memcmp(bytes.at, magic, sizeof magic) != 0)
        return error_set(error, ERROR_INPUT,
                         N_("{subject} is not a tagger model: `leeszaal train` makes one."), path);
    memcpy(&header, bytes.at, sizeof header);
    if (header.version != MODEL_VERSION || header.order != BYTE_ORDER_MARK ||
        header.layout != LAYOUT)
        return error_set(error, ERROR_INPUT,
                         N_("{subject} is a model of another version or another kind of machine: "
                            "make it anew with `leeszaal train`."),
                         path);
    size_t at[SECTIONS + 1];
    lay_out(header.fact_size, header.rows, at);
    if (header.size != bytes.len || at[SECTIONS] != bytes.len || header.fact_size == 0 ||
        header.rows == 0 || checksum_of(bytes, header) != header.checksum ||
        !has_empty((const void *)(bytes.at + at[SECTION_FACT_CHECKS]), header.fact_size) ||
        !has_empty((const void *)(bytes.at + at[SECTION_ROW_CHECKS]), header.rows))
        return error_set(error, ERROR_INPUT,
                         N_("{subject} is damaged: install it again, or make it anew with "
                            "`leeszaal train`."),
                         path);
    return true;
}

bool model_of(struct model *model, struct span bytes, const char *name, struct error *error)
{
    if (!check(bytes, name, error))
        return false;
    struct header header;
    memcpy(&header, bytes.at, sizeof header);
    size_t at[SECTIONS + 1];
    lay_out(header.fact_size, header.rows, at);
    *model = (struct model){
        .bytes = bytes,
        .maker = {.facts = {.checks = (const void *)(bytes.at + at[SECTION_FACT_CHECKS]),
                            .facts = (const void *)(bytes.at + at[SECTION_FACT_FACTS]),
                            .size = header.fact_size},
                  .coarser = (const void *)(bytes.at + at[SECTION_COARSER]),
                  .families = header.families},
        .checks = (const void *)(bytes.at + at[SECTION_ROW_CHECKS]),
        .scales = (const void *)(bytes.at + at[SECTION_ROW_SCALES]),
        .weights = (const void *)(bytes.at + at[SECTION_ROW_WEIGHTS]),
        .rows = header.rows,
        .transitions = (const void *)(bytes.at + at[SECTION_TRANSITIONS]),
    };
    for (unsigned i = 0; i < 256; i++)
        model->scale_of[i] = scale_of(i);
    return true;
}

bool model_load(struct model *model, const char *path, struct error *error)
{
    struct file_map map;
    if (!file_map_load(&map, path, error))
        return false;
    if (!model_of(model, (struct span){(const char *)map.at, map.len}, path, error)) {
        file_map_done(&map);
        return false;
    }
    model->map = map;
    return true;
}

void model_done(struct model *model)
{
    file_map_done(&model->map);
    *model = (struct model){0};
}

/* ---- packing ---- */

static float row_weight(const struct model_row *row)
{
    float sum = 0;
    for (int i = 0; i < MODEL_ROW; i++)
        sum += row->weights[i] * row->weights[i];
    return sum;
}

static int compare_rows(const void *a, const void *b)
{
    const struct model_row *one = *(const struct model_row *const *)a,
                           *other = *(const struct model_row *const *)b;
    float heavy = row_weight(one), heavier = row_weight(other);
    if (heavy != heavier)
        return heavy < heavier ? 1 : -1;
    return one->key < other->key ? -1 : one->key > other->key;
}

static void pack_row(const struct model_row *row, uint8_t *scale, int8_t *weights)
{
    float most = 0;
    for (int i = 0; i < MODEL_ROW; i++)
        most = fmaxf(most, fabsf(row->weights[i]));
    float power = ceilf(log2f(most / 127) * 8) + 192;
    *scale = power < 0 ? 0 : power > 255 ? 255 : (uint8_t)power;
    float unit = scale_of(*scale) / MODEL_UNIT;
    for (int i = 0; i < MODEL_ROW; i++) {
        float scaled = rintf(row->weights[i] / unit);
        weights[i] = (int8_t)(scaled < -127 ? -127 : scaled > 127 ? 127 : scaled);
    }
}

/* The row sections of a file being written. */
struct row_sections {
    uint16_t *checks;
    uint8_t *scales;
    int8_t *weights;
    size_t places;
};

static struct row_sections row_sections_of(char *file, const size_t section[SECTIONS + 1],
                                           size_t places)
{
    return (struct row_sections){(void *)(file + section[SECTION_ROW_CHECKS]),
                                 (void *)(file + section[SECTION_ROW_SCALES]),
                                 (void *)(file + section[SECTION_ROW_WEIGHTS]), places};
}

/* Where the row of a key is, or is to be. */
static size_t find_place(const struct row_sections *sections, uint64_t key, bool *taken)
{
    uint16_t check_bits = (uint16_t)(key >> 48 | 1);
    size_t place = (size_t)((key & UINT32_MAX) * sections->places >> 32);
    while (sections->checks[place] != 0 && sections->checks[place] != check_bits)
        place = place + 1 == sections->places ? 0 : place + 1;
    *taken = sections->checks[place] != 0;
    return place;
}

static void put_row(const struct row_sections *sections, size_t place, const struct model_row *row)
{
    sections->checks[place] = (uint16_t)(row->key >> 48 | 1);
    pack_row(row, &sections->scales[place], sections->weights + place * MODEL_ROW);
}

static void pack_rows(const struct row_sections *sections, const struct model_row *const *rows,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool taken;
        size_t place = find_place(sections, rows[i]->key, &taken);
        if (!taken) /* else the heavier one of two that can't be told apart stays */
            put_row(sections, place, rows[i]);
    }
}

static void pack_transitions(const float (*transitions)[MODEL_TAGS][MODEL_TAGS], int16_t *out)
{
    const float *weights = &transitions[0][0][0];
    for (size_t i = 0; i < (size_t)WORD_CLASSES * MODEL_TAGS * MODEL_TAGS; i++) {
        float scaled = rintf(weights[i] * MODEL_UNIT);
        out[i] = (int16_t)(scaled < -32000 ? -32000 : scaled > 32000 ? 32000 : scaled);
    }
}

/* Pointers to the rows that weigh anything, the weightiest first; NULL when memory is out. */
static const struct model_row **sort_rows(const struct model_row *rows, size_t row_count,
                                          size_t *count)
{
    const struct model_row **sorted = array_new(row_count + 1, sizeof *sorted);
    *count = 0;
    for (size_t i = 0; sorted != NULL && i < row_count; i++)
        if (row_weight(&rows[i]) > 0)
            sorted[(*count)++] = &rows[i];
    if (sorted != NULL)
        qsort(sorted, *count, sizeof *sorted, compare_rows);
    return sorted;
}

/* Writes the header, with the checksum of what stands behind it. */
static void seal(char *file, struct header header)
{
    memcpy(file, &header, sizeof header);
    header.checksum = checksum_of((struct span){file, (size_t)header.size}, header);
    memcpy(file, &header, sizeof header);
}

bool model_pack(const struct model_parts *parts, size_t size_limit, struct buf *into)
{
    size_t count;
    const struct model_row **rows = sort_rows(parts->rows, parts->row_count, &count);
    if (rows == NULL)
        return false;
    size_t at[SECTIONS + 1];
    size_t places = count + count / 7 + 2;
    lay_out(parts->facts.size, places, at);
    while (at[SECTIONS] > size_limit && places > 2) {
        places -= places / 256 + 1;
        lay_out(parts->facts.size, places, at);
    }
    if (count > places - places / 8 - 1)
        count = places - places / 8 - 1;
    size_t start = into->len;
    char *file = at[SECTIONS] <= size_limit ? buf_room(into, at[SECTIONS]) : NULL;
    if (file == NULL) {
        free(rows);
        return false;
    }
    memset(file, 0, at[SECTIONS]);
    memcpy(file + at[SECTION_FACT_CHECKS], parts->facts.checks,
           parts->facts.size * sizeof(uint16_t));
    memcpy(file + at[SECTION_FACT_FACTS], parts->facts.facts, parts->facts.size * sizeof(uint32_t));
    memcpy(file + at[SECTION_COARSER], parts->coarser,
           (size_t)FACTS_CLUSTERS * (CLUSTER_LEVELS - 1) * sizeof(uint16_t));
    struct row_sections sections = row_sections_of(file, at, places);
    pack_rows(&sections, rows, count);
    pack_transitions(parts->transitions, (void *)(file + at[SECTION_TRANSITIONS]));
    free(rows);
    struct header header = {.version = MODEL_VERSION,
                            .order = BYTE_ORDER_MARK,
                            .size = at[SECTIONS],
                            .families = parts->families,
                            .fact_size = parts->facts.size,
                            .rows = (uint32_t)places,
                            .layout = LAYOUT};
    memcpy(header.magic, magic, sizeof magic);
    into->len = start + at[SECTIONS];
    seal(file, header);
    return true;
}

bool model_patch(const struct model *model, const struct model_row *rows, size_t row_count,
                 const float (*transitions)[MODEL_TAGS][MODEL_TAGS], struct buf *into)
{
    struct header header;
    size_t at[SECTIONS + 1], count, spare = 0;
    memcpy(&header, model->bytes.at, sizeof header);
    lay_out(header.fact_size, header.rows, at);
    const struct model_row **sorted = sort_rows(rows, row_count, &count);
    char *file = sorted != NULL ? buf_room(into, at[SECTIONS]) : NULL;
    if (file == NULL) {
        free(sorted);
        return false;
    }
    memcpy(file, model->bytes.at, at[SECTIONS]);
    struct row_sections sections = row_sections_of(file, at, header.rows);
    for (size_t i = 0; i < header.rows; i++)
        spare += sections.checks[i] == 0;
    size_t kept_empty =
        header.rows / 32 + 1; /* a full table would be slow, and endless to search */
    for (size_t i = 0; i < count; i++) {
        bool taken;
        size_t place = find_place(&sections, sorted[i]->key, &taken);
        if (!taken && spare <= kept_empty)
            continue;
        spare -= !taken;
        put_row(&sections, place, sorted[i]);
    }
    pack_transitions(transitions, (void *)(file + at[SECTION_TRANSITIONS]));
    free(sorted);
    into->len += at[SECTIONS];
    seal(file, header);
    return true;
}
