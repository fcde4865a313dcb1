/* theme.c - theme.yaml by one table; its colours measured, its logo cleaned. */
#include "core/survey/theme_contrast.h"

#include <ctype.h>
#include <string.h>
#include "core/base/file.h"
#include "core/base/num.h"
#include "core/survey/form.h"

#define AT(struct_name, member) .offset = offsetof(struct struct_name, member)
#define ROWS(a) .field = (a), .n = sizeof(a) / sizeof *(a)

enum { LOGO_BYTES = 256 * 1024, LOGO_SIDE = 2000, FONT_LETTERS = 60 };

static const char *const modes[] = {"light", "dark"};
static const char *const inks[] = {
    "text",     "muted",           "link",     "paper",
    "band",     "strong_positive", "positive", "neutral",
    "negative", "strong_negative", "other",    NULL};

/* ---- one colour ------------------------------------------------------- */

static int digit(char c)
{
    return isdigit((unsigned char)c) ? c - '0'
                                     : tolower((unsigned char)c) - 'a' + 10;
}

static bool parse_colour(const char *text, unsigned char rgb[3])
{
    text += *text == '#';
    if (strlen(text) != 6 || strspn(text, "0123456789abcdefABCDEF") != 6)
        return false;
    for (size_t i = 0; i < 3; i++)
        rgb[i] =
            (unsigned char)(16 * digit(text[2 * i]) + digit(text[2 * i + 1]));
    return true;
}

static enum status load_colour(const struct form *form, const struct node *node,
                               struct theme_colour *to)
{
    enum status rc = form_is(form, node, NODE_TEXT);

    if (rc != OK)
        return rc;
    if (!parse_colour(node->text, to->rgb))
        return form_bad(form, node,
                        "is '%s'; a colour is written \"#12436D\", in quotes",
                        yaml_shown(form->arena, node->text));
    to->given = true;
    to->line = node->line;
    return OK;
}

static enum status load_ink(const struct form *form, const struct node *node,
                            void *to)
{
    struct theme_colour *colour = to;
    size_t ink = 0;

    while (inks[ink] && strcmp(inks[ink], node->key) != 0)
        ink++;
    return load_colour(form, node, &colour[ink]);
}

/* ---- the other texts -------------------------------------------------- */

/* It goes into a style sheet: nothing that could end a name there. */
static enum status load_font(const struct form *form, const struct node *node,
                             void *to)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -";
    enum status rc = form_is(form, node, NODE_TEXT);
    size_t n;

    if (rc != OK)
        return rc;
    n = strlen(node->text);
    if (n == 0 || n > FONT_LETTERS || strspn(node->text, letters) != n)
        return form_bad(form, node,
                        "is '%s'; give the name of one family, of letters, "
                        "digits, spaces and hyphens",
                        yaml_shown(form->arena, node->text));
    ((struct theme *)to)->font = node->text;
    return OK;
}

// clang-format off
static const struct form_field mode_fields[] = {
    {"text",            FORM_CUSTOM, .load = load_ink},
    {"muted",           FORM_CUSTOM, .load = load_ink},
    {"link",            FORM_CUSTOM, .load = load_ink},
    {"paper",           FORM_CUSTOM, .load = load_ink},
    {"band",            FORM_CUSTOM, .load = load_ink},
    {"strong_positive", FORM_CUSTOM, .load = load_ink},
    {"positive",        FORM_CUSTOM, .load = load_ink},
    {"neutral",         FORM_CUSTOM, .load = load_ink},
    {"negative",        FORM_CUSTOM, .load = load_ink},
    {"strong_negative", FORM_CUSTOM, .load = load_ink},
    {"other",           FORM_CUSTOM, .load = load_ink},
};
static const struct form_table mode_table = {
    ROWS(mode_fields), sizeof(struct theme_colour[THEME_INKS]),
    FORM_NO_LINE, NULL};

static const struct form_field colours_fields[] = {
    {"light", FORM_MAP, AT(theme, colour[THEME_LIGHT]), .table = &mode_table},
    {"dark",  FORM_MAP, AT(theme, colour[THEME_DARK]),  .table = &mode_table},
};
static const struct form_table colours_table = {ROWS(colours_fields),
                                                .line = FORM_NO_LINE};

static const struct form_field logo_fields[] = {
    {"file", FORM_NAME, true, AT(theme_logo, file)},
    {"text", FORM_NAME, true, AT(theme_logo, text)},
};
static const struct form_table logo_table = {
    ROWS(logo_fields), sizeof(struct theme_logo),
    offsetof(struct theme_logo, line), NULL};

static const struct form_field theme_fields[] = {
    {"organisation", FORM_NAME,   AT(theme, organisation)},
    {"font",         FORM_CUSTOM, .load = load_font},
    {"logo",         FORM_MAP,    AT(theme, logo), .table = &logo_table},
    /* Its two maps lie in the theme itself. */
    {"colours",      FORM_MAP,    .table = &colours_table},
};
// clang-format on
static const struct form_table theme_table = {ROWS(theme_fields),
                                              .line = FORM_NO_LINE};

/* ---- contrast --------------------------------------------------------- */

static void name_ink(struct str *out, const struct theme_colour *colour,
                     size_t mode, size_t ink)
{
    str_addf(out, "%s.%s", modes[mode], inks[ink]);
    str_addf(out, " (#%02X%02X%02X%s)", colour->rgb[0], colour->rgb[1],
             colour->rgb[2], colour->given ? "" : ", the usual one");
}

