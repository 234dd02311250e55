#include <config.h>

#include "src/notes/passage.h"

#include <stdlib.h>

#include "src/notes/standoff.h"
#include "src/text/unicode.h"

/* What a grapheme cluster is to a T line. */
enum cluster { CLUSTER_TEXT, CLUSTER_BLANK, CLUSTER_BREAK };

static enum cluster cluster_kind(struct span cluster, size_t *cps)
{
    enum cluster kind = CLUSTER_BLANK;
    *cps = 0;
    while (cluster.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(cluster, &cp);
        ++*cps;
        cluster.at += len;
        cluster.len -= len;
        if (is_line_break(cp))
            return *cps += unicode_count(cluster), CLUSTER_BREAK;
        if (!unicode_is_blank(cp) && cp != 0x1f) /* U+001F is white space to Python's strip() */
            kind = CLUSTER_TEXT;
    }
    return kind;
}

/* A piece of text between two breaks, blanks at its ends left out. */
struct piece {
    size_t start, end; /* bytes */
    uint64_t start_cp, end_cp;
    bool open;
};

static bool add_piece(struct passage *passage, const struct piece *piece, struct span text)
{
    if (!piece->open)
        return true;
    if (!array_reserve(&passage->fragments, &passage->cap, passage->count + 1,
                       sizeof *passage->fragments))
        return false;
    if (passage->count > 0)
        buf_add_byte(&passage->text, ' ');
    buf_add(&passage->text, text.at + piece->start, piece->end - piece->start);
    passage->fragments[passage->count++] = (struct fragment){piece->start_cp, piece->end_cp};
    return buf_ok(&passage->text);
}

bool passage_cut(struct passage *passage, struct span text, uint64_t start)
{
    struct piece piece = {0};
    bool ok = true;
    uint64_t cp = start;
    *passage = (struct passage){0};
    for (size_t off = 0; ok && off < text.len;) {
        size_t end = unicode_grapheme_end(text, off), cps;
        enum cluster kind = cluster_kind((struct span){text.at + off, end - off}, &cps);
        if (kind == CLUSTER_BREAK) {
            ok = add_piece(passage, &piece, text);
            piece.open = false;
        } else if (kind == CLUSTER_TEXT) {
            if (!piece.open)
                piece = (struct piece){.start = off, .start_cp = cp, .open = true};
            piece.end = end;
            piece.end_cp = cp + cps;
        }
        cp += cps;
        off = end;
    }
    ok = ok && add_piece(passage, &piece, text);
    if (!ok)
        passage_done(passage);
    return ok;
}

void passage_done(struct passage *passage)
{
    free(passage->fragments);
    buf_done(&passage->text);
    *passage = (struct passage){0};
}
