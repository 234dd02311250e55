/* names: the lists that word facts are made from: folders with lists of names, and a list of word
 * frequencies. Which file holds what is a table (names.c), with the source of each. */
#ifndef LEESZAAL_LANGUAGE_NAMES_H
#define LEESZAAL_LANGUAGE_NAMES_H

#include "src/base/error.h"
#include "src/language/facts.h"

/* Reads the lists of the table that are in the folder. ERROR_INPUT when there is none of them. */
bool names_read_folder(struct facts_maker *maker, const char *folder, struct error *error);
/* WORD TAB centibels, most frequent first (wordfreq's scale: -200 is one word in a hundred). */
bool names_read_frequencies(struct facts_maker *maker, const char *path, struct error *error);

#endif
