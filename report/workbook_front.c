/* workbook_front.c - cover, contents and notes. */
#include "report/workbook_part.h"

#include <string.h>

enum { TOP = 2, NARROW_COLUMN = 24, WIDE_COLUMN = 100 };

void book_cover(struct book *b, lxw_worksheet *w)
{
    const struct survey *s = b->pack->survey;
    struct str title = {0};
    size_t row = 0;

    book_widths(b, w, 0, 0, WIDE_COLUMN);
    book_survey(&title, s);
    book_text(b, w, row++, 0, str_cstr(&title), BOOK_TITLE);
    if (title.failed)
        b->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    book_text(
        b, w, row++, 0,
        "This workbook contains crosstabs: a worksheet for each question, "
        "with everyone and every breakdown across.",
        BOOK_WRAPPED);
    if (*b->organisation)
        book_text(b, w, row++, 0, b->organisation, BOOK_WRAPPED);
    if (*s->contact)
        book_text(b, w, row++, 0, s->contact, BOOK_WRAPPED);
    book_text(b, w, row++, 0,
              "The worksheet Contents lists the questions. The worksheet Notes "
              "says of whom the figures are, how they were made, and what the "
              "marks in square brackets mean.",
              BOOK_WRAPPED);
    book_text(b, w, row++, 0,
              "In each table the first row is the base: the number of "
              "responses that the figures below it rest on.",
              BOOK_WRAPPED);
    book_text(b, w, row++, 0,
              "Standard errors, intervals and the exact keys of every figure "
              "are in the CSV files beside this workbook.",
              BOOK_WRAPPED);
    str_free(&title);
}

static void link_to(struct book *b, lxw_worksheet *w, size_t row,
                    const char *sheet)
{
    /* A name of ours: small letters, digits, _ and -. */
    char *url = arena_printf(b->arena, "internal:'%s'!A1", sheet);

    if (!url) {
        b->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
        return;
    }
    if (worksheet_write_url(w, (lxw_row_t)row, 0, url, NULL) != LXW_NO_ERROR)
        b->error = LXW_ERROR_PARAMETER_VALIDATION;
    book_text(b, w, row, 0, sheet, BOOK_TEXT);
}

void book_contents(struct book *b, lxw_worksheet *w)
{
    const char *heading[] = {"Worksheet", "Question", "Source"};
    size_t n = b->pack->plan->n_sources > 1 ? 3 : 2;
    size_t row = TOP + 1;

    book_widths(b, w, 0, 0, NARROW_COLUMN + 8);
    book_widths(b, w, 1, 1, WIDE_COLUMN);
    book_widths(b, w, 2, 2, NARROW_COLUMN);
    book_text(b, w, 0, 0, "Contents", BOOK_TITLE);
    book_text(
        b, w, 1, 0,
        "This worksheet contains one table, with a row for each question.",
        BOOK_TEXT);
    if (b->n_sheets > 0)
        book_table(b, w, "contents", TOP, TOP + b->n_sheets, heading, n);
    for (size_t i = 0; i < b->n_sheets; i++, row++) {
        const struct book_sheet *s = &b->sheet[i];

        link_to(b, w, row, s->name);
        book_text(b, w, row, 1, b->pack->survey->question[s->question].text,
                  BOOK_WRAPPED);
        if (n == 3)
            book_text(b, w, row, 2, s->source ? s->source : "all", BOOK_TEXT);
    }
}

/* ---- notes ------------------------------------------------------------ */

static void note(struct book *b, lxw_worksheet *w, size_t *row,
                 const char *about, enum pattern pattern,
                 const struct slot *slot, size_t n)
{
    struct prose words;
    struct str s = {0};

    book_text(b, w, *row, 0, about, BOOK_WRAPPED);
    if (words_say(&words, b->arena, pattern, slot, n, b->err) == OK)
        words_plain(&s, &words);
    else
        s.failed = true;
    if (s.failed)
        b->error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    else
        book_text(b, w, (*row)++, 1, str_cstr(&s), BOOK_WRAPPED);
    str_free(&s);
}

void book_notes(struct book *b, lxw_worksheet *w)
{
    const char *heading[] = {"About", "Note"};
    const char *scheme = b->pack->plan->scheme;
    const struct slot slot[] = {
        slot_stated(b->pack, "min_base", STATED_MIN_BASE),
        slot_stated(b->pack, "small_base", STATED_SMALL_BASE),
        slot_stated(b->pack, "min_count", STATED_MIN_COUNT),
        SLOT_SAID("scheme", scheme)};
    bool plain = strcmp(scheme, "unweighted") == 0;
    size_t row = TOP + 1;

    book_widths(b, w, 0, 0, NARROW_COLUMN);
    book_widths(b, w, 1, 1, WIDE_COLUMN);
    book_text(b, w, 0, 0, "Notes", BOOK_TITLE);
    book_text(b, w, 1, 0,
              "This worksheet contains one table, with a row for each note and "
              "each mark in square brackets.",
              BOOK_TEXT);
    note(b, w, &row, "Of whom", METHOD_BASE, NULL, 0);
    note(b, w, &row, "Rankings", METHOD_RANKING, NULL, 0);
    note(b, w, &row, "Weighting", plain ? METHOD_UNWEIGHTED : METHOD_WEIGHTED,
         slot, 4);
    note(b, w, &row, "Intervals", words_intervals(b->pack), NULL, 0);
    if (b->pack->open)
        note(b, w, &row, "Tests", METHOD_TESTS_OPEN, NULL, 0);
    note(b, w, &row, "Rounding", METHOD_ROUNDING, NULL, 0);
    note(b, w, &row, "Small bases", METHOD_GATE, slot, 4);
    note(b, w, &row, "Small counts", METHOD_COUNTS, slot, 4);
    note(b, w, &row, "Linked tables", METHOD_LINKED, NULL, 0);
    note(b, w, &row, "[c]", NOTE_WITHHELD, NULL, 0);
    note(b, w, &row, "[u]", NOTE_LOW, slot, 4);
    note(b, w, &row, "[x]", NOTE_MISSING, NULL, 0);
    note(b, w, &row, "[z]", NOTE_NOBODY, NULL, 0);
    book_table(b, w, "notes", TOP, row - 1, heading, 2);
}
