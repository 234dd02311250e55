/* reader: the state behind the page: the document that lies open with all that is known of it, and
 * what goes over from one document to the next (search, jumps, the speller). Shared by the files
 * ui/pane_reader.c and ui/reader_*.c; others see ui/pane_reader.h. Offsets are raw bytes. */
#ifndef LEESZAAL_UI_READER_H
#define LEESZAAL_UI_READER_H

#include "src/language/entity.h"
#include "src/language/verdict.h"
#include "src/library/search.h"
#include "src/notes/annotation.h"
#include "src/notes/labels.h"
#include "ui/app.h"
#include "ui/basket.h"
#include "ui/gather.h"
#include "ui/marks.h"
#include "ui/menu.h"
#include "ui/page.h"
#include "ui/proof.h"
#include "ui/resume.h"
#include "ui/unit.h"
#include "ui/view.h"

struct selection {
    bool active;
    bool lines;      /* whole rows */
    uint64_t anchor; /* the grapheme where it began; the other end is the caret */
};

/* The hits of the search in one document. */
struct hunt {
    struct marks marks; /* MARK_HIT */
    struct sweep sweep;
    struct job *job; /* running, or NULL */
    bool full;       /* more hits than are kept */
};

/* The entities of one document. */
struct cast {
    struct entities *found; /* NULL until found */
    uint64_t version;       /* another one each time lists of it are to be made anew */
    struct marks marks;     /* MARK_ENTITY; id: the mention's number */
    struct job *job;
    bool asked;                 /* all of it at once, or given up */
    struct gathering gathering; /* of a large document */
    uint64_t listed;            /* bytes that were counted at the last version */
};

/* The notes of one document. */
struct margin {
    struct notes *notes; /* NULL: can't be annotated, or not opened yet */
    bool tried;          /* opening has been tried */
    struct marks marks;  /* MARK_NOTE; id: the note's index */
    struct labels labels;
    uint8_t hues[256]; /* of the labels, as marks number them; 0: none */
    bool labels_loaded;
    bool deletion_later; /* the question about a mass deletion was left open */
    struct job *placing; /* looks for passages that have moved; running, or NULL */
    size_t doubts;       /* that were told of */
};

/* A document that lies open. */
struct desk {
    uint64_t id;    /* other than that of any other desk */
    char *path;     /* NULL: standard input, or a text of ours */
    char *title;    /* of a text of ours, else NULL */
    struct buf own; /* the bytes of a text of ours */
    struct document *document;
    struct text *text;
    struct view *view;
    struct resume resume; /* marks a to z */
    struct selection selection;
    struct hunt hunt;
    struct proof proof;
    struct cast cast;
    struct margin margin;
    struct job *counting;    /* of lines; running, or NULL */
    bool counted;            /* it has been begun */
    enum document_fate fate; /* of the file, as it was told */
    bool watched;            /* the file is, for its content */
    struct desk *under;      /* what `q` brings back */
};

/* A place that can be gone back to. */
struct jump {
    char *path;
    uint64_t off;
};

/* What `u` takes back. */
enum deed_kind { DEED_NOTE, DEED_WORD, DEED_HIDE, DEED_MANY, DEED_BASKET };
struct deed {
    enum deed_kind kind;
    char *word; /* of DEED_WORD; of DEED_HIDE the entity's name */
    enum word_list list;
    char *before, *after; /* of DEED_WORD: what the list said and says of it (speller_put_word) */
    char **paths;         /* of DEED_NOTE, DEED_MANY: the documents, NULL at the end */
    size_t item;          /* of DEED_BASKET: its number */
};

struct deeds {
    struct deed *at;
    size_t count, cap;
};

struct spelling; /* ui/reader_spell.c */
struct lines;    /* ui/pane_lines.c */

struct reader {
    struct desk *desk; /* NULL: nothing lies open */
    uint64_t desks;    /* opened so far */

    struct jump *jumps;
    size_t jump_count, jump_cap;
    size_t jump_at; /* where `^O` and `]o` stand in it */

    char *query_text; /* what is searched for, NULL: nothing; shown in all documents */
    struct query *query;
    bool hits_shown;
    uint64_t search_from; /* where the caret was when `/` was typed */
    uint64_t search_top;
    int search_pending; /* a far hit is waited for: its direction, 0: none */
    uint64_t pending_caret;

