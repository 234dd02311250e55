/* The journal of one file of notes: every byte comes back, and a torn write costs only itself. */
#include <config.h>

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "src/notes/journal.h"
#include "tests/unit/notes_place.h"

static struct buf journal_bytes(void)
{
    struct buf fields = {0}, bytes = {0};
    const struct span none = {NULL, 0};
    journal_add_field(&fields, span_of("/a\tb\n\xff"));
    journal_add_field(&fields, span_of("h"));
    journal_add_field(&fields, span_of(""));
    journal_add_field(&fields, span_of("T7 #9"));
    journal_add_line(&bytes, 1, "open", buf_span(&fields));
    for (unsigned i = 0; i < 3; i++) {
        struct delta delta = {0};
        delta_add(&delta, i, none, span_of("T1\tA 0 1\t\xff\xc3\xa9\"\\"));
        buf_cut(&fields, 0);
        journal_add_change(&fields, &delta.changes[0]);
        journal_add_line(&bytes, 2 + 2 * i, "line", buf_span(&fields));
        journal_add_line(&bytes, 3 + 2 * i, "end", span_of(""));
        delta_done(&delta);
    }
    buf_done(&fields);
    return bytes;
}

static void a_journal_gives_back_every_byte(void **state)
{
    struct buf bytes = journal_bytes();
    struct journal_content content;
    assert_true(journal_read(&content, buf_span(&bytes)));
    assert_string_equal(content.path.at, "/a\tb\n\xff");
    assert_int_equal(ids_highest(&content.ids, 'T'), 7);
    assert_int_equal(ids_highest(&content.ids, '#'), 9);
    assert_int_equal(content.commands, 3);
    assert_int_equal(content.edit.count, 3);
    assert_string_equal(content.edit.changes[2].fresh, "T1\tA 0 1\t\xff\xc3\xa9\"\\");
    assert_int_equal(content.edit.changes[2].index, 2);
    assert_int_equal(content.seq, 7);
    journal_content_done(&content);
    buf_done(&bytes);
}

static void a_torn_journal_gives_its_complete_commands(void **state)
{
    struct buf bytes = journal_bytes();
    size_t before = 0;
    for (size_t len = 0; len <= bytes.len; len++) {
        struct journal_content content;
        assert_true(journal_read(&content, (struct span){bytes.at, len}));
        assert_true(content.commands >= before && content.commands <= before + 1);
        assert_int_equal(content.edit.count, content.commands);
        before = content.commands;
        journal_content_done(&content);
    }
    assert_int_equal(before, 3);
    buf_done(&bytes);
}

static void a_changed_byte_ends_the_reading(void **state)
{
    struct buf bytes = journal_bytes();
    for (size_t i = 0; i < bytes.len; i++) {
        struct journal_content content;
        bytes.at[i] ^= 1;
        assert_true(journal_read(&content, buf_span(&bytes)));
        assert_true(content.commands < 3);
        journal_content_done(&content);
        bytes.at[i] ^= 1;
    }
    buf_done(&bytes);
}

/* A window killed between its new header and the cut leaves old lines behind the header. */
static void lines_from_before_a_header_are_not_read(void **state)
{
    struct buf bytes = {0}, fields = {0}, old = journal_bytes();
    struct journal_content content;
    for (size_t i = 0; i < 4; i++)
        journal_add_field(&fields, span_of(""));
    journal_add_line(&bytes, 50, "open", buf_span(&fields));
    size_t len = bytes.len;
    buf_add_span(&bytes, buf_span(&old));
    assert_true(journal_read(&content, buf_span(&bytes)));
    assert_int_equal(content.commands, 0);
    assert_int_equal(content.seq, 50);
    assert_int_equal(content.whole, len);
    journal_content_done(&content);
    buf_done(&bytes);
    buf_done(&fields);
    buf_done(&old);
}

static void begin_journal(char folder[32], struct journal *journal)
{
    strcpy(folder, "/tmp/lz-journal-XXXXXX");
    assert_non_null(mkdtemp(folder));
    assert_true(journal_open(journal, folder, "key", NULL, NULL));
}

