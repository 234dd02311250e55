/* entity_cache: what was found in large documents, kept in the cache folder, one file a document
 * (PLACE_CACHE, "entities/HASH"). The name is a hash of all that the result depends on: the
 * document's bytes, the judge of its hyphens, the lists, the model and the program. A file that
 * doesn't hold what it should is as good as none. Small documents are searched again sooner than a
 * file is opened, so nothing is kept of them. */
#ifndef LEESZAAL_LANGUAGE_ENTITY_CACHE_H
#define LEESZAAL_LANGUAGE_ENTITY_CACHE_H

#include "src/language/entity.h"

#define ENTITY_CACHE_LEAST (256u << 10) /* bytes of a document that is worth it */
#define ENTITY_CACHE_FILES 200          /* beyond these the oldest is deleted */

/* As entities_find(), by way of the cache; `judge` is the text's. A cache that can't be read or
 * written is no error. */
struct entities *entities_find_cached(const struct recognizer *recognizer, struct text *text,
                                      const struct judge *judge, const atomic_bool *cancel,
                                      _Atomic uint64_t *done, struct error *error);

/* The bytes of a file of the cache, and back: NULL when they are not what entities_pack() made. */
bool entities_pack(const struct entities *entities, struct buf *into);
struct entities *entities_unpack(struct span bytes);

#endif
