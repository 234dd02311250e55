#include <config.h>

#include "src/language/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"

/* The image as it is laid down is ours, but a file on disk can be anything: sizes are checked here,
 * and each step of a walk stays inside the nodes. */
static bool open_image(struct lexicon *lexicon, struct span image)
{
    const struct lexicon_header *header = (const void *)image.at;
    if (image.len < sizeof *header || memcmp(header->magic, LEXICON_MAGIC, 8) != 0 ||
        header->byte_order != LEXICON_BYTE_ORDER || header->node_count == 0 ||
        (image.len - sizeof *header) / sizeof(struct lexicon_node) != header->node_count)
        return false;
    lexicon->header = header;
    lexicon->nodes = (const void *)(image.at + sizeof *header);
    lexicon->count = header->node_count;
    for (unsigned code = 1; code < 256; code++)
        if (header->letters[code] > 0 && header->letters[code] < LEXICON_DIRECT)
            lexicon->direct[header->letters[code]] = (uint8_t)code;
    return true;
}

static struct lexicon *lexicon_new(struct span image, const char *name, struct error *error)
{
    struct lexicon *lexicon = array_new(1, sizeof *lexicon);
    if (lexicon == NULL) {
        error_memory(error);
        return NULL;
    }
    if (!open_image(lexicon, image)) {
        error_set(error, ERROR_INPUT,
                  N_("The word list {subject} is damaged; install Leeszaal again."), name);
        free(lexicon);
        return NULL;
    }
    return lexicon;
}

struct lexicon *lexicon_load(const char *path, struct error *error)
{
    struct file_map map;
    if (!file_map_load(&map, path, error))
        return NULL;
    struct lexicon *lexicon =
        lexicon_new((struct span){(const char *)map.at, map.len}, path, error);
    if (lexicon == NULL) {
        file_map_done(&map);
        return NULL;
    }
    lexicon->map = map;
    return lexicon;
}

struct lexicon *lexicon_of(struct span image, struct error *error)
{
    return lexicon_new(image, "", error);
}

void lexicon_free(struct lexicon *lexicon)
{
    if (lexicon == NULL)
        return;
    file_map_done(&lexicon->map);
    free(lexicon);
}

uint64_t lexicon_fingerprint(const struct lexicon *lexicon)
{
    return lexicon->header->fingerprint;
}

uint8_t lexicon_code(const struct lexicon *lexicon, uint32_t cp)
{
    return cp < LEXICON_DIRECT ? lexicon->direct[cp] : 0;
}

uint32_t lexicon_letter(const struct lexicon *lexicon, uint8_t code)
{
    return code != 0 ? lexicon->header->letters[code] : UNICODE_REPLACEMENT;
}

uint8_t lexicon_upper(const struct lexicon *lexicon, uint8_t code)
{
    return lexicon->header->upper[code];
}

uint8_t lexicon_base(const struct lexicon *lexicon, uint8_t code)
{
    return lexicon->header->base[code];
}

size_t lexicon_encode(const struct lexicon *lexicon, struct span word,
                      uint8_t codes[LEXICON_WORD_MAX])
{
    size_t count = 0;
    while (word.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(word, &cp);
        if (len == 0 || count + 2 > LEXICON_WORD_MAX)
            return 0;
        word.at += len;
        word.len -= len;
        if (cp == 0x133 || cp == 0x132) { /* ĳ Ĳ */
            codes[count++] = lexicon_code(lexicon, cp == 0x133 ? 'i' : 'I');
            cp = cp == 0x133 ? 'j' : 'J';
        } else if (cp == 0x2019 || cp == 0x2018 || cp == 0x2bc) {
            cp = '\'';
        } else if (cp == 0x2011) {
            cp = '-';
        }
        codes[count++] = lexicon_code(lexicon, cp);
    }
    return count;
}

void lexicon_decode(const struct lexicon *lexicon, const uint8_t *codes, size_t count,
                    struct buf *into)
{
    for (size_t i = 0; i < count; i++)
        unicode_add(into, lexicon_letter(lexicon, codes[i]));
}

const struct lexicon_node *lexicon_find(const struct lexicon *lexicon, const uint8_t *codes,
                                        size_t count)
{
    const struct lexicon_node *node = lexicon->nodes;
    for (size_t i = 0; node != NULL && i < count; i++) {
        while (node != NULL && node->letter != codes[i])
            node = lexicon_next(lexicon, node);
        if (node == NULL)
            return NULL;
        if (i + 1 == count)
            return (node->flags & (LEXICON_WORD | LEXICON_SEEN)) != 0 ? node : NULL;
        node = lexicon_children(lexicon, node);
    }
    return NULL;
}
