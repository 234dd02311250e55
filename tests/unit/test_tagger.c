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
#include "src/language/model.h"
#include "src/language/score.h"
#include "src/language/train.h"

static const struct training quick = {
    .models = 2, .rounds = 20, .step = 0.1f, .dropped = 0.2f, .size_limit = 1 << 20};

/* Twenty sentences with people behind "mevrouw" and towns behind "in". */
static void fill(struct tagged *tagged)
{
    static const char *const people[] = {"Anna Vos", "Piet Bakker", "Els Maes", "Jan Peeters"};
    static const char *const towns[] = {"Gent", "Breda", "Tienen", "Zwolle", "Aalst"};
    for (size_t i = 0; i < 20; i++) {
        char text[100];
        const char *person = people[i % 4], *town = towns[i % 5];
        snprintf(text, sizeof text, "Gisteren zag mevrouw %s een huis in %s staan.", person, town);
        size_t at = strlen("Gisteren zag mevrouw "),
               in = at + strlen(person) + strlen(" een huis in ");
        struct marked_span spans[] = {{at, at + strlen(person), 0}, {in, in + strlen(town), 2}};
        assert_true(tagged_add_text(tagged, span_of(text), spans, 2));
    }
}

/* Facts that know nothing. */
static const uint16_t no_checks[2];
static const uint32_t no_facts[2];
static const uint16_t no_levels[FACTS_CLUSTERS * (CLUSTER_LEVELS - 1)];
static struct feature_maker bare_maker(void)
{
    return (struct feature_maker){
        .facts = {no_checks, no_facts, 2}, .coarser = no_levels, .families = FEATURES_ALL};
}

static void train(const struct tagged *tagged, struct buf *model)
{
    struct feature_maker maker = bare_maker();
    struct trainer *trainer = trainer_new(tagged, &maker, &quick);
    assert_non_null(trainer);
    unsigned rounds = 1;
    while (trainer_round(trainer))
        rounds++;
    assert_int_equal(rounds, trainer_rounds(trainer));
    assert_true(trainer_pack(trainer, model));
    trainer_free(trainer);
}

struct trained {
    struct tagged tagged;
    struct buf model;
};

static int make_trained(void **state)
{
    struct trained *trained = calloc(1, sizeof *trained);
    fill(&trained->tagged);
    train(&trained->tagged, &trained->model);
    *state = trained;
    return 0;
}

static int free_trained(void **state)
{
    struct trained *trained = *state;
    tagged_done(&trained->tagged);
    buf_done(&trained->model);
    free(trained);
    return 0;
}

static struct tagger *tagger_of_trained(const struct trained *trained)
{
    struct tagger *tagger = tagger_of(buf_span(&trained->model), "trained", NULL);
    assert_non_null(tagger);
    return tagger;
}

/* Tags words parted by blanks, "|" before a sentence; the tags parted by blanks. */
static char *tags_of(struct tagging *tagging, const char *words)
{
    struct span rest = span_of(words);
    struct buf tags = {0};
    bool start = true;
    while (rest.at != NULL) {
        struct span word = span_cut(&rest, ' ');
        if (!span_equal(word, span_of("|")))
            assert_true(tagging_add(tagging, word, start));
        start = span_equal(word, span_of("|"));
    }
    assert_true(tagging_run(tagging));
    for (size_t i = 0; i < tagging_count(tagging); i++)
        buf_printf(&tags, i > 0 ? " %s" : "%s", tagger_tag_name(tagging_tags(tagging)[i]));
    return buf_take(&tags);
}

static void names_it_has_not_seen_are_found(void **state)
{
    struct tagger *tagger = tagger_of_trained(*state);
    struct tagging *tagging = tagging_new(tagger);
    char *tags =
        tags_of(tagging, "Gisteren zag mevrouw Eva Maes een huis in Ninove staan . | Ja .");
    assert_string_equal(tags, "O O O B-PER I-PER O O O B-LOC O O O O");
    free(tags);
    tagging_free(tagging);
    tagger_free(tagger);
}

