/* spss_text.h - texts of an SPSS file that ReadStat does not convert, or takes
 * for what they are not. */
#ifndef INGEST_SPSS_TEXT_H
#define INGEST_SPSS_TEXT_H

#include "core/base/text.h"

/* Appends in UTF-8: as it is where it is that; else out of the encoding that
 * the file names (NULL: none), if the system knows it; else what is no UTF-8
 * as Windows-1252. */
void spss_text_add(struct str *out, struct text t, const char *encoding);

#endif
