/* export: the notes of documents in the formats of other programs and of people. */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "src/notes/export.h"
#include "ui/command.h"
#include "ui/inputs.h"
#include "ui/message.h"
#include "ui/output.h"

/* clang-format off */
static const struct option_row export_options_table[] = {
    {"as",            '\0', "FORMAT", N_("text, markdown, csv, tsv, jsonl, jsonld, conll or ann")},
    {"label",         '\0', "LABEL",  N_("only notes with this label")},
    {"offsets",       '\0', "codepoint|utf16|byte|grapheme", N_("what start and end count")},
    {"jsonl",         '\0', "own|doccano|prodigy", N_("jsonl: whose")},
    {"base-iri",      '\0', "IRI",    N_("jsonld: what goes before the path of a document")},
    {"overlap",       '\0', "layers|longest|error", N_("conll: what to do with notes that overlap")},
    {"conll",         '\0', "4|2",    N_("conll: columns behind the token")},
    {"conll-types",   '\0', "FILE",   N_("conll: what labels are called, lines like Organisatie=ORG")},
    {"ann-fragments", '\0', "keep|cover", N_("ann: a passage of several pieces as it is, or as one")},
    {"ann-crlf",      '\0', "raw|lf", N_("CR LF counts as two characters, or as one: in what ann writes, else in the .ann files")},
    {"ann-dir",       '\0', "DIR",    N_("the .ann files are in DIR instead of beside the documents")},
    {"csv-bom",       '\0', NULL,     N_("csv: begin with a byte order mark, for Excel")},
    {"csv-safe",      '\0', NULL,     N_("csv: keep spreadsheets from reading a cell as a formula")},
    {"sep",           '\0', "CHAR",   N_("csv: what separates the fields, instead of a comma")},
    {"wrap",          '\0', "N",      N_("text: rows of N columns; keep: the lines of the file")},
    {"raw",           '\0', NULL,     N_("text: the bytes of the passages and nothing else")},
};
/* clang-format on */

struct work {
    const struct options *options;
    const struct export_format *format;
    struct export_options chosen;
    struct type_map types;
    struct export_report report;
    struct inputs inputs;
    struct buf out;
};

/* The place of a value in an option's own list "a|b|c"; 0 when it wasn't given. */
static unsigned choice(const struct options *options, const char *name, const char *list)
{
    struct span rest = span_of(list);
    const char *value = options_get(options, name, NULL);
    for (unsigned i = 0; value != NULL && rest.at != NULL; i++)
        if (span_equal(span_cut(&rest, '|'), span_of(value)))
            return i;
    return 0;
}

static bool read_wrap(const struct options *options, struct export_options *into,
                      struct error *error)
{
    const char *wrap = options_get(options, "wrap", NULL);
    uint64_t columns;
    if (wrap == NULL)
        return true;
    into->keep = strcmp(wrap, "keep") == 0;
    if (into->keep)
        return true;
    if (!span_number(span_of(wrap), &columns) || columns < 10 || columns > 10000)
        return error_set(error, ERROR_USAGE,
                         N_("--wrap={subject}: give a number of columns from 10, or keep."), wrap);
    into->wrap = (unsigned)columns;
    return true;
}

static bool read_options(const struct options *options, struct export_options *into,
                         struct error *error)
{
    const char *separator = options_get(options, "sep", ",");
    *into = (struct export_options){
        .label = options_get(options, "label", NULL),
        .offsets = choice(options, "offsets", "codepoint|utf16|byte|grapheme"),
        .jsonl = choice(options, "jsonl", "own|doccano|prodigy"),
        .base_iri = options_get(options, "base-iri", NULL),
        .overlap = choice(options, "overlap", "layers|longest|error"),
        .conll_columns = choice(options, "conll", "4|2") == 1 ? 2 : 4,
        .cover = choice(options, "ann-fragments", "keep|cover") == 1,
        .crlf_as_one = choice(options, "ann-crlf", "raw|lf") == 1,
        .csv_bom = options_has(options, "csv-bom"),
        .csv_safe = options_has(options, "csv-safe"),
        .separator = separator[0],
        .header = options_has(options, "header"),
        .raw = options_has(options, "raw"),
    };
    bool one = separator[0] != '\0' && separator[1] == '\0' &&
               strchr("\"\r\n", separator[0]) == NULL && (unsigned char)separator[0] < 0x80;
    if (!one)
        return error_set(error, ERROR_USAGE,
                         N_("--sep={subject}: give one character, such as ; for Dutch Excel."),
                         separator);
    return read_wrap(options, into, error);
}