static void the_words_of_a_run_do_not_come_back_in_the_next(void **state)
{
    struct tagger *tagger = tagger_of_trained(*state);
    struct tagging *tagging = tagging_new(tagger);
    free(tags_of(tagging, "een huis in Gent"));
    assert_int_equal(tagging_count(tagging), 4);
    free(tags_of(tagging, "een huis"));
    assert_int_equal(tagging_count(tagging), 2);
    tagging_begin(tagging);
    assert_int_equal(tagging_count(tagging), 0);
    tagging_free(tagging);
    tagger_free(tagger);
}

static void no_words_are_fine(void **state)
{
    struct tagger *tagger = tagger_of_trained(*state);
    struct tagging *tagging = tagging_new(tagger);
    assert_true(tagging_run(tagging));
    assert_int_equal(tagging_count(tagging), 0);
    assert_true(tagging_add(tagging, span_of(""), true));
    assert_true(tagging_run(tagging));
    assert_int_equal(tagging_count(tagging), 1);
    tagging_free(tagging);
    tagger_free(tagger);
}

static void a_word_of_a_megabyte_and_bytes_that_are_no_text_are_fine(void **state)
{
    struct tagger *tagger = tagger_of_trained(*state);
    struct tagging *tagging = tagging_new(tagger);
    size_t len = 1 << 20;
    char *letters = malloc(len);
    memset(letters, 'A', len);
    assert_true(tagging_add(tagging, (struct span){letters, len}, true));
    memset(letters, 0xbf, len);
    assert_true(tagging_add(tagging, (struct span){letters, len}, false));
    assert_true(tagging_add(tagging, (struct span){"\xff\0\xc3", 3}, false));
    assert_true(tagging_run(tagging));
    assert_int_equal(tagging_count(tagging), 3);
    free(letters);
    tagging_free(tagging);
    tagger_free(tagger);
}

static void a_sentence_without_end_is_tagged_in_parts(void **state)
{
    struct tagger *tagger = tagger_of_trained(*state);
    struct tagging *tagging = tagging_new(tagger);
    for (size_t i = 0; i < 3 * SENTENCE_WORDS; i++)
        assert_true(tagging_add(tagging, span_of("Gent"), i == 0));
    assert_true(tagging_run(tagging));
    const uint8_t *tags = tagging_tags(tagging);
    for (size_t i = 0; i < tagging_count(tagging); i++)
        assert_true(tags[i] == 0 || tagger_tag_begins(tags[i]) ||
                    (i > 0 && tags[i - 1] != 0 &&
                     tagger_tag_type(tags[i - 1]) == tagger_tag_type(tags[i])));
    tagging_free(tagging);
    tagger_free(tagger);
}

static void training_twice_gives_the_same_bytes(void **state)
{
    struct trained *trained = *state;
    struct buf again = {0};
    train(&trained->tagged, &again);
    assert_int_equal(again.len, trained->model.len);
    assert_memory_equal(again.at, trained->model.at, again.len);
    buf_done(&again);
}

static void its_own_text_is_scored_without_fault(void **state)
{
    struct trained *trained = *state;
    struct tagger *tagger = tagger_of_trained(trained);
    struct score score = {0};
    assert_true(score_tagger(&score, tagger, &trained->tagged));
    assert_int_equal(score.all.gold, 40);
    assert_int_equal(score.all.right, 40);
    tagger_free(tagger);
}

static void no_text_trains_a_model_that_finds_nothing(void **state)
{
    struct tagged nothing = {0};
    struct buf model = {0};
    train(&nothing, &model);
    struct tagger *tagger = tagger_of(buf_span(&model), "empty", NULL);
    assert_non_null(tagger);
    struct tagging *tagging = tagging_new(tagger);
    char *tags = tags_of(tagging, "Anna in Gent");
    assert_string_equal(tags, "O O O");
    free(tags);
    tagging_free(tagging);
    tagger_free(tagger);
    buf_done(&model);
}

