/* What the keys do in the pane of entities. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"
#include "ui/census.h"
#include "ui/message.h"
#include "ui/pane_entities.h"
#include "ui/pane_reader.h"
#include "ui/reader.h"
#include "ui/side.h"

/* The same as an entity of the document shown; NULL, and said so, when it isn't in there. */
static const struct entity *chosen_here(struct app *app, uint32_t *number)
{
    const struct entity *entity = side_chosen(app, number);
    const struct entities *here = side_entities_here(app);
    if (entity == NULL || !app->side->corpus)
        return entity;
    for (size_t i = 0; here != NULL && i < here->entity_count; i++)
        if (here->entities[i].type == entity->type && here->entities[i].count > 0 &&
            strcmp(here->entities[i].name, entity->name) == 0) {
            *number = (uint32_t)i;
            return &here->entities[i];
        }
    app_say_about(app, _("{subject} is not in this document; Enter opens the first that has it."),
                  entity->name, 0);
    return NULL;
}

/* ---- mentions ---- */

/* The mention `from` on (or before it) that is of the entity; round the ends. */
static bool find_mention(const struct entities *found, uint32_t entity, size_t from, bool forward,
                         uint32_t *mention)
{
    size_t count = found->mention_count;
    for (size_t i = 0; i < count; i++) {
        size_t at = forward ? (from + i) % count : (from + count - i) % count;
        if (found->mentions[at].entity == entity) {
            *mention = (uint32_t)at;
            return true;
        }
    }
    return false;
}

static void show_mention(struct app *app, uint32_t entity, uint32_t mention)
{
    struct side *side = app->side;
    if (!side->walking)
        reader_remember(app);
    side->walking = true;
    side->walked = mention;
    side->walked_of = entity;
    side->walked_off = side_entities_here(app)->mentions[mention].start;
    view_show(reader_view(app), side_entities_here(app)->mentions[mention].start);
}

/* Of a very large document only the mentions near the page are kept. */
static bool has_mention(struct app *app, const struct entity *entity)
{
    if (entity->first < side_entities_here(app)->mention_count)
        return true;
    app_say_about(app, _("The mentions of {subject} are far from here; / finds them."),
                  entity->name, 0);
    return false;
}

/* Opens the first document that has the entity, there. */
static bool open_first(struct app *app, uint32_t number)
{
    const struct census *census = app->census;
    uint64_t start = census->found.mentions[number].start;
    app->side->walking = false;
    reader_remember(app);
    return reader_open(app, census->paths[census->places[number].document], start);
}

static void do_first(struct app *app, const struct call *call)
{
    uint32_t number;
    const struct entity *entity = side_chosen(app, &number);
    if (entity == NULL)
        return;
    if (app->side->corpus) {
        if (open_first(app, number) && !app->screen.shown[SLOT_READER])
            app_set_focus(app, SLOT_READER);
        return;
    }
    if (!has_mention(app, entity))
        return;
    show_mention(app, number, entity->first);
    if (!app->screen.shown[SLOT_READER])
        app_set_focus(app, SLOT_READER); /* on a narrow screen it would not be seen */
}

static void walk(struct app *app, bool forward)
{
    uint32_t number, mention;
    const struct entity *entity = chosen_here(app, &number);
    const struct side *side = app->side;
    const struct entities *here = side_entities_here(app);
    if (entity == NULL || !has_mention(app, entity))
        return;
    size_t count = here->mention_count, from;
    if (side->walking && side->walked_of == number)
        from = forward ? side->walked + 1 : side->walked + count - 1;
    else /* from where the page is */
        from = marks_from(&reader_desk(app)->cast.marks,
                          view_caret(reader_view(app)) + (forward ? 1 : 0)) +
               (forward ? 0 : count - 1);
    if (find_mention(here, number, from % count, forward, &mention))
        show_mention(app, number, mention);
}

static void walk_on(struct app *app, bool forward, long count)
{
    for (long i = count > 0 ? count : 1; i > 0; i--)
        walk(app, forward);
}

bool side_walk(struct app *app, bool forward, long count)
{
    struct mark mention;
    if (app->screen.shown[SLOT_SIDE] || !side_walked(app, &mention))
        return false;
    walk_on(app, forward, count);
    return true;
}

void side_leave(struct app *app)
{
    if (app->side != NULL)
        app->side->walking = false;
}

