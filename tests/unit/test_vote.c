#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/model.h"
#include "src/language/tagger.h"
#include "src/language/vote.h"

/* Facts that know nothing. */
static const uint16_t no_checks[2];
static const uint32_t no_facts[2];

enum { MOST = 8 };

/* A document of words parted by blanks; the same word has the same uses. */
struct text {
    struct word words[MOST];
    struct word_uses uses[MOST];
    const struct word *word_at[MOST];
    struct word_uses *uses_at[MOST];
    struct sentence sentence;
};

static void text_init(struct text *text, const char *words)
{
    const struct facts facts = {no_checks, no_facts, 2};
    struct span rest = span_of(words);
    *text = (struct text){0};
    size_t count = 0;
    for (; rest.at != NULL; count++) {
        assert_true(count < MOST);
        word_make(&text->words[count], span_cut(&rest, ' '), &facts);
        text->word_at[count] = &text->words[count];
        size_t same = 0;
        while (!span_equal(text->words[same].text, text->words[count].text))
            same++;
        text->uses_at[count] = &text->uses[same];
    }
    text->sentence =
        (struct sentence){.words = text->word_at, .uses = text->uses_at, .count = count};
}

enum { PER = 0, LOC = 2, B_PER = 1, I_PER, B_LOC = 5 };

static void a_full_name_speaks_for_the_surname_alone(void **state)
{
    struct text text;
    int32_t bonus[VOTE_TYPES];
    static const uint8_t tags[] = {B_PER, I_PER, 0, 0, B_LOC};
    text_init(&text, "Michael Boogerd won van Boogerd");
    votes_add(&text.sentence, tags);
    assert_true(votes_contest(&text.sentence, tags, 4, bonus));
    assert_true(bonus[PER] > 0);
    assert_int_equal(bonus[LOC], 0); /* its own vote doesn't count */
}

static void mentions_that_agree_are_left_alone(void **state)
{
    struct text text;
    int32_t bonus[VOTE_TYPES];
    static const uint8_t tags[] = {0, B_LOC, 0, B_LOC};
    text_init(&text, "in Gent bij Gent");
    votes_add(&text.sentence, tags);
    assert_false(votes_contest(&text.sentence, tags, 1, bonus));
    assert_false(votes_contest(&text.sentence, tags, 3, bonus));
}

static void no_name_elsewhere_speaks_against_a_name(void **state)
{
    struct text text;
    int32_t bonus[VOTE_TYPES];
    static const uint8_t tags[] = {0, 0, B_PER};
    text_init(&text, "de Partij Partij");
    votes_add(&text.sentence, tags);
    assert_true(votes_contest(&text.sentence, tags, 2, bonus));
    assert_true(bonus[PER] < 0);
}

static void a_capital_that_opens_a_sentence_says_nothing(void **state)
{
    struct text text;
    int32_t bonus[VOTE_TYPES];
    static const uint8_t tags[] = {0, 0, B_PER};
    text_init(&text, "Kok zegt Kok");
    votes_add(&text.sentence, tags);
    assert_false(votes_contest(&text.sentence, tags, 2, bonus));
}

static void words_inside_other_names_have_no_vote(void **state)
{
    struct text text;
    int32_t bonus[VOTE_TYPES];
    static const uint8_t tags[] = {3, 4, 4, 0, B_LOC}; /* ORG */
    text_init(&text, "Universiteit van Gent in Gent");
    votes_add(&text.sentence, tags);
    assert_false(votes_contest(&text.sentence, tags, 4, bonus));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_name_speaks_for_the_surname_alone),
        cmocka_unit_test(mentions_that_agree_are_left_alone),
        cmocka_unit_test(no_name_elsewhere_speaks_against_a_name),
        cmocka_unit_test(a_capital_that_opens_a_sentence_says_nothing),
        cmocka_unit_test(words_inside_other_names_have_no_vote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
