/* metadata: title, date, source and reference of a document, by rules over the logical text of its
 * first pages (DESIGN.md section 4). Rules look at forms (a heading, an address block, the words of
 * a web page's chrome, a document number), never at particular documents. */
#ifndef LEESZAAL_LIBRARY_METADATA_H
#define LEESZAAL_LIBRARY_METADATA_H

#include "src/text/paragraph.h"

/* NUL-terminated UTF-8 on one line, owned; NULL where nothing was found. */
struct metadata {
    char *title;
    char *date; /* ISO 8601 */
    char *source;
    char *reference;
};

/* Reads at most the first 64 KiB. False when memory is out. */
bool metadata_find(struct metadata *metadata, struct text *text);
void metadata_done(struct metadata *metadata);

#endif
