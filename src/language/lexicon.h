/* lexicon: the shipped Dutch words with how often they are written, as a tree of letters that is
 * mapped, not read: looking a word up and walking to words close by cost no loading. Made at build
 * time from nl/words.tsv and nl/seen.tsv (lexicon_compile). A letter is a code, one byte, of the
 * lexicon's own alphabet; code 0 is any letter outside of it. Frequencies are centibels: 100 times
 * the decimal logarithm of the share of a word in running text, 0 to -1020. */
#ifndef LEESZAAL_LANGUAGE_LEXICON_H
#define LEESZAAL_LANGUAGE_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/base/file.h"
#include "src/language/lexicon_image.h"

enum lexicon_flags {
    LEXICON_LAST = 1, /* the last of its siblings */
    LEXICON_WORD = 2, /* a word of the dictionary ends here */
    LEXICON_SEEN = 4, /* a word ends here that is written, but is in no dictionary */
};

/* One letter of the tree. Siblings lie beside each other, sorted by code. */
struct lexicon_node {
    uint32_t child; /* number of the first one; 0: none */
    uint8_t letter;
    uint8_t flags;
    uint8_t rarity; /* frequency / -4 */
    uint8_t parts;  /* how many words of the lexicon it begins (high four bits) and ends (low), as
                       1 + log2, 0: none; linking letters left out */
};

/* A word longer than this is in no lexicon; letters. */
#define LEXICON_WORD_MAX 64

/* Code points below this are looked up in a table of their own. */
#define LEXICON_DIRECT 0x250

/* In the open only for the inline functions below: a search takes a million steps of a nanosecond.
 */
struct lexicon {
    struct file_map map;
    const struct lexicon_header *header;
    const struct lexicon_node *nodes;
    uint32_t count;
    uint8_t direct[LEXICON_DIRECT];
};

/* Maps a compiled lexicon. */
struct lexicon *lexicon_load(const char *path, struct error *error);
/* A lexicon in memory, borrowed. */
struct lexicon *lexicon_of(struct span image, struct error *error);
void lexicon_free(struct lexicon *lexicon);
/* A number that differs when the words differ. */
uint64_t lexicon_fingerprint(const struct lexicon *lexicon);

/* The code of a letter, and back. */
uint8_t lexicon_code(const struct lexicon *lexicon, uint32_t cp);
uint32_t lexicon_letter(const struct lexicon *lexicon, uint8_t code);
/* Codes in lower case, in upper case (0: the lexicon has no such letter), and the lower-case letter
 * without its accent. */
static inline uint8_t lexicon_lower(const struct lexicon *lexicon, uint8_t code)
{
    return lexicon->header->lower[code];
}
uint8_t lexicon_upper(const struct lexicon *lexicon, uint8_t code);
uint8_t lexicon_base(const struct lexicon *lexicon, uint8_t code);
/* What kind of letter it is, case and accents aside (1 to 31), and whether three kinds follow each
 * other in any word; 0 is the border of a word. Cheaper than a step in the tree. */
static inline uint8_t lexicon_class(const struct lexicon *lexicon, uint8_t code)
{
    return lexicon->header->classes[code] % LEXICON_CLASSES;
}
static inline bool lexicon_triple(const struct lexicon *lexicon, uint8_t a, uint8_t b, uint8_t c)
{
    unsigned at = (a * LEXICON_CLASSES + b) * LEXICON_CLASSES + c;
    return (lexicon->header->triples[at / 8] >> at % 8 & 1) != 0;
}
/* The letters of a UTF-8 word as codes; ’ is ', U+2011 is -, ĳ is two letters. The number, or 0
 * when it is empty or has more than LEXICON_WORD_MAX. */
size_t lexicon_encode(const struct lexicon *lexicon, struct span word,
                      uint8_t codes[LEXICON_WORD_MAX]);
void lexicon_decode(const struct lexicon *lexicon, const uint8_t *codes, size_t count,
                    struct buf *into);

/* The first letters of all words, and those that may follow a node; NULL: none. */
static inline const struct lexicon_node *lexicon_root(const struct lexicon *lexicon)
{
    return lexicon->nodes;
}
static inline const struct lexicon_node *lexicon_children(const struct lexicon *lexicon,
                                                          const struct lexicon_node *node)
{
    return node->child != 0 && node->child < lexicon->count ? lexicon->nodes + node->child : NULL;
}
/* The next sibling, or NULL. */
static inline const struct lexicon_node *lexicon_next(const struct lexicon *lexicon,
                                                      const struct lexicon_node *node)
{
    if ((node->flags & LEXICON_LAST) != 0 || node + 1 == lexicon->nodes + lexicon->count)
        return NULL;
    return node + 1;
}
/* The node where this exact word ends (its flags have WORD or SEEN), or NULL. */
const struct lexicon_node *lexicon_find(const struct lexicon *lexicon, const uint8_t *codes,
                                        size_t count);

static inline int lexicon_frequency(const struct lexicon_node *node)
{
    return -4 * node->rarity;
}
static inline unsigned lexicon_heads(const struct lexicon_node *node)
{
    return node->parts >> 4;
}
static inline unsigned lexicon_tails(const struct lexicon_node *node)
{
    return node->parts & 15;
}

/* Compiles the two lists, lines of `word` or `word TAB centibels`, into an image. */
bool lexicon_compile(struct span words, struct span seen, struct buf *image, struct error *error);

#endif
