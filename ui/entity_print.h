/* entity_print: the entities of one document as a command prints them: rows (COMMANDS.md), columns
 * of tokens with IOB2 tags, brat's standoff (FORMATS.md sections 3 and 1). */
#ifndef LEESZAAL_UI_ENTITY_PRINT_H
#define LEESZAAL_UI_ENTITY_PRINT_H

#include "src/language/entity.h"
#include "ui/output.h"

extern const struct column entity_columns[];
extern const size_t entity_column_count;

/* False when memory is out. */
bool entity_print_rows(struct output *rows, struct text *text, const struct entities *entities);
bool entity_print_conll(struct output *rows, struct text *text, const struct entities *entities);
bool entity_print_ann(struct output *rows, struct text *text, const struct entities *entities);

#endif
