#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "src/base/bytes.h"
#include "src/library/corpus.h"

struct place {
    char dir[64];
    unsigned problems;
    char problem[ERROR_SUBJECT_SIZE];
};

static int enter(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    snprintf(place->dir, sizeof place->dir, "/tmp/leeszaal-corpus-XXXXXX");
    *state = place;
    return mkdtemp(place->dir) == NULL || chdir(place->dir) != 0;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *at)
{
    return remove(path);
}

static int leave(void **state)
{
    struct place *place = *state;
    int failed = chdir("/") != 0 || nftw(place->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0;
    free(place);
    return failed;
}

static void folder(const char *path)
{
    assert_int_equal(mkdir(path, 0755), 0);
}

static void file(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0644);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "tekst", 5), 5);
    close(fd);
}

static void note_problem(const struct error *error, void *context)
{
    struct place *place = context;
    place->problems++;
    memcpy(place->problem, error->subject, sizeof place->problem);
}

static struct corpus *scan(void **state, const char *const *paths, size_t count, const char *glob)
{
    struct corpus *corpus = corpus_scan(paths, count, glob, NULL, note_problem, *state, NULL);
    assert_non_null(corpus);
    return corpus;
}

/* The paths of the corpus, one a line, are these. */
static void assert_paths(struct corpus *corpus, const char *expected)
{
    struct buf told = {0};
    for (size_t i = 0; i < corpus->count; i++)
        buf_printf(&told, "%s\n", corpus->entries[i].path);
    assert_string_equal(buf_ok(&told) && told.at != NULL ? told.at : "", expected);
    buf_done(&told);
    corpus_free(corpus);
}

#define SCAN(glob, ...)                                                                            \
    scan(state, (const char *const[]){__VA_ARGS__},                                                \
         sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), glob)

static void slash_is_the_lowest_byte(void **state)
{
    assert_true(corpus_path_compare("a/b", "a b") < 0);
    assert_true(corpus_path_compare("a/b", "a-b") < 0);
    assert_true(corpus_path_compare("a", "a/b") < 0);
    assert_true(corpus_path_compare("a\xc3\xa9", "az") > 0);
    assert_int_equal(corpus_path_compare("a/b", "a/b"), 0);
}

static void hidden_sidecar_and_backup_files_are_no_documents(void **state)
{
    assert_true(corpus_is_document_name("brief.txt"));
    assert_true(corpus_is_document_name("LEESMIJ"));
    assert_false(corpus_is_document_name(".verborgen"));
    assert_false(corpus_is_document_name("brief.ann"));
    assert_false(corpus_is_document_name("brief.txt~"));
    assert_false(corpus_is_document_name("annotation.conf"));
    assert_false(corpus_is_document_name("tools.conf"));
    assert_true(corpus_is_document_name("mijn.conf"));
}

static void nested_folders_come_out_in_path_order(void **state)
{
    folder("d");
    folder("d/a");
    folder("d/a/diep");
    file("d/a.txt");
    file("d/a b.txt");
    file("d/a/z.txt");
    file("d/a/diep/x.txt");
    file("d/b.txt");
    assert_paths(SCAN(NULL, "d"), "d/a/diep/x.txt\nd/a/z.txt\nd/a b.txt\nd/a.txt\nd/b.txt\n");
}

static void a_slash_behind_the_path_is_not_doubled(void **state)
{
    folder("d");
    file("d/a.txt");
    assert_paths(SCAN(NULL, "d//"), "d/a.txt\n");
}

static void the_current_folder_is_named_as_given(void **state)
{
    file("a.txt");
    assert_paths(SCAN(NULL, "."), "./a.txt\n");
}

static void hidden_folders_are_not_entered(void **state)
{
    folder("d");
    folder("d/.git");
    file("d/.git/config");
    file("d/.verborgen");
    file("d/a.txt");
    file("d/a.ann");
    assert_paths(SCAN(NULL, "d"), "d/a.txt\n");
}

static void a_file_named_outright_is_taken_whatever_its_name(void **state)
{
    file(".verborgen");
    assert_paths(SCAN(NULL, ".verborgen"), ".verborgen\n");
}

static void a_path_given_twice_is_listed_once(void **state)
{
    folder("d");
    file("d/a.txt");
    file("d/b.txt");
    assert_paths(SCAN(NULL, "d/b.txt", "d", "d/b.txt", "d"), "d/a.txt\nd/b.txt\n");
}

static void a_folder_given_with_its_parent_is_listed_once(void **state)
{
    folder("d");
    folder("d/e");
    file("d/e/a.txt");
    assert_paths(SCAN(NULL, "d/e", "d"), "d/e/a.txt\n");
}

