#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/language/names_inside.h"

/* A paragraph as the tagger would have read it: `tags` has a letter a token, B and I of a person, P
 * and Q of a place, anything else for none. */
struct read {
    struct paragraph paragraph;
    struct window window;
    struct findings findings;
    struct finder finder;
    uint8_t tags[32];
};

static void read_paragraph(struct read *read, const char *text, const char *tags)
{
    read->paragraph = (struct paragraph){.text = span_of(text)};
    window_clear(&read->window);
    assert_true(window_add(&read->window, &read->paragraph));
    window_settle(&read->window);
    read->finder.findings = &read->findings;
    read->finder.paragraph = &read->window.paragraphs[0].paragraph;
    read->finder.tokens = window_tokens(&read->window, &read->window.paragraphs[0]);
    assert_int_equal(read->finder.tokens.count, strlen(tags));
    for (size_t i = 0; tags[i] != '\0'; i++) {
        const char *known = "BIPQ", *at = strchr(known, tags[i]);
        uint8_t type = at != NULL && at - known >= 2 ? ENTITY_LOC : ENTITY_PER;
        read->tags[i] = at != NULL ? (uint8_t)(1 + 2 * type + (at - known) % 2) : 0;
    }
    read->finder.tags = read->tags;
}

static void done(struct read *read)
{
    window_done(&read->window);
    findings_done(&read->findings);
    free(read->finder.names);
}

/* The words of the proposals, with '|' between. */
static void assert_proposed(struct read *read, const char *names)
{
    struct buf told = {0};
    struct span text = read->finder.paragraph->text;
    for (size_t i = 0; i < read->finder.name_count; i++) {
        const struct candidate *name = &read->finder.names[i];
        size_t start = read->finder.tokens.at[name->first].start;
        buf_add_string(&told, i == 0 ? "" : "|");
        buf_add(&told, text.at + start, read->finder.tokens.at[name->last - 1].end - start);
    }
    buf_add_byte(&told, '\0');
    assert_string_equal(told.at, names);
    buf_done(&told);
}

/* What the tagger saw in one paragraph, completed. */
static void assert_tagged(const char *text, const char *tags, const char *names)
{
    struct read read = {0};
    read_paragraph(&read, text, tags);
    assert_true(propose_tagged(&read.finder));
    assert_proposed(&read, names);
    done(&read);
}

/* What is proposed in `text` of the persons named in `before`. */
static void assert_known(const char *before, const char *tags, const char *text,
                         const char *text_tags, const char *names)
{
    struct read read = {0};
    read_paragraph(&read, before, tags);
    assert_true(learn_persons(&read.finder));
    read_paragraph(&read, text, text_tags);
    assert_true(propose_persons(&read.finder));
    assert_proposed(&read, names);
    done(&read);
}

static void initials_and_their_stop_are_one_word(void **state)
{
    static const char *const texts[] = {"Ook J. de Boer", "J. L. van der Meer", "Piet B. (34) zei",
                                        "J. van ’t Zand", "ook A. Inleiding"};
    static const size_t counts[] = {4, 5, 6, 4, 3};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct window window = {0};
        struct paragraph paragraph = {.text = span_of(texts[i])};
        assert_true(window_add(&window, &paragraph));
        if (window.tokens.count != counts[i])
            fail_msg("%s: %zu", texts[i], window.tokens.count);
        window_done(&window);
    }
}

static void a_letter_before_a_heading_is_no_initial(void **state)
{
    struct window window = {0};
    struct paragraph paragraph = {.text = span_of("A. Inleiding")};
    assert_true(window_add(&window, &paragraph));
    assert_int_equal(window.tokens.count, 3);
    window_done(&window);
}

static void initials_and_a_letter_for_a_surname_belong_to_the_name(void **state)
{
    assert_tagged("Ook mr. E. Zand zei", "....B.", "E. Zand");
    assert_tagged("Ook dr. A.M. van der Burg zei", "......B.", "A.M. van der Burg");
    assert_tagged("Van der Burg zei", "..B.", "Van der Burg");
    assert_tagged("Ook de burgemeester van Burg", "....B", "Burg");
    assert_tagged("Ook Piet el B. uit Zand", ".B...P", "Piet el B.|Zand");
    assert_tagged("Ook Piet B. (34) zei", ".B.....", "Piet B.");
    assert_tagged("Ook Piet de bakker zei", ".B...", "Piet");
}

static void a_greeting_is_no_part_of_the_name(void **state)
{
    assert_tagged("Beste Renske,", "BI.", "Renske");
    assert_tagged("Geachte Jan de Boer", "BIII", "Jan de Boer");
}

static void a_surname_alone_is_known_from_the_full_name(void **state)
{
    assert_known("Ook Anna Zandstra kwam", ".BI.", "Volgens Zandstra niet", "...", "Zandstra");
    assert_known("Ook Piet el B. kwam", ".B...", "Advocaat van El B. zei", ".....", "El B.");
    assert_known("Ook Piet el B. kwam", ".B...", "Ook van C. zei", "....", "");
    assert_known("Ook Anna kwam", ".B.", "Ook Anna zei", "...", "");
}

static void a_given_name_alone_signs_a_letter(void **state)
{
    assert_known("Ook Anna Zandstra kwam", ".BI.", "Anna", ".", "Anna");
    assert_known("Ook Anna Zandstra kwam", ".BI.", "ook Anna", "..", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(initials_and_their_stop_are_one_word),
        cmocka_unit_test(a_letter_before_a_heading_is_no_initial),
        cmocka_unit_test(initials_and_a_letter_for_a_surname_belong_to_the_name),
        cmocka_unit_test(a_greeting_is_no_part_of_the_name),
        cmocka_unit_test(a_surname_alone_is_known_from_the_full_name),
        cmocka_unit_test(a_given_name_alone_signs_a_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
