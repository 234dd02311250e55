/* join_links: joins what the document itself shows to be one: a person's names, a compound and the
 * name in it, an abbreviation and its explanation. A part of join. False when memory is out. */
#ifndef LEESZAAL_LANGUAGE_JOIN_LINKS_H
#define LEESZAAL_LANGUAGE_JOIN_LINKS_H

#include "src/language/groups.h"

bool join_persons(struct joiner *joiner);
bool join_compounds(struct joiner *joiner);
bool join_abbreviations(struct joiner *joiner);

#endif
