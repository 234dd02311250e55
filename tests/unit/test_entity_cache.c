#include <config.h>

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/base/file.h"
#include "src/language/entity_cache.h"

static struct recognizer *recognizer_load(void)
{
    struct recognizer_warnings warnings;
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    struct recognizer *recognizer = recognizer_new("nl", NULL, &warnings);
    assert_non_null(recognizer);
    return recognizer;
}

/* Packs what is found in a text, whose entities are handed over. */
static struct entities *find_packed(struct recognizer *recognizer, const char *content,
                                    struct buf *packed)
{
    struct document *document = document_of(span_of(content), "test");
    struct text *text = text_new(document, &judge_rules);
    struct entities *entities = entities_find(recognizer, text, NULL, NULL, NULL);
    assert_non_null(entities);
    assert_true(entities_pack(entities, packed));
    text_free(text);
    document_free(document);
    return entities;
}

static void unpacking_gives_what_was_packed(void **state)
{
    struct recognizer *recognizer = recognizer_load();
    struct buf packed = {0};
    struct entities *entities = find_packed(
        recognizer, "De EU en Malta spraken op 3 mei 2019 over de EU-lidstaten.", &packed);
    struct entities *again = entities_unpack(buf_span(&packed));
    assert_non_null(again);
    assert_int_equal(again->mention_count, entities->mention_count);
    assert_int_equal(again->entity_count, entities->entity_count);
    for (size_t i = 0; i < entities->mention_count; i++) {
        assert_int_equal(again->mentions[i].start, entities->mentions[i].start);
        assert_int_equal(again->mentions[i].end, entities->mentions[i].end);
        assert_int_equal(again->mentions[i].type, entities->mentions[i].type);
        assert_string_equal(again->norms[i], entities->norms[i]);
        assert_true(span_equal(mention_text(again, i), mention_text(entities, i)));
    }
    for (size_t i = 0; i < entities->entity_count; i++)
        assert_int_equal(again->entities[i].count, entities->entities[i].count);
    entities_free(again);
    entities_free(entities);
    buf_done(&packed);
    recognizer_free(recognizer);
}

static void an_empty_result_is_kept_too(void **state)
{
    struct recognizer *recognizer = recognizer_load();
    struct buf packed = {0};
    struct entities *entities = find_packed(recognizer, "", &packed);
    struct entities *again = entities_unpack(buf_span(&packed));
    assert_non_null(again);
    assert_int_equal(again->mention_count, 0);
    entities_free(again);
    entities_free(entities);
    buf_done(&packed);
    recognizer_free(recognizer);
}

static void a_changed_or_short_file_is_as_good_as_none(void **state)
{
    struct recognizer *recognizer = recognizer_load();
    struct buf packed = {0};
    struct entities *entities = find_packed(recognizer, "De EU en Malta op 3 mei 2019.", &packed);
    for (size_t len = 0; len < packed.len; len++)
        assert_null(entities_unpack((struct span){packed.at, len}));
    for (size_t at = 0; at < packed.len; at++) {
        packed.at[at] ^= 1;
        assert_null(entities_unpack(buf_span(&packed)));
        packed.at[at] ^= 1;
    }
    entities_free(entities);
    buf_done(&packed);
    recognizer_free(recognizer);
}

/* The one file of the cache below `folder`; free(). */
static char *only_file(const char *folder)
{
    char *inside = file_join(folder, "leeszaal/entities"), *found = NULL;
    DIR *dir = opendir(inside);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        assert_null(found);
        found = file_join(inside, entry->d_name);
    }
    closedir(dir);
    free(inside);
    return found;
}

static size_t count_cached(struct recognizer *recognizer, struct span content)
{
    struct document *document = document_of(content, "test");
    struct text *text = text_new(document, &judge_rules);
    struct entities *entities =
        entities_find_cached(recognizer, text, &judge_rules, NULL, NULL, NULL);
    assert_non_null(entities);
    size_t count = entities->mention_count;
    entities_free(entities);
    text_free(text);
    document_free(document);
    return count;
}

static void a_large_document_is_kept_and_a_broken_file_replaced(void **state)
{
    struct recognizer *recognizer = recognizer_load();
    char folder[] = "/tmp/leeszaal-test-XXXXXX";
    struct buf content = {0};
    struct stat status;
    assert_non_null(mkdtemp(folder));
    setenv("XDG_CACHE_HOME", folder, 1);
    assert_int_equal(count_cached(recognizer, span_of("De EU.")), 1);
    while (content.len < ENTITY_CACHE_LEAST)
        buf_add_string(&content, "De EU en Malta op 3 mei 2019.\n\n");
    size_t count = count_cached(recognizer, buf_span(&content));
    char *file = only_file(folder);
    assert_non_null(file);
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    off_t size = status.st_size;
    assert_int_equal(count_cached(recognizer, buf_span(&content)), count);
    assert_int_equal(truncate(file, 100), 0);
    assert_int_equal(count_cached(recognizer, buf_span(&content)), count);
    assert_int_equal(stat(file, &status), 0);
    assert_int_equal(status.st_size, size);
    char *inside = file_join(folder, "leeszaal/entities"), *above = file_join(folder, "leeszaal");
    unlink(file);
    rmdir(inside);
    rmdir(above);
    rmdir(folder);
    free(file);
    free(inside);
    free(above);
    buf_done(&content);
    recognizer_free(recognizer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unpacking_gives_what_was_packed),
        cmocka_unit_test(an_empty_result_is_kept_too),
        cmocka_unit_test(a_large_document_is_kept_and_a_broken_file_replaced),
        cmocka_unit_test(a_changed_or_short_file_is_as_good_as_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
