/* token: words and sentences of one paragraph's logical text. UAX #29 with Dutch care: 's (avonds),
 * zo'n, foto's, ICT's, 50+'er, niet-statelijke, o.a., B.V., i.p.v., km/h and EU-lidstaten are one
 * token each; so are 357/17, +32, 3,5 and an e-mail address or a URL. A hyphen that hangs at a word
 * (informatie- en, -instellingen) is a token of its own. Pure. Offsets are bytes of the text. */
#ifndef LEESZAAL_TEXT_TOKEN_H
#define LEESZAAL_TEXT_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/bytes.h"

enum token_kind {
    TOKEN_WORD,        /* letters, with inner apostrophes, hyphens, full stops of an abbreviation */
    TOKEN_NUMBER,      /* begins with a digit and holds no letters: 19/06/2017, 3,5, 12:00 */
    TOKEN_MIXED,       /* letters and digits: 357a, G8, 50+'er, 2019/796/EG */
    TOKEN_CODE,        /* URL, e-mail address, path, file name */
    TOKEN_PUNCTUATION, /* one character */
};

struct token {
    uint32_t start, end;
    uint8_t kind;        /* enum token_kind */
    bool sentence_start; /* the first token of a sentence, perhaps an opening sign */
    bool space_before;
};

struct tokens {
    struct token *at;
    size_t count, cap;
};

/* Splits one paragraph; replaces what was in `tokens`. False when memory is out. */
bool tokens_split(struct tokens *tokens, struct span text);
void tokens_done(struct tokens *tokens);

#endif
