/* proof: what is known of the flagged words of one document, and which part is to be checked next.
 * A small document is gone through twice: how often a word stands in it is known only then. Of a
 * large one what stands near the page comes first, then all of it is counted; the words nearest to
 * the page are kept, so that memory stays bounded. */
#ifndef LEESZAAL_UI_PROOF_H
#define LEESZAAL_UI_PROOF_H

#include "ui/marks.h"

struct proof {
    struct marks errors;  /* MARK_ERROR */
    struct marks unknown; /* MARK_UNKNOWN */
    struct sweep sweep;   /* parts whose words are marked */
    unsigned looks;       /* how often all of a small document has been gone through */
    struct sweep counted; /* parts of a large one whose errors are in `total` */
    uint64_t total;
    uint64_t revision; /* another one each time the document has other bytes */
};

bool proof_is_large(uint64_t size);
/* The next part of a document of `size` bytes, the page's first paragraph being at `focus`; false
 * when there is none. `onwards`: a flagged word behind the page is waited for. */
bool proof_next(struct proof *proof, uint64_t focus, uint64_t size, bool onwards,
                struct sweep_part *part);
/* Takes what was found in a part. */
void proof_take(struct proof *proof, uint64_t focus, uint64_t size, struct sweep_part part,
                const struct marks *errors, const struct marks *unknown);
/* A part couldn't be checked: no more is asked for. */
void proof_stop(struct proof *proof, uint64_t size);
/* All is to be checked again; what is marked stays till then. */
void proof_again(struct proof *proof);
/* More names are known in a part: it is to be marked again. */
void proof_recheck(struct proof *proof, struct sweep_part part);
/* The errors counted so far. */
uint64_t proof_errors(const struct proof *proof, uint64_t size);
/* The document has other bytes now: what was found is forgotten. */
void proof_reset(struct proof *proof);
void proof_done(struct proof *proof);

#endif
