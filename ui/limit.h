/* limit: shows only the documents for which a query holds. Terms stand beside each other and all
 * must hold: a word or a "phrase" of the text, title:, date:, source:, reference: (or their Dutch
 * names) of what is known of the document, unread, read, star; label: and note: of its notes; NOT
 * before a term turns it round. What a term asks of text or notes is looked up behind the screen.
 */
#ifndef LEESZAAL_UI_LIMIT_H
#define LEESZAAL_UI_LIMIT_H

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "ui/shelf.h"

struct app;

enum limit_kind {
    LIMIT_TEXT,
    LIMIT_TITLE,
    LIMIT_DATE,
    LIMIT_SOURCE,
    LIMIT_REFERENCE,
    LIMIT_UNREAD,
    LIMIT_READ,
    LIMIT_STAR,
    LIMIT_LABEL, /* of a note in it, or of the document */
    LIMIT_NOTE,  /* what a note in it says */
};

struct limit_term {
    enum limit_kind kind;
    bool negated;
    char *text; /* owned; folded but for LIMIT_TEXT; NULL for a kind without one */
};

struct limit {
    struct limit_term *terms;
    size_t count, cap;
};

/* Reads a query; ERROR_USAGE naming what isn't understood. */
bool limit_parse(struct limit *limit, const char *query, struct error *error);
void limit_done(struct limit *limit);
/* Do all terms but those of text and notes hold for a book? */
bool limit_holds(const struct limit *limit, const struct book *book);

/* Reads and starts; the list is limited when it is done. An empty query shows all again. */
void limit_start(struct app *app, const char *query);
void limit_cancel(struct app *app);

#endif
