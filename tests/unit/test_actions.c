/* Walks the tables of the program: what is bound, said and translated. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/file.h"
#include "ui/action.h"
#include "ui/help.h"
#include "ui/key.h"
#include "ui/keymap.h"
#include "ui/manpage.h"
#include "ui/settings.h"
#include "ui/surface.h"
#include "ui/theme.h"

/* The keys that the program promises, by mode. */
static const struct {
    enum mode mode;
    const char *keys;
} promised[] = {
    {MODE_EVERYWHERE,
     "Tab S-Tab ^Wh ^Wj ^Wk ^Wl ^Ww O D E ? F1 : q Q ZZ ^L ^Z ^G u ^R ^C ^O ]o S M"},
    {MODE_READER,
     "j k Down Up Space f PgDn b PgUp ^D ^U ^E ^Y g Home G End % { } h l Left Right J K ]f [f + - "
     "= "
     "R / n N * & Esc ]s [s ]S [S z= zg zd zc zG zw zug zud zuc zuG zuw zl zs ]e [e ]a [a ]u [u "
     "Enter v V a A t x s y | m ' . r"},
    {MODE_SELECTION, "h j k l Left Right Down Up w b e 0 $ { } ( ) g G o < > aw iw as is ap ip v V "
                     "/ n N Enter t y C "
                     "s z= zg | Esc"},
    {MODE_LIST, "j k Down Up g G Home End PgDn PgUp ^D ^U Enter l Right / n N F L e < > I . ]u [u "
                "* A s y r m '"},
    {MODE_ENTITIES,
     "j k Down Up g G Home End PgDn PgUp ^D ^U Enter n N / f < > c a X T C t zg L x s y"},
    {MODE_RESULTS, "j k Down Up g G Home End PgDn PgUp ^D ^U Enter J K / n N < > & t s y |"},
    {MODE_NOTES, "j k Down Up g G Home End PgDn PgUp ^D ^U Enter J K / n N < > & e x t s y |"},
    {MODE_LINES,
     "j k Down Up g G Home End PgDn PgUp ^D ^U Enter J K < > & m x a t / n N s y | Esc"},
    {MODE_BASKET, "j k Down Up g G Home End PgDn PgUp ^D ^U Enter J K < > x / n N s y | Esc"},
    {MODE_REVIEW, "j k Down Up y n Y J K Esc"},
};

static const struct action *bound(enum mode mode, struct span item)
{
    struct keymap keymap = {0};
    uint32_t keys[KEYMAP_LONGEST];
    const struct action *action = NULL;
    struct call call;
    size_t count = keys_parse(item, keys, KEYMAP_LONGEST);
    enum keymap_answer answer = KEYMAP_NOTHING;
    for (size_t i = 0; i < count; i++)
        answer = keymap_feed(&keymap, mode, keys[i], &action, &call);
    if (answer == KEYMAP_MORE && keymap.operand_of != NULL)
        return keymap.operand_of;
    return answer == KEYMAP_ACTION ? action : NULL;
}

static void every_promised_key_does_something(void **state)
{
    size_t missing = 0;
    for (size_t i = 0; i < ARRAY_LEN(promised); i++) {
        struct span rest = span_of(promised[i].keys);
        while (rest.at != NULL) {
            struct span item = span_cut(&rest, ' ');
            if (bound(promised[i].mode, item) != NULL)
                continue;
            print_error("%s: %.*s does nothing\n", mode_title(promised[i].mode), (int)item.len,
                        item.at);
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

/* One item of one action in one mode. */
struct binding {
    const struct action *action;
    enum mode mode;
    uint32_t keys[KEYMAP_LONGEST];
    size_t length;
};

static size_t all_bindings(struct binding *bindings, size_t most)
{
    size_t count = 0;
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++) {
            const struct action *action = &action_tables[t]->rows[i];
            for (int mode = 0; mode < MODES; mode++) {
                struct span rest = span_of(action->keys != NULL ? action->keys : "");
                while (action->modes & IN(mode) && action->keys != NULL && rest.at != NULL) {
                    struct binding *binding = &bindings[count++];
                    assert_true(count <= most);
                    *binding = (struct binding){.action = action, .mode = (enum mode)mode};
                    binding->length =
                        keys_parse(span_cut(&rest, ' '), binding->keys, KEYMAP_LONGEST);
                    assert_true(binding->length > 0);
                }
            }
        }
    return count;
}

static void no_key_is_bound_twice_or_hides_a_longer_one(void **state)
{
    enum { MOST = 1024 };
    struct binding *bindings = calloc(MOST, sizeof *bindings);
    size_t count = all_bindings(bindings, MOST), clashes = 0;
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < count; b++) {
            const struct binding *one = &bindings[a], *two = &bindings[b];
            if (a == b || one->mode != two->mode || one->length > two->length ||
                memcmp(one->keys, two->keys, one->length * sizeof(uint32_t)) != 0)
                continue;
            print_error("%s and %s clash in %s\n", one->action->name, two->action->name,
                        mode_title(one->mode));
            clashes++;
        }
    free(bindings);
    assert_int_equal(clashes, 0);
}

static void names_are_commands_and_unique_in_a_mode(void **state)
{
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++) {
            const struct action *action = &action_tables[t]->rows[i];
            assert_int_equal(strspn(action->name, "abcdefghijklmnopqrstuvwxyz-"),
                             strlen(action->name));
            assert_true(action->modes != 0 && action->run != NULL);
            assert_true(action->argument != ARGUMENT_CHOICE || action->choices != NULL);
            for (int mode = 0; mode < MODES; mode++)
                if (action->modes & IN(mode) && action_find(action->name, mode) != action)
                    fail_msg("%s is there twice in %s", action->name, mode_title(mode));
        }
}

