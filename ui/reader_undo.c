/* What `u` takes back and ^R does again: a stack of what has been done in this session. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "ui/message.h"
#include "ui/pane_basket.h"
#include "ui/pane_entities.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/reader_many.h"

static void deed_free(const struct deed *deed)
{
    for (char **path = deed->paths; path != NULL && *path != NULL; path++)
        free(*path);
    free(deed->paths);
    free(deed->word);
    free(deed->before);
    free(deed->after);
}

static void deeds_clear(struct deeds *deeds)
{
    for (size_t i = 0; i < deeds->count; i++)
        deed_free(&deeds->at[i]);
    deeds->count = 0;
}

void deeds_done(struct deeds *deeds)
{
    deeds_clear(deeds);
    free(deeds->at);
}

static void deeds_push(struct deeds *deeds, struct deed deed)
{
    if (array_reserve(&deeds->at, &deeds->cap, deeds->count + 1, sizeof(*deeds->at)))
        deeds->at[deeds->count++] = deed;
    else
        deed_free(&deed);
}

void reader_did(struct app *app, enum deed_kind kind, const char *word)
{
    const char *path = kind == DEED_NOTE ? reader_path(app) : NULL;
    struct deed deed = {.kind = kind};
    deed.word = word != NULL ? bytes_copy(span_of(word)) : NULL;
    if (path != NULL && (deed.paths = array_new(2, sizeof(*deed.paths))) != NULL)
        deed.paths[0] = bytes_copy(span_of(path));
    deeds_clear(&app->reader->undone);
    deeds_push(&app->reader->done, deed);
}

void reader_did_word(struct app *app, const char *word, enum word_list list, const char *before,
                     const char *after)
{
    struct deed deed = {.kind = DEED_WORD,
                        .word = bytes_copy(span_of(word)),
                        .list = list,
                        .before = bytes_copy(span_of(before)),
                        .after = bytes_copy(span_of(after))};
    deeds_clear(&app->reader->undone);
    deeds_push(&app->reader->done, deed);
}

void reader_did_many(struct app *app, char **paths)
{
    deeds_clear(&app->reader->undone);
    deeds_push(&app->reader->done, (struct deed){.kind = DEED_MANY, .paths = paths});
}

void reader_did_basket(struct app *app, size_t number)
{
    deeds_clear(&app->reader->undone);
    deeds_push(&app->reader->done, (struct deed){.kind = DEED_BASKET, .item = number});
}

static void turn_basket(struct app *app, size_t number, bool back)
{
    basket_put(&app->reader->basket, number, !back);
    basket_changed(app);
    app_say(app, back ? _("Taken back.") : _("Done again."));
}

static void turn_many(struct app *app, char *const *paths, bool back)
{
    struct error error = {0};
    if (many_turn(app, paths, back, &error))
        app_say(app, back ? _("Taken back.") : _("Done again."));
    else
        app_warn_error(app, &error);
}

/* What is done to a deed when it goes from one stack to the other. */
static void turn_deed(struct app *app, const struct deed *deed, bool back)
{
    const char *line = back ? deed->before : deed->after;
    if (deed->kind == DEED_HIDE)
        side_hide(app, deed->word, !back);
    else if (deed->kind == DEED_BASKET)
        turn_basket(app, deed->item, back);
    else if (deed->kind == DEED_MANY)
        turn_many(app, deed->paths, back);
    else if (deed->word != NULL && line != NULL)
        reader_spell_word(
            app, &(struct word_change){.word = deed->word, .list = deed->list, .line = line},
            false);
}

/* A note was changed in one document: that one must lie open, for who does it to see it. */
static bool meet_document(struct app *app, const struct deed *deed)
{
    const char *path = deed != NULL && deed->paths != NULL ? deed->paths[0] : NULL;
    const char *here = reader_path(app);
    return path == NULL || (here != NULL && strcmp(path, here) == 0) ||
           reader_open(app, path, READER_RESUME);
}

/* Notes have a history of their own, which survives a restart: without a deed, the last change of
 * the document shown is meant. */
static void turn_note(struct app *app, const struct deed *deed, bool back)
{
    struct notes *notes = meet_document(app, deed) ? reader_notes(app) : NULL;
    struct error error = {0};
    if (notes == NULL)
        return;
    if (back ? notes_undo(notes, &error) : notes_redo(notes, &error)) {
        app_say(app, back ? _("Taken back.") : _("Done again."));
        reader_notes_changed(app);
    } else if (error.kind != ERROR_NONE) {
        app_warn_error(app, &error);
    } else {
        app_say(app,
                back ? _("There is nothing to take back.") : _("There is nothing to do again."));
    }
}

static void turn(struct app *app, bool back)
{
    struct deeds *from = back ? &app->reader->done : &app->reader->undone;
    struct deeds *to = back ? &app->reader->undone : &app->reader->done;
    const struct deed *last = from->count > 0 ? &from->at[from->count - 1] : NULL;
    if (last == NULL || last->kind == DEED_NOTE)
        turn_note(app, last, back);
    else
        turn_deed(app, last, back);
    if (from->count > 0)
        deeds_push(to, from->at[--from->count]);
}

static void do_undo(struct app *app, const struct call *call)
{
    turn(app, true);
}

static void do_redo(struct app *app, const struct call *call)
{
    turn(app, false);
}

/* clang-format off */
static const struct action rows[] = {
    {"undo", IN(MODE_EVERYWHERE), "u", N_("take the last note, label or word back"), NULL, do_undo},
    {"redo", IN(MODE_EVERYWHERE), "^R", N_("do it again"), NULL, do_redo},
};
/* clang-format on */

const struct action_table undo_actions = {rows, ARRAY_LEN(rows)};
