#include <config.h>

#include "ui/spot.h"

long spot_move(struct layout *layout, struct spot *spot, long rows)
{
    long moved = 0;
    while (rows > moved) {
        long left = (long)spot->piece->rows.count - 1 - spot->row;
        long step = rows - moved < left ? rows - moved : left;
        spot->row += step;
        moved += step;
        if (moved == rows)
            break;
        const struct piece *next = layout_next(layout, spot->piece);
        if (next == NULL)
            break;
        *spot = (struct spot){next, -(long)next->lead};
        moved++;
    }
    while (rows < moved) {
        long left = spot->row + (long)spot->piece->lead;
        long step = moved - rows < left ? moved - rows : left;
        spot->row -= step;
        moved -= step;
        if (moved == rows)
            break;
        const struct piece *before = layout_before(layout, spot->piece);
        if (before == NULL)
            break;
        *spot = (struct spot){before, (long)before->rows.count - 1};
        moved--;
    }
    return moved;
}

bool spot_at(struct layout *layout, uint64_t off, struct spot *spot)
{
    spot->piece = layout_at(layout, off);
    if (spot->piece == NULL)
        return false;
    spot->row = (long)piece_row(spot->piece, paragraph_off(&spot->piece->paragraph, off));
    return true;
}

uint64_t spot_raw(struct spot spot)
{
    const struct piece *piece = spot.piece;
    if (spot.row <= 0 || piece->paragraph.text.len == 0)
        return piece->paragraph.start;
    size_t start = piece->rows.at[spot.row].start;
    uint64_t raw = paragraph_raw(&piece->paragraph, start);
    /* Where a row begins among the blanks of a TAB, its place is that of what comes behind: the TAB
     * stands on the row before. */
    if (paragraph_off(&piece->paragraph, raw) < start)
        raw = paragraph_raw_end(&piece->paragraph, start);
    return raw;
}

uint64_t spot_raw_end(struct spot spot)
{
    const struct piece *piece = spot.piece;
    if (spot.row < 0)
        return piece->paragraph.start;
    if ((size_t)spot.row + 1 >= piece->rows.count)
        return piece->paragraph.end;
    return paragraph_raw_end(&piece->paragraph, piece->rows.at[spot.row].end);
}