/* ---- translations ---- */

/* The Dutch catalogue as a text: `msgid "…"` and behind it `msgstr "…"`, each on one line. */
static char *catalogue(void)
{
    struct buf text = {0};
    const char *top = getenv("top_srcdir");
    char *path = file_join(top != NULL ? top : ".", "po/nl.po");
    assert_true(file_read(path, 1u << 24, &text, NULL));
    free(path);
    return buf_take(&text);
}

static bool is_translated(const char *catalogue, const char *text)
{
    struct buf entry = {0};
    buf_add_string(&entry, "\nmsgid \"");
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            buf_add_byte(&entry, '\\');
        buf_add_byte(&entry, *text);
    }
    buf_add_string(&entry, "\"\nmsgstr \"");
    const char *at = strstr(catalogue, entry.at);
    bool translated = at != NULL && at[entry.len] != '"';
    buf_done(&entry);
    return translated;
}

static void every_row_has_its_dutch(void **state)
{
    char *dutch = catalogue();
    size_t missing = 0;
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++) {
            const struct action *action = &action_tables[t]->rows[i];
            const char *texts[] = {action->help, action->bar};
            for (size_t j = 0; j < 2; j++)
                if (texts[j] != NULL && !is_translated(dutch, texts[j])) {
                    print_error("no Dutch for: %s\n", texts[j]);
                    missing++;
                }
        }
    for (size_t i = 0; i < settings_count; i++)
        missing += !is_translated(dutch, settings_table[i].help);
    for (size_t i = 0; i < theme_count; i++)
        missing += !is_translated(dutch, themes[i].help);
    for (int mode = 0; mode < MODES; mode++)
        missing += !is_translated(dutch, mode_title(mode));
    free(dutch);
    assert_int_equal(missing, 0);
}

/* ---- help ---- */

static void every_key_stands_in_the_help(void **state)
{
    struct buf help = {0};
    help_add(&help, MODE_READER);
    assert_true(buf_ok(&help));
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++) {
            const struct action *action = &action_tables[t]->rows[i];
            assert_non_null(strstr(help.at, action->help));
            if (action->keys == NULL)
                continue;
            struct buf row = {0};
            buf_printf(&row, "  %s ", action->keys);
            assert_non_null(strstr(help.at, row.at));
            buf_done(&row);
        }
    buf_done(&help);
}

static void help_fits_on_one_row(void **state)
{
    for (size_t t = 0; t < action_table_count; t++)
        for (size_t i = 0; i < action_tables[t]->count; i++)
            assert_true(surface_width(span_of(action_tables[t]->rows[i].help)) <= 76);
}

static void the_manual_has_the_same_keys(void **state)
{
    struct buf roff = {0};
    manpage_add(&roff);
    assert_true(buf_ok(&roff));
    assert_non_null(strstr(roff.at, ".SS Reader"));
    assert_non_null(strstr(roff.at, "\\(aq")); /* the key ' */
    for (const char *line = roff.at; line != NULL; line = strchr(line + 1, '\n'))
        assert_true(line[1] != '\''); /* would be a request */
    buf_done(&roff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_promised_key_does_something),
        cmocka_unit_test(no_key_is_bound_twice_or_hides_a_longer_one),
        cmocka_unit_test(names_are_commands_and_unique_in_a_mode),
        cmocka_unit_test(every_row_has_its_dutch),
        cmocka_unit_test(every_key_stands_in_the_help),
        cmocka_unit_test(help_fits_on_one_row),
        cmocka_unit_test(the_manual_has_the_same_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
