#include <config.h>

#include "ui/input.h"

#include <stdlib.h>
#include <string.h>

#include "src/text/unicode.h"

/* Forms of ECMA-48 and of xterm, rxvt, the Linux console, tmux and screen. A modifier (`1;5H`) is
 * read over: the key counts. */
static const struct {
    char last; /* the final byte; '~' with a number before it */
    int number;
    uint32_t key;
} csi_keys[] = {
    {'A', 0, KEYCODE_UP},      {'B', 0, KEYCODE_DOWN},     {'C', 0, KEYCODE_RIGHT},
    {'D', 0, KEYCODE_LEFT},    {'H', 0, KEYCODE_HOME},     {'F', 0, KEYCODE_END},
    {'Z', 0, KEYCODE_BACKTAB}, {'P', 0, KEYCODE_F1},       {'Q', 0, KEYCODE_F1 + 1},
    {'S', 0, KEYCODE_F1 + 3},  {'~', 1, KEYCODE_HOME},     {'~', 2, KEYCODE_INSERT},
    {'~', 3, KEYCODE_DELETE},  {'~', 4, KEYCODE_END},      {'~', 5, KEYCODE_PGUP},
    {'~', 6, KEYCODE_PGDN},    {'~', 7, KEYCODE_HOME},     {'~', 8, KEYCODE_END},
    {'~', 11, KEYCODE_F1},     {'~', 12, KEYCODE_F1 + 1},  {'~', 13, KEYCODE_F1 + 2},
    {'~', 14, KEYCODE_F1 + 3}, {'~', 15, KEYCODE_F1 + 4},  {'~', 17, KEYCODE_F1 + 5},
    {'~', 18, KEYCODE_F1 + 6}, {'~', 19, KEYCODE_F1 + 7},  {'~', 20, KEYCODE_F1 + 8},
    {'~', 21, KEYCODE_F1 + 9}, {'~', 23, KEYCODE_F1 + 10}, {'~', 24, KEYCODE_F12},
};

#define PASTE_END "\x1b[201~"
/* A sequence longer than this is no sequence. */
#define SEQUENCE_MOST 64

void input_done(struct input *input)
{
    for (size_t i = 0; i < input->taught_count; i++)
        free(input->taught[i].bytes);
    free(input->taught);
    buf_done(&input->bytes);
    buf_done(&input->paste);
    *input = (struct input){0};
}

void input_teach(struct input *input, const char *sequence, uint32_t key)
{
    if (sequence == NULL || sequence[0] == '\0' || (sequence[1] == '\0' && sequence[0] >= ' '))
        return;
    if (!array_reserve(&input->taught, &input->taught_cap, input->taught_count + 1,
                       sizeof *input->taught))
        return; /* the key stays unknown on this terminal */
    char *bytes = bytes_copy(span_of(sequence));
    if (bytes != NULL)
        input->taught[input->taught_count++] = (struct input_taught){bytes, key};
}

void input_add(struct input *input, struct span bytes)
{
    if (input->at == input->bytes.len) {
        buf_cut(&input->bytes, 0);
        input->at = 0;
    }
    buf_add_span(&input->bytes, bytes);
    if (!buf_ok(&input->bytes)) { /* out of memory: these keys are lost, the next ones aren't */
        buf_done(&input->bytes);
        input->at = 0;
    }
}

static struct span rest_of(const struct input *input)
{
    if (input->bytes.at == NULL)
        return (struct span){"", 0};
    return (struct span){input->bytes.at + input->at, input->bytes.len - input->at};
}

/* What a reading of the bytes came to. */
enum reading {
    READ_MORE,  /* an unfinished sequence */
    READ_EVENT, /* *event is filled in */
    READ_AGAIN, /* something without meaning was passed over */
};

static enum reading give_key(struct input *input, size_t len, uint32_t key, struct event *event)
{
    input->at += len;
    *event = (struct event){.kind = EVENT_KEY, .key = key};
    return READ_EVENT;
}

/* The numbers of a CSI sequence, at most `most`; how many there are. */
static size_t csi_numbers(struct span parameters, int *numbers, size_t most)
{
    size_t count = 0;
    while (parameters.at != NULL && count < most) {
        uint64_t number = 0;
        struct span field = span_cut(&parameters, ';');
        if (field.len != 0 && !span_number(field, &number))
            number = 0;
        numbers[count++] = number > 65535 ? 65535 : (int)number;
    }
    return count;
}

