/* arguments.c - the table of options, and reading a command line by it. */
#include "cli/cli.h"

#include <getopt.h>
#include <string.h>

#include "core/base/file.h"
#include "core/base/num.h"

enum kind { TEXT, COUNT, FLAG };

static const struct row {
    const char *name;
    char letter;
    enum kind kind;
    size_t offset;
} rows[] = {
    {"database", 'd', TEXT, offsetof(struct arguments, database)},
    {"output", 'o', TEXT, offsetof(struct arguments, out)},
    {"survey", 's', TEXT, offsetof(struct arguments, survey)},
    {"plan", 'p', TEXT, offsetof(struct arguments, plan)},
    {"theme", 't', TEXT, offsetof(struct arguments, theme)},
    {"figure", 'f', TEXT, offsetof(struct arguments, figure)},
    {"only", 'y', TEXT, offsetof(struct arguments, only)},
    {"encoding", 'e', TEXT, offsetof(struct arguments, encoding)},
    {"platform", 'a', TEXT, offsetof(struct arguments, platform)},
    {"key", 'k', TEXT, offsetof(struct arguments, key)},
    {"sheet", 'w', TEXT, offsetof(struct arguments, sheet)},
    {"codebook", 'b', TEXT, offsetof(struct arguments, codebook)},
    {"seed", 'r', COUNT, offsetof(struct arguments, seed)},
    {"threads", 'j', COUNT, offsetof(struct arguments, threads)},
    {"everything", 'v', FLAG, offsetof(struct arguments, everything)},
    {"list", 'l', FLAG, offsetof(struct arguments, list)},
    {"help", 'h', FLAG, offsetof(struct arguments, help)},
};
enum { ROWS = sizeof rows / sizeof *rows };

static enum status take(const struct row *row, const char *value,
                        struct arguments *arguments, struct err *err)
{
    char *field = (char *)arguments + row->offset;
    int64_t count;

    switch (row->kind) {
    case TEXT:
        if (!*value)
            return err_set(err, ERR_USAGE, "--%s is empty; give it a value",
                           row->name);
        memcpy(field, &value, sizeof value);
        return OK;
    case COUNT:
        if (!num_parse_int(text_of(value), &count) || count < 0)
            return err_set(err, ERR_USAGE,
                           "--%s is '%s'; give a whole number, 0 or more",
                           row->name, value);
        memcpy(field, &(uint64_t){(uint64_t)count}, sizeof(uint64_t));
        return OK;
    case FLAG:
        break;
    }
    memcpy(field, &(bool){true}, sizeof(bool));
    return OK;
}

static const struct row *row_of(int letter)
{
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].letter == letter)
            return &rows[i];
    return NULL;
}

static enum status refuse(const struct command *command, const char *word,
                          const char *why, struct err *err)
{
    return err_set(err, ERR_USAGE, "%s: %s '%s'; see: canvass %s --help",
                   command->name, why, word, command->name);
}

enum status arguments_parse(const struct command *command, int argc,
                            char **argv, struct arguments *arguments,
                            struct err *err)
{
    struct option table[ROWS + 1] = {{0}};

    for (size_t i = 0; i < ROWS; i++)
        table[i] = (struct option){rows[i].name, rows[i].kind != FLAG, NULL,
                                   rows[i].letter};
    *arguments = (struct arguments){.seed = 1};
    optind = 0; /* glibc: start again, in a vector that getopt never saw */
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, ":d:o:h", table, NULL)) != -1;) {
        const struct row *row = row_of(c);
        const char *word = argv[optind - 1];
        enum status rc;

        if (c == ':')
            return refuse(command, word, "a value is missing after", err);
        if (!row)
            return refuse(command, word, "unknown option", err);
        if (c != 'h' && !strchr(command->options, c))
            return refuse(command, row->name, "does not take the option", err);
        rc = take(row, optarg, arguments, err);
        if (rc != OK)
            return rc;
    }
    arguments->operand = (const char *const *)(argv + optind);
    arguments->n_operands = (size_t)(argc - optind);
    return OK;
}

bool is_definition(const char *operand)
{
    struct text name = path_name(operand);

    return (name.n > 5 && !memcmp(name.p + name.n - 5, ".yaml", 5)) ||
           (name.n > 4 && !memcmp(name.p + name.n - 4, ".yml", 4));
}

void default_name(struct str *out, const char *path, const char *ending)
{
    path_stem(out, path);
    str_add(out, ending);
}
