#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#include "src/base/file.h"
#include "ui/command/find_document.h"

struct place {
    char path[64];
};

static int enter(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    snprintf(place->path, sizeof place->path, "/tmp/leeszaal-find-XXXXXX");
    int fd = mkstemp(place->path);
    *state = place;
    return fd < 0 || close(fd) != 0;
}

static int leave(void **state)
{
    struct place *place = *state;
    int failed = unlink(place->path);
    free(place);
    return failed;
}

static void fill(const struct place *place, struct span content)
{
    FILE *file = fopen(place->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content.at, 1, content.len, file), content.len);
    assert_int_equal(fclose(file), 0);
}

static char *rows_of(const struct place *place, const char *wanted, unsigned threads,
                     uint64_t stretch)
{
    struct inputs inputs = {.standard = -1, .judge = {.judge = judge_rules}};
    struct query *query = query_new(span_of(wanted), 0, NULL);
    struct finder finder = {query, &inputs, threads, stretch};
    struct output whole = {
        .form = OUTPUT_TSV, .columns = find_columns, .column_count = find_column_count};
    struct output rows;
    output_part(&rows, &whole);
    struct document *document = document_open(place->path, NULL);
    assert_non_null(document);
    assert_true(find_document(&finder, document, &rows, NULL));
    document_free(document);
    query_free(query);
    char *told = bytes_copy(buf_span(&rows.pending));
    output_cancel(&rows);
    return told;
}

static void assert_same_rows(const struct place *place, const char *wanted)
{
    static const uint64_t stretches[] = {50, 300, 70000};
    char *whole = rows_of(place, wanted, 1, UINT64_C(1) << 40);
    for (size_t i = 0; i < ARRAY_LEN(stretches); i++) {
        char *parts = rows_of(place, wanted, 3, stretches[i]);
        assert_string_equal(parts, whole);
        free(parts);
    }
    free(whole);
}

static void random_lines(struct buf *content, uint64_t *seed, size_t count)
{
    static const char *const pieces[] = {"de raad ",
                                         "besluit ",
                                         "buiten-\n",
                                         "landse ",
                                         "caf\xc3\xa9 ",
                                         "raad\n",
                                         "\n\n",
                                         "caf\xe9 ",
                                         "zin. ",
                                         "\r\n",
                                         "Een regel die lang genoeg is. ",
                                         "raad van\nde ",
                                         "\t",
                                         "van de raad"};
    for (size_t i = 0; i < count; i++) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        buf_add_string(content, pieces[(*seed >> 33) % ARRAY_LEN(pieces)]);
    }
}

static void stretches_give_the_rows_of_the_whole(void **state)
{
    static const char *const queries[] = {"raad", "raad van de", "buitenlandse", "cafe", "de"};
    uint64_t seed = 9;
    for (unsigned round = 0; round < 12; round++) {
        struct buf content = {0};
        random_lines(&content, &seed, 30 + round * 40);
        fill(*state, buf_span(&content));
        buf_done(&content);
        assert_same_rows(*state, queries[round % ARRAY_LEN(queries)]);
    }
}

static void stretches_longer_than_a_block_of_counting_do_too(void **state)
{
    struct buf content = {0};
    uint64_t seed = 4;
    random_lines(&content, &seed, 60000);
    fill(*state, buf_span(&content));
    buf_done(&content);
    char *whole = rows_of(*state, "buitenlandse", 1, UINT64_C(1) << 40);
    char *parts = rows_of(*state, "buitenlandse", 2, 100000);
    assert_string_equal(parts, whole);
    free(parts);
    free(whole);
}

static void a_line_longer_than_a_stretch_gives_the_rows_of_the_whole(void **state)
{
    struct buf content = {0};
    for (unsigned i = 0; i < 30000; i++)
        buf_add_string(&content, i % 1000 == 7 ? "raad " : "woord ");
    fill(*state, buf_span(&content));
    buf_done(&content);
    assert_same_rows(*state, "raad");
}

static size_t count_rows(const struct place *place, const char *wanted, unsigned threads,
                         uint64_t stretch)
{
    char *rows = rows_of(place, wanted, threads, stretch);
    size_t count = 0;
    for (const char *at = rows; (at = strchr(at, '\n')) != NULL; at++)
        count++;
    free(rows);
    return count;
}

static void a_hit_is_found_wherever_a_line_is_cut(void **state)
{
    struct buf content = {0};
    for (unsigned i = 0; i < 6000; i++)
        buf_add_string(&content, i % 7 == 3 ? "de zeer lange lijn met de buitenlandse raden erin, "
                                            : "van de buitenlandse raden en zo ");
    fill(*state, buf_span(&content));
    buf_done(&content);
    const char *wanted = "de buitenlandse raden";
    assert_int_equal(count_rows(*state, wanted, 1, UINT64_C(1) << 40), 6000);
    assert_int_equal(count_rows(*state, wanted, 2, DOCUMENT_REACH), 6000);
    assert_int_equal(count_rows(*state, wanted, 2, 1000), 6000);
    assert_same_rows(*state, wanted);
}

static void stretches_before_the_first_hit_are_counted(void **state)
{
    struct buf content = {0};
    for (unsigned i = 0; i < 9000; i++)
        buf_add_string(&content, i == 8000 || i == 8990 ? "raad\n" : "caf\xc3\xa9 \xe9\xe9n\n");
    fill(*state, buf_span(&content));
    buf_done(&content);
    assert_same_rows(*state, "raad");
    char *rows = rows_of(*state, "raad", 2, 5000);
    assert_non_null(strstr(rows, "\t8001\t1\t"));
    assert_non_null(strstr(rows, "\t8991\t1\t"));
    free(rows);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(stretches_give_the_rows_of_the_whole),
        TEST(stretches_longer_than_a_block_of_counting_do_too),
        TEST(a_line_longer_than_a_stretch_gives_the_rows_of_the_whole),
        TEST(a_hit_is_found_wherever_a_line_is_cut),
        TEST(stretches_before_the_first_hit_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
