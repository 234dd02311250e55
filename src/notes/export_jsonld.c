/* export_jsonld: notes as W3C Web Annotations, one AnnotationCollection with one page (FORMATS.md
 * section 2; Web Annotation Data Model, Recommendation of 23 February 2017). Positions are code
 * points, as the model demands; ids are made from the document and the note, so that exporting
 * again gives the same. */
#include <config.h>

#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "src/base/digest.h"
#include "src/notes/export_inside.h"
#include "src/notes/inside.h"
#include "src/notes/json.h"
#include "src/notes/passage.h"

#define CONTEXT_IRI "http://www.w3.org/ns/anno.jsonld"

bool export_jsonld_begin(const struct export_options *options, struct buf *out)
{
    buf_add_string(out, "{\"@context\":\"" CONTEXT_IRI "\",\"id\":\"");
    digest_add_uuid(out, span_of(options->base_iri != NULL ? options->base_iri : "leeszaal"));
    buf_add_string(out, "\",\"type\":\"AnnotationCollection\",\"first\":{\"id\":\"");
    digest_add_uuid(out, span_of(options->base_iri != NULL ? options->base_iri : "leeszaal:page"));
    buf_add_string(out, "\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[");
    return buf_ok(out);
}

/* Each item stands on a line of its own: a string holds no raw line end. */
bool export_jsonld_end(const struct export_options *options, struct buf *out)
{
    size_t total = 0;
    for (size_t i = 0; i + 1 < out->len; i++)
        total += out->at[i] == '\n' && out->at[i + 1] == '{';
    buf_printf(out, "\n]},\"total\":%zu}\n", total);
    return buf_ok(out);
}

/* ---- pieces ---- */

struct item {
    const struct export_source *source;
    const struct export_options *options;
    struct buf iri; /* of the document */
    char date[40];  /* when the document was changed last; "" when unknown */
    struct buf *out;
};

static void add_id(struct item *item, struct span id)
{
    struct buf name = {0};
    buf_add_span(&name, buf_span(&item->iri));
    buf_add_byte(&name, '#');
    buf_add_span(&name, id);
    item->out->failed = item->out->failed || !buf_ok(&name);
    buf_add_byte(item->out, '"');
    digest_add_uuid(item->out, buf_span(&name));
    buf_add_byte(item->out, '"');
    buf_done(&name);
}

static void begin_item(struct item *item, struct span id, const char *motivation)
{
    bool first = item->out->len > 0 && item->out->at[item->out->len - 1] == '[';
    buf_add_string(item->out, first ? "\n{\"id\":" : ",\n{\"id\":");
    add_id(item, id);
    buf_printf(item->out, ",\"type\":\"Annotation\",\"motivation\":\"%s\"", motivation);
}

static void add_body(struct item *item, bool first, const char *purpose, struct span value,
                     const char *more)
{
    buf_printf(item->out,
               "%s{\"type\":\"TextualBody\",\"purpose\":\"%s\",\"value\":", first ? "" : ",",
               purpose);
    json_add_string(item->out, value);
    buf_printf(item->out, "%s}", more);
}

/* brat's normalizations: "Wikidata:Q837211". */
static void add_identities(struct item *item, const char *id)
{
    const struct notes *notes = item->source->notes;
    for (size_t i = notes_next_about(notes, span_of(id), 0); i != STANDOFF_NONE;
         i = notes_next_about(notes, span_of(id), i + 1)) {
        struct span text = notes->lines.records[i].text;
        if (notes->lines.records[i].kind == 'N')
            add_body(item, false, "identifying", span_cut(&text, '\t'), "");
    }
}

static void add_bodies(struct item *item, size_t index, const struct note *note, bool in_pieces)
{
    buf_add_string(item->out, ",\"body\":[");
    add_body(item, true, "classifying", span_of(note->label), "");
    if (*note->note != '\0')
        add_body(item, false, "commenting", span_of(note->note),
                 ",\"language\":\"nl\",\"format\":\"text/plain\"");
    for (size_t i = 0; i < note->attribute_count; i++) {
        struct attribute attribute = notes_attribute(item->source->notes, index, i);
        struct buf value = {0};
        buf_printf(&value, *attribute.value != '\0' ? "%s=%s" : "%s", attribute.name,
                   attribute.value);
        add_body(item, false, "tagging", buf_span(&value), "");
        item->out->failed = item->out->failed || !buf_ok(&value);
        buf_done(&value);
    }
    add_identities(item, note->id);
    if (in_pieces)
        add_body(item, false, "describing", span_of("one passage in several pieces"), "");
    buf_add_byte(item->out, ']');
}

