/* spot: a row of a document, as a piece of its layout and a row of that piece, and how to go from
 * one to the next over the borders of pieces. A spot is good as long as its piece is (ui/layout.h).
 */
#ifndef LEESZAAL_UI_SPOT_H
#define LEESZAAL_UI_SPOT_H

#include "ui/layout.h"

struct spot {
    const struct piece *piece;
    long row; /* of the piece; negative: one of the rows before it, -1 the nearest */
};

/* Moves by rows; how far it got. */
long spot_move(struct layout *layout, struct spot *spot, long rows);
/* The row that holds raw offset `off`; false when the document has none. */
bool spot_at(struct layout *layout, uint64_t off, struct spot *spot);
/* The raw offset of its first character, and the end of its last. */
uint64_t spot_raw(struct spot spot);
uint64_t spot_raw_end(struct spot spot);

#endif
