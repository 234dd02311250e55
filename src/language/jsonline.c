#include <config.h>

#include "src/language/jsonline.h"

#include <stdlib.h>

#include "src/text/unicode.h"

enum { DEPTH_MOST = 64 }; /* of what is skipped */

struct reader {
    struct span rest;
    enum jsonline_result result; /* the first thing that was wrong */
};

static bool fail(struct reader *reader, enum jsonline_result result)
{
    if (reader->result == JSONLINE_FINE)
        reader->result = result;
    return false;
}

static void skip_blanks(struct reader *reader)
{
    while (reader->rest.len > 0 && (*reader->rest.at == ' ' || *reader->rest.at == '\t')) {
        reader->rest.at++;
        reader->rest.len--;
    }
}

/* Takes the byte when it comes next, blanks before it skipped. */
static bool takes(struct reader *reader, char byte)
{
    skip_blanks(reader);
    if (reader->rest.len == 0 || *reader->rest.at != byte)
        return false;
    reader->rest.at++;
    reader->rest.len--;
    return true;
}

static bool wants(struct reader *reader, char byte)
{
    return takes(reader, byte) || fail(reader, JSONLINE_SYNTAX);
}

static char next_byte(struct reader *reader)
{
    if (reader->rest.len == 0)
        return '\0';
    reader->rest.len--;
    return *reader->rest.at++;
}

static bool read_hex(struct reader *reader, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        char byte = next_byte(reader);
        unsigned digit = byte >= '0' && byte <= '9'   ? (unsigned)(byte - '0')
                         : byte >= 'a' && byte <= 'f' ? (unsigned)(byte - 'a' + 10)
                         : byte >= 'A' && byte <= 'F' ? (unsigned)(byte - 'A' + 10)
                                                      : 16;
        if (digit == 16)
            return fail(reader, JSONLINE_SYNTAX);
        *unit = *unit * 16 + digit;
    }
    return true;
}

/* Behind "\u". Halves of a pair that stand alone become U+FFFD. */
static bool read_unicode(struct reader *reader, struct buf *into)
{
    uint32_t unit, low;
    if (!read_hex(reader, &unit))
        return false;
    if (unit >= 0xd800 && unit < 0xdc00 && span_starts(reader->rest, "\\u")) {
        struct reader ahead = {.rest = {reader->rest.at + 2, reader->rest.len - 2}};
        if (read_hex(&ahead, &low) && low >= 0xdc00 && low < 0xe000) {
            reader->rest = ahead.rest;
            unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        }
    }
    unicode_add(into, unit >= 0xd800 && unit < 0xe000 ? UNICODE_REPLACEMENT : unit);
    return true;
}

static bool read_escape(struct reader *reader, struct buf *into)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    char byte = next_byte(reader);
    if (byte == 'u')
        return read_unicode(reader, into);
    for (size_t i = 0; i + 1 < sizeof letters; i++)
        if (letters[i] == byte) {
            buf_add_byte(into, meanings[i]);
            return true;
        }
    return fail(reader, JSONLINE_SYNTAX);
}

/* A string, its text appended. */
static bool read_string(struct reader *reader, struct buf *into)
{
    if (!wants(reader, '"'))
        return false;
    while (reader->rest.len > 0) {
        char byte = next_byte(reader);
        if (byte == '"')
            return buf_ok(into) || fail(reader, JSONLINE_MEMORY);
        if (byte == '\\') {
            if (!read_escape(reader, into))
                return false;
        } else {
            buf_add_byte(into, byte);
        }
    }
    return fail(reader, JSONLINE_SYNTAX);
}

