#include <config.h>

#include "src/base/error.h"

#include <string.h>

/* Copies a subject; one that is too long keeps its end, cut where a UTF-8 sequence begins. */
static void subject_copy(char *to, const char *from)
{
    static const char ellipsis[] = "\xe2\x80\xa6";
    size_t len = strlen(from);
    if (len < ERROR_SUBJECT_SIZE) {
        memcpy(to, from, len + 1);
        return;
    }
    size_t keep = ERROR_SUBJECT_SIZE - sizeof ellipsis;
    const char *tail = from + len - keep;
    while ((*tail & 0xc0) == 0x80)
        tail++;
    memcpy(to, ellipsis, sizeof ellipsis - 1);
    strcpy(to + sizeof ellipsis - 1, tail); /* fits: at most `keep` bytes and the NUL */
}

static bool fill(struct error *error, enum error_kind kind, const char *msgid, const char *subject,
                 long number, int code)
{
    if (error == NULL)
        return false;
    error->kind = kind;
    error->msgid = msgid;
    error->number = number;
    error->code = code;
    subject_copy(error->subject, subject != NULL ? subject : "");
    return false;
}

bool error_set(struct error *error, enum error_kind kind, const char *msgid, const char *subject)
{
    return fill(error, kind, msgid, subject, 0, 0);
}

bool error_set_number(struct error *error, enum error_kind kind, const char *msgid,
                      const char *subject, long number)
{
    return fill(error, kind, msgid, subject, number, 0);
}

bool error_set_code(struct error *error, enum error_kind kind, const char *msgid,
                    const char *subject, int code)
{
    return fill(error, kind, msgid, subject, 0, code);
}

bool error_memory(struct error *error)
{
    return fill(error, ERROR_MEMORY,
                N_("There is not enough memory; close other programs and try again."), NULL, 0, 0);
}
