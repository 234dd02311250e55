#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/slips.h"

/* Exactly these slips lead from one word to the other: `times` of the one, no other. */
static void assert_slips(const char *wrong, const char *right, enum slip slip, unsigned times)
{
    uint32_t from[SLIPS_LETTERS], to[SLIPS_LETTERS];
    uint8_t counts[SLIPS];
    size_t from_count = slips_letters(span_of(wrong), from);
    size_t to_count = slips_letters(span_of(right), to);
    slips_count(from, from_count, to, to_count, counts);
    for (size_t i = 0; i < SLIPS; i++)
        assert_int_equal(counts[i], i == slip ? times : 0);
}

static void equal_words_have_no_slips(void **state)
{
    assert_slips("Nederland", "nederland", SLIP_DOUBLE, 0);
}

static void each_kind_of_slip_is_told_apart(void **state)
{
    assert_slips("abonement", "abonnement", SLIP_DOUBLE, 1);
    assert_slips("abbonnement", "abonnement", SLIP_UNDOUBLE, 1);
    assert_slips("afschuwlijk", "afschuwelijk", SLIP_MISSING_VOWEL, 1);
    assert_slips("erste", "eerste", SLIP_DOUBLE, 1);
    assert_slips("belagrijk", "belangrijk", SLIP_MISSING, 1);
    assert_slips("nogall", "nogal", SLIP_UNDOUBLE, 1);
    assert_slips("huise", "huis", SLIP_EXTRA_VOWEL, 1);
    assert_slips("huisk", "huis", SLIP_EXTRA, 1);
    assert_slips("geïnterpreteerd", "geinterpreteerd", SLIP_VOWELS, 1);
    assert_slips("gebeurt", "gebeurd", SLIP_CONSONANTS, 1);
    assert_slips("huus", "huls", SLIP_LETTERS, 1);
    assert_slips("Nederlnad", "Nederland", SLIP_SWAP, 1);
}

static void slips_add_up(void **state)
{
    assert_slips("kontakten", "contacten", SLIP_CONSONANTS, 2);
}

static void a_word_that_is_too_long_is_not_looked_at(void **state)
{
    uint32_t letters[SLIPS_LETTERS];
    char word[SLIPS_LETTERS + 2];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    assert_int_equal(slips_letters(span_of(word), letters), 0);
    word[SLIPS_LETTERS] = '\0';
    assert_int_equal(slips_letters(span_of(word), letters), SLIPS_LETTERS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_words_have_no_slips),
        cmocka_unit_test(each_kind_of_slip_is_told_apart),
        cmocka_unit_test(slips_add_up),
        cmocka_unit_test(a_word_that_is_too_long_is_not_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
