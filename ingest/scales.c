/* scales.c - see scales.h. */
#include "ingest/scales.h"

#include <ctype.h>
#include <string.h>
#include "ingest/scale_words.h"

enum { KEY = 40 };

/* ---- numbers in labels ------------------------------------------------- */

static struct text rest_from(struct text t, size_t from)
{
    return text_trim((struct text){t.p + from, t.n - from});
}

/* Of a word of any language. */
static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* A sign and one or two figures at the front; how long; 0: no such number. */
static size_t short_number(struct text t, double *number)
{
    size_t sign = t.n && (t.p[0] == '-' || t.p[0] == '+'), i = sign;
    double x = 0;

    while (i < t.n && i < sign + 3 && isdigit((unsigned char)t.p[i]))
        x = x * 10 + (t.p[i++] - '0');
    if (i == sign || i == sign + 3 || x > 10)
        return 0;
    *number = sign && t.p[0] == '-' ? -x : x;
    return i;
}

/* "(5) words", "5 (words)", "5 - words", "5" */
static bool number_in_front(struct text t, double *number, struct text *rest)
{
    bool open = t.n && t.p[0] == '(';
    size_t n;

    t.p += open;
    t.n -= open;
    n = short_number(t, number);
    if (n == 0)
        return false;
    *rest = rest_from(t, n);
    if (open || rest->n == 0) {
        bool closed = rest->n && rest->p[0] == ')';

        *rest = rest_from(*rest, closed);
        return closed == open;
    }
    if (rest->p[0] == '(' && rest->p[rest->n - 1] == ')') {
        *rest = text_trim((struct text){rest->p + 1, rest->n - 2});
        return rest->n > 0;
    }
    if (!strchr("-=:.)", rest->p[0]))
        return false;
    *rest = rest_from(*rest, 1);
    return rest->n > 0 && !isdigit((unsigned char)rest->p[0]);
}

/* "words (5)", "words = 5", "words - 5" */
static bool number_behind(struct text t, double *number, struct text *rest)
{
    bool closed = t.n && t.p[t.n - 1] == ')';
    size_t end = t.n - closed, i = end;

    while (i > 0 && isdigit((unsigned char)t.p[i - 1]))
        i--;
    i -= i > 0 && closed && (t.p[i - 1] == '-' || t.p[i - 1] == '+');
    if (short_number((struct text){t.p + i, end - i}, number) != end - i ||
        i == end || i < 2)
        return false;
    *rest = text_trim((struct text){t.p, i});
    if (rest->n < 2 || !(closed ? rest->p[rest->n - 1] == '('
                                : strchr("=:", rest->p[rest->n - 1]) ||
                                      memcmp(t.p + i - 2, "- ", 2) == 0))
        return false;
    *rest = text_trim((struct text){rest->p, rest->n - 1});
    return rest->n > 0 && is_letter(rest->p[rest->n - 1]);
}

bool label_number(struct text t, double *number, struct str *words)
{
    struct str folded = {0};
    struct text rest = {0};
    bool found;

    text_fold(&folded, t);
    found = number_in_front(str_text(&folded), number, &rest) ||
            number_behind(str_text(&folded), number, &rest);
    if (found)
        str_add_n(words, rest.p ? rest.p : "", rest.n);
    str_free(&folded);
    return found;
}