/* Goes on from the trained model with one sentence, and frees it. */
static void train_further(const struct trained *trained, struct tagged *tagged, struct buf *model)
{
    struct tagger *tagger = tagger_of_trained(trained);
    assert_true(tagged_fill(tagged, tagger));
    struct trainer *trainer = trainer_of_model(tagged, tagger_model(tagger), &training_further);
    assert_non_null(trainer);
    while (trainer_round(trainer))
        continue;
    assert_true(trainer_pack(trainer, model));
    trainer_free(trainer);
    tagger_free(tagger);
    tagged_done(tagged);
}

static void assert_tags(struct span model, const char *words, const char *expected)
{
    struct tagger *tagger = tagger_of(model, "model", NULL);
    assert_non_null(tagger);
    struct tagging *tagging = tagging_new(tagger);
    char *tags = tags_of(tagging, words);
    assert_string_equal(tags, expected);
    free(tags);
    tagging_free(tagging);
    tagger_free(tagger);
}

#define KNOWN "Gisteren zag mevrouw Anna Vos een huis in Gent staan ."

static void going_on_learns_a_new_name_and_keeps_the_old_ones(void **state)
{
    struct tagged tagged = {0};
    struct buf model = {0};
    struct span text = span_of("De Zandbank vergadert morgen.");
    struct marked_span body[] = {{3, 11, 1}};
    assert_true(tagged_add_partial(&tagged, text, body, 1, NULL, 0));
    train_further(*state, &tagged, &model);
    assert_tags(buf_span(&model), "De Zandbank vergadert morgen .", "O B-ORG O O O");
    assert_tags(buf_span(&model), KNOWN, "O O O B-PER I-PER O O O B-LOC O O");
    buf_done(&model);
}

static void going_on_learns_that_a_name_is_none(void **state)
{
    struct tagged tagged = {0};
    struct buf model = {0};
    struct span text = span_of("Gisteren zag mevrouw Anna Vos een huis in Aanbouw staan.");
    struct marked_span rejected[] = {{42, 49, 0}};
    const char *words = "Gisteren zag mevrouw Anna Vos een huis in Aanbouw staan .";
    assert_tags(buf_span(&((struct trained *)*state)->model), words,
                "O O O B-PER I-PER O O O B-LOC O O");
    for (int i = 0; i < 3; i++)
        assert_true(tagged_add_partial(&tagged, text, NULL, 0, rejected, 1));
    train_further(*state, &tagged, &model);
    /* The person beside it, of whom nothing was said, stays. */
    assert_tags(buf_span(&model), words, "O O O B-PER I-PER O O O O O O");
    assert_tags(buf_span(&model), KNOWN, "O O O B-PER I-PER O O O B-LOC O O");
    buf_done(&model);
}

static void going_on_with_nothing_changes_no_byte(void **state)
{
    struct trained *trained = *state;
    struct tagged nothing = {0};
    struct buf model = {0};
    train_further(trained, &nothing, &model);
    assert_int_equal(model.len, trained->model.len);
    assert_memory_equal(model.at, trained->model.at, model.len);
    buf_done(&model);
}

static char *write_model(struct span bytes)
{
    char *path = strdup("/tmp/test_tagger.XXXXXX");
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_true(file_write_all(fd, bytes.at, bytes.len));
    close(fd);
    return path;
}

static void a_model_file_is_loaded_as_it_was_written(void **state)
{
    struct trained *trained = *state;
    char *path = write_model(buf_span(&trained->model));
    struct tagger *tagger = tagger_load(path, NULL);
    assert_non_null(tagger);
    struct score score = {0};
    assert_true(score_tagger(&score, tagger, &trained->tagged));
    assert_int_equal(score.all.right, 40);
    tagger_free(tagger);
    unlink(path);
    free(path);
}

static void a_model_that_was_read_outlives_its_file(void **state)
{
    struct trained *trained = *state;
    char *path = write_model(buf_span(&trained->model));
    struct tagger *tagger = tagger_read(path, NULL);
    assert_non_null(tagger);
    assert_int_equal(truncate(path, 0), 0);
    struct score score = {0};
    assert_true(score_tagger(&score, tagger, &trained->tagged));
    assert_int_equal(score.all.right, 40);
    tagger_free(tagger);
    unlink(path);
    free(path);
}

