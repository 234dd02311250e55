/* lexicon_image: the layout of a compiled lexicon, shared by the module that makes it and the one
 * that maps it. In the byte order of the machine that built it, which the header tells.
 */
#ifndef LEESZAAL_LANGUAGE_LEXICON_IMAGE_H
#define LEESZAAL_LANGUAGE_LEXICON_IMAGE_H

#include <stdint.h>

#define LEXICON_MAGIC "LZlex02\n"

/* Letters without case and accent; 0 is the border of a word. */
#define LEXICON_CLASSES 32u
#define LEXICON_TRIPLES (LEXICON_CLASSES * LEXICON_CLASSES * LEXICON_CLASSES)

struct lexicon_header {
    char magic[8];
    uint64_t fingerprint;
    uint32_t node_count;   /* nodes follow the header */
    uint32_t byte_order;   /* LEXICON_BYTE_ORDER */
    uint32_t letters[256]; /* the code points of the codes; [0] and unused ones are 0 */
    uint8_t lower[256], upper[256], base[256];
    uint8_t classes[256];                 /* of codes, below LEXICON_CLASSES */
    uint8_t triples[LEXICON_TRIPLES / 8]; /* a bit for each three classes that follow each other */
};
#define LEXICON_BYTE_ORDER 0x01020304u

#endif