static bool skip_value(struct reader *reader, int depth)
{
    skip_blanks(reader);
    if (depth > DEPTH_MOST || reader->rest.len == 0)
        return fail(reader, JSONLINE_SYNTAX);
    char first = *reader->rest.at;
    struct buf ignored = {0};
    if (first == '"') {
        bool fine = read_string(reader, &ignored);
        buf_done(&ignored);
        return fine;
    }
    if (first != '{' && first != '[') { /* a number or a word */
        while (reader->rest.len > 0 && *reader->rest.at != ',' && *reader->rest.at != '}' &&
               *reader->rest.at != ']')
            next_byte(reader);
        return true;
    }
    next_byte(reader);
    char end = first == '{' ? '}' : ']';
    if (takes(reader, end))
        return true;
    do {
        if (!skip_value(reader, depth + 1) ||
            (first == '{' && (!wants(reader, ':') || !skip_value(reader, depth + 1))))
            return false;
    } while (takes(reader, ','));
    return wants(reader, end);
}

static bool read_number(struct reader *reader, size_t *number)
{
    skip_blanks(reader);
    size_t len = 0;
    while (len < reader->rest.len && reader->rest.at[len] >= '0' && reader->rest.at[len] <= '9')
        len++;
    uint64_t value;
    if (!span_number((struct span){reader->rest.at, len}, &value) || value > SIZE_MAX)
        return fail(reader, JSONLINE_SYNTAX);
    reader->rest = (struct span){reader->rest.at + len, reader->rest.len - len};
    *number = (size_t)value;
    return true;
}

static bool read_type(struct reader *reader, uint8_t *type)
{
    struct buf name = {0};
    bool fine = read_string(reader, &name) &&
                (tagger_type_of(buf_span(&name), type) || fail(reader, JSONLINE_TYPE));
    buf_done(&name);
    return fine;
}

static bool read_span(struct reader *reader, struct jsonline *object)
{
    struct marked_span span;
    if (!wants(reader, '[') || !read_number(reader, &span.start) || !wants(reader, ',') ||
        !read_number(reader, &span.end) || !wants(reader, ',') || !read_type(reader, &span.type) ||
        !wants(reader, ']'))
        return false;
    if (!array_reserve(&object->spans, &object->cap, object->count + 1, sizeof span))
        return fail(reader, JSONLINE_MEMORY);
    object->spans[object->count++] = span;
    return true;
}

static bool read_spans(struct reader *reader, struct jsonline *object)
{
    if (!wants(reader, '['))
        return false;
    if (takes(reader, ']'))
        return true;
    do {
        if (!read_span(reader, object))
            return false;
    } while (takes(reader, ','));
    return wants(reader, ']');
}

static bool read_member(struct reader *reader, struct jsonline *object, bool *has_text)
{
    struct buf name = {0};
    bool fine = read_string(reader, &name) && wants(reader, ':');
    struct span key = buf_span(&name);
    if (fine && span_equal(key, span_of("text"))) {
        buf_cut(&object->text, 0);
        fine = read_string(reader, &object->text);
        *has_text = true;
    } else if (fine && (span_equal(key, span_of("entities")) || span_equal(key, span_of("label")) ||
                        span_equal(key, span_of("labels")))) {
        fine = read_spans(reader, object);
    } else if (fine) {
        fine = skip_value(reader, 0);
    }
    buf_done(&name);
    return fine;
}

static bool are_inside(const struct jsonline *object)
{
    size_t end = unicode_count(buf_span(&object->text));
    for (size_t i = 0; i < object->count; i++)
        if (object->spans[i].start >= object->spans[i].end || object->spans[i].end > end)
            return false;
    return true;
}

enum jsonline_result jsonline_read(struct jsonline *object, struct span line)
{
    struct reader reader = {line, JSONLINE_FINE};
    bool has_text = false;
    if (!wants(&reader, '{'))
        return reader.result;
    do {
        if (!read_member(&reader, object, &has_text))
            return reader.result;
    } while (takes(&reader, ','));
    if (wants(&reader, '}')) {
        skip_blanks(&reader);
        if (reader.rest.len > 0 || !has_text)
            fail(&reader, JSONLINE_SYNTAX);
        else if (!are_inside(object))
            fail(&reader, JSONLINE_PLACE);
    }
    return reader.result;
}

void jsonline_done(struct jsonline *object)
{
    buf_done(&object->text);
    free(object->spans);
    *object = (struct jsonline){0};
}
