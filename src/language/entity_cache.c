#include <config.h>

#include "src/language/entity_cache.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/base/place.h"

#define BLOCK (64u << 10)
#define FILE_LIMIT (1u << 30)
#define MAGIC                                                                                      \
    0x315a544e454c5aull /* "ZLENTZ1": the layout below; its bytes tell their order too             \
                         */

/* The file: a header, the mentions, the entities, their texts and names. Numbers are the machine's
 * own: the cache doesn't travel. */
struct packed_header {
    uint64_t magic;
    uint64_t hash; /* of all that follows the header */
    uint64_t mentions, entities;
    uint64_t text, names; /* bytes */
};
struct packed_mention {
    uint64_t start, end;
    uint32_t type, entity, text, text_len;
};
struct packed_entity {
    uint32_t type, count, first;
    uint32_t name; /* offset in names, NUL-terminated there */
};

/* ---- packing ---- */

static void pack_mentions(const struct entities *entities, struct buf *into)
{
    for (size_t i = 0; i < entities->mention_count; i++) {
        const struct mention *at = &entities->mentions[i];
        struct packed_mention packed = {at->start,  at->end,  at->type,
                                        at->entity, at->text, at->text_len};
        buf_add(into, &packed, sizeof packed);
    }
}

static void pack_entities(const struct entities *entities, struct buf *into, struct buf *names)
{
    for (size_t i = 0; i < entities->entity_count; i++) {
        const struct entity *at = &entities->entities[i];
        struct packed_entity packed = {at->type, at->count, at->first, (uint32_t)names->len};
        buf_add(into, &packed, sizeof packed);
        buf_add(names, at->name, strlen(at->name) + 1);
    }
}

bool entities_pack(const struct entities *entities, struct buf *into)
{
    size_t start = into->len;
    struct packed_header header = {.magic = MAGIC,
                                   .mentions = entities->mention_count,
                                   .entities = entities->entity_count,
                                   .text = entities->text.len};
    struct buf names = {0};
    buf_add(into, &header, sizeof header);
    pack_mentions(entities, into);
    pack_entities(entities, into, &names);
    buf_add_span(into, buf_span(&entities->text));
    buf_add_span(into, buf_span(&names));
    header.names = names.len;
    bool ok = buf_ok(into) && buf_ok(&names) && names.len < UINT32_MAX;
    if (ok) {
        size_t body = start + sizeof header;
        header.hash = bytes_hash(into->at + body, into->len - body, header.names);
        memcpy(into->at + start, &header, sizeof header);
    }
    buf_done(&names);
    return ok;
}

/* ---- unpacking ---- */

/* Do the parts that the header tells of fill the file, and nothing else? */
static bool header_fits(const struct packed_header *header, size_t len)
{
    size_t rest = len - sizeof *header;
    if (header->magic != MAGIC || header->mentions > rest / sizeof(struct packed_mention) ||
        header->entities > rest / sizeof(struct packed_entity) || header->text > rest ||
        header->names > rest)
        return false;
    return header->mentions * sizeof(struct packed_mention) +
               header->entities * sizeof(struct packed_entity) + header->text + header->names ==
           rest;
}

static bool unpack_entities(struct entities *entities, const char *at, struct span names)
{
    for (size_t i = 0; i < entities->entity_count; i++) {
        struct packed_entity packed;
        memcpy(&packed, at + i * sizeof packed, sizeof packed);
        if (packed.type >= ENTITY_TYPES || packed.name >= names.len ||
            (packed.first >= entities->mention_count && packed.count != 0))
            return false;
        entities->entities[i] = (struct entity){.type = (uint8_t)packed.type,
                                                .name = bytes_copy(span_of(names.at + packed.name)),
                                                .count = packed.count,
                                                .first = packed.first};
        if (entities->entities[i].name == NULL)
            return false;
    }
    return true;
}

static bool unpack_mentions(struct entities *entities, const char *at)
{
    for (size_t i = 0; i < entities->mention_count; i++) {
        struct packed_mention packed;
        memcpy(&packed, at + i * sizeof packed, sizeof packed);
        if (packed.type >= ENTITY_TYPES || packed.entity >= entities->entity_count ||
            packed.start >= packed.end || packed.text > entities->text.len ||
            packed.text_len > entities->text.len - packed.text)
            return false;
        entities->mentions[i] = (struct mention){.start = packed.start,
                                                 .end = packed.end,
                                                 .type = (uint8_t)packed.type,
                                                 .entity = packed.entity,
                                                 .text = packed.text,
                                                 .text_len = packed.text_len};
        entities->norms[i] = entities->entities[packed.entity].name;
    }
    return true;
}

