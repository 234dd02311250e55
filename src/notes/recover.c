/* recover: the journal of a document's notes: made when it is first needed, begun anew after a
 * save, replayed when a window was killed (ANNOTATIONS.md C4). */
#include <config.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/notes/inside.h"
#include "src/notes/merge.h"

/* What a journal's header says now. */
static bool fill_header(struct notes *notes, struct journal_content *header)
{
    *header = (struct journal_content){.ids = notes->ids};
    struct digest digest = digest_of(buf_span(&notes->base));
    const char *text_hash = notes->text_hash.hex; /* not worth reading a large text for */
    char *real = realpath(notes->path, NULL);
    buf_add_string(&header->path, real != NULL ? real : notes->path);
    free(real);
    buf_add_string(&header->ann_hash, digest.hex);
    buf_add_string(&header->text_hash, text_hash);
    return buf_ok(&header->path) && buf_ok(&header->ann_hash) && buf_ok(&header->text_hash);
}

/* The journal begins anew: a header for the base as it is, and what separates the lines from it. */
bool notes_renew_journal(struct notes *notes, const struct delta *edit)
{
    struct journal_content header;
    bool ok = fill_header(notes, &header) && journal_restart(&notes->journal, &header, edit, NULL);
    journal_content_done(&header);
    return ok;
}

/* Who has this document open, for a person who looks into the folder: pid, host, terminal, since.
 */
static char *who_path(const struct notes *notes)
{
    struct buf path = {0};
    size_t len = strlen(notes->journal.path);
    buf_add(&path, notes->journal.path, len - strlen(".lzj"));
    buf_add_string(&path, ".who");
    return buf_take(&path);
}

static void write_who(const struct notes *notes)
{
    char *path = who_path(notes), *now = time_now();
    char host[256] = "", terminal[256] = "-";
    struct buf line = {0};
    if (gethostname(host, sizeof host - 1) != 0)
        host[0] = '\0';
    if (ttyname_r(STDIN_FILENO, terminal, sizeof terminal) != 0)
        strcpy(terminal, "-");
    buf_printf(&line, "%ld %s %s %s\n", (long)getpid(), host, terminal, now != NULL ? now : "");
    int fd =
        path != NULL ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
    if (fd >= 0) {
        if (buf_ok(&line))
            file_write_all(fd, line.at, line.len);
        close(fd);
    }
    buf_done(&line);
    free(path);
    free(now);
}

void notes_leave(struct notes *notes)
{
    if (notes->journal.fd < 0)
        return;
    char *path = who_path(notes);
    if (path != NULL)
        unlink(path);
    free(path);
    journal_close(&notes->journal);
}

bool notes_has_journal(struct notes *notes)
{
    if (notes->journal.fd >= 0)
        return true;
    if (notes->state_folder == NULL || !file_make_dir(notes->state_folder, 0700, NULL) ||
        !journal_open(&notes->journal, notes->state_folder, notes->key, NULL, NULL))
        return false;
    if (notes->journal.number > 1)
        notes->elsewhere = true;
    /* What is in memory unsaved (a merged overlay) is in the lines, not in the base: the header
     * speaks of the base, and the merge is made again at the next open. */
    if (notes->journal.seq == 0 && !notes_renew_journal(notes, NULL)) {
        journal_close(&notes->journal);
        return false;
    }
    write_who(notes);
    return true;
}

/* The changes of a journal as what each line was first and is last. */
static bool net_edit(const struct delta *edit, struct delta *net)
{
    for (size_t i = 0; i < edit->count; i++) {
        const struct change *change = &edit->changes[i];
        struct change *chain = NULL;
        for (size_t j = net->count; change->old != NULL && chain == NULL && j > 0; j--)
            if (net->changes[j - 1].fresh != NULL &&
                span_equal(change_fresh(&net->changes[j - 1]), change_old(change)))
                chain = &net->changes[j - 1];
        if (chain == NULL) {
            delta_add(net, change->index, change_old(change), change_fresh(change));
            continue;
        }
        char *fresh = change->fresh != NULL ? bytes_copy(change_fresh(change)) : NULL;
        if (fresh == NULL && change->fresh != NULL)
            return false;
        free(chain->fresh);
        chain->fresh = fresh;
        chain->fresh_len = change->fresh_len;
    }
    return !net->failed;
}