static void append_line(struct journal *journal, const char *line)
{
    struct delta delta = {0};
    delta_add(&delta, 0, (struct span){NULL, 0}, span_of(line));
    assert_true(journal_append(journal, &delta, NULL));
    delta_done(&delta);
}

static void end_journal(const char *folder, struct journal *journal)
{
    char path[64];
    snprintf(path, sizeof path, "%s/key.lzj", folder);
    journal_close(journal);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

/* Puts bytes behind the journal, as a write does that fails halfway and can't be taken back. */
static void tear(const char *folder, struct span bytes)
{
    char path[64];
    snprintf(path, sizeof path, "%s/key.lzj", folder);
    FILE *file = fopen(path, "ab");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

static void reopen(const char *folder, struct journal *journal, struct journal_content *content)
{
    journal_close(journal);
    assert_true(journal_adopt(journal, folder, "key", 1, content));
}

static void what_follows_a_torn_write_can_be_read(void **state)
{
    char folder[32];
    struct journal journal;
    struct journal_content content;
    begin_journal(folder, &journal);
    append_line(&journal, "T1\tA 0 1\ta");
    tear(folder, span_of("0123abcd 3 line\t\"T9"));
    append_line(&journal, "T2\tA 0 1\ta");
    reopen(folder, &journal, &content);
    assert_int_equal(content.commands, 2);
    assert_string_equal(content.edit.changes[1].fresh, "T2\tA 0 1\ta");
    journal_content_done(&content);
    end_journal(folder, &journal);
}

static void half_a_command_is_no_part_of_the_next(void **state)
{
    char folder[32];
    struct journal journal;
    struct journal_content content;
    struct buf torn = {0}, fields = {0};
    struct delta delta = {0};
    begin_journal(folder, &journal);
    append_line(&journal, "T1\tA 0 1\ta");
    delta_add(&delta, 0, (struct span){NULL, 0}, span_of("T9\tA 0 1\ta"));
    journal_add_change(&fields, &delta.changes[0]);
    journal_add_line(&torn, 100, "line", buf_span(&fields));
    tear(folder, buf_span(&torn));
    reopen(folder, &journal, &content);
    journal_content_done(&content);
    append_line(&journal, "T2\tA 0 1\ta");
    reopen(folder, &journal, &content);
    assert_int_equal(content.commands, 2);
    assert_int_equal(content.edit.count, 2);
    assert_string_equal(content.edit.changes[1].fresh, "T2\tA 0 1\ta");
    journal_content_done(&content);
    delta_done(&delta);
    buf_done(&fields);
    buf_done(&torn);
    end_journal(folder, &journal);
}

static void a_new_beginning_keeps_the_draft(void **state)
{
    char folder[32];
    struct journal journal;
    struct journal_content content, header = {0};
    begin_journal(folder, &journal);
    append_line(&journal, "T1\tA 0 1\ta");
    assert_true(journal_append_draft(&journal, span_of("T1"), 3, 9, span_of("half"), NULL));
    assert_true(journal_restart(&journal, &header, NULL, NULL));
    reopen(folder, &journal, &content);
    assert_int_equal(content.commands, 0);
    assert_true(content.has_draft);
    assert_string_equal(content.draft_text.at, "half");
    assert_int_equal(content.draft_end, 9);
    journal_content_done(&content);
    assert_true(journal_append_draft(&journal, span_of("T1"), 3, 9, (struct span){NULL, 0}, NULL));
    assert_true(journal_restart(&journal, &header, NULL, NULL));
    reopen(folder, &journal, &content);
    assert_false(content.has_draft);
    journal_content_done(&content);
    end_journal(folder, &journal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_journal_gives_back_every_byte),
        cmocka_unit_test(a_torn_journal_gives_its_complete_commands),
        cmocka_unit_test(a_changed_byte_ends_the_reading),
        cmocka_unit_test(lines_from_before_a_header_are_not_read),
        cmocka_unit_test(what_follows_a_torn_write_can_be_read),
        cmocka_unit_test(half_a_command_is_no_part_of_the_next),
        cmocka_unit_test(a_new_beginning_keeps_the_draft),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
