/* cmd_ingest.c - canvass ingest: exports into the database. */
#include "cli/cli.h"

static enum status run(const struct arguments *arguments, struct notes *notes,
                       struct err *err)
{
    struct str database = {0};
    struct names names;
    enum status rc;

    if (arguments->n_operands == 0 || !is_definition(arguments->operand[0]))
        return err_set(err, ERR_USAGE,
                       "ingest: name the definition (a .yaml file; canvass "
                       "init drafts one) "
                       "first; see: canvass ingest --help");
    names = (struct names){.survey = arguments->operand[0],
                           .exports = arguments->operand + 1,
                           .n_exports = arguments->n_operands - 1};
    default_name(&database, names.survey, ".db");
    names.database =
        arguments->database ? arguments->database : str_cstr(&database);
    rc = str_status(&database, err);
    if (rc == OK)
        rc = stage_ingest(arguments, &names, notes, err);
    str_free(&database);
    return rc;
}

const struct command cmd_ingest = {
    "ingest", "takes exports into the database, every row accounted for",
    "deakwb",
    "usage: canvass ingest [-d NAME.db] survey.yaml [EXPORT...]\n\n"
    "Takes the exports named, or those of the definition, into the database.\n"
    "Every row is analysed, removed for a stated reason, or rejected and kept\n"
    "with its line.  A later, longer download takes the place of its\n"
    "forerunner; a changed definition rebuilds the survey from its files.\n"
    "A failure leaves the database as it was.\n\n"
    "  -d, --database FILE    the database [the definition's name with .db]\n"
    "      --encoding NAME    of the exports: utf-8, windows-1252, macintosh\n"
    "      --platform NAME    of the exports; man canvass lists them\n"
    "      --sheet NAME       of a workbook, instead of the fullest\n"
    "      --codebook FILE    what codes stand for: a data dictionary, or the\n"
    "                         same responses as text\n"
    "      --key FILE         to hashed ids (default: the database's, .key)\n"
    "  -h, --help             show this help\n\n"
    "example:\n"
    "  canvass ingest -d pcp.db survey.yaml responses.csv\n",
    run};