static bool read_types(const struct options *options, struct work *work, struct error *error)
{
    const char *path = options_get(options, "conll-types", NULL);
    work->chosen.types = &work->types;
    return path == NULL || type_map_load(&work->types, path, error);
}

static const struct export_format *find_format(const struct options *options, struct error *error)
{
    const char *name = options_get(options, "as", NULL);
    const struct export_format *format = name != NULL ? export_format_find(name) : NULL;
    if (format == NULL)
        error_set(error, ERROR_USAGE,
                  N_("--as={subject}: give text, markdown, csv, tsv, jsonl, jsonld, conll or ann."),
                  name != NULL ? name : "");
    return format;
}

/* ---- one document ---- */

static bool export_one(struct work *work, size_t number, struct document *document,
                       struct error *error)
{
    const char *path = document_path(document);
    if (strcmp(path, "-") == 0)
        return error_set(error, ERROR_USAGE, N_("Standard input can't carry notes; name a file."),
                         NULL);
    struct notes_options how = options_notes(work->options);
    if (strcmp(work->format->name, "ann") == 0)
        how.crlf = NOTES_CRLF_AUTO; /* there it says how to write */
    struct notes *notes = notes_open_reading(path, document, &how, error);
    if (notes == NULL)
        return false;
    struct text *text = text_new(document, &work->inputs.judge.judge);
    const struct export_source source = {corpus_relative(work->inputs.corpus, number), text, notes};
    bool ok = text != NULL
                  ? work->format->document(&source, &work->chosen, &work->report, &work->out, error)
                  : error_memory(error);
    text_free(text);
    notes_close(notes, NULL);
    return ok;
}

static int export_all(struct work *work)
{
    int code = work->inputs.code;
    for (size_t i = 0; i < inputs_count(&work->inputs); i++) {
        struct error error = {0};
        struct document *document = inputs_document(&work->inputs, i, &error);
        if (document != NULL && !document_is_binary(document))
            export_one(work, i, document, &error);
        else if (document != NULL && !inputs_was_found(&work->inputs, i))
            error_set(&error, ERROR_INPUT, N_("{subject} is not text; only text can be annotated."),
                      document_path(document));
        document_free(document);
        int one = command_fail(&error);
        code = one > code ? one : code;
    }
    return code;
}

/* What was bent or left out, a line each; the exit code. */
static int say_report(const struct export_report *report)
{
    struct span rest = buf_span(&report->lines);
    while (rest.len > 0) {
        struct span line = span_cut(&rest, '\n');
        struct buf subject = {0}, sentence = {0};
        struct span path = span_cut(&line, '\t'), id = span_cut(&line, '\t');
        buf_add_span(&subject, path);
        buf_add_byte(&subject, '#');
        buf_add_span(&subject, id);
        message_format(&sentence,
                       span_equal(line, span_of("bent"))
                           ? _("{subject} could not be written as it is and was bent.")
                           : _("{subject} could not be written and was left out."),
                       buf_ok(&subject) ? subject.at : "", 0);
        if (buf_ok(&sentence))
            message_say(sentence.at);
        buf_done(&subject);
        buf_done(&sentence);
    }
    return report->bent + report->left_out > 0 ? EXIT_NOTHING : EXIT_DONE;
}

static int export_run(const struct options *options)
{
    struct work work = {.options = options};
    struct output output;
    struct error error = {0};
    work.format = find_format(options, &error);
    if (work.format == NULL || !read_options(options, &work.chosen, &error) ||
        !read_types(options, &work, &error) || !output_begin(&output, options, NULL, 0, &error)) {
        type_map_done(&work.types);
        return command_fail(&error);
    }
    if (!inputs_open(&work.inputs, options, 0, &error)) {
        output_cancel(&output);
        type_map_done(&work.types);
        return command_fail(&error);
    }
    if (work.format->begin != NULL)
        work.format->begin(&work.chosen, &work.out);
    int code = export_all(&work);
    if (work.format->end != NULL)
        work.format->end(&work.chosen, &work.out);
    output.pending.failed = output.pending.failed || !buf_ok(&work.out);
    output_add(&output, buf_span(&work.out));
    int told = say_report(&work.report);
    code = told > code ? told : code;
    if (!output_end(&output, &error))
        code = command_fail(&error);
    buf_done(&work.out);
    type_map_done(&work.types);
    buf_done(&work.report.lines);
    inputs_close(&work.inputs);
    return code;
}

const struct command command_export = {
    .name = "export",
    .arguments = "--as=FORMAT PATH…",
    .help = N_("write notes out: text, tables, other programs' formats"),
    .options = export_options_table,
    .option_count = ARRAY_LEN(export_options_table),
    .run = export_run,
};
