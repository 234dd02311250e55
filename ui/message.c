#include <config.h>

#include "ui/message.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/place.h"
#include "src/text/unicode.h"

static bool charset_is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* The language that the environment asks for, as in "nl_BE.UTF-8"; NULL for none, C and POSIX. */
static const char *wished_locale(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < ARRAY_LEN(variables); i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && *value != '\0')
            return strcmp(value, "C") == 0 || strcmp(value, "POSIX") == 0 ||
                           strncmp(value, "C.", 2) == 0
                       ? NULL
                       : value;
    }
    return NULL;
}

static void set_language(const char *locale)
{
    struct buf name = {0};
    buf_add(&name, locale, strcspn(locale, ".@"));
    char *value = buf_take(&name);
    const char *chosen = getenv("LANGUAGE"); /* empty counts as unset, as for gettext */
    if (value != NULL)
        setenv("LANGUAGE", value, chosen != NULL && *chosen == '\0');
    free(value);
}

bool message_locale(const char *language)
{
    const char *wished = wished_locale();
    bool missing = false;
    if (setlocale(LC_ALL, "") == NULL || !charset_is_utf8()) {
        missing = wished != NULL;
        setlocale(LC_ALL, "C.UTF-8");
        if (wished != NULL)
            set_language(wished);
    }
    if (strcmp(language, "auto") != 0)
        setenv("LANGUAGE", language, 1);
    /* gettext translates nothing while LC_MESSAGES is "C"; C.UTF-8 with LANGUAGE works. */
    const char *messages = setlocale(LC_MESSAGES, NULL);
    if (getenv("LANGUAGE") != NULL && messages != NULL && strcmp(messages, "C") == 0)
        setlocale(LC_MESSAGES, "C.UTF-8");
    setlocale(LC_NUMERIC, "C"); /* what we print is read by programs */
    char *folder = place_shipped(SHIPPED_LOCALE, NULL, NULL);
    if (folder != NULL)
        bindtextdomain(PACKAGE, folder);
    free(folder);
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
    return missing;
}

/* Puts `template` into buf with each {name} replaced. */
static void fill(struct buf *buf, const char *template, const char *subject, long number,
                 const char *reason)
{
    while (*template != '\0') {
        size_t plain = strcspn(template, "{");
        buf_add(buf, template, plain);
        template += plain;
        if (strncmp(template, "{subject}", 9) == 0) {
            unicode_add_safe(buf, span_of(subject), SAFE_BYTES);
            template += 9;
        } else if (strncmp(template, "{number}", 8) == 0) {
            buf_printf(buf, "%ld", number);
            template += 8;
        } else if (strncmp(template, "{reason}", 8) == 0) {
            buf_add_string(buf, reason);
            template += 8;
        } else if (*template == '{') {
            buf_add_byte(buf, *template ++);
        }
    }
}

void message_error(struct buf *buf, const struct error *error)
{
    fill(buf, _(error->msgid), error->subject, error->number,
         error->code != 0 ? strerror(error->code) : "");
}

void message_format(struct buf *buf, const char *translated, const char *subject, long number)
{
    fill(buf, translated, subject, number, "");
}

void message_add_outside(struct buf *buf, const char *text)
{
    bool parted = strstr(text, "\u00b7") != NULL || strstr(text, "  ") != NULL;
    fill(buf, parted ? "‘{subject}’" : "{subject}", text, 0, "");
}

void message_say(const char *sentence)
{
    fprintf(stderr, "leeszaal: %s\n", sentence);
}

void message_say_error(const struct error *error)
{
    struct buf sentence = {0};
    message_error(&sentence, error);
    if (buf_ok(&sentence))
        message_say(sentence.at);
    buf_done(&sentence);
}
