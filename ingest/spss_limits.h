/* spss_limits.h - what the process that reads an SPSS file may take. */
#ifndef INGEST_SPSS_LIMITS_H
#define INGEST_SPSS_LIMITS_H

#include "core/base/err.h"

/* Memory, time, output: a file that asks for more than a survey needs is
 * stopped by the system.  They stay. */
MUST_CHECK enum status spss_limits_set(struct err *err);

#endif
