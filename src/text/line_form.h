/* line_form: what a line is by its own looks: an item of a list, a heading, a label, a rule, a row
 * of a table. The words and marks it goes by are facts of Dutch papers; whether they hold in their
 * surroundings is reflow's to say. */
#ifndef LEESZAAL_TEXT_LINE_FORM_H
#define LEESZAAL_TEXT_LINE_FORM_H

#include "src/text/line.h"

/* Fills in item, number and item_len. */
void line_look_for_item(struct span content, struct line *line);
/* Fills in cells and cell_col, after line_look_for_item(). */
void line_look_for_cells(struct span content, struct line *line);
/* Fills in form and capitals; item, width, ends and starts must be known. */
void line_look_for_form(struct span content, struct line *line);
/* Is it the number of a page and nothing else: 12, - 12 -, 12/45, Pagina 3 van 12? */
bool line_is_page_number(struct span content);

#endif
