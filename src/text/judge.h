/* judge: the shipped judge of line-end hyphens: the rules of judge_rules plus a read-only mapped
 * word list of ours (never hunspell). Keep the hyphen if only the hyphenated form is listed, or the
 * left part is a listed prefix (niet-, oud-, ex-, an abbreviation), or the next word is en/of; else
 * drop it. */
#ifndef LEESZAAL_TEXT_JUDGE_H
#define LEESZAAL_TEXT_JUDGE_H

#include "src/base/file.h"
#include "src/text/logical.h"

struct judge_words {
    struct judge judge; /* hand this one out */
    struct file_map map;
};
/* Maps the word list (nl/judge.words); without it the judge is judge_rules and false is returned
 * with the reason. */
bool judge_words_load(struct judge_words *words, struct error *error);
void judge_words_done(struct judge_words *words);

#endif
