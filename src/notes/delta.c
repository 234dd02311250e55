#include <config.h>

#include "src/notes/delta.h"

#include <stdlib.h>

struct span change_old(const struct change *change)
{
    return (struct span){change->old, change->old_len};
}

struct span change_fresh(const struct change *change)
{
    return (struct span){change->fresh, change->fresh_len};
}

static char *copy_line(struct span line, bool *failed)
{
    if (line.at == NULL)
        return NULL;
    char *copy = bytes_copy(line);
    *failed = *failed || copy == NULL;
    return copy;
}

void delta_add(struct delta *edit, size_t index, struct span old, struct span fresh)
{
    if (edit->failed ||
        !array_reserve(&edit->changes, &edit->cap, edit->count + 1, sizeof *edit->changes)) {
        edit->failed = true;
        return;
    }
    struct change *change = &edit->changes[edit->count];
    bool failed = false;
    *change = (struct change){.index = index,
                              .old = copy_line(old, &failed),
                              .fresh = copy_line(fresh, &failed),
                              .old_len = old.len,
                              .fresh_len = fresh.len};
    if (failed) {
        free(change->old);
        free(change->fresh);
        edit->failed = true;
        return;
    }
    edit->count++;
}

void delta_done(struct delta *edit)
{
    for (size_t i = 0; i < edit->count; i++) {
        free(edit->changes[i].old);
        free(edit->changes[i].fresh);
    }
    free(edit->changes);
    *edit = (struct delta){0};
}

void delta_add_reverse(struct delta *into, const struct delta *edit)
{
    into->failed = into->failed || edit->failed;
    for (size_t i = edit->count; i > 0; i--) {
        const struct change *change = &edit->changes[i - 1];
        delta_add(into, change->index, change_fresh(change), change_old(change));
    }
}

void delta_add_all(struct delta *into, const struct delta *edit)
{
    into->failed = into->failed || edit->failed;
    for (size_t i = 0; i < edit->count; i++)
        delta_add(into, edit->changes[i].index, change_old(&edit->changes[i]),
                  change_fresh(&edit->changes[i]));
}

static bool apply_one(struct standoff *standoff, size_t index, struct span old, struct span fresh,
                      bool *lost)
{
    if (old.at == NULL)
        return fresh.at == NULL || standoff_insert(standoff, index, fresh);
    size_t at = standoff_find_line(standoff, old, index);
    if (at == STANDOFF_NONE) {
        *lost = true;
        return false;
    }
    if (fresh.at != NULL)
        return standoff_replace(standoff, at, fresh);
    standoff_remove(standoff, at);
    return true;
}

bool delta_apply(const struct delta *edit, struct standoff *standoff, bool *lost)
{
    bool missing = false;
    if (edit->failed)
        return false;
    size_t done = 0;
    while (done < edit->count &&
           apply_one(standoff, edit->changes[done].index, change_old(&edit->changes[done]),
                     change_fresh(&edit->changes[done]), &missing))
        done++;
    if (done == edit->count)
        return true;
    if (lost != NULL)
        *lost = missing;
    for (bool ignored = false; done > 0; done--) {
        const struct change *change = &edit->changes[done - 1];
        apply_one(standoff, change->index, change_fresh(change), change_old(change), &ignored);
    }
    return false;
}
