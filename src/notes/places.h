/* places: where in a text a passage may stand: where its letters stand unchanged, where something
 * like them does, and where both sides of it are with something else between. How likely each place
 * is is only measured here; anchor decides. Offsets are bytes of the folded text. Pure. */
#ifndef LEESZAAL_NOTES_PLACES_H
#define LEESZAAL_NOTES_PLACES_H

#include "src/notes/diagonal.h"
#include "src/notes/likeness.h"

/* One passage as it is compared: prefix, exact and suffix folded as one text. Large. */
struct pattern {
    bool has_context;
    struct matchtext folded;
    struct span whole, prefix, exact, suffix;
    struct likeness before, behind; /* of prefix and suffix */
};

struct quoted {
    struct span prefix, exact, suffix; /* as they stood in the text */
    bool has_context;                  /* else prefix and suffix are not looked at */
};
/* `raw` is room to work in. False when memory is out. */
bool pattern_make(struct pattern *pattern, const struct quoted *quoted, struct buf *raw);
void pattern_done(struct pattern *pattern);

struct candidate {
    size_t start, end;
    double text;    /* likeness of the passage, 1 for the same; a part of another word is less */
    double context; /* of what is around it; 0.5 without context */
    double weak;    /* of the side that fits less */
};

/* Bounds on work, not on quality: passages with more places than PLACES_MOST are looked for by
 * their context. */
#define PLACES_MOST 64
#define CANDIDATES_MOST 256
struct candidates {
    struct candidate at[CANDIDATES_MOST];
    size_t count;
    bool crowded; /* there may be more places that were not looked at */
};

/* How well the context fits around [start, end). */
double places_context(const struct matchtext *text, const struct pattern *pattern, size_t start,
                      size_t end, double *weak);
/* Begins the candidates with the places where the letters are the same; of very many those around
 * the expected ones and on the diagonals, which are those of the whole pattern. */
void places_exact(struct candidates *candidates, const struct matchtext *text,
                  const struct pattern *pattern, const struct diagonals *diagonals,
                  const size_t *expected, size_t count);
/* Adds those where something like it stands: on the diagonals, and around the expected ones. */
void places_changed(struct candidates *candidates, const struct matchtext *text,
                    const struct pattern *pattern, const struct diagonals *diagonals,
                    const size_t *expected, size_t count);
/* Both sides are there, and something of about the same length between them. */
bool places_between(struct candidate *found, const struct matchtext *text,
                    const struct pattern *pattern);

/* The best by rank (likeness of passage and context alike), and by how much; NULL: there is none.
 */
const struct candidate *candidates_best(const struct candidates *candidates, double *margin);

#endif
