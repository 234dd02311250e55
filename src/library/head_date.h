/* head_date: the document's own date among the dates in its head: on a date line, behind a place
 * ("Brussel, 16 april 2018"), behind "gepubliceerd op", "zitting van" … A date that is merely
 * mentioned is not it; when unsure there is none. */
#ifndef LEESZAAL_LIBRARY_HEAD_DATE_H
#define LEESZAAL_LIBRARY_HEAD_DATE_H

#include "src/library/head.h"

struct date_found {
    size_t start, end;         /* bytes of the folded text */
    unsigned year, month, day; /* day 0: the month alone is told */
};

/* The first date at or behind `from`: 19/06/2017, 19-6-2017, 3.5.2019, 2017-06-19, 16 april 2018,
 * juni 2019. */
bool date_scan(struct span folded, size_t from, struct date_found *date);
/* Is there nothing in the line but one date, with a weekday, a time, brackets or a language mark?
 */
bool date_is_alone(struct span folded, struct date_found *date);

/* ISO 8601, owned; NULL when there is none (or memory is out). */
char *head_date(const struct head *head, size_t title);

#endif
