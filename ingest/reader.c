/* reader.c - the table of formats. */
#include "ingest/reader.h"

static const struct reader *const readers[] = {&reader_csv, &reader_pb,
                                               &reader_xlsx, &reader_sav};

const struct reader *reader_find(const struct scan *scan)
{
    const struct reader *best = readers[0];
    int most = -1;

    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        int sure = readers[i]->recognise(scan);

        if (sure > most) {
            most = sure;
            best = readers[i];
        }
    }
    return best;
}
