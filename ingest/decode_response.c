/* decode_response.c - what a row says of the response itself: its id, when it
 * came, its weight and place in the sample, and a hash of its cells. */
#include "ingest/decode.h"

#include <math.h>
#include <string.h>
#include "core/base/bytes.h"
#include "core/base/hash.h"
#include "core/base/num.h"

static uint64_t turn(uint64_t x, unsigned by)
{
    return x << by | x >> (64 - by);
}

/* Two words of multiply and turn: to tell rows apart, not to keep secrets. */
static void hash_word(uint64_t hash[2], uint64_t w)
{
    hash[0] = turn(hash[0] ^ w, 29) * 0x9E3779B97F4A7C15u;
    hash[1] = turn(hash[1] + w, 31) * 0xC2B2AE3D27D4EB4Fu;
}

/* The last word says how many bytes it has, by one that UTF-8 never has. */
static void hash_cell(uint64_t hash[2], struct text t)
{
    for (; t.n >= 8; t = (struct text){t.p + 8, t.n - 8})
        hash_word(hash, bytes_load(t.p, 8));
    hash_word(hash, bytes_load(t.p, t.n) | (uint64_t)(0xF8 | t.n) << 56);
}

/* Every other cell has a hash of its own, so that one need not wait for the
 * other. */
static void hash_cells(const struct binding *b, const struct text *cell,
                       unsigned char out[16])
{
    uint64_t even[2] = {0x243F6A8885A308D3u, 0x13198A2E03707344u};
    uint64_t odd[2] = {0xA4093822299F31D0u, 0x082EFA98EC4E6C89u};
    size_t n = b->n_hashed;

    for (size_t i = 0; i + 1 < n; i += 2) {
        hash_cell(even, cell[b->hashed[i]]);
        hash_cell(odd, cell[b->hashed[i + 1]]);
    }
    if (n % 2)
        hash_cell(even, cell[b->hashed[n - 1]]);
    hash_word(even, odd[0]);
    hash_word(even, odd[1]);
    even[0] ^= turn(even[1], 32);
    even[1] ^= turn(even[0], 17) * 0x9E3779B97F4A7C15u;
    memcpy(out, even, 16);
}

static void take_weight(struct decoding *d, const struct export_row *row)
{
    struct binding *b = d->binding;
    double w = 1;

    if (b->weight == NO_COLUMN)
        return;
    if (!num_parse(text_trim(row->cell[b->weight]), &w))
        w = (double)NAN;
    if (!(w >= 0)) {
        d->flags |= FLAG_BAD_WEIGHT;
        if (b->bad_weights++ == 0)
            b->bad_weight_line = row->line;
    }
    d->weight[d->n] = isnan(w) ? 0 : w;
}

/* Kept in the batch's text, which moves: by place until the batch is given
 * on.  Returns the length; NO_COLUMN where there is no such column. */
static size_t take_name(struct decoding *d, const struct export_row *row,
                        size_t column, size_t *at)
{
    struct text t;

    *at = d->text.n;
    if (column == NO_COLUMN)
        return NO_COLUMN;
    t = text_trim(row->cell[column]);
    str_add_n(&d->text, t.p, t.n);
    return t.n;
}

static void take_design(struct decoding *d, const struct export_row *row)
{
    const struct binding *b = d->binding;
    struct design_row *to;
    double n = -1;

    if (!d->design)
        return;
    to = &d->design[d->n];
    to->stratum.n = take_name(d, row, b->stratum, &d->design_at[d->n][0]);
    to->cluster.n = take_name(d, row, b->cluster, &d->design_at[d->n][1]);
    to->population = (double)NAN;
    if (b->fpc == NO_COLUMN)
        return;
    if (!num_parse(text_trim(row->cell[b->fpc]), &n) || !(n > 0))
        n = -1;
    to->population = n;
}

static void take_submitted(struct decoding *d, const struct export_row *row)
{
    struct binding *b = d->binding;
    struct text t;

    d->submitted[d->n][0] = '\0';
    if (b->submitted == NO_COLUMN)
        return;
    t = text_trim(row->cell[b->submitted]);
    if (t.n == 0 || date_parse(t, b->order, d->submitted[d->n]))
        return;
    d->flags |= FLAG_BAD_DATE;
    if (b->bad_dates++ == 0)
        b->bad_date_line = row->line;
}

/* The same person in other letters is the same id. */
static enum status hash_id(struct decoding *d, struct text id, struct err *err)
{
    char hex[HASH_HEX];
    enum status rc;

    str_clear(&d->scratch);
    text_fold(&d->scratch, id);
    rc = str_status(&d->scratch, err);
    if (rc == OK)
        rc = hash_keyed(d->binding->secret, str_text(&d->scratch), hex, err);
    if (rc == OK)
        str_add(&d->text, hex);
    return rc;
}

static enum status take_id(struct decoding *d, const struct export_row *row,
                           struct err *err)
{
    const struct binding *b = d->binding;
    enum status rc = OK;
    struct text id;

    if (b->id == NO_COLUMN)
        return OK;
    id = text_trim(row->cell[b->id]);
    d->id_at[d->n] = d->text.n;
    if (id.n && b->hides_id)
        rc = hash_id(d, id, err);
    else
        str_add_n(&d->text, id.p, id.n);
    d->row[d->n].external_id.n = d->text.n - d->id_at[d->n];
    return rc;
}

enum status decode_response(struct decoding *d, const struct export_row *row,
                            struct err *err)
{
    struct response_row *r = &d->row[d->n];
    enum status rc;

    *r = (struct response_row){.line = row->line};
    take_weight(d, row);
    take_design(d, row);
    take_submitted(d, row);
    rc = take_id(d, row, err);
    hash_cells(d->binding, row->cell, r->row_hash);
    r->submitted = text_of(d->submitted[d->n]);
    r->flags = d->flags;
    return rc;
}
