/* dates.h - dates and times as exports write them, made ISO 8601.
 *
 * Whether 05/06/2016 is in May or in June is decided once for a file. */
#ifndef INGEST_DATES_H
#define INGEST_DATES_H

#include "core/survey/survey.h"

struct date_evidence {
    size_t dates;     /* texts that are a date */
    size_t others;    /* that are none */
    size_t numeric;   /* of the kind that needs an order */
    size_t day_first; /* that can only be day first */
    size_t month_first;
    size_t half_days; /* with AM or PM */
};

/* Counts one text in. */
void date_look(struct text t, struct date_evidence *e);

/* The order that the evidence speaks for; DATE_UNTOLD where no date of the
 * kind has a day above 12. */
enum date_order date_order_of(const struct date_evidence *e);

enum { DATE_ROOM = 24 };

/* Writes `2016-07-01` or, with a time, `2016-07-01T18:04:00`.  False where t
 * is no date; DATE_UNTOLD is taken for day first.  Understood: ISO with - or
 * /, numeric with / - or . in either order (years of two digits are 20xx),
 * AM and PM, names of months in English, serial days of spreadsheets, seconds
 * or milliseconds since 1970 (UTC); zones are dropped, times stay as written.
 */
bool date_parse(struct text t, enum date_order order, char out[DATE_ROOM]);

/* Appends 2016-07-01 out of days since 1970-01-01. */
void date_add(struct str *out, int64_t days);
/* Appends 18:04:00 out of seconds since midnight. */
void clock_add(struct str *out, int64_t seconds);

#endif
