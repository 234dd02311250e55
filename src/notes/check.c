#include <config.h>

#include "src/notes/check.h"

#include <stdlib.h>

#include "src/notes/inside.h"
#include "src/text/unicode.h"

/* brat numbers up to 32767. */
#define NUMBER_HIGH 32000

struct check {
    const struct notes *notes;
    notes_problem_fn *found;
    void *context;
    bool failed;
};

static void tell(struct check *check, size_t index, const char *problem, const char *proposal)
{
    const struct record *record = &check->notes->lines.records[index];
    struct buf id = {0};
    if (record->id.len != 0 && record->kind != '*')
        buf_add_span(&id, record->id);
    else
        buf_printf(&id, "line %zu", index + 1);
    if (buf_ok(&id))
        check->found(check->context, id.at, problem, proposal);
    else
        check->failed = true;
    buf_done(&id);
}

/* Lines that brat can't read, or reads as more than one. */
static void check_line(struct check *check, size_t index)
{
    const struct record *record = &check->notes->lines.records[index];
    struct standoff *lines = (struct standoff *)&check->notes->lines; /* its index may be made */
    if (record->kind == RECORD_UNKNOWN) {
        size_t first = standoff_find(lines, record->id);
        bool twice = first != STANDOFF_NONE && first != index;
        tell(check, index, twice ? "duplicate-id" : "unknown-line", "");
    }
    if (record->len > 0 && record->raw[record->len - 1] == '\r')
        tell(check, index, "carriage-return", "");
    if (index == 0 && span_starts(record_line(record), "\xef\xbb\xbf"))
        tell(check, index, "byte-order-mark", "");
    struct span rest = record_line(record);
    for (size_t len; rest.len > 0; rest.at += len, rest.len -= len) {
        uint32_t cp;
        len = unicode_decode(rest, &cp);
        if (is_line_break(cp) && cp != '\t' && !(cp == '\r' && rest.len == 1)) {
            tell(check, index, "line-break", "");
            break;
        }
    }
    if (record->number > NUMBER_HIGH)
        tell(check, index, "high-number", "");
}

static void check_references(struct check *check, size_t index)
{
    const struct record *record = &check->notes->lines.records[index];
    struct standoff *lines = (struct standoff *)&check->notes->lines;
    struct span id;
    for (size_t at = 0; record_reference(record, &at, &id);) {
        size_t target = standoff_find(lines, id);
        if (target == STANDOFF_NONE) {
            char *name = bytes_copy(id);
            tell(check, index, "dangling", name != NULL ? name : "");
            free(name);
        } else if (record->kind == 'E' && at != 0 && lines->records[target].kind == 'T' &&
                   id.at == record->type.at + record->type.len + 1 &&
                   !span_equal(lines->records[target].type, record->type)) {
            tell(check, index, "trigger", "");
        }
    }
}

/* Of the notes of one T only one can be changed in brat. */
static void check_notes(struct check *check, const struct about_index *abouts, size_t index)
{
    const struct record *records = check->notes->lines.records, *record = &records[index];
    size_t count = 0;
    if (record->kind != 'T')
        return;
    for (size_t i = about_first(abouts, record->number);
         i < abouts->count && abouts->at[i].number == record->number; i++) {
        const struct record *about = &records[abouts->at[i].record];
        count += about->kind == '#' && span_equal(about->type, span_of("AnnotatorNotes"));
    }
    if (count > 1)
        tell(check, index, "second-note", "");
}

static void check_places(struct check *check)
{
    const struct notes *notes = check->notes;
    for (size_t i = 0; i < notes->view_count; i++) {
        struct note note = notes_at(notes, i);
        struct buf place = {0};
        if (note.state == NOTE_OK)
            continue;
        if (note.state != NOTE_ORPHAN)
            buf_printf(&place, "%llu:%llu", (unsigned long long)note.start,
                       (unsigned long long)note.end);
        check->failed = check->failed || !buf_ok(&place);
        check->found(check->context, note.id, note_state_name(note.state),
                     place.len != 0 ? place.at : "");
        buf_done(&place);
    }
}

/* How the file counts, when it isn't as brat does. */
static void check_counting(struct check *check)
{
    static const struct {
        unsigned flag;
        const char *name;
    } names[] = {{COUNTING_LF, "lf"},
                 {COUNTING_UTF16, "utf16"},
                 {COUNTING_NO_BOM, "no-bom"},
                 {COUNTING_EXTRA_BOM, "extra-bom"},
                 {COUNTING_NFC, "nfc"}};
    struct buf text = {0};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (check->notes->counting.flags & names[i].flag)
            buf_printf(&text, "%s%s", text.len != 0 ? "," : "", names[i].name);
    if (text.len != 0)
        check->found(check->context, "", "counting", text.at);
    check->failed = check->failed || !buf_ok(&text);
    buf_done(&text);
}

bool notes_check(const struct notes *notes, notes_problem_fn *found, void *context,
                 struct error *error)
{
    struct check check = {.notes = notes, .found = found, .context = context};
    struct about_index abouts;
    if (!about_make(notes, &abouts))
        return error_memory(error);
    check_counting(&check);
    for (size_t i = 0; i < notes->lines.count; i++) {
        check_line(&check, i);
        check_references(&check, i);
        check_notes(&check, &abouts, i);
    }
    about_done(&abouts);
    if (notes->lines.unfinished && notes->lines.count > 0)
        tell(&check, notes->lines.count - 1, "no-final-newline", "");
    check_places(&check);
    return !check.failed || error_memory(error);
}
