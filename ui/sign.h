/* sign: what stands for the signs we draw (borders, bars, the ellipsis, pictures of controls) on a
 * terminal that can't show them, or not in one column. */
#ifndef LEESZAAL_UI_SIGN_H
#define LEESZAAL_UI_SIGN_H

#include "src/base/bytes.h"

/* One ASCII character for a grapheme; NULL when it is none of our signs. */
const char *sign_ascii(struct span grapheme);

#endif