static void loops_of_links_end(void **state)
{
    folder("d");
    folder("d/e");
    file("d/e/a.txt");
    assert_int_equal(symlink("..", "d/e/boven"), 0);
    assert_int_equal(symlink("zelf", "d/zelf"), 0);
    assert_int_equal(symlink("e", "d/aa"), 0);
    assert_paths(SCAN(NULL, "d"), "d/e/a.txt\n");
}

static void links_lead_out_of_the_tree_once(void **state)
{
    folder("d");
    folder("buiten");
    file("buiten/a.txt");
    assert_int_equal(symlink("../buiten", "d/y"), 0);
    assert_int_equal(symlink("../buiten", "d/x"), 0);
    assert_int_equal(symlink("../buiten/a.txt", "d/bestand.txt"), 0);
    assert_int_equal(symlink("../weg", "d/dood"), 0);
    assert_paths(SCAN(NULL, "d"), "d/bestand.txt\nd/x/a.txt\n");
}

static void fifos_and_sockets_in_a_folder_are_passed_over(void **state)
{
    folder("d");
    file("d/a.txt");
    assert_int_equal(mkfifo("d/pijp", 0644), 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "d/dop"};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    close(fd);
    assert_paths(SCAN(NULL, "d"), "d/a.txt\n");
}

static void a_fifo_named_outright_is_listed_as_refused(void **state)
{
    assert_int_equal(mkfifo("pijp", 0644), 0);
    struct corpus *corpus = SCAN(NULL, "pijp");
    assert_int_equal(corpus->count, 1);
    assert_int_equal(corpus->entries[0].reason, ENOTSUP);
    corpus_free(corpus);
}

static void a_missing_path_is_a_problem_and_the_rest_is_done(void **state)
{
    struct place *place = *state;
    file("a.txt");
    assert_paths(SCAN(NULL, "weg", "a.txt"), "a.txt\n");
    assert_int_equal(place->problems, 1);
    assert_string_equal(place->problem, "weg");
}

static void a_forbidden_folder_is_a_problem_and_the_rest_is_done(void **state)
{
    struct place *place = *state;
    if (geteuid() == 0)
        skip();
    folder("d");
    folder("d/dicht");
    file("d/a.txt");
    assert_int_equal(chmod("d/dicht", 0), 0);
    assert_paths(SCAN(NULL, "d"), "d/a.txt\n");
    assert_int_equal(place->problems, 1);
    assert_string_equal(place->problem, "d/dicht");
}

static void a_forbidden_file_is_listed_with_its_reason(void **state)
{
    if (geteuid() == 0)
        skip();
    folder("d");
    file("d/a.txt");
    assert_int_equal(chmod("d/a.txt", 0), 0);
    struct corpus *corpus = SCAN(NULL, "d");
    assert_int_equal(corpus->count, 1);
    assert_int_equal(corpus->entries[0].reason, EACCES);
    corpus_free(corpus);
}

static void a_glob_without_slash_looks_at_the_name(void **state)
{
    folder("d");
    folder("d/e");
    file("d/a.txt");
    file("d/e/b.txt");
    file("d/e/b.md");
    assert_paths(SCAN("*.txt", "d"), "d/a.txt\nd/e/b.txt\n");
}

static void a_glob_with_a_slash_looks_at_the_relative_path(void **state)
{
    folder("d");
    folder("d/e");
    folder("d/e/f");
    file("d/a.txt");
    file("d/e/b.txt");
    file("d/e/f/c.txt");
    assert_paths(SCAN("e/*.txt", "d"), "d/e/b.txt\n");
    assert_paths(SCAN("e/**.txt", "d"), "d/e/b.txt\nd/e/f/c.txt\n");
}

static void relative_paths_begin_behind_the_root(void **state)
{
    folder("d");
    folder("d/e");
    file("d/e/a.txt");
    file("d/los.txt");
    struct corpus *corpus = SCAN(NULL, "d/", "d/los.txt");
    assert_string_equal(corpus_relative(corpus, 0), "e/a.txt");
    assert_string_equal(corpus_relative(corpus, 1), "los.txt");
    assert_false(corpus_is_named(corpus, 0));
    corpus_free(corpus);
}

static void assert_home(void **state, const char *path, const char *document, const char *expected)
{
    struct corpus *corpus = SCAN(NULL, path);
    assert_non_null(corpus);
    char *home = corpus_home(corpus, document);
    assert_string_equal(home, expected);
    free(home);
    corpus_free(corpus);
}

