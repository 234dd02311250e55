#include <config.h>

#include "src/notes/passage.h"

#include <stdlib.h>

#include "src/notes/standoff.h"
#include "src/text/unicode.h"

/* What a grapheme cluster is to a T line. */
enum cluster { CLUSTER_TEXT, CLUSTER_BLANK, CLUSTER_BREAK };

static bool is_blank(uint32_t cp)
{
    return unicode_is_blank(cp) || cp == 0x1f; /* U+001F is white space to Python's strip() */
}

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
        if (!is_blank(cp))
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

/* A blank that carries marks is still a blank at the end of a span, to brat. */
static void open_piece(struct piece *piece, struct span text, size_t off, uint64_t cp)
{
    uint32_t first;
    size_t len = unicode_decode((struct span){text.at + off, text.len - off}, &first);
    bool skip = is_blank(first);
    *piece = (struct piece){
        .start = off + (skip ? len : 0), .start_cp = cp + (skip ? 1 : 0), .open = true};
}

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
                open_piece(&piece, text, off, cp);
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
