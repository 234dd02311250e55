/* abbreviation: where a text says what an abbreviation stands for: "Organisatie voor Veiligheid en
 * Samenwerking in Europa (OVSE)", "OVSE (Organisatie …)", "Governmental Experts - UNGGE". Pure. */
#ifndef LEESZAAL_LANGUAGE_ABBREVIATION_H
#define LEESZAAL_LANGUAGE_ABBREVIATION_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/bytes.h"
#include "src/text/token.h"

/* Tokens of the abbreviation and of what it stands for, half-open. */
struct abbreviation {
    size_t at;
    size_t first, last;
    bool is_name; /* the explanation begins with a capital; else it is an ordinary word: ICT */
};

/* Does token number `at` look like an abbreviation: capitals (and digits), two to ten? */
bool abbreviation_looks(struct span text, const struct token *token);
/* Is the abbreviation at tokens[at] explained here? The letters must stand in order in the words,
 * the first at the start of the first word (Schwartz and Hearst, A simple algorithm for identifying
 * abbreviation definitions, 2003). */
bool abbreviation_explained(struct span text, const struct tokens *tokens, size_t at,
                            struct abbreviation *found);

#endif
