#include <config.h>

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/base/file.h"
#include "src/base/file_replace.h"
#include "src/language/wordcache.h"

static uint64_t word(uint64_t number)
{
    return bytes_hash(&number, sizeof number, 7);
}

static void words_are_found_and_others_are_not(void **state)
{
    struct wordcache *cache = wordcache_load(NULL, 1);
    for (uint32_t i = 0; i < 50000; i++)
        wordcache_put(cache, word(i), i % 65535 + 1);
    assert_int_equal(wordcache_count(cache), 50000);
    for (uint32_t i = 0; i < 50000; i++)
        assert_int_equal(wordcache_get(cache, word(i)), i % 65535 + 1);
    for (uint32_t i = 50000; i < 60000; i++)
        assert_int_equal(wordcache_get(cache, word(i)), 0);
    wordcache_put(cache, word(3), 9);
    assert_int_equal(wordcache_get(cache, word(3)), 9);
    assert_int_equal(wordcache_count(cache), 50000);
    wordcache_free(cache);
}

static void it_survives_a_restart_but_not_another_dictionary(void **state)
{
    char path[] = "/tmp/leeszaal-cache-XXXXXX";
    close(mkstemp(path));
    struct wordcache *cache = wordcache_load(path, 1);
    for (uint32_t i = 0; i < 3000; i++)
        wordcache_put(cache, word(i), i + 1);
    wordcache_save(cache);
    wordcache_free(cache);
    cache = wordcache_load(path, 1);
    assert_int_equal(wordcache_count(cache), 3000);
    assert_int_equal(wordcache_get(cache, word(2999)), 3000);
    wordcache_free(cache);
    cache = wordcache_load(path, 2);
    assert_int_equal(wordcache_count(cache), 0);
    wordcache_free(cache);
    unlink(path);
}

static void a_damaged_file_counts_as_none(void **state)
{
    char path[] = "/tmp/leeszaal-cache-XXXXXX";
    close(mkstemp(path));
    struct wordcache *cache = wordcache_load(path, 1);
    for (uint32_t i = 0; i < 100; i++)
        wordcache_put(cache, word(i), 5);
    wordcache_save(cache);
    wordcache_free(cache);
    struct buf content = {0};
    assert_true(file_read(path, 1 << 24, &content, NULL));
    for (size_t at = 0; at < content.len; at += content.len / 50) {
        content.at[at] ^= 0x5a;
        assert_true(file_replace(path, buf_span(&content), FILE_REPLACE, 0600, NULL, NULL));
        content.at[at] ^= 0x5a;
        cache = wordcache_load(path, 1);
        assert_int_equal(wordcache_count(cache), 0);
        wordcache_free(cache);
    }
    assert_true(file_replace(path, (struct span){content.at, content.len / 2}, FILE_REPLACE, 0600,
                             NULL, NULL));
    cache = wordcache_load(path, 1);
    assert_int_equal(wordcache_count(cache), 0);
    wordcache_free(cache);
    buf_done(&content);
    unlink(path);
}

static void *put_many(void *context)
{
    for (uint32_t i = 0; i < 30000; i++) {
        wordcache_put(context, word(i), i % 1000 + 1);
        uint32_t found = wordcache_get(context, word(i / 2));
        if (found != 0 && found != i / 2 % 1000 + 1)
            return context;
    }
    return NULL;
}

static void threads_see_whole_entries_only(void **state)
{
    struct wordcache *cache = wordcache_load(NULL, 1);
    pthread_t threads[3];
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, put_many, cache), 0);
    for (size_t i = 0; i < 3; i++) {
        void *bad;
        pthread_join(threads[i], &bad);
        assert_null(bad);
    }
    assert_int_equal(wordcache_count(cache), 30000);
    wordcache_free(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_and_others_are_not),
        cmocka_unit_test(it_survives_a_restart_but_not_another_dictionary),
        cmocka_unit_test(a_damaged_file_counts_as_none),
        cmocka_unit_test(threads_see_whole_entries_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
