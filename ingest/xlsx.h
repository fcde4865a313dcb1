/* xlsx.h - what surrounds the sheets of an Excel workbook (.xlsx): their
 * names and parts, shared strings, and which number formats are dates. */
#ifndef INGEST_XLSX_H
#define INGEST_XLSX_H

#include "core/base/mem.h"
#include "core/base/text.h"
#include "ingest/part.h"

enum format_kind { FORMAT_NUMBER, FORMAT_DATE, FORMAT_TIME, FORMAT_DATE_TIME };

struct sheet_part {
    char *name, *part; /* "xl/worksheets/sheet1.xml"; NULL: not found */
    char *id;
    bool hidden;
};

/* All strings of a workbook, one after the other. */
struct shared {
    struct str bytes;
    size_t *end; /* of string i in bytes */
    size_t n, room;
};

struct xlsx_file {
    const char *path; /* borrowed */
    zip_t *zip;
    struct arena *arena;
    struct sheet_part *sheet;
    size_t n_sheets, sheets_room;
    bool from_1904;
    struct shared shared;
    unsigned char *format; /* format_kind of each cell style */
    size_t n_formats, formats_room;
};

/* ERR_INPUT where path is no workbook.  xlsx_close() in any case. */
MUST_CHECK enum status xlsx_open(struct xlsx_file *out, const char *path,
                                 struct err *err);
void xlsx_close(struct xlsx_file *w);

/* Appends a serial number as an ISO date, date and time, or time.  False where
 * it is none: below 0 or after the year 9999. */
bool serial_add(struct str *out, double serial, enum format_kind kind,
                bool from_1904);

/* What a format code shows; for tests. */
enum format_kind format_kind(const char *code);

#endif