/* The range [start, end) as a target: its position and its quote, for whoever finds one of them. */
static bool add_target(struct item *item, uint64_t start, uint64_t end)
{
    enum { REACH = QUOTE_CONTEXT + 64 };
    struct buf before = {0}, exact = {0}, behind = {0};
    bool ok = export_decode(item->source, start > REACH ? start - REACH : 0, start, &before) &&
              export_decode(item->source, start, end, &exact) &&
              export_decode(item->source, end, end + REACH, &behind);
    buf_add_string(item->out, "{\"source\":");
    json_add_string(item->out, buf_span(&item->iri));
    if (item->date[0] != '\0')
        buf_printf(item->out, ",\"state\":{\"type\":\"TimeState\",\"sourceDate\":\"%s\"}",
                   item->date);
    buf_printf(item->out,
               ",\"selector\":[{\"type\":\"TextPositionSelector\",\"start\":%llu,\"end\":%llu},"
               "{\"type\":\"TextQuoteSelector\",\"exact\":",
               (unsigned long long)start, (unsigned long long)end);
    json_add_string(item->out, buf_span(&exact));
    buf_add_string(item->out, ",\"prefix\":");
    json_add_string(item->out, quote_prefix(buf_span(&before), QUOTE_CONTEXT));
    buf_add_string(item->out, ",\"suffix\":");
    json_add_string(item->out, quote_suffix(buf_span(&behind), QUOTE_CONTEXT));
    buf_add_string(item->out, "}]}");
    buf_done(&before);
    buf_done(&exact);
    buf_done(&behind);
    return ok;
}

/* Is there more than white space between the fragments? Then it is no one passage. */
static bool is_in_pieces(const struct item *item, const struct note *note)
{
    bool pieces = false;
    for (size_t i = 0; !pieces && i + 1 < note->fragment_count; i++) {
        struct buf gap = {0};
        struct passage passage = {0};
        if (export_decode(item->source, note->fragments[i].end, note->fragments[i + 1].start,
                          &gap) &&
            passage_cut(&passage, buf_span(&gap), 0))
            pieces = passage.count > 0;
        passage_done(&passage);
        buf_done(&gap);
    }
    return pieces;
}

static bool add_note(struct item *item, size_t index, const struct note *note)
{
    bool ok = true, pieces = is_in_pieces(item, note);
    begin_item(item, span_of(note->id), "classifying");
    if (*note->modified != '\0')
        buf_printf(item->out, ",\"created\":\"%s\"", note->modified);
    if (*note->author != '\0') {
        buf_add_string(item->out, ",\"creator\":{\"type\":\"Person\",\"name\":");
        json_add_string(item->out, span_of(note->author));
        buf_add_byte(item->out, '}');
    }
    add_bodies(item, index, note, pieces);
    buf_add_string(item->out, pieces ? ",\"target\":[" : ",\"target\":");
    if (!pieces)
        ok = add_target(item, note->start, note->end);
    for (size_t i = 0; pieces && ok && i < note->fragment_count; i++) {
        buf_add_string(item->out, i > 0 ? "," : "");
        ok = add_target(item, note->fragments[i].start, note->fragments[i].end);
    }
    buf_add_string(item->out, pieces ? "]}" : "}");
    return ok;
}

/* A relation links two notes. */
static void add_relation(struct item *item, const struct record *record)
{
    struct span from, to;
    size_t at = 0;
    if (!record_reference(record, &at, &from) || !record_reference(record, &at, &to))
        return;
    begin_item(item, record->id, "linking");
    buf_add_string(item->out, ",\"body\":[");
    add_id(item, to);
    add_body(item, false, "tagging", record->type, "");
    buf_add_string(item->out, "],\"target\":");
    add_id(item, from);
    buf_add_byte(item->out, '}');
}

static void find_date(struct item *item)
{
    struct stat status;
    struct tm parts;
    item->date[0] = '\0';
    if (stat(document_path(text_document(item->source->text)), &status) == 0 &&
        gmtime_r(&status.st_mtime, &parts) != NULL &&
        strftime(item->date, sizeof item->date, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        item->date[0] = '\0';
}

bool export_jsonld_document(const struct export_source *source,
                            const struct export_options *options, struct export_report *report,
                            struct buf *out, struct error *error)
{
    struct item item = {.source = source, .options = options, .out = out};
    bool ok = export_add_iri(&item.iri, source, options);
    find_date(&item);
    for (size_t i = 0; ok && i < notes_count(source->notes); i++) {
        struct note note = notes_at(source->notes, i);
        if (!export_takes(options, &note))
            continue;
        if (note.state == NOTE_ORPHAN)
            export_left_out(report, source, note.id);
        else
            ok = add_note(&item, i, &note);
    }
    for (size_t i = 0; ok && options->label == NULL && i < source->notes->lines.count; i++)
        if (source->notes->lines.records[i].kind == 'R')
            add_relation(&item, &source->notes->lines.records[i]);
    buf_done(&item.iri);
    return (ok && buf_ok(out)) || error_memory(error);
}
