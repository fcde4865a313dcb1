/* test_methods.c - docs/methods/each.md has a section for each name that the
 * database can hold, with every part, and none for a name that it cannot. */
#include "tests/support/check.h"
#include "tests/support/program.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include "analyse/infer/kinds.h"
#include "core/base/file.h"
#include "core/evidence/evidence.h"

enum { MOST = 400 };
struct names {
    char *name[MOST];
    size_t n;
};

static const char *const parts[] = {"Formula", "Source",          "In R",
                                    "Options", "Where we differ", "Limits"};

static bool has(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->n; i++)
        if (strcmp(names->name[i], name) == 0)
            return true;
    return false;
}

/* A key of ours: small letters, digits and _. */
static void add(struct names *names, const char *name, size_t n)
{
    char *own = strndup(name, n);

    assert_non_null(own);
    if (n == 0 || strspn(own, "abcdefghijklmnopqrstuvwxyz0123456789_") != n ||
        has(names, own)) {
        free(own);
        return;
    }
    assert_true(names->n < MOST);
    names->name[names->n++] = own;
}

static void names_free(struct names *names)
{
    for (size_t i = 0; i < names->n; i++)
        free(names->name[i]);
}

static void add_tables(struct names *names)
{
    size_t n;
    const struct interval_kind *kind = interval_kinds(&n);

    for (int i = 0; i < MEASURES; i++)
        add(names, measure_row((enum measure)i)->name,
            strlen(measure_row((enum measure)i)->name));
    for (int i = 0; i < RULES; i++)
        add(names, rule_row((enum rule)i)->name,
            strlen(rule_row((enum rule)i)->name));
    for (size_t i = 0; i < n; i++)
        add(names, kind[i].name, strlen(kind[i].name));
}

static void add_lines(struct names *names, const char *lines)
{
    while (*lines) {
        size_t n = strcspn(lines, "\n");

        add(names, lines, n);
        lines += n + (lines[n] == '\n');
    }
}

/* Names in quotes between `call` and the end of its statement; of keep_test()
 * the first, since words of its method follow. */
static void add_literals(struct names *names, const char *text,
                         const char *call)
{
    for (const char *at = text; (at = strstr(at, call)); at++) {
        const char *end = at + strcspn(at, *call == '.' ? ";," : ";{");

        for (const char *p = at; (p = memchr(p, '"', (size_t)(end - p)));) {
            size_t n = strcspn(++p, "\"");

            if (p + n >= end)
                break;
            add(names, p, n);
            if (strcmp(call, "keep_test(") == 0)
                break;
            p += n + 1;
        }
    }
}

static char *text_of_file(const char *path)
{
    struct str text = {0};
    struct err err = {0};
    char *out;

    assert_ok(file_read(path, 1 << 20, &text, &err), &err);
    out = strndup(text.p, text.n);
    str_free(&text);
    assert_non_null(out);
    return out;
}

/* Tests and effects have no table: their names stand where rows are made. */
static void add_sources(struct names *names)
{
    static const char *const calls[] = {
        "slice_test(", "compare_test(", "compare_means(", "keep_test(",
        "wald_row(",   ".test = ",      ".effect = "};
    DIR *folder = opendir("analyse");
    struct dirent *entry;

    assert_non_null(folder);
    while ((entry = readdir(folder))) {
        size_t n = strlen(entry->d_name);
        struct str path = {0};
        char *text;

        if (n < 2 || strcmp(entry->d_name + n - 2, ".c") != 0)
            continue;
        str_addf(&path, "analyse/%s", entry->d_name);
        text = text_of_file(str_cstr(&path));
        for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
            add_literals(names, text, calls[i]);
        free(text);
        str_free(&path);
    }
    assert_int_equal(closedir(folder), 0);
}

/* A consultation with everything that is computed only when asked for. */
static void add_database(struct names *names, const char *folder)
{
    char *yaml = text_of_file("fixtures/consultation.yaml");
    char *lines;

    program_file(folder, "consultation.yaml", yaml);
    free(yaml);
    program_expect(run_generate(folder, "-n", "150", "--districts",
                                "districts.csv", "-o", "consultation.csv"),
                   0);
    program_expect(run_canvass(folder, "ingest", "-d", "all.db",
                               "consultation.yaml", "consultation.csv"),
                   0);
    program_expect(
        run_canvass(folder, "analyse", "-d", "all.db", "--everything"), 0);
    lines = program_query(
        folder, "all.db",
        "SELECT test FROM test UNION SELECT effect FROM test UNION SELECT "
        "interval FROM estimate UNION SELECT interval FROM interval UNION "
        "SELECT test FROM profile UNION SELECT name FROM measure");
    add_lines(names, lines);
    free(lines);
}

/* From behind "### NAME" to the next heading; NULL: none. */
static char *section_of(const char *page, const char *name)
{
    struct str heading = {0};
    const char *from, *end;

    str_addf(&heading, "\n### %s\n", name);
    from = strstr(page, str_cstr(&heading));
    if (from)
        from += heading.n;
    str_free(&heading);
    if (!from)
        return NULL;
    end = strstr(from, "\n#");
    return strndup(from, end ? (size_t)(end - from) : strlen(from));
}

/* "- **Formula.** words." on a line of its own. */
static void check_part(const char *name, const char *section, const char *part)
{
    struct str label = {0};
    const char *at;
    size_t n;

    str_addf(&label, "- **%s.** ", part);
    at = strstr(section, str_cstr(&label));
    if (!at)
        fail_msg("docs/methods/each.md: %s lacks %s", name, part);
    at += label.n;
    n = strcspn(at, "\n");
    if (n < 5 || !strchr(".;", at[n - 1]))
        fail_msg("docs/methods/each.md: %s: %s says nothing", name, part);
    if (strcmp(part, "Source") == 0 && !memchr(at, '(', n) &&
        strcmp(name, "importance_satisfaction") != 0)
        fail_msg("docs/methods/each.md: %s: the source has no year", name);
    str_free(&label);
}

static void each(void **state)
{
    char *page = text_of_file("docs/methods/each.md");
    struct names names = {0};

    add_tables(&names);
    add_sources(&names);
    add_database(&names, check_folder(state));
    for (size_t i = 0; i < names.n; i++) {
        char *section = section_of(page, names.name[i]);

        /* what a mean of ranks is compared by, in `measure` of a test */
        if (!section && strcmp(names.name[i], "rank") == 0)
            continue;
        if (!section)
            fail_msg("docs/methods/each.md has no section %s", names.name[i]);
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
            check_part(names.name[i], section, parts[p]);
        free(section);
    }
    for (const char *at = page; (at = strstr(at, "\n### "));) {
        size_t n = strcspn(at += 5, "\n");
        char *name = strndup(at, n);

        assert_non_null(name);
        if (!has(&names, name))
            fail_msg("docs/methods/each.md: nothing is called %s", name);
        free(name);
    }
    print_message("%zu names, each with its section\n", names.n);
    names_free(&names);
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each)};

    return cmocka_run_group_tests_name("methods", tests, NULL, NULL);
}