/* Base and ours for a merge with the lines as they are: those without every id that the journal
 * touched, plus its old (new) lines. */
static bool sides_of(const struct notes *notes, const struct delta *net, struct buf *base,
                     struct buf *ours)
{
    struct standoff touched = {0};
    for (size_t i = 0; i < net->count; i++) {
        const struct change *change = &net->changes[i];
        if (change->old != NULL)
            standoff_insert(&touched, SIZE_MAX, change_old(change));
        if (change->fresh != NULL)
            standoff_insert(&touched, SIZE_MAX, change_fresh(change));
    }
    for (size_t i = 0; i < notes->lines.count; i++) {
        const struct record *record = &notes->lines.records[i];
        if (record_has_id(record)
                ? standoff_find(&touched, record->id) != STANDOFF_NONE
                : standoff_find_line(&touched, record_line(record), 0) != STANDOFF_NONE)
            continue;
        buf_add_span(base, record_line(record));
        buf_add_byte(base, '\n');
        buf_add_span(ours, record_line(record));
        buf_add_byte(ours, '\n');
    }
    standoff_done(&touched);
    for (size_t i = 0; i < net->count; i++) {
        struct span old = change_old(&net->changes[i]), fresh = change_fresh(&net->changes[i]);
        buf_add_span(base, old);
        buf_add(base, "\n", old.at != NULL);
        buf_add_span(ours, fresh);
        buf_add(ours, "\n", fresh.at != NULL);
    }
    return buf_ok(base) && buf_ok(ours);
}

/* Replays what a journal holds on the lines as they are now. */
static bool replay(struct notes *notes, const struct journal_content *content, bool *different,
                   struct error *error)
{
    struct digest digest = digest_of(buf_span(&notes->base));
    struct buf before = {0}, base = {0}, ours = {0};
    struct delta net = {0};
    struct merge merge = {0};
    bool ok = true;
    standoff_write(&notes->lines, false, &before);
    bool same_base = span_equal(buf_span(&content->ann_hash), span_of(digest.hex));
    if (!same_base || !delta_apply(&content->edit, &notes->lines, NULL)) {
        ok = net_edit(&content->edit, &net) && sides_of(notes, &net, &base, &ours);
        /* The file's lines come first: their ids have been told to somebody. */
        ok =
            (ok || error_memory(error)) &&
            notes_merge_bytes(buf_span(&base), buf_span(&before), buf_span(&ours), &merge, error) &&
            notes_take_lines(notes, buf_span(&merge.result), error);
    }
    struct buf after = {0};
    standoff_write(&notes->lines, false, &after);
    ok = ok && ((buf_ok(&before) && buf_ok(&after)) || error_memory(error));
    *different = ok && !span_equal(buf_span(&before), buf_span(&after));
    notes->dirty = notes->dirty || *different;
    merge_done(&merge);
    delta_done(&net);
    buf_done(&before);
    buf_done(&after);
    buf_done(&base);
    buf_done(&ours);
    return ok;
}

/* What separates the lines from the base, as one edit. */
static void add_difference(const struct notes *notes, struct delta *edit)
{
    struct standoff base;
    struct span none = {NULL, 0};
    if (!standoff_read(&base, buf_span(&notes->base))) {
        edit->failed = true;
        return;
    }
    struct standoff *lines = (struct standoff *)&notes->lines; /* only its index may be made */
    for (size_t i = base.count; i > 0; i--) {
        struct span line = record_line(&base.records[i - 1]);
        if (standoff_find_line(lines, line, i - 1) == STANDOFF_NONE)
            delta_add(edit, i - 1, line, none);
    }
    for (size_t i = 0; i < notes->lines.count; i++) {
        struct span line = record_line(&notes->lines.records[i]);
        if (standoff_find_line(&base, line, i) == STANDOFF_NONE)
            delta_add(edit, i, none, line);
    }
    standoff_done(&base);
}