static bool unpack(struct entities *entities, const struct packed_header *header, const char *body)
{
    const char *list = body + header->mentions * sizeof(struct packed_mention);
    const char *text = list + header->entities * sizeof(struct packed_entity);
    struct span names = {text + header->text, header->names};
    entities->mentions = array_new(header->mentions, sizeof *entities->mentions);
    entities->norms = array_new(header->mentions, sizeof *entities->norms);
    entities->entities = array_new(header->entities, sizeof *entities->entities);
    buf_add(&entities->text, text, header->text);
    if (entities->mentions == NULL || entities->norms == NULL || entities->entities == NULL ||
        !buf_ok(&entities->text) || (names.len != 0 && names.at[names.len - 1] != '\0'))
        return false;
    entities->mention_count = header->mentions;
    entities->entity_count = header->entities;
    return unpack_entities(entities, list, names) && unpack_mentions(entities, body);
}

struct entities *entities_unpack(struct span bytes)
{
    struct packed_header header;
    if (bytes.len < sizeof header)
        return NULL;
    memcpy(&header, bytes.at, sizeof header);
    const char *body = bytes.at + sizeof header;
    if (!header_fits(&header, bytes.len) ||
        header.hash != bytes_hash(body, bytes.len - sizeof header, header.names))
        return NULL;
    struct entities *entities = array_new(1, sizeof *entities);
    if (entities != NULL && !unpack(entities, &header, body)) {
        entities_free(entities);
        return NULL;
    }
    return entities;
}

/* ---- the folder ---- */

/* The name of the document's file in the cache; NULL when it has none. Two hashes, since one of 64
 * bits is little for all documents there are. */
static char *cache_name(const struct recognizer *recognizer, struct text *text,
                        const struct judge *judge, const atomic_bool *cancel)
{
    struct document *document = text_document(text);
    uint64_t size = document_size(document), from = recognizer_fingerprint(recognizer);
    /* The same bytes are another text where they are read in another encoding. */
    uint64_t first = from ^ judge->version ^ ((uint64_t)document_form(document) << 56);
    uint64_t second = ~first;
    if (size < ENTITY_CACHE_LEAST || from == 0)
        return NULL;
    for (uint64_t off = 0; off < size;) {
        struct span block = document_bytes(document, off, BLOCK);
        if (block.len == 0 || (cancel != NULL && atomic_load(cancel)))
            return NULL;
        first = bytes_hash(block.at, block.len, first);
        second = bytes_hash(block.at, block.len, second);
        off += block.len;
    }
    struct buf name = {0};
    buf_printf(&name, "entities/%016llx%016llx", (unsigned long long)first,
               (unsigned long long)second);
    return buf_take(&name);
}

/* Deletes the oldest file of a folder that holds too many. */
static void tidy(const char *path)
{
    struct span folder = {path, (size_t)(file_name(path) - path)};
    char *name = bytes_copy(folder), *oldest = NULL;
    DIR *dir = name != NULL ? opendir(name) : NULL;
    time_t time = 0;
    size_t count = 0;
    for (struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;) {
        struct stat status;
        char *file = entry->d_name[0] != '.' ? file_join(name, entry->d_name) : NULL;
        if (file != NULL && lstat(file, &status) == 0 && S_ISREG(status.st_mode)) {
            count++;
            if (oldest == NULL || status.st_mtime < time) {
                char *other = oldest;
                oldest = file;
                file = other;
                time = status.st_mtime;
            }
        }
        free(file);
    }
    if (count > ENTITY_CACHE_FILES && oldest != NULL)
        unlink(oldest);
    if (dir != NULL)
        closedir(dir);
    free(oldest);
    free(name);
}

static struct entities *recall(const char *name)
{
    struct buf bytes = {0};
    struct entities *entities = NULL;
    char *path = place_path(PLACE_CACHE, name, NULL);
    if (path != NULL && access(path, R_OK) == 0 && file_read(path, FILE_LIMIT, &bytes, NULL))
        entities = entities_unpack(buf_span(&bytes));
    buf_done(&bytes);
    free(path);
    return entities;
}

static void keep(const struct entities *entities, const char *name)
{
    struct buf bytes = {0};
    char *path = entities_pack(entities, &bytes) ? place_make(PLACE_CACHE, name, NULL) : NULL;
    if (path != NULL && file_replace(path, buf_span(&bytes), FILE_REPLACE, 0600, NULL, NULL))
        tidy(path);
    buf_done(&bytes);
    free(path);
}

struct entities *entities_find_cached(const struct recognizer *recognizer, struct text *text,
                                      const struct judge *judge, const atomic_bool *cancel,
                                      _Atomic uint64_t *done, struct error *error)
{
    char *name = cache_name(recognizer, text, judge, cancel);
    struct entities *entities = name != NULL ? recall(name) : NULL;
    if (entities == NULL) {
        entities = entities_find(recognizer, text, cancel, done, error);
        if (entities != NULL && name != NULL)
            keep(entities, name);
    }
    free(name);
    return entities;
}
