/* num.h - numbers in and out, the same in every locale.
 *
 * Out: shortest form with 12 significant digits for files under out/, 17 for
 * machines.  In: strict; the whole text must be the number. */
#ifndef CORE_BASE_NUM_H
#define CORE_BASE_NUM_H

#include <stdbool.h>
#include <stdint.h>
#include "core/base/text.h"

/* In size: beyond it a double does not tell neighbours apart, and sums of
 * squares may be endless. */
#define NUM_MOST 1e15

/* [+-]digits[.digits][e[+-]digits], nothing before or after, NUM_MOST at most.
 * False leaves *out alone. */
bool num_parse(struct text t, double *out);
/* [+-]digits within the range of int64_t.  False leaves *out alone. */
bool num_parse_int(struct text t, int64_t *out);
/* As people type numbers, with `decimal` (. or ,) before the decimals and the
 * other, a space of any width or an apostrophe between thousands: `1,234.5`,
 * `1.234,5`, `1 234`, `£12`, `12 €`, `12%` (12).  False leaves *out alone. */
bool num_parse_marked(struct text t, char decimal, double *out);
/* The same with a point. */
bool num_parse_loose(struct text t, double *out);

/* %.12g and %.17g with a point whatever the locale; -0 becomes 0. */
void num_add(struct str *s, double x);
void num_add_exact(struct str *s, double x);
/* With `places` decimals, half up (away from zero) from the exact decimal
 * value of x after 12 significant digits: 0.285 at 2 places is 0.29. */
void num_add_fixed(struct str *s, double x, int places);
/* Half up to a whole number, as num_add_fixed() at 0 places. */
double num_round(double x);
/* 12,345 */
void num_add_count(struct str *s, double x);

#endif
