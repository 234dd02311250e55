/* side: what the pane of entities knows: which entities it lists, in which order, and which of them
 * is chosen. Shared by the pane and its actions; others see ui/pane_entities.h. */
#ifndef LEESZAAL_UI_SIDE_H
#define LEESZAAL_UI_SIDE_H

#include "src/language/entity.h"
#include "ui/menu.h"
#include "ui/pane.h"

enum side_sort { SORT_COUNT, SORT_NAME, SORT_FIRST, SORTS };
enum side_kind { KIND_ALL, KIND_PERSONS, KIND_PLACES, KIND_ORGANISATIONS, KIND_OTHER, KINDS };

struct side_row {
    bool head; /* of a group: `entity` is then the number in it */
    uint8_t type;
    uint32_t entity;
};

struct side {
    struct menu menu;
    struct side_row *rows;
    size_t count, cap;
    const struct entities *made_of; /* what the rows were made of */
    uint64_t desk, version;         /* … of which desk, and which of its finds */
    enum side_sort sort;
    enum side_kind kind;
    char **hidden; /* names left out */
    size_t hidden_count, hidden_cap;
    size_t before;   /* the row the cursor came from */
    uint32_t walked; /* the mention that `n` stands at, of the entity walked_of */
    uint32_t walked_of;
    uint64_t walked_off; /* where it starts */
    bool walking;
    bool corpus; /* of all documents, not of the one shown */
};

/* What a kind and an order are called; to be translated. */
extern const char *const side_kind_names[KINDS];
extern const char *const side_sort_names[SORTS];

/* The entities of the document shown; NULL when they aren't found. */
const struct entities *side_entities_here(const struct app *app);
/* Do the rows speak about what is known now? */
bool side_is_current(const struct app *app);
/* Makes the rows anew; the cursor stays on its entity. */
void side_make_rows(struct app *app);
/* Puts the cursor on an entity, by its number, where it is listed. */
void side_go(struct side *side, uint32_t entity);
/* The entity chosen, and its number; NULL on a head or when there is none. */
const struct entity *side_chosen(const struct app *app, uint32_t *number);
/* The name of a group: "People". */
const char *side_group_name(unsigned type);

#endif
