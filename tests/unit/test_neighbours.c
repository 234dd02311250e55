#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/neighbours.h"

/* The facts of the first of the flagged words of a text: those with an x in them. */
static struct place_facts facts_of(const char *text)
{
    struct flags flags = {0};
    uint32_t number = 0;
    assert_true(tokens_split(&flags.tokens, span_of(text)));
    for (size_t i = 0; i < flags.tokens.count; i++) {
        const struct token *token = &flags.tokens.at[i];
        struct span word = {text + token->start, token->end - token->start};
        if (token->kind != TOKEN_WORD)
            continue;
        number++;
        struct evidence evidence = {.kind = word.at[0] < 'a' ? WORD_CAPITAL : WORD_LOWER,
                                    .better = {.cost = PROBE_FAR}};
        struct flagged flagged = {.start = token->start,
                                  .end = token->end,
                                  .context = token->sentence_start ? CONTEXT_START : 0,
                                  .info = weigh_pack(&evidence),
                                  .token = (uint32_t)i,
                                  .number = number};
        if (memchr(word.at, 'x', word.len) != NULL)
            assert_true(flags_add(&flags, &flagged));
    }
    neighbours_look(span_of(text), &flags);
    struct place_facts facts = neighbours_facts(&flags.at[0], 1, 0);
    flags_done(&flags);
    return facts;
}

static void unknown_words_are_counted_near_and_far(void **state)
{
    (void)state;
    struct place_facts facts = facts_of("een xa met xb en Axc of nog een paar xd");
    assert_int_equal(facts.lower, 1);
    assert_int_equal(facts.upper, 0);
    assert_int_equal(facts.wide, 1);
    facts = facts_of("een xa Axb en of nog de xc");
    assert_int_equal(facts.upper, 1);
    assert_int_equal(facts.wide, 1);
}

static void counts_have_a_ceiling(void **state)
{
    (void)state;
    struct place_facts facts = facts_of("xa xb xc xd xe xf xg xh xi und the La le xj");
    assert_int_equal(facts.wide, 4);
    assert_int_equal(facts.foreign, 0);
    facts = facts_of("und The La xj le");
    assert_int_equal(facts.foreign, 2);
}

static void little_words_of_other_languages_are_known(void **state)
{
    (void)state;
    assert_int_equal(facts_of("de xa für Elise").foreign, 1);
    assert_int_equal(facts_of("de xa, het xb van de").foreign, 0);
}

static void quotation_marks_and_brackets_are_seen(void **state)
{
    (void)state;
    assert_true(facts_of("de “xa” van hen").quoted);
    assert_true(facts_of("de groep (xa en anderen)").quoted);
    assert_false(facts_of("de xa, en anderen").quoted);
    assert_false(facts_of("xa").quoted);
}

static void a_capital_at_the_start_is_the_sentences(void **state)
{
    (void)state;
    assert_true(facts_of("Axa is goed.").start);
    assert_false(facts_of("De Axa is goed.").start);
    assert_false(facts_of("xa is niet goed.").start);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unknown_words_are_counted_near_and_far),
        cmocka_unit_test(counts_have_a_ceiling),
        cmocka_unit_test(little_words_of_other_languages_are_known),
        cmocka_unit_test(quotation_marks_and_brackets_are_seen),
        cmocka_unit_test(a_capital_at_the_start_is_the_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
