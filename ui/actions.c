/* The tables of actions in the order of the help and the key bar. */
#include <config.h>

#include "src/base/bytes.h"
#include "ui/action.h"
#include "ui/everywhere.h"
#include "ui/menu.h"
#include "ui/pane_basket.h"
#include "ui/pane_entities.h"
#include "ui/pane_lines.h"
#include "ui/pane_list.h"
#include "ui/pane_notes.h"
#include "ui/pane_reader.h"
#include "ui/pane_results.h"

const struct action_table *const action_tables[] = {
    &move_actions,   &find_actions,   &select_actions,     &note_actions,    &label_actions,
    &undo_actions,   &change_actions, &spell_actions,      &entity_actions,  &passage_actions,
    &basket_actions, &list_actions,   &entities_actions,   &results_actions, &notelist_actions,
    &lines_actions,  &menu_actions,   &everywhere_actions,
};
const size_t action_table_count = ARRAY_LEN(action_tables);
