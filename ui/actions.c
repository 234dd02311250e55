/* The tables of actions in the order of the help and the key bar. */
#include <config.h>

#include "src/base/bytes.h"
#include "ui/action.h"
#include "ui/everywhere.h"
#include "ui/menu.h"
#include "ui/pane_list.h"
#include "ui/pane_reader.h"

const struct action_table *const action_tables[] = {
    &reader_actions,
    &list_actions,
    &menu_actions,
    &everywhere_actions,
};
const size_t action_table_count = ARRAY_LEN(action_tables);
