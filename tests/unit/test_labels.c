#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "src/notes/labels.h"
#include "tests/unit/notes_place.h"

static void write_in(const struct place_of_test *place, const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", place->folder, name);
    place_write(path, text, strlen(text));
}

static void each_default_label_has_its_own_key(void **state)
{
    struct labels labels;
    size_t index;
    assert_true(labels_default(&labels));
    for (size_t i = 0; i < labels.count; i++) {
        assert_true(labels_by_key(&labels, labels.at[i].key, &index));
        assert_int_equal(index, i);
        assert_true(labels.at[i].has_colour);
    }
    assert_true(labels_by_key(&labels, 'p', &index));
    assert_string_equal(labels.at[index].type, "Persoon");
    assert_false(labels_by_key(&labels, '\0', &index));
    labels_done(&labels);
}

static void brats_files_give_labels_keys_names_and_colours(void **state)
{
    struct place_of_test place;
    struct labels labels;
    struct error warning = {0}, error = {0};
    size_t index;
    char inner[96], document[128];
    place_begin(&place, "x", 1);
    snprintf(inner, sizeof inner, "%s/in", place.folder);
    assert_int_equal(mkdir(inner, 0700), 0);
    snprintf(document, sizeof document, "%s/in/a.txt", place.folder);
    place_write(document, "x", 1);
    write_in(&place, "annotation.conf",
             "# set\n[entities]\n!Wezen\n\tMens\tx:<Y>\n\t\tKind\nD\xc3\xa8n\n<Y>=a|b\n----\n"
             "[relations]\nKent Arg1:Mens, Arg2:Mens\n[events]\n[attributes]\n");
    write_in(&place, "kb_shortcuts.conf", "m Kind\nbroken\nz Onbekend\n");
    write_in(&place, "visual.conf",
             "[labels]\nKind | Het kind | K\n[drawing]\nMens\tfgColor:black, bgColor:#Ff0080\n");
    assert_true(labels_load(&labels, document, &warning, &error));
    assert_int_equal(labels.count, 4);
    assert_false(labels.at[0].selectable);
    assert_int_equal(labels.at[0].key, '\0');
    assert_int_equal(labels.at[2].depth, 2);
    assert_int_equal(labels.at[2].key, 'm');
    assert_string_equal(labels.at[2].name, "Het kind");
    assert_int_equal(labels.at[1].key, 'e'); /* m is taken */
    assert_int_equal(labels.at[1].colour, 0xff0080);
    assert_string_equal(labels.at[3].type, "D__n");
    assert_false(labels_find(&labels, "Kent", &index));
    assert_int_equal(warning.kind, ERROR_INPUT);
    assert_int_equal(warning.number, 2);
    assert_non_null(labels.source);
    labels_done(&labels);
    place_end(&place);
}

static void without_files_the_default_set_is_used(void **state)
{
    struct place_of_test place;
    struct labels labels;
    struct error warning = {0}, error = {0};
    place_begin(&place, "x", 1);
    assert_true(labels_load(&labels, place.document, &warning, &error));
    assert_null(labels.source);
    assert_string_equal(labels.at[0].type, "Persoon");
    labels_done(&labels);
    place_end(&place);
}

static void a_typed_label_becomes_a_type(void **state)
{
    char *type = label_type(" een label ");
    assert_string_equal(type, "een_label");
    free(type);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_default_label_has_its_own_key),
        cmocka_unit_test(brats_files_give_labels_keys_names_and_colours),
        cmocka_unit_test(without_files_the_default_set_is_used),
        cmocka_unit_test(a_typed_label_becomes_a_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