void side_renumber(struct app *app)
{
    struct side *side = app->side;
    const struct entities *here = side_entities_here(app);
    if (side == NULL || !side->walking || here == NULL)
        return;
    size_t at = marks_from(&reader_desk(app)->cast.marks, side->walked_off);
    side->walking = at < here->mention_count && here->mentions[at].start == side->walked_off &&
                    here->mentions[at].entity == side->walked_of;
    side->walked = (uint32_t)at;
}

static void do_next(struct app *app, const struct call *call)
{
    walk_on(app, true, call->count);
}

static void do_previous(struct app *app, const struct call *call)
{
    walk_on(app, false, call->count);
}

/* This document or the whole corpus; asking again goes on with what was stopped. */
static void do_corpus(struct app *app, const struct call *call)
{
    struct side *side = app->side;
    side->corpus = !side->corpus;
    side->walking = false;
    if (side->corpus) {
        census_resume(app);
        census_prepare(app);
    }
    side_make_rows(app);
    app_say(app, side->corpus ? _("Entities of all documents.") : _("Entities of this document."));
}

static void do_kind(struct app *app, const struct call *call)
{
    struct side *side = app->side;
    side->kind = (enum side_kind)((side->kind + 1) % KINDS);
    side_make_rows(app);
    app_say(app, _(side_kind_names[side->kind]));
}

static void sort(struct app *app, int step)
{
    struct side *side = app->side;
    side->sort = (enum side_sort)(((int)side->sort + step + SORTS) % SORTS);
    side_make_rows(app);
    app_say_about(app, _("Sorted by {subject}."), _(side_sort_names[side->sort]), 0);
}

static void do_sort_next(struct app *app, const struct call *call)
{
    sort(app, 1);
}

static void do_sort_previous(struct app *app, const struct call *call)
{
    sort(app, -1);
}

static void do_hide(struct app *app, const struct call *call)
{
    uint32_t number;
    const struct entity *entity = side_chosen(app, &number);
    if (entity == NULL)
        return;
    side_hide(app, entity->name, true);
    reader_did(app, DEED_HIDE, entity->name);
    app_say_about(app, _("{subject} is hidden; u brings it back."), entity->name, 0);
}

/* Each word of the name is good in spelling. */
static void do_good(struct app *app, const struct call *call)
{
    uint32_t number;
    const struct entity *entity = side_chosen(app, &number);
    if (entity != NULL)
        reader_spell_word(
            app, &(struct word_change){.word = entity->name, .list = WORDS_PERSONAL, .add = true},
            true);
}

/* The sentence that tells what was noted. */
static const char *said_of(const char *label)
{
    enum entity_type type;
    if (!entity_type_of(span_of(label), &type))
        return _("Noted: {subject} is no entity; u takes it back.");
    switch (type) {
    case ENTITY_PER:
        return _("Noted: {subject} is a person; u takes it back.");
    case ENTITY_ORG:
        return _("Noted: {subject} is an organisation; u takes it back.");
    case ENTITY_LOC:
        return _("Noted: {subject} is a place; u takes it back.");
    case ENTITY_MISC:
        return _("Noted: {subject} is a name of another kind; u takes it back.");
    default:
        return _("Noted: {subject} is right; u takes it back.");
    }
}

/* What a reader says of an entity is a note on the mention walked to, else the first. */
static void say_type(struct app *app, const char *label)
{
    uint32_t number;
    const struct entity *entity = chosen_here(app, &number);
    const struct side *side = app->side;
    if (entity == NULL || !has_mention(app, entity))
        return;
    uint32_t at = side->walking && side->walked_of == number ? side->walked : entity->first;
    const struct mention *mention = &side_entities_here(app)->mentions[at];
    struct range range = {mention->start, mention->end};
    if (reader_note_type(app, &range, label))
        app_say_about(app, said_of(label), entity->name, 0);
}

static void do_accept(struct app *app, const struct call *call)
{
    uint32_t number;
    const struct entity *entity = side_chosen(app, &number);
    if (entity != NULL)
        say_type(app, entity_type_name(entity->type));
}

static void do_reject(struct app *app, const struct call *call)
{
    say_type(app, note_no_entity);
}