/* The journal becomes the difference between base and lines. */
bool notes_rewrite_journal(struct notes *notes)
{
    struct delta edit = {0};
    add_difference(notes, &edit);
    bool ok = !edit.failed && notes_has_journal(notes) && notes_renew_journal(notes, &edit);
    delta_done(&edit);
    return ok;
}

static bool recover_reading(struct notes *notes, unsigned number, struct error *error)
{
    char *path = journal_path(notes->state_folder, notes->key, number);
    struct buf bytes = {0};
    struct journal_content content = {0};
    bool different = false;
    bool ok = true;
    if (path != NULL && access(path, F_OK) == 0 && file_read(path, NOTES_FILE_MOST, &bytes, NULL) &&
        journal_read(&content, buf_span(&bytes)) && content.edit.count > 0)
        ok = replay(notes, &content, &different, error);
    journal_content_done(&content);
    buf_done(&bytes);
    free(path);
    return ok;
}

/* One journal that a dead window may have left. Its draft is kept for the reader. */
static bool recover_one(struct notes *notes, unsigned number, size_t *recovered,
                        struct error *error)
{
    struct journal journal = {.fd = -1};
    struct journal_content content = {0};
    bool different = false;
    if (!journal_adopt(&journal, notes->state_folder, notes->key, number, &content))
        return true; /* not there, or a living window's */
    ids_raise_all(&notes->ids, &content.ids);
    bool ok = content.edit.count == 0 || replay(notes, &content, &different, error);
    if (ok && different)
        *recovered += content.commands;
    if (ok && content.has_draft && !notes->left.has_draft) {
        journal_content_done(&notes->left);
        notes->left = content;
        content = (struct journal_content){0};
    }
    journal_content_done(&content);
    if (!ok || notes->journal.fd >= 0) {
        if (ok && notes->journal.draft.len == 0) {
            notes->journal.draft = journal.draft;
            journal.draft = (struct buf){0};
        }
        if (ok && notes_rewrite_journal(notes)) {
            struct journal own = notes->journal;
            notes->journal = journal;
            notes_renew_journal(notes, NULL); /* what it held is in our own now */
            journal = notes->journal;
            notes->journal = own;
        }
        journal_close(&journal);
        return ok;
    }
    notes->journal = journal;
    return true;
}

/* Ids that other windows have used, from their headers. */
void notes_learn_ids(struct notes *notes)
{
    unsigned own = notes->journal.fd >= 0 ? notes->journal.number : 0;
    for (unsigned number = 1; notes->state_folder != NULL && number <= JOURNAL_MOST; number++) {
        char *path = number != own ? journal_path(notes->state_folder, notes->key, number) : NULL;
        struct buf bytes = {0};
        struct journal_content content = {0};
        if (path != NULL && access(path, F_OK) == 0 &&
            file_read(path, NOTES_FILE_MOST, &bytes, NULL) &&
            journal_read(&content, buf_span(&bytes)))
            ids_raise_all(&notes->ids, &content.ids);
        journal_content_done(&content);
        buf_done(&bytes);
        free(path);
    }
}

bool notes_recover(struct notes *notes, size_t *recovered, struct error *error)
{
    bool ok = true;
    for (unsigned number = 1; notes->state_folder != NULL && ok && number <= JOURNAL_MOST;
         number++) {
        if (notes->reading)
            ok = recover_reading(notes, number, error);
        else
            ok = recover_one(notes, number, recovered, error);
    }
    if (ok && notes->journal.fd >= 0 && notes->journal.number > 1)
        notes->elsewhere = true;
    char *history = !notes->reading ? notes_state_path(notes, ".lzh") : NULL;
    ok = ok && (history_load(&notes->history, history, NULL, NULL) || error_memory(error));
    free(history);
    return ok;
}
