/* labels: the set of labels a reader chooses from, with their keys and colours. From brat's
 * annotation.conf ([entities]), kb_shortcuts.conf and visual.conf (FORMATS.md 1.6), searched from
 * the document's folder upward; else a default set. */
#ifndef LEESZAAL_NOTES_LABELS_H
#define LEESZAAL_NOTES_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/bytes.h"
#include "src/base/error.h"

struct label {
    char *type;      /* as in the .ann: [A-Za-z0-9_-]+ */
    char *name;      /* for the screen, UTF-8 */
    char key;        /* one key chooses it; '\0' when keys ran out */
    bool has_colour; /* visual.conf gave one, or it is of the default set */
    uint32_t colour; /* 0xrrggbb */
    unsigned depth;  /* in the hierarchy */
    bool selectable; /* '!' in annotation.conf makes a label a mere heading */
};

struct labels {
    struct label *at;
    size_t count, cap;
    char *source; /* path of the annotation.conf; NULL: the default set */
};

/* Reads the set for a document. Broken lines are skipped; *warning (may be NULL) then names the
 * first. False when memory is out. */
bool labels_load(struct labels *labels, const char *document_path, struct error *warning,
                 struct error *error);
/* The default set: Persoon, Organisatie, Plaats, Datum, Citaat, Vraag, Correctie, Belangrijk… */
bool labels_default(struct labels *labels);
void labels_done(struct labels *labels);
/* The number of a label by type or by key; false when there is none. */
bool labels_find(const struct labels *labels, const char *type, size_t *index);
bool labels_by_key(const struct labels *labels, char key, size_t *index);
/* What a person typed as a type for the .ann: every other character becomes '_'. free(). */
char *label_type(const char *typed);

#endif