static void a_broken_or_foreign_model_is_refused_by_name(void **state)
{
    struct trained *trained = *state;
    struct span whole = buf_span(&trained->model);
    char *bytes = bytes_copy(whole);
    const struct {
        size_t at, len;
    } breaks[] = {
        {0, whole.len},             /* not our magic */
        {8, whole.len},             /* another version */
        {12, whole.len},            /* another byte order */
        {whole.len / 2, whole.len}, /* a byte of the content */
        {whole.len, whole.len - 1}, /* cut off */
        {whole.len, 40},
        {whole.len, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(breaks); i++) {
        struct error error = {0};
        if (breaks[i].at < whole.len)
            bytes[breaks[i].at] ^= 1;
        char *path = write_model((struct span){bytes, breaks[i].len});
        assert_null(tagger_load(path, &error));
        assert_int_equal(error.kind, ERROR_INPUT);
        assert_string_equal(error.subject, path);
        if (breaks[i].at < whole.len)
            bytes[breaks[i].at] ^= 1;
        unlink(path);
        free(path);
    }
    free(bytes);
}

static void a_missing_model_is_refused_by_name(void **state)
{
    struct error error = {0};
    assert_null(tagger_load("/nonexistent/model.bin", &error));
    assert_int_equal(error.kind, ERROR_INPUT);
    assert_string_equal(error.subject, "/nonexistent/model.bin");
}

static void tags_and_names_go_both_ways(void **state)
{
    for (uint8_t tag = 0; tag < TAGGER_TAGS; tag++) {
        uint8_t back;
        assert_true(tagger_tag_of(span_of(tagger_tag_name(tag)), &back));
        assert_int_equal(back, tag);
    }
    uint8_t unused;
    assert_false(tagger_tag_of(span_of("B-"), &unused));
}

static void memory_that_is_out_is_told(void **state)
{
    struct trained *trained = *state;
    struct tagger *tagger = tagger_of_trained(trained);
    for (long count = 0; count < 40; count++) {
        bytes_fail_after(count);
        struct tagging *tagging = tagging_new(tagger);
        bool fine = tagging != NULL;
        for (size_t i = 0; fine && i < 30; i++)
            fine = tagging_add(tagging, tagged_text(&trained->tagged, i), i == 0);
        fine = fine && tagging_run(tagging);
        bytes_fail_after(-1);
        tagging_free(tagging);
        if (count == 0)
            assert_false(fine);
    }
    tagger_free(tagger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_it_has_not_seen_are_found),
        cmocka_unit_test(the_words_of_a_run_do_not_come_back_in_the_next),
        cmocka_unit_test(no_words_are_fine),
        cmocka_unit_test(a_word_of_a_megabyte_and_bytes_that_are_no_text_are_fine),
        cmocka_unit_test(a_sentence_without_end_is_tagged_in_parts),
        cmocka_unit_test(training_twice_gives_the_same_bytes),
        cmocka_unit_test(its_own_text_is_scored_without_fault),
        cmocka_unit_test(no_text_trains_a_model_that_finds_nothing),
        cmocka_unit_test(going_on_learns_a_new_name_and_keeps_the_old_ones),
        cmocka_unit_test(going_on_learns_that_a_name_is_none),
        cmocka_unit_test(going_on_with_nothing_changes_no_byte),
        cmocka_unit_test(a_model_file_is_loaded_as_it_was_written),
        cmocka_unit_test(a_model_that_was_read_outlives_its_file),
        cmocka_unit_test(a_broken_or_foreign_model_is_refused_by_name),
        cmocka_unit_test(a_missing_model_is_refused_by_name),
        cmocka_unit_test(tags_and_names_go_both_ways),
        cmocka_unit_test(memory_that_is_out_is_told),
    };
    return cmocka_run_group_tests(tests, make_trained, free_trained);
}
