/* persons.h - the rule of counts over all tables of a pack; part of the gate.
 */
#ifndef REPORT_PERSONS_H
#define REPORT_PERSONS_H

#include "report/pack.h"

/* Sets withheld[i] for pack->cell[i], which still has its numbers, until no
 * table asks for more.  withheld[] may come with cells already set. */
MUST_CHECK enum status persons_withhold(const struct pack *pack, bool *withheld,
                                        struct err *err);

#endif
