/* document: the bytes of one file, read with pread() into a bounded cache, never mapped and never
 * written; what it is encoded in; and the arithmetic between its offsets. The raw offset (bytes of
 * the file) is the currency of the whole program: marks, notes, hits and places all are raw
 * offsets. Code points and lines are counted on demand, with a checkpoint every 64 KiB, so that
 * each number is exact and found in one block's time once its surroundings are known.
 *
 * Decoding (COMMANDS.md), unless an encoding was chosen: UTF-8; UTF-16 with a BOM; each maximal run
 * of other bytes is Windows-1252. A BOM counts as one code point, CR LF as two. Lines end at LF or
 * CR LF; at CR or NEL only in a file without LF. */
#ifndef LEESZAAL_TEXT_DOCUMENT_H
#define LEESZAAL_TEXT_DOCUMENT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/base/error.h"
#include "src/text/encoding.h"

struct document;

/* Opens a regular file. Reads no more than its first 64 KiB (where those hold CR or NEL but no LF:
 * until the first LF, because that decides what a line is). */
struct document *document_open(const char *path, struct error *error);
/* The same, read in the encoding chosen; and for a document just opened (NULL is fine). */
struct document *document_open_as(const char *path, enum encoding_choice choice,
                                  struct error *error);
void document_read_as(struct document *document, enum encoding_choice choice);
/* A document over a descriptor already open (standard input, spooled into an unlinked file): takes
 * fd. */
struct document *document_open_fd(int fd, const char *name, struct error *error);
/* A document of bytes in memory, borrowed until document_free(); for tests and short texts. */
struct document *document_of(struct span bytes, const char *name);
/* The same bytes once more, for another thread: the same open file, whatever its path has become,
 * with what is known of it but for what was counted. Reads nothing. Bytes in memory stay borrowed.
 */
struct document *document_clone(const struct document *document, struct error *error);
void document_free(struct document *document);

/* Threads: a document is used by one thread at a time. A worker has a clone, or opens its own. */

const char *document_path(const struct document *document);
uint64_t document_size(const struct document *document); /* bytes, when opened or last reloaded */
bool document_is_binary(const struct document *document);
#define DOCUMENT_NO_TEXT N_("{subject} is not a text: it can't be read here.")
/* From what has been read: the first block, or after document_scan() all of it. */
enum encoding document_encoding(const struct document *document);
/* Bytes that were no UTF-8 and read as Windows-1252 (where UTF-8 was chosen: as U+FFFD), of what
 * has been scanned. */
uint64_t document_bad_bytes(const struct document *document);

/* What has become of the file on disk. */
enum document_fate {
    DOCUMENT_SAME,
    DOCUMENT_CHANGED, /* another size, time or inode */
    DOCUMENT_GONE,
    DOCUMENT_LOCKED,  /* it may not be read any more */
    DOCUMENT_NO_FILE, /* a folder, a FIFO or the like has its name */
};
enum document_fate document_fate(const struct document *document);
bool document_changed(const struct document *document); /* is it another than DOCUMENT_SAME? */
/* Opens the path again; on failure the document is as it was. A text that has become binary fails.
 */
bool document_reload(struct document *document, struct error *error);

/* Raw bytes [off, off+len) clipped to the file, borrowed until the next call on this document. A
 * file that has shrunk gives fewer. */
struct span document_bytes(struct document *document, uint64_t off, size_t len);
/* How the bytes become characters, and the length of the byte order mark. */
enum encoding_form document_form(const struct document *document);
size_t document_bom(const struct document *document);
/* Do CR and NEL end lines? Asked for the raw bytes at off: only where they hold one, the answer may
 * have to look through the file for a LF (and document_bytes() is another place's then). */
bool document_lone_ends(struct document *document, uint64_t off, struct span raw);
/* The start of the character that holds off. */
uint64_t document_align(struct document *document, uint64_t off);
/* Appends the decoded text (UTF-8, nothing joined or dropped) of raw [start, end). */
bool document_decode(struct document *document, uint64_t start, uint64_t end, struct buf *into);

/* Lines and code points, 0-based. Exact; may have to read from the nearest checkpoint, the first
 * time from the start. */
uint64_t document_line_of(struct document *document, uint64_t off);
uint64_t document_line_start(struct document *document,
                             uint64_t line); /* clipped to the last line */
uint64_t document_cp_of(struct document *document, uint64_t off);
uint64_t document_off_of_cp(struct document *document, uint64_t cp); /* clipped to the end */
/* The start of the line that holds off; the start of the next one (the file's size when there is
 * none). These read around off only: a line that holds no line end for `DOCUMENT_REACH` bytes is
 * cut at the multiples of it, at a character, the same from wherever one comes. */
#define DOCUMENT_REACH (64u << 10)
uint64_t document_line_begin(struct document *document, uint64_t off);
uint64_t document_line_end(struct document *document, uint64_t off);

/* Counts on, at most `budget` bytes further; true when the whole file is counted. What is counted
 * is known at once by the functions above. For a background job on its own document: checkpoints
 * can be moved over. */
bool document_scan(struct document *document, uint64_t budget);
uint64_t document_scanned(const struct document *document); /* bytes */
/* From now on lines and code points are counted from `off`, the start of a character, instead of
 * from the start of the file: for one who looks at a stretch of a large file and knows, or will
 * know, what stands before it. Places before `off` must not be asked for; totals and bad bytes are
 * of the stretch. False when memory is out. */
bool document_count_from(struct document *document, uint64_t off);
/* Totals, exact after a full scan. */
uint64_t document_lines(const struct document *document);
uint64_t document_cps(const struct document *document);
/* Takes over the checkpoints of a scan of the same unchanged file (same stat); false when it isn't.
 */
bool document_adopt_scan(struct document *document, const struct document *scanned);

#endif
