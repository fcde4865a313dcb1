/* cmd_run.c - canvass run: ingest, analyse and report in a row. */
#include "cli/cli.h"

#include "core/base/file.h"

/* Without a definition one is drafted beside the database; a second run finds
 * it there and uses it, edits and all. */
static enum status draft(const struct arguments *arguments, const char *path,
                         struct notes *notes, struct err *err)
{
    if (file_kind(path) != FILE_NONE)
        return notes_add(notes, err, NOTE_INFO,
                         "%s: used, since it is there; remove it to have it "
                         "drafted again",
                         path);
    return stage_draft(arguments, arguments->operand, arguments->n_operands,
                       path, notes, err);
}

static enum status stages(const struct arguments *arguments,
                          struct names *names, struct notes *notes,
                          struct err *err)
{
    enum status rc = stage_ingest(arguments, names, notes, err);

    if (rc == OK)
        rc = stage_analyse(arguments, names, notes, err);
    if (rc == OK)
        rc = stage_report(arguments, names, notes, err);
    return rc;
}

static enum status run(const struct arguments *arguments, struct notes *notes,
                       struct err *err)
{
    struct str database = {0}, survey = {0};
    struct names names = {.out = arguments->out,
                          .exports = arguments->operand,
                          .n_exports = arguments->n_operands};
    enum status rc = OK;

    if (arguments->n_operands == 0 || !arguments->out)
        return err_set(err, ERR_USAGE,
                       "run: name an export and, with -o, the folder "
                       "for the page; see: canvass run --help");
    default_name(&database, arguments->operand[0], ".db");
    default_name(&survey, arguments->operand[0], ".yaml");
    names.database =
        arguments->database ? arguments->database : str_cstr(&database);
    names.survey = str_cstr(&survey);
    if (database.failed || survey.failed)
        rc = err_nomem(err);
    if (rc == OK && is_definition(arguments->operand[0])) {
        names.survey = arguments->operand[0];
        names.exports++;
        names.n_exports--;
    } else if (rc == OK) {
        rc = draft(arguments, names.survey, notes, err);
    }
    if (rc == OK)
        rc = stages(arguments, &names, notes, err);
    str_free(&database);
    str_free(&survey);
    return rc;
}

const struct command cmd_run = {
    "run", "all of it: from exports to the page", "doptyrjeavkwb",
    "usage: canvass run [-d NAME.db] [survey.yaml] EXPORT... -o FOLDER\n\n"
    "Ingest, analyse and report in a row.  Without a definition one is\n"
    "drafted first, as NAME.yaml in the current folder, where NAME is the\n"
    "first export's own name; edit it and run again.\n\n"
    "  -d, --database FILE    the database [NAME.db]\n"
    "  -o, --output FOLDER    where the pages go\n"
    "      --plan FILE        the plan that the evidence speaks to\n"
    "      --theme FILE       colours, font, logo\n"
    "      --only KEY/WAVE    one survey of several\n"
    "      --everything       all pairs, tests and intervals (see analyse)\n"
    "      --seed N           of simulations [1]\n"
    "      --threads N        [as many as the machine offers]\n"
    "      --encoding NAME    of the exports: utf-8, windows-1252, macintosh\n"
    "      --platform NAME    of the exports; man canvass lists them\n"
    "      --sheet NAME       of a workbook, instead of the fullest\n"
    "      --codebook FILE    what codes stand for: a data dictionary, or the\n"
    "                         same responses as text\n"
    "      --key FILE         to hashed ids (default: the database's, .key)\n"
    "  -h, --help             show this help\n\n"
    "example:\n"
    "  canvass run responses.csv -o out\n",
    run};