/* SGR mouse: `< button ; column ; row` and M for press, m for release. */
static enum reading give_mouse(struct span parameters, char last, struct event *event)
{
    int numbers[3] = {0};
    parameters.at++;
    parameters.len--;
    if (csi_numbers(parameters, numbers, 3) != 3 || numbers[1] < 1 || numbers[2] < 1)
        return READ_AGAIN;
    int button = numbers[0] & ~(4 | 8 | 16); /* without shift, meta, control */
    *event = (struct event){.kind = EVENT_MOUSE, .col = numbers[1] - 1, .row = numbers[2] - 1};
    if (button == 64 || button == 65)
        event->mouse = button == 64 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
    else if ((button & ~32) != 0)
        return READ_AGAIN; /* another than the first button */
    else if (last == 'm')
        event->mouse = MOUSE_RELEASE;
    else
        event->mouse = button & 32 ? MOUSE_DRAG : MOUSE_PRESS;
    return READ_EVENT;
}

/* A whole CSI sequence: `parameters` between ESC [ and the final byte. */
static enum reading give_csi(struct input *input, struct span parameters, char last,
                             struct event *event)
{
    int numbers[2] = {0};
    if (parameters.len > 0 && parameters.at[0] == '<' && (last == 'M' || last == 'm'))
        return give_mouse(parameters, last, event);
    csi_numbers(parameters, numbers, 2);
    if (last == '~' && numbers[0] == 200) {
        input->pasting = true;
        buf_cut(&input->paste, 0);
        return READ_AGAIN;
    }
    for (size_t i = 0; i < ARRAY_LEN(csi_keys); i++)
        if (csi_keys[i].last == last && (last != '~' || csi_keys[i].number == numbers[0])) {
            *event = (struct event){.kind = EVENT_KEY, .key = csi_keys[i].key};
            return READ_EVENT;
        }
    return READ_AGAIN; /* focus reports and all that we don't know */
}

static enum reading read_csi(struct input *input, struct span rest, struct event *event)
{
    size_t end = 2;
    if (rest.len > 2 && rest.at[2] == '[') { /* the Linux console's F1: ESC [ [ A */
        if (rest.len < 4)
            return READ_MORE;
        uint32_t key = (uint32_t)rest.at[3] - 'A';
        input->at += 4;
        if (key > 4)
            return READ_AGAIN;
        *event = (struct event){.kind = EVENT_KEY, .key = KEYCODE_F1 + key};
        return READ_EVENT;
    }
    while (end < rest.len && rest.at[end] >= 0x20 && rest.at[end] < 0x40 && end < SEQUENCE_MOST)
        end++;
    if (end == rest.len)
        return READ_MORE;
    if (rest.at[end] < 0x40) { /* broken off by a control character, or endless */
        input->at += end;
        return READ_AGAIN;
    }
    input->at += end + 1;
    return give_csi(input, (struct span){rest.at + 2, end - 2}, rest.at[end], event);
}

/* SS3: ESC O and one byte; a modifier digit may stand before it. Another byte than those of keys:
 * Esc was pressed, and then O. */
static enum reading read_ss3(struct input *input, struct span rest, struct event *event)
{
    size_t end = 2;
    while (end < rest.len && rest.at[end] >= '0' && rest.at[end] <= '9' && end < 4)
        end++;
    if (end == rest.len)
        return READ_MORE;
    if (strchr("ABCDHFPQRSM", rest.at[end]) == NULL)
        return give_key(input, 1, KEYCODE_ESC, event);
    input->at += end + 1;
    if (rest.at[end] == 'M') {
        *event = (struct event){.kind = EVENT_KEY, .key = KEYCODE_ENTER};
        return READ_EVENT;
    }
    return give_csi(input, (struct span){"", 0}, rest.at[end], event);
}

/* OSC, DCS: an answer of the terminal, up to ST or BEL. It begins with a number or one of a few
 * signs; anything else is Esc and then that key (`]` begins many of ours). */
static enum reading read_string(struct input *input, struct span rest, struct event *event)
{
    if (rest.len == 2)
        return READ_MORE;
    if (strchr("0123456789>+!=", rest.at[2]) == NULL)
        return give_key(input, 1, KEYCODE_ESC, event);
    for (size_t i = 2; i < rest.len; i++) {
        if (rest.at[i] == '\a') {
            input->at += i + 1;
            return READ_AGAIN;
        }
        if (rest.at[i] == 0x1b && i + 1 < rest.len && rest.at[i + 1] == '\\') {
            input->at += i + 2;
            return READ_AGAIN;
        }
    }
    return READ_MORE;
}

