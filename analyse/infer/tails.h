/* tails.h - how far out a statistic is: upper tails, precise when tiny.
 *
 * All give NaN where an argument is NaN or a degree of freedom is not above 0,
 * and 0 for an infinite statistic.  GSL's t distribution turns to a series of
 * seven or eight digits above 30 degrees of freedom; the beta distribution
 * under both t and F does not, so both go that way here. */
#ifndef ANALYSE_INFER_TAILS_H
#define ANALYSE_INFER_TAILS_H

/* P(|T| > |t|); R's 2 * pt(-abs(t), df). */
double tail_t(double t, double df);
/* P(F > f), f below 0 counts as 0; R's pf(f, df1, df2, lower = FALSE).  The
 * degrees of freedom need not be whole. */
double tail_f(double f, double df1, double df2);
/* P(X > x); R's pchisq(x, df, lower = FALSE). */
double tail_chisq(double x, double df);
/* P(X <= x) of the beta distribution with a and b above 0; y = 1 - x is given
 * apart, since one of the two may be tiny.  density: at x. */
double beta_below(double x, double y, double a, double b, double *density);
/* P(|Z| > |z|). */
double tail_normal(double z);
/* The t that `confidence` of the distribution lies within: 1.96 and above. */
double tail_t_within(double confidence, double df);

#endif
