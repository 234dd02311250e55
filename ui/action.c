#include <config.h>

#include "ui/action.h"

#include <string.h>

#include "src/base/error.h"

/* clang-format off */
static const char *const titles[MODES] = {
    [MODE_EVERYWHERE] = N_("Everywhere"),
    [MODE_READER]     = N_("Reader"),
    [MODE_SELECTION]  = N_("Selection (after v or V)"),
    [MODE_LIST]       = N_("Documents"),
    [MODE_ENTITIES]   = N_("Entities"),
    [MODE_RESULTS]    = N_("Results"),
    [MODE_NOTES]      = N_("Notes"),
    [MODE_LINES]      = N_("Concordance"),
    [MODE_REVIEW]     = N_("Review of doubtful notes"),
    [MODE_BASKET]     = N_("Basket"),
};
/* clang-format on */

const char *mode_title(enum mode mode)
{
    return titles[mode];
}

const struct action *action_find(const char *name, enum mode mode)
{
    const struct action *other = NULL;
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++) {
            const struct action *action = &action_tables[t]->rows[i];
            if (strcmp(action->name, name) != 0)
                continue;
            if (action->modes & (IN(mode) | IN(MODE_EVERYWHERE)))
                return action;
            other = action;
        }
    return other;
}
