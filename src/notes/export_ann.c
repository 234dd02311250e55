/* export_ann: the notes as brat standoff, for other programs: places as they are now, fragments
 * kept or covered by one range, line ends counted as asked. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/notes/export_inside.h"
#include "src/notes/inside.h"
#include "src/text/unicode.h"

/* What is being written: which T lines go out. */
struct ann_work {
    const struct export_source *source;
    const struct export_options *options;
    struct counting counting;
    struct buf *out;
};

static const struct view *find_view(const struct notes *notes, struct span id)
{
    for (size_t i = 0; i < notes->view_count; i++)
        if (span_equal(span_of(notes->views[i].id), id))
            return &notes->views[i];
    return NULL;
}

/* Does a line go out: are all the T lines that it speaks of, or that those speak of, taken? */
static bool takes_line(const struct ann_work *work, const struct record *record, unsigned depth)
{
    const struct notes *notes = work->source->notes;
    if (record->kind == 'T')
        return work->options->label == NULL ||
               span_equal(record->type, span_of(work->options->label));
    if (work->options->label == NULL)
        return true;
    if (record->kind == RECORD_UNKNOWN || depth == 0)
        return false;
    struct standoff *lines = (struct standoff *)&notes->lines; /* only its index may be made */
    struct span id;
    bool any = false;
    for (size_t at = 0; record_reference(record, &at, &id);) {
        size_t target = standoff_find(lines, id);
        if (target == STANDOFF_NONE || !takes_line(work, &lines->records[target], depth - 1))
            return false;
        any = true;
    }
    return any;
}

static void add_fragments(struct ann_work *work, const struct view *view)
{
    for (size_t i = 0; i < view->fragment_count; i++) {
        struct fragment fragment = view->fragments[i];
        if (work->options->cover) {
            fragment.end = view->fragments[view->fragment_count - 1].end;
            i = view->fragment_count;
        }
        if (i > 0 && !work->options->cover)
            buf_add_byte(work->out, ';');
        fragment.start = counting_to_disk(&work->counting, fragment.start);
        fragment.end = counting_to_disk(&work->counting, fragment.end);
        fragments_add(work->out, &fragment, 1);
    }
}

/* The text of one range that covers all fragments: breaks become one space each. */
static bool add_cover_text(struct ann_work *work, const struct view *view)
{
    struct buf text = {0};
    bool ok = export_decode(work->source, view->fragments[0].start,
                            view->fragments[view->fragment_count - 1].end, &text);
    struct span rest = buf_span(&text);
    while (ok && rest.len > 0) {
        uint32_t cp;
        size_t len = unicode_decode(rest, &cp);
        if (is_line_break(cp) && work->options->crlf_as_one && cp == '\r' && rest.len > 1 &&
            rest.at[1] == '\n')
            len = 2;
        if (is_line_break(cp))
            buf_add_byte(work->out, ' ');
        else
            buf_add(work->out, rest.at, len);
        rest.at += len;
        rest.len -= len;
    }
    buf_done(&text);
    return ok;
}

static bool add_text_bound(struct ann_work *work, const struct record *record,
                           struct export_report *report)
{
    const struct view *view = find_view(work->source->notes, record->id);
    if (view == NULL || view->state == NOTE_ORPHAN) {
        /* Where it once was: the line is kept for whoever finds its place. */
        export_bent(report, work->source, view != NULL ? view->id : "T?");
        buf_add_span(work->out, record_line(record));
        return true;
    }
    buf_add_span(work->out, record->id);
    buf_add_byte(work->out, '\t');
    buf_add_span(work->out, record->type);
    buf_add_byte(work->out, ' ');
    add_fragments(work, view);
    buf_add_byte(work->out, '\t');
    if (work->options->cover && view->fragment_count > 1)
        return add_cover_text(work, view);
    buf_add_span(work->out, record->text);
    return true;
}

bool export_ann_document(const struct export_source *source, const struct export_options *options,
                         struct export_report *report, struct buf *out, struct error *error)
{
    const struct notes *notes = source->notes;
    struct document *document = text_document(source->text);
    struct ann_work work = {.source = source, .options = options, .out = out};
    struct buf text = {0};
    bool ok = true;
    if (options->crlf_as_one) {
        ok = document_decode(document, 0, document_size(document), &text) &&
             counting_make(&work.counting, buf_span(&text), COUNTING_LF);
        buf_done(&text);
    }
    for (size_t i = 0; ok && i < notes->lines.count; i++) {
        const struct record *record = &notes->lines.records[i];
        if (!takes_line(&work, record, 8))
            continue;
        if (record->kind == 'T')
            ok = add_text_bound(&work, record, report);
        else
            buf_add_span(out, record_line(record));
        buf_add_byte(out, '\n');
    }
    counting_done(&work.counting);
    return (ok && buf_ok(out)) || error_memory(error);
}