static enum reading read_escape(struct input *input, struct span rest, struct event *event)
{
    if (rest.len == 1)
        return READ_MORE;
    if (rest.at[1] == '[')
        return read_csi(input, rest, event);
    if (rest.at[1] == 'O')
        return read_ss3(input, rest, event);
    if (rest.at[1] == ']' || rest.at[1] == 'P')
        return read_string(input, rest, event);
    if (rest.at[1] == '\r')
        return give_key(input, 2, KEYCODE_ALT_ENTER, event);
    /* Typed fast, or by a script, or with Alt: Esc and then the key, as everywhere. */
    return give_key(input, 1, KEYCODE_ESC, event);
}

static bool read_taught(struct input *input, struct span rest, struct event *event)
{
    for (size_t i = 0; i < input->taught_count; i++)
        if (span_starts(rest, input->taught[i].bytes)) {
            give_key(input, strlen(input->taught[i].bytes), input->taught[i].key, event);
            return true;
        }
    return false;
}

/* Bytes that a UTF-8 character with this first byte has. */
static size_t utf8_length(unsigned char first)
{
    return first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
}

static enum reading read_character(struct input *input, struct span rest, bool silence,
                                   struct event *event)
{
    unsigned char first = (unsigned char)rest.at[0];
    if (first < 0x80)
        return give_key(input, 1, first, event);
    if (rest.len < utf8_length(first) && !silence)
        return READ_MORE;
    uint32_t cp;
    size_t len = unicode_decode(rest, &cp);
    if (cp == UNICODE_REPLACEMENT || cp < 0xa0) { /* not UTF-8, or a C1 control */
        input->at += len;
        return READ_AGAIN;
    }
    return give_key(input, len, cp, event);
}

/* Adds to the paste up to its end; a lost end is made up for by silence. */
static enum reading read_paste(struct input *input, struct span rest, bool silence,
                               struct event *event)
{
    size_t end = 0;
    while (end < rest.len && !span_starts((struct span){rest.at + end, rest.len - end}, PASTE_END))
        end++;
    bool whole = end < rest.len;
    size_t keep = whole || silence ? 0 : strlen(PASTE_END) - 1; /* may be part of the end */
    if (!whole)
        end = rest.len > keep ? rest.len - keep : 0;
    buf_add(&input->paste, rest.at, end);
    input->at += end + (whole ? strlen(PASTE_END) : 0);
    if (!whole && !silence)
        return READ_MORE;
    input->pasting = false;
    *event = (struct event){.kind = EVENT_PASTE};
    if (buf_ok(&input->paste))
        event->text = buf_span(&input->paste);
    return READ_EVENT;
}

static enum reading read_one(struct input *input, bool silence, struct event *event)
{
    struct span rest = rest_of(input);
    if (input->pasting)
        return read_paste(input, rest, silence, event);
    if (rest.len == 0)
        return READ_MORE;
    if (read_taught(input, rest, event))
        return READ_EVENT;
    if (rest.at[0] != 0x1b)
        return read_character(input, rest, silence, event);
    enum reading reading = read_escape(input, rest, event);
    if (reading != READ_MORE || !silence)
        return reading;
    /* All that comes has come. ESC [ is an unfinished sequence, dropped whole, and so is the
     * beginning of an answer; else Esc was pressed, and then what stands there. */
    if (rest.len <= 2 && !(rest.len == 2 && rest.at[1] == '['))
        return give_key(input, 1, KEYCODE_ESC, event);
    input->at += rest.len;
    return READ_AGAIN;
}

bool input_event(struct input *input, bool silence, struct event *event)
{
    for (;;) {
        if (!input->pasting && input->at == input->bytes.len)
            return false;
        enum reading reading = read_one(input, silence, event);
        if (reading == READ_EVENT)
            return true;
        if (reading == READ_MORE)
            return false;
    }
}

int input_wait(const struct input *input)
{
    if (input->pasting)
        return INPUT_PASTE_MS;
    return input->at < input->bytes.len ? INPUT_ESC_MS : -1;
}
