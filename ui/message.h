/* message: sentences for a person, in the person's language. Sets the locale (UTF-8 always), binds
 * the translations, and turns an error of the engine into one safe line. */
#ifndef LEESZAAL_UI_MESSAGE_H
#define LEESZAAL_UI_MESSAGE_H

#include <libintl.h>

#include "src/base/bytes.h"
#include "src/base/error.h"

#define _(text) gettext(text)
#define P_(one, many, count) ngettext(one, many, count)

/* setlocale; where it fails or the charset isn't UTF-8, C.UTF-8 with LANGUAGE from LC_ALL,
 * LC_MESSAGES, LANG (DESIGN.md section 11). `language`: "auto", "nl" or "en". True when the wished
 * locale could not be had: to be said once. */
bool message_locale(const char *language);

/* The sentence of an error, translated, {subject} {number} {reason} filled in, safe for a terminal
 * (appended). */
void message_error(struct buf *buf, const struct error *error);
/* Appends a name or text from outside to a line of parts (" · "), safe for a terminal; in quotes
 * where it could be taken for parts of its own. */
void message_add_outside(struct buf *buf, const char *text);
/* A translated template with {subject} and {number} filled in the same way. */
void message_format(struct buf *buf, const char *translated, const char *subject, long number);
/* "leeszaal: SENTENCE" on stderr. */
void message_say(const char *sentence);
void message_say_error(const struct error *error);

#endif