    struct spelling *spelling;
    bool spelling_hidden; /* zs */
    bool unknown_shown;

    struct lines *lines; /* a concordance, or NULL */

    struct recognizer *recognizer; /* NULL: not loaded yet */
    bool recognizer_asked;
    bool entities_hidden;

    struct deeds done, undone;
    struct buf scratch; /* a text a prompt is about (a note's id, a file name) */
    struct buf passage; /* what is to be exported or piped when the prompt is accepted */
    struct range asked; /* the range a prompt is about */
    struct range *many; /* the ranges a label or a better word is asked for */
    size_t many_count;
    uint64_t many_desk; /* they are in */

    struct basket basket;
    struct basket chosen;              /* one passage, to be written by itself */
    const struct basket *basket_asked; /* the one a prompt is about */
    struct menu basket_menu;           /* its list; kept while that is closed */
};

/* The view of what lies open; NULL when nothing does. Most actions begin with this. */
struct view *reader_view(const struct app *app);
struct desk *reader_desk(const struct app *app);
/* The desk of an id, the one under included; NULL when it has been closed. */
struct desk *reader_desk_of(const struct app *app, uint64_t id);
/* Copies of the paths of all documents in their order, or of the one shown when there is no list;
 * to be freed one by one. NULL when memory is out. */
char **reader_paths(const struct app *app, size_t *count);
/* The start of the page's first paragraph. */
uint64_t desk_focus(const struct desk *desk);
/* " 12 %" of a document, unless all of it has been gone through. */
void desk_add_progress(const struct desk *desk, const struct sweep *sweep, struct buf *into);
/* Remembers where the caret is, before going far away. */
void reader_remember(struct app *app);
/* Goes to a place of the document shown, remembering this one. */
void reader_jump(struct app *app, uint64_t off);

/* Searches from the caret; says so when there is nothing. */
void reader_search(struct app *app, const char *text);
/* Marks a text everywhere as hits, and goes nowhere. */
void reader_mark(struct app *app, const char *text);
/* The pane's, and what it says of the search. */
void reader_status(const struct app *app, struct buf *into);
/* A note at the caret that is too long for that line. */
void reader_detail(const struct app *app, struct buf *into);
void reader_find_status(const struct app *app, struct buf *into);

/* The range that an action is about: the selection, else the unit at the caret. */
bool reader_range(struct app *app, enum unit unit, struct range *range);
bool selection_range(struct desk *desk, struct range *range);
void selection_leave(struct app *app);

/* Begins what is to be found out about the page now; called before each frame. */
void reader_find_prepare(struct app *app);
void reader_spell_prepare(struct app *app);
void reader_entities_prepare(struct app *app);
/* Are there more entities, or mentions to be counted, than there are now? */
bool cast_is_partial(const struct desk *desk);
void reader_notes_prepare(struct app *app);
void reader_count_prepare(struct app *app);

/* Lets go of what a desk holds. */
void hunt_done(struct hunt *hunt);
void cast_done(struct cast *cast);
void margin_done(struct app *app, struct margin *margin);
/* The document has other bytes now: what was found is forgotten. */
void hunt_reset(struct hunt *hunt);
/* Looks on, where a job isn't at it already. */
void hunt_prepare(struct app *app);
void cast_reset(struct cast *cast);
void reader_count_reset(struct desk *desk);
void margin_reset(struct app *app, struct desk *desk);

/* The mark of a layer at the caret; NULL when there is none. */
const struct mark *marks_at_caret(const struct desk *desk, const struct marks *marks);
bool reader_spell_start(struct app *app);
void reader_spell_done(struct app *app);
/* A word that is put on a list, or taken off it. */
struct word_change {
    const char *word;
    const char *model; /* one that it is inflected like, or NULL */
    enum word_list list;
    bool wrong, add;
    const char *line; /* instead of these: what the list is to say (speller_put_word); or NULL */
};
/* Does it behind the screen; says what has become of it. `undo`: remembers how to take it back. */
void reader_spell_word(struct app *app, const struct word_change *change, bool undo);
/* Suggestions for a word that stands at the ranges (all copied) are shown below the page when they
 * are there; `pick`: the one of that number is kept at once. */
