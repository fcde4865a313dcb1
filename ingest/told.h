/* told.h - what the caller says of an export, over what is recognised. */
#ifndef INGEST_TOLD_H
#define INGEST_TOLD_H

struct told {
    const char *encoding, *platform; /* NULL: recognised */
    const char *sheet;               /* of a workbook; NULL: chosen */
    const char *codebook;            /* what codes stand for; NULL: no file */
};

#endif
