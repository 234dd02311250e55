#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/compound.h"
#include "src/language/lexicon.h"

static const char words[] = "Duitsland\t-450\n"
                            "bank\t-500\nbankwerk\nboek\t-500\nboekbank\nboekenkast\nkast\t-520\n"
                            "kastwerk\nhandwerk\nhand\t-400\nhandboek\nstaat\t-420\nstaatsbank\n"
                            "wandkast\nwand\nwerk\t-380\nzandbank\nzand\nzoë\n"
                            /* enough to make hand and bank usual parts */
                            "berg\nbergbank\nhandberg\nkerk\nkerkbank\nhandkerk\nlaan\n"
                            "laanbank\nhandlaan\nschool\nschoolbank\nhandschool\ntuin\n"
                            "tuinbank\nhandtuin\nwandbank\nhandwand\nkastbank\nhandkast\n"
                            "werkbank\nhandzand\n";
static const char seen[] = "london\t-600\nhand\t-400\n";

struct fixture {
    struct buf image;
    struct lexicon *lexicon;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_true(lexicon_compile(span_of(words), span_of(seen), &fixture->image, NULL));
    fixture->lexicon = lexicon_of(buf_span(&fixture->image), NULL);
    *state = fixture;
    return fixture->lexicon == NULL;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    lexicon_free(fixture->lexicon);
    buf_done(&fixture->image);
    free(fixture);
    return 0;
}

static const struct lexicon_node *find(void **state, const char *word)
{
    struct fixture *fixture = *state;
    uint8_t codes[LEXICON_WORD_MAX];
    size_t count = lexicon_encode(fixture->lexicon, span_of(word), codes);
    return lexicon_find(fixture->lexicon, codes, count);
}

static unsigned strength(void **state, const char *word)
{
    struct fixture *fixture = *state;
    uint8_t codes[LEXICON_WORD_MAX];
    size_t count = lexicon_encode(fixture->lexicon, span_of(word), codes);
    return compound_strength(fixture->lexicon, codes, count);
}

static void every_word_is_found_and_no_other(void **state)
{
    struct span rest = span_of(words);
    while (rest.len > 0) {
        struct span line = span_cut(&rest, '\n');
        char *word = bytes_copy(span_cut(&line, '\t'));
        if (*word != '\0')
            assert_non_null(find(state, word));
        free(word);
    }
    assert_null(find(state, "ban"));
    assert_null(find(state, "banken"));
    assert_null(find(state, "duitsland"));
    assert_null(find(state, ""));
}

static void frequencies_are_centibels(void **state)
{
    assert_int_equal(lexicon_frequency(find(state, "hand")), -400);
    assert_int_equal(lexicon_frequency(find(state, "zoë")), -860);
}

static void seen_words_are_told_from_words(void **state)
{
    assert_int_equal(find(state, "london")->flags & (LEXICON_WORD | LEXICON_SEEN), LEXICON_SEEN);
    assert_int_equal(find(state, "hand")->flags & (LEXICON_WORD | LEXICON_SEEN),
                     LEXICON_WORD | LEXICON_SEEN);
}

static void parts_of_compounds_are_counted(void **state)
{
    assert_int_equal(lexicon_tails(find(state, "werk")), 2);  /* in three words: 1 + log2 */
    assert_int_equal(lexicon_heads(find(state, "staat")), 1); /* staatsbank, the s links */
    assert_int_equal(lexicon_heads(find(state, "zoë")), 0);
}

static void letters_come_back_as_they_were(void **state)
{
    struct fixture *fixture = *state;
    uint8_t codes[LEXICON_WORD_MAX];
    struct buf text = {0};
    size_t count = lexicon_encode(fixture->lexicon, span_of("zoë"), codes);
    assert_int_equal(count, 3);
    lexicon_decode(fixture->lexicon, codes, count, &text);
    assert_string_equal(text.at, "zoë");
    assert_int_equal(lexicon_letter(fixture->lexicon, lexicon_base(fixture->lexicon, codes[2])),
                     'e');
    buf_done(&text);
}

static void a_long_word_is_no_word(void **state)
{
    struct fixture *fixture = *state;
    uint8_t codes[LEXICON_WORD_MAX];
    struct buf text = {0};
    for (int i = 0; i < 10000; i++)
        buf_add_byte(&text, 'a');
    assert_int_equal(lexicon_encode(fixture->lexicon, buf_span(&text), codes), 0);
    buf_done(&text);
}

static void a_damaged_image_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct span image = buf_span(&fixture->image);
    for (size_t len = 0; len < image.len; len += 97)
        assert_null(lexicon_of((struct span){image.at, len}, NULL));
}

static void walking_a_scrambled_image_stays_inside(void **state)
{
    struct fixture *fixture = *state;
    struct buf copy = {0};
    buf_add_span(&copy, buf_span(&fixture->image));
    for (size_t i = 1900; i < copy.len; i++)
        copy.at[i] = (char)(i * 37);
    struct lexicon *lexicon = lexicon_of(buf_span(&copy), NULL);
    if (lexicon != NULL) {
        uint8_t codes[LEXICON_WORD_MAX];
        size_t count = lexicon_encode(lexicon, span_of("boekenkast"), codes);
        lexicon_find(lexicon, codes, count);
        compound_strength(lexicon, codes, count);
    }
    lexicon_free(lexicon);
    buf_done(&copy);
}

static void new_compounds_of_known_parts_have_strength(void **state)
{
    assert_true(strength(state, "handbank") > 0);
    assert_true(strength(state, "handsbank") > 0);
    assert_int_equal(strength(state, "handbnak"), 0);
    assert_int_equal(strength(state, "bank"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_found_and_no_other),
        cmocka_unit_test(frequencies_are_centibels),
        cmocka_unit_test(seen_words_are_told_from_words),
        cmocka_unit_test(parts_of_compounds_are_counted),
        cmocka_unit_test(letters_come_back_as_they_were),
        cmocka_unit_test(a_long_word_is_no_word),
        cmocka_unit_test(a_damaged_image_is_refused),
        cmocka_unit_test(walking_a_scrambled_image_stays_inside),
        cmocka_unit_test(new_compounds_of_known_parts_have_strength),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