static void the_words_of_a_document_lie_in_the_folder_that_was_named_or_its_own(void **state)
{
    folder("deel");
    folder("deel/onder");
    file("deel/onder/a.txt");
    assert_home(state, "deel", "deel/onder/a.txt", "deel");
    assert_home(state, "deel/", "deel/onder/a.txt", "deel");
    assert_home(state, "deel/onder/a.txt", "deel/onder/a.txt", "deel/onder");
    assert_home(state, "deel", "b.txt", ".");
    assert_home(state, "deel", "/b.txt", "/");
}

static void size_and_time_are_known(void **state)
{
    file("a.txt");
    struct corpus *corpus = SCAN(NULL, "a.txt");
    assert_int_equal(corpus->entries[0].size, 5);
    assert_true(corpus->entries[0].mtime > 0);
    assert_true(corpus_is_named(corpus, 0));
    corpus_free(corpus);
}

static void an_empty_folder_gives_an_empty_list(void **state)
{
    folder("d");
    assert_paths(SCAN(NULL, "d"), "");
}

static void a_peek_gives_the_first_documents_of_the_scan(void **state)
{
    folder("a");
    file("a/2");
    file("a/1");
    file("b");
    file("c");
    const char *paths[] = {"."};
    bool partial = false;
    struct corpus *corpus = corpus_peek(paths, 1, NULL, 3, NULL, &partial, NULL);
    assert_true(partial);
    assert_int_equal(corpus->entries[0].size, 5);
    assert_paths(corpus, "./a/1\n./a/2\n./b\n");
    corpus = corpus_peek(paths, 1, NULL, 9, NULL, &partial, NULL);
    assert_false(partial);
    assert_paths(corpus, "./a/1\n./a/2\n./b\n./c\n");
}

static void a_peek_past_a_link_to_a_folder_is_partial(void **state)
{
    folder("a");
    file("a/1");
    assert_int_equal(symlink("/", "z"), 0);
    const char *paths[] = {"."};
    bool partial = false;
    struct corpus *corpus = corpus_peek(paths, 1, NULL, 1, NULL, &partial, NULL);
    assert_true(partial);
    assert_paths(corpus, "./a/1\n");
}

static void a_cancelled_scan_gives_nothing(void **state)
{
    atomic_bool cancel = true;
    struct error error;
    const char *path = ".";
    assert_null(corpus_scan(&path, 1, NULL, &cancel, NULL, NULL, &error));
    assert_int_equal(error.kind, ERROR_CANCEL);
}

static void every_failing_allocation_is_survived(void **state)
{
    folder("d");
    folder("d/e");
    file("d/e/a.txt");
    assert_int_equal(symlink("/tmp", "d/link"), 0);
    const char *path = "d/e";
    for (long i = 0; i < 200; i++) {
        struct error error;
        bytes_fail_after(i);
        struct corpus *corpus = corpus_scan(&path, 1, NULL, NULL, NULL, NULL, &error);
        bytes_fail_after(-1);
        if (corpus != NULL) {
            assert_true(i > 0);
            corpus_free(corpus);
            return;
        }
        assert_int_equal(error.kind, ERROR_MEMORY);
    }
    fail();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(slash_is_the_lowest_byte),
        TEST(hidden_sidecar_and_backup_files_are_no_documents),
        TEST(nested_folders_come_out_in_path_order),
        TEST(a_slash_behind_the_path_is_not_doubled),
        TEST(the_current_folder_is_named_as_given),
        TEST(hidden_folders_are_not_entered),
        TEST(a_file_named_outright_is_taken_whatever_its_name),
        TEST(a_path_given_twice_is_listed_once),
        TEST(a_folder_given_with_its_parent_is_listed_once),
        TEST(loops_of_links_end),
        TEST(links_lead_out_of_the_tree_once),
        TEST(fifos_and_sockets_in_a_folder_are_passed_over),
        TEST(a_fifo_named_outright_is_listed_as_refused),
        TEST(a_missing_path_is_a_problem_and_the_rest_is_done),
        TEST(a_forbidden_folder_is_a_problem_and_the_rest_is_done),
        TEST(a_forbidden_file_is_listed_with_its_reason),
        TEST(a_glob_without_slash_looks_at_the_name),
        TEST(a_glob_with_a_slash_looks_at_the_relative_path),
        TEST(relative_paths_begin_behind_the_root),
        TEST(the_words_of_a_document_lie_in_the_folder_that_was_named_or_its_own),
        TEST(size_and_time_are_known),
        TEST(an_empty_folder_gives_an_empty_list),
        TEST(a_peek_gives_the_first_documents_of_the_scan),
        TEST(a_peek_past_a_link_to_a_folder_is_partial),
        TEST(a_cancelled_scan_gives_nothing),
        TEST(every_failing_allocation_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