static enum status too_alike(const struct theme *theme, size_t mode,
                             const struct theme_pair *pair, double measured,
                             struct err *err)
{
    const struct theme_colour *ink = &theme->colour[mode][pair->ink];
    const struct theme_colour *ground = &theme->colour[mode][pair->ground];
    struct str a = {0}, b = {0}, x = {0}, least = {0};
    enum status rc;

    name_ink(&a, ink, mode, pair->ink);
    name_ink(&b, ground, mode, pair->ground);
    /* Cut, not rounded: 4.499 is not 4.5. */
    num_add_fixed(&x, (double)(long)(measured * 100) / 100, 2);
    num_add(&least, pair->least);
    rc = err_at(err, ERR_INPUT, theme->path,
                ink->given ? ink->line : ground->line,
                "colours.%s has a contrast of %s to 1 with %s; it must be at "
                "least %s to 1, so make one of them darker or lighter",
                str_cstr(&a), str_cstr(&x), str_cstr(&b), str_cstr(&least));
    str_free(&a);
    str_free(&b);
    str_free(&x);
    str_free(&least);
    return rc;
}

static enum status check_colours(struct theme *theme, struct err *err)
{
    for (size_t mode = 0; mode < THEME_MODES; mode++) {
        struct theme_colour *colour = theme->colour[mode];

        for (size_t i = 0; i < THEME_INKS; i++) {
            if (!colour[i].given)
                memcpy(colour[i].rgb,
                       theme_usual((enum theme_mode)mode, (enum theme_ink)i),
                       sizeof colour[i].rgb);
        }
        for (size_t i = 0; i < theme_n_pairs; i++) {
            const struct theme_pair *pair = &theme_pairs[i];
            double measured =
                theme_contrast(colour[pair->ink].rgb, colour[pair->ground].rgb);

            if (measured < pair->least && (mode == THEME_LIGHT || !pair->light))
                return too_alike(theme, mode, pair, measured, err);
        }
    }
    return OK;
}

/* ---- logo ------------------------------------------------------------- */

static enum status read_logo(struct theme *theme, struct err *err)
{
    struct theme_logo *logo = &theme->logo;
    struct str folder = {0}, path = {0}, bytes = {0}, clean = {0};
    const char *wrong;
    char *kept;
    enum status rc;

    if (!logo->file)
        return OK;
    path_folder(&folder, theme->path);
    path_join(&path, str_cstr(&folder), logo->file);
    rc = str_status(&path, err);
    if (rc == OK)
        rc = file_read(str_cstr(&path), LOGO_BYTES, &bytes, err);
    if (rc != OK)
        goto done;
    wrong = theme_png(str_text(&bytes), LOGO_SIDE, &clean, &logo->width,
                      &logo->height);
    if (wrong) {
        rc = err_at(err, ERR_INPUT, theme->path, logo->line,
                    "logo.file '%s' %s; give a PNG of at most %d by %d pixels",
                    logo->file, wrong, LOGO_SIDE, LOGO_SIDE);
        goto done;
    }
    rc = str_status(&clean, err);
    kept = rc == OK ? arena_text(theme->arena, clean.p, clean.n) : NULL;
    if (rc == OK && !kept)
        rc = err_nomem(err);
    logo->png = kept;
    logo->n_png = clean.n;
done:
    str_free(&folder);
    str_free(&path);
    str_free(&bytes);
    str_free(&clean);
    return rc;
}

/* ---- the file --------------------------------------------------------- */

/* The commonest slip with colours deserves its own words. */
static enum status check_quotes(const struct form *form,
                                const struct node *root)
{
    const struct node *colours = node_get(root, "colours");

    for (size_t mode = 0; mode < THEME_MODES; mode++) {
        const struct node *map = node_get(colours, modes[mode]);

        for (const struct node *c = map ? map->first : NULL; c; c = c->next) {
            if (c->nothing)
                return form_bad(form, c,
                                "is empty; a # begins a comment, so write the "
                                "colour in quotes: \"#12436D\"");
        }
    }
    return OK;
}

static enum status parse(struct theme *theme, struct text yaml, struct err *err)
{
    const struct form form = {theme->arena, theme->path, err};
    struct node *root = NULL;
    enum status rc = yaml_tree(theme->arena, yaml, theme->path, &root, err);

    if (rc == OK)
        rc = check_quotes(&form, root);
    if (rc == OK)
        rc = form_load(&form, &theme_table, root, theme);
    if (rc == OK)
        rc = check_colours(theme, err);
    return rc == OK ? read_logo(theme, err) : rc;
}

enum status theme_read(struct theme **out, const char *path, struct err *err)
{
    struct arena *arena = arena_new();
    struct theme *theme = arena ? arena_alloc(arena, 1, sizeof *theme) : NULL;
    struct str bytes = {0};
    enum status rc;

    *out = NULL;
    if (!theme) {
        arena_free(arena);
        return err_nomem(err);
    }
    theme->arena = arena;
    theme->path = arena_text(arena, path, strlen(path));
    rc =
        theme->path ? file_read(path, YAML_BYTES, &bytes, err) : err_nomem(err);
    if (rc == OK)
        rc = parse(theme, str_text(&bytes), err);
    str_free(&bytes);
    if (rc == OK)
        *out = theme;
    else
        theme_free(theme);
    return rc;
}

void theme_free(struct theme *theme)
{
    if (theme)
        arena_free(theme->arena);
}