bool label_is_code(const char *label)
{
    size_t letters = strspn(label, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    size_t digits = strspn(label + letters, "0123456789");

    return letters <= 2 && digits >= 1 && digits <= 3 &&
           label[letters + digits] == '\0';
}

/* ---- words ------------------------------------------------------------- */

/* A label without its number, its commas, a full stop at its end and "I am"
 * in front, in any of the languages, with "a" for "per". */
static void plain_words(struct str *out, struct text label)
{
    static const char *const fronts[] = {
        "i am ",   "i'm ",   "i feel ",  "i ",       "it is ", "it's ",
        "at the ", "estoy ", "je suis ", "ich bin ", "ich "};
    struct str words = {0}, folded = {0};
    struct text t;
    double number;

    if (!label_number(label, &number, &words)) {
        text_fold(&words, label);
        /* "5 strongly agree": a number where what follows is a scale. */
        t = str_text(&words);
        if (short_number(t, &number) && t.n > 2 && strchr(" ", t.p[1]) &&
            is_letter(t.p[2]))
            str_add_n(&folded, t.p + 2, t.n - 2);
        else
            str_add_n(&folded, t.p, t.n);
    } else {
        str_add(&folded, str_cstr(&words));
    }
    t = str_text(&folded);
    while (t.n && strchr(".!", t.p[t.n - 1]))
        t.n--;
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        if (text_skip(&t, fronts[i]))
            break;
    while (t.n) {
        if (t.p[0] == ',') {
            (void)text_skip(&t, ",");
        } else if (text_skip(&t, " per ")) {
            str_add(out, " a ");
        } else {
            str_add_char(out, t.p[0]);
            t = (struct text){t.p + 1, t.n - 1};
        }
    }
    str_free(&words);
    str_free(&folded);
}

/* What a letter of a pattern stands for; NULL: for itself, or for nothing. */
static const char *stands_for(char c, const struct scale_stem *stem,
                              enum option_side side)
{
    if (c == '*')
        return stem->degree;
    if (c == '~' || (c == '@' && side == SIDE_NEGATIVE))
        return stem->negative;
    return stem->positive;
}

/* Whether t is said by the first n letters of the pattern. */
static bool is_said(const char *pattern, size_t n,
                    const struct scale_stem *stem, enum option_side side,
                    struct text t)
{
    for (size_t i = 0; i < n; i++) {
        const char *piece;

        if (!strchr("@+~*", pattern[i])) {
            if (t.n == 0 || t.p[0] != pattern[i])
                return false;
            t = (struct text){t.p + 1, t.n - 1};
            continue;
        }
        piece = stem ? stands_for(pattern[i], stem, side) : NULL;
        if (!piece || !text_skip(&t, piece))
            return false;
    }
    return t.n == 0;
}

static size_t point_of(struct known_scale scale, struct text words)
{
    for (size_t i = 0; i < scale.shape->n; i++) {
        const struct scale_words *p = &scale.shape->point[i];

        for (const char *w = p->words; *w;) {
            size_t n = strcspn(w, "|");

            if (is_said(w, n, scale.stem, p->side, words))
                return i;
            w += n + (w[n] == '|');
        }
    }
    return SURVEY_NONE;
}

size_t scale_point_of(struct known_scale scale, struct text t)
{
    struct str words = {0};
    size_t at;

    plain_words(&words, t);
    at = point_of(scale, str_text(&words));
    str_free(&words);
    return at;
}

/* ---- finding ----------------------------------------------------------- */

/* How many different points the texts say; 0: one says none, or two say the
 * same in other words. */
static size_t points_said(struct known_scale scale, const struct str *words,
                          size_t n)
{
    const struct str *said[SCALE_POINTS] = {NULL};
    size_t points = 0;

    for (size_t i = 0; i < n; i++) {
        size_t at = point_of(scale, str_text(&words[i]));

        if (at == SURVEY_NONE ||
            (said[at] && !text_equal(str_text(said[at]), str_text(&words[i]))))
            return 0;
        points += !said[at];
        said[at] = &words[i];
    }
    return points;
}

/* Some text has the stem in it, and the stem the sides that the shape wants. */
static bool may_be(struct known_scale scale, const struct str *words, size_t n)
{
    const struct scale_stem *stem = scale.stem;

    if (!stem)
        return true;
    if (scale.shape->both && !stem->negative)
        return false;
    for (size_t i = 0; i < n; i++)
        if (strstr(str_cstr(&words[i]), stem->positive) ||
            (stem->negative && strstr(str_cstr(&words[i]), stem->negative)))
            return true;
    return false;
}

/* Tries the scales one after the other; false: there are no more. */
static bool next_scale(size_t i, struct known_scale *scale)
{
    static const struct scale_language *const languages[] = {
        &scales_english, &scales_spanish, &scales_french, &scales_german};

    for (size_t at = 0; at < sizeof languages / sizeof *languages; at++) {
        const struct scale_language *l = languages[at];

        if (i < l->n_whole) {
            *scale = (struct known_scale){&l->whole[i], NULL};
            return true;
        }
        i -= l->n_whole;
        if (i < l->n_bent * l->n_stems) {
            *scale = (struct known_scale){&l->bent[i % l->n_bent],
                                          &l->stem[i / l->n_bent]};
            return true;
        }
        i -= l->n_bent * l->n_stems;
    }
    return false;
}

struct known_scale scale_find(const struct text *text, size_t n)
{
    struct known_scale best = {0}, scale;
    struct str words[2 * SCALE_POINTS] = {{0}};

    if (n < 2 || n > 2 * SCALE_POINTS)
        return best;
    for (size_t i = 0; i < n; i++)
        plain_words(&words[i], text[i]);
    for (size_t i = 0; next_scale(i, &scale); i++)
        if ((!best.shape || scale.shape->n < best.shape->n) &&
            may_be(scale, words, n) && points_said(scale, words, n) >= 2)
            best = scale;
    for (size_t i = 0; i < n; i++)
        str_free(&words[i]);
    return best;
}

struct known_scale scale_by_ends(struct text low, struct text high, size_t n,
                                 bool *up)
{
    struct known_scale scale, found = {0};
    struct str words[2] = {{0}};

    plain_words(&words[0], low);
    plain_words(&words[1], high);
    for (size_t i = 0; !found.shape && next_scale(i, &scale); i++) {
        size_t a, b;

        if (scale.shape->n != n || scale.shape->ordered_only ||
            !may_be(scale, words, 2))
            continue;
        a = point_of(scale, str_text(&words[0]));
        b = point_of(scale, str_text(&words[1]));
        *up = a == n - 1 && b == 0;
        if (*up || (a == 0 && b == n - 1))
            found = scale;
    }
    str_free(&words[0]);
    str_free(&words[1]);
    return found;
}

/* ---- one scale --------------------------------------------------------- */

void scale_name(struct str *out, struct known_scale scale)
{
    if (scale.stem)
        str_addf(out, "%s, ", scale.stem->positive);
    str_add(out, scale.shape->name);
}

bool scale_ordered_only(struct known_scale scale)
{
    return scale.shape->ordered_only;
}

size_t scale_points(struct known_scale scale)
{
    return scale.shape->n;
}

int scale_score(struct known_scale scale, size_t point)
{
    return scale.shape->point[point].score;
}

enum option_side scale_side(struct known_scale scale, size_t point)
{
    if (scale.stem && scale.stem->plain)
        return SIDE_NONE;
    return scale.shape->point[point].side;
}

void scale_label(struct str *out, struct known_scale scale, size_t point)
{
    const struct scale_words *p = &scale.shape->point[point];
    size_t n = strcspn(p->words, "|"), from = out->n;

    for (size_t i = 0; i < n; i++)
        if (!strchr("@+~*", p->words[i]))
            str_add_char(out, p->words[i]);
        else
            str_add(out, stands_for(p->words[i], scale.stem, p->side));
    if (out->n > from)
        out->p[from] = (char)toupper((unsigned char)out->p[from]);
}

void scale_key(struct str *out, struct known_scale scale, size_t point)
{
    struct str label = {0};

    if (scale.shape->point[point].key) {
        str_add(out, scale.shape->point[point].key);
        return;
    }
    scale_label(&label, scale, point);
    text_slug(out, str_text(&label), KEY);
    str_free(&label);
}