void reader_spell_suggest(struct app *app, const char *word, const struct range *ranges,
                          size_t count, long pick);
/* The logical text of a range, or of the word at the caret when range is NULL. */
bool reader_text_of(struct app *app, const struct range *range, struct buf *into);

/* The notes of the document shown, opened; NULL (and said why) when it can't be annotated. */
struct notes *reader_notes(struct app *app);
/* After a change: the layer is made anew, the file saved; what fails is said. */
void reader_notes_changed(struct app *app);
/* A change of one note has been tried: says so (NULL: the caller will), or what went wrong. True
 * when it was done. */
bool reader_note_changed(struct app *app, bool done, const struct error *error, const char *said);
/* Adds a note to each range, as one undo step; how many. What fails is said. */
size_t reader_note_ranges(struct app *app, const struct range *ranges, size_t count,
                          const char *label, const char *text);
/* A note with label `Correctie` on each range, as one undo step. */
void reader_note_corrections(struct app *app, const struct range *ranges, size_t count,
                             const char *word);
/* Asks for the better word, beginning with this one, and notes that on the ranges (copied). */
void reader_ask_correction(struct app *app, const struct range *ranges, size_t count,
                           const char *word);
/* Keeps what a reader says of an entity: a note with its type as the label, or note_no_entity, in
 * the place of an earlier one on the same range. False when that failed, which has been said. */
extern const char note_no_entity[];
bool reader_note_type(struct app *app, const struct range *range, const char *label);
/* Asks for the label of a range (NULL id) or a note; for its text. */
void reader_ask_label(struct app *app, const char *id, const struct range *range);
void reader_ask_note(struct app *app, const char *id, const struct range *range);
/* Has the note edited in $EDITOR; text holds what it says now. */
void reader_edit_note(struct app *app, const char *id, struct buf *text);
/* Copies the ranges to `many`, for a prompt that is about them; false when memory is out. */
bool reader_keep_ranges(struct app *app, const struct range *ranges, size_t count);
/* Asks for one label for many ranges (copied), which become notes in one undo step. */
void reader_label_all(struct app *app, const struct range *ranges, size_t count);
void reader_remove_note(struct app *app, const char *id);
/* The selection; else the passage of the note under the caret; else the sentence. */
bool reader_passage_asked(struct app *app, struct range *range);
/* Puts a range with its source, as every format writes it, into a basket; what fails is said. */
bool reader_put_passage(struct app *app, const struct range *range, struct basket *basket);
/* Writes a basket to a file, in the format that the file's name asks for; asks before it overwrites
 * one. */
void reader_write_basket(struct app *app, const struct basket *basket, const char *path);
/* Asks for a file and writes the basket there (borrowed until then). */
void reader_ask_basket_file(struct app *app, const struct basket *basket, const char *name);
/* Writes `passage` of the reader to a file; asks before it overwrites one. */
void reader_write_passage(struct app *app, const char *path);
/* Asks for a file and writes `passage` of the reader there. */
void reader_ask_file(struct app *app, const char *name);
/* Copies to the terminal's clipboard and our file of it; says so. */
void reader_copy(struct app *app, struct span text);
/* Asks for a command and gives it `passage` of the reader. */
void reader_ask_pipe(struct app *app);

/* Undo: what has been done is pushed, what was undone before is forgotten. */
void reader_did(struct app *app, enum deed_kind kind, const char *word);
/* The same of a word, of which a list said other things before. */
void reader_did_word(struct app *app, const char *word, enum word_list list, const char *before,
                     const char *after);
/* The same of one change to the notes of many documents; takes the paths, NULL at the end. */
void reader_did_many(struct app *app, char **paths);
/* A passage was taken out of the basket. */
void reader_did_basket(struct app *app, size_t number);
void deeds_done(struct deeds *deeds);
/* Asks for a label's key, with the legend; the label that a key chooses, or NULL (and said so). */
void reader_ask_key(struct app *app, void (*answer)(struct app *app, uint32_t key));
const char *reader_label_of_key(struct app *app, uint32_t key);
/* The label of a note that was given none. */
extern const char note_plain[];

#endif