static void type_answer(struct app *app, uint32_t key)
{
    static const struct {
        char key;
        enum entity_type type;
    } keys[] = {{'p', ENTITY_PER}, {'o', ENTITY_ORG}, {'l', ENTITY_LOC}, {'m', ENTITY_MISC}};
    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (key == (uint32_t)keys[i].key)
            say_type(app, entity_type_name(keys[i].type));
}

static void do_retype(struct app *app, const struct call *call)
{
    uint32_t number;
    if (side_chosen(app, &number) != NULL)
        /* TRANSLATORS: the letters are keys and stay. */
        prompt_ask(app, _("p person  o organisation  l place  m other name"), type_answer);
}

static void do_label_all(struct app *app, const struct call *call)
{
    uint32_t number;
    const struct entity *entity = chosen_here(app, &number);
    const struct entities *found = side_entities_here(app);
    if (entity == NULL || !has_mention(app, entity))
        return;
    size_t most = entity->count < found->mention_count ? entity->count : found->mention_count;
    struct range *ranges = array_new(most, sizeof(*ranges));
    size_t count = 0;
    for (size_t i = 0; ranges != NULL && i < found->mention_count && count < most; i++)
        if (found->mentions[i].entity == number)
            ranges[count++] = (struct range){found->mentions[i].start, found->mentions[i].end};
    if (ranges != NULL)
        reader_label_all(app, ranges, count);
    free(ranges);
}

static void do_copy(struct app *app, const struct call *call)
{
    uint32_t number;
    const struct entity *entity = side_chosen(app, &number);
    if (entity != NULL)
        reader_copy(app, span_of(entity->name));
}

/* type TAB name TAB count, in the order shown. */
static void do_export(struct app *app, const struct call *call)
{
    const struct side *side = app->side;
    struct buf *passage = &app->reader->passage;
    buf_cut(passage, 0);
    for (size_t i = 0; i < side->count && side_is_current(app); i++) {
        if (side->rows[i].head)
            continue;
        const struct entity *entity = &side->made_of->entities[side->rows[i].entity];
        buf_printf(passage, "%s\t", entity_type_name(entity->type));
        unicode_add_safe(passage, span_of(entity->name), SAFE_TSV);
        buf_printf(passage, "\t%u\n", (unsigned)entity->count);
    }
    reader_ask_file(app, _("entities.tsv"));
}

/* clang-format off */
static const struct action rows[] = {
    {"first-mention", IN(MODE_ENTITIES), "Enter", N_("the first mention in the text"), N_("first"), do_first},
    {"next-mention", IN(MODE_ENTITIES), "n", N_("the next mention; the keys stay here"), N_("next"), do_next},
    {"previous-mention", IN(MODE_ENTITIES), "N", N_("the mention before"), NULL, do_previous},
    {"kind", IN(MODE_ENTITIES), "f", N_("people, places, organisations, other, all"), N_("kind"), do_kind},
    {"corpus-entities", IN(MODE_ENTITIES), "c", N_("entities of this document or of the whole corpus"), N_("corpus"), do_corpus},
    {"sort-next", IN(MODE_ENTITIES), ">", N_("sort by mentions, name, first place"), N_("sort"), do_sort_next},
    {"sort-previous", IN(MODE_ENTITIES), "<", N_("the sorting before"), NULL, do_sort_previous},
    {"hide", IN(MODE_ENTITIES), "x", N_("hide the entity; u brings it back"), NULL, do_hide},
    {"good", IN(MODE_ENTITIES), "zg", N_("the name is good in spelling"), NULL, do_good},
    {"accept-entity", IN(MODE_ENTITIES), "a", N_("the entity is right: kept as a note, to learn from"), NULL, do_accept},
    {"reject-entity", IN(MODE_ENTITIES), "X", N_("this is no entity: kept as a note, to learn from"), NULL, do_reject},
    {"retype-entity", IN(MODE_ENTITIES), "T", N_("the entity is of another type: kept as a note"), NULL, do_retype},
    {"label-mentions", IN(MODE_ENTITIES), "t", N_("label all mentions"), NULL, do_label_all},
    {"copy-name", IN(MODE_ENTITIES), "y", N_("copy the name"), NULL, do_copy},
    {"export-entities", IN(MODE_ENTITIES), "s", N_("write the list to a file (TSV)"), NULL, do_export},
};
/* clang-format on */

const struct action_table entities_actions = {rows, ARRAY_LEN(rows)};
