#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/base/file.h"
#include "src/library/watch.h"

struct place {
    char folder[32];
    struct watch *watch;
};

static int make_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    snprintf(place->folder, sizeof place->folder, "/tmp/leeszaal-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    place->watch = watch_new(NULL);
    assert_non_null(place->watch);
    watch_folder(place->watch, place->folder);
    assert_int_equal(watch_read(place->watch), watch_fd(place->watch) >= 0 ? 0 : WATCH_CONTENT);
    *state = place;
    return 0;
}

static int clear_place(void **state)
{
    struct place *place = *state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", place->folder);
    assert_int_equal(system(command), 0);
    watch_free(place->watch);
    free(place);
    return 0;
}

static void put_file(const struct place *place, const char *name)
{
    char *path = file_join(place->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("tekst\n", file);
    fclose(file);
    free(path);
}

static void a_new_document_changes_the_tree(void **state)
{
    struct place *place = *state;
    put_file(place, "nieuw.txt");
    assert_true(watch_read(place->watch) & WATCH_TREE);
    assert_false(watch_read(place->watch) & WATCH_TREE);
}

static void writing_in_place_changes_content(void **state)
{
    struct place *place = *state;
    if (watch_fd(place->watch) < 0)
        skip();
    put_file(place, "oud.txt");
    char *path = file_join(place->folder, "oud.txt");
    watch_read(place->watch);
    FILE *file = fopen(path, "a");
    assert_non_null(file);
    assert_int_equal(watch_read(place->watch), 0);
    fputs("meer\n", file);
    fflush(file); /* and it stays open */
    assert_int_equal(watch_read(place->watch), WATCH_CONTENT);
    fclose(file);
    watch_read(place->watch);
    assert_int_equal(truncate(path, 3), 0);
    assert_int_equal(watch_read(place->watch), WATCH_CONTENT);
    free(path);
}

static void other_permissions_change_the_tree(void **state)
{
    struct place *place = *state;
    if (watch_fd(place->watch) < 0)
        skip();
    put_file(place, "oud.txt");
    char *path = file_join(place->folder, "oud.txt");
    watch_read(place->watch);
    assert_int_equal(chmod(path, 0), 0);
    assert_true(watch_read(place->watch) & WATCH_TREE);
    free(path);
}

static void where_a_link_leads_only_content_matters(void **state)
{
    struct place *place = *state;
    struct place other = {.watch = NULL};
    snprintf(other.folder, sizeof other.folder, "/tmp/leeszaal-XXXXXX");
    assert_non_null(mkdtemp(other.folder));
    put_file(&other, "echt.txt");
    char *link = file_join(place->folder, "link.txt"), *real = file_join(other.folder, "echt.txt");
    assert_int_equal(symlink(real, link), 0);
    watch_read(place->watch);
    if (watch_file(place->watch, link)) { /* not where files can't be watched */
        put_file(&other, "echt.txt");
        assert_int_equal(watch_read(place->watch), WATCH_CONTENT);
        put_file(&other, "ander.txt");
        assert_int_equal(watch_read(place->watch), WATCH_CONTENT);
    }
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", other.folder);
    assert_int_equal(system(command), 0);
    free(link);
    free(real);
}

static void notes_beside_a_document_change_content_only(void **state)
{
    struct place *place = *state;
    if (watch_fd(place->watch) < 0)
        skip();
    put_file(place, "nieuw.ann");
    assert_int_equal(watch_read(place->watch), WATCH_CONTENT);
}

static void hidden_files_are_nobodys_business(void **state)
{
    struct place *place = *state;
    if (watch_fd(place->watch) < 0)
        skip();
    put_file(place, ".x.ann.lz-000000");
    assert_int_equal(watch_read(place->watch), 0);
}

static void a_folder_made_later_is_watched_too(void **state)
{
    struct place *place = *state;
    char *folder = file_join(place->folder, "map");
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_true(watch_read(place->watch) & WATCH_TREE);
    if (watch_fd(place->watch) >= 0) {
        put_file(place, "map/erin.txt");
        assert_true(watch_read(place->watch) & WATCH_TREE);
    }
    free(folder);
}

static void the_folders_of_a_corpus_are_watched(void **state)
{
    struct place *place = *state;
    char *one = file_join(place->folder, "een"), *two = file_join(place->folder, "een/twee");
    mkdir(one, 0700);
    mkdir(two, 0700);
    put_file(place, "een/twee/a.txt");
    const char *roots[] = {place->folder};
    struct corpus *corpus = corpus_scan(roots, 1, NULL, NULL, NULL, NULL, NULL);
    assert_non_null(corpus);
    struct watch *watch = watch_new(NULL);
    watch_corpus(watch, corpus);
    watch_read(watch);
    put_file(place, "een/b.txt");
    assert_true(watch_read(watch) & WATCH_TREE);
    put_file(place, "een/twee/c.txt");
    assert_true(watch_read(watch) & WATCH_TREE);
    watch_free(watch);
    corpus_free(corpus);
    free(one);
    free(two);
}

/* Looking ahead gives the folders numbers in another order than they are taken in. */
static void folders_looked_at_ahead_are_found_by_their_numbers(void **state)
{
    struct place *place = *state;
    char *one = file_join(place->folder, "een"), *two = file_join(place->folder, "twee");
    mkdir(one, 0700);
    mkdir(two, 0700);
    put_file(place, "een/a.txt");
    put_file(place, "twee/a.txt");
    const char *roots[] = {one};
    struct corpus *corpus = corpus_scan(roots, 1, NULL, NULL, NULL, NULL, NULL);
    assert_non_null(corpus);
    struct watch *watch = watch_new(NULL);
    if (watch_fd(watch) >= 0) {
        char *beside = file_join(two, "a.txt");
        watch_ahead(watch_fd(watch), corpus);
        assert_true(watch_file(watch, beside)); /* a higher number, and first */
        watch_corpus(watch, corpus);
        put_file(place, "een/b.txt");
        assert_true(watch_read(watch) & WATCH_TREE);
        put_file(place, "twee/b.txt");
        assert_int_equal(watch_read(watch), WATCH_CONTENT);
        free(beside);
    }
    watch_free(watch);
    corpus_free(corpus);
    free(one);
    free(two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_document_changes_the_tree, make_place, clear_place),
        cmocka_unit_test_setup_teardown(notes_beside_a_document_change_content_only, make_place,
                                        clear_place),
        cmocka_unit_test_setup_teardown(writing_in_place_changes_content, make_place, clear_place),
        cmocka_unit_test_setup_teardown(other_permissions_change_the_tree, make_place, clear_place),
        cmocka_unit_test_setup_teardown(where_a_link_leads_only_content_matters, make_place,
                                        clear_place),
        cmocka_unit_test_setup_teardown(hidden_files_are_nobodys_business, make_place, clear_place),
        cmocka_unit_test_setup_teardown(a_folder_made_later_is_watched_too, make_place,
                                        clear_place),
        cmocka_unit_test_setup_teardown(folders_looked_at_ahead_are_found_by_their_numbers,
                                        make_place, clear_place),
        cmocka_unit_test_setup_teardown(the_folders_of_a_corpus_are_watched, make_place,
                                        clear_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
