/* test_base_relay.c - slots filled and taken in order, whoever fails when. */
#include "tests/support/check.h"

#include <string.h>
#include "core/base/relay.h"

enum { MOST = 3, NEVER = 99 };

struct work {
    size_t filled, taken; /* calls */
    size_t n;             /* slots to fill */
    size_t fill_fails, take_fails;
    size_t value[MOST];
    bool no_slot;     /* filling was wrong; each thread has its own */
    bool wrong_value; /* taking was */
};

static enum status fill(void *with, size_t slot, bool *last, struct err *err)
{
    struct work *w = with;

    if (w->filled == w->fill_fails)
        return err_set(err, ERR_INPUT, "fill %zu", w->filled);
    w->no_slot |= slot >= MOST;
    w->value[slot] = w->filled++;
    *last = w->filled == w->n;
    return OK;
}

static enum status take(void *with, size_t slot, struct err *err)
{
    struct work *w = with;

    if (w->taken == w->take_fails)
        return err_set(err, ERR_IO, "take %zu", w->taken);
    w->wrong_value |= w->value[slot] != w->taken;
    w->taken++;
    return OK;
}

/* The same with one slot, where there is no second thread, and with more. */
static void in_order(void **state)
{
    static const struct {
        size_t n, fill_fails, take_fails, taken;
        enum status status;
        const char *text;
    } cases[] = {
        {1, NEVER, NEVER, 1, OK, ""},
        {50, NEVER, NEVER, 50, OK, ""},
        {50, 0, NEVER, 0, ERR_INPUT, "fill 0"},
        {50, 7, NEVER, 7, ERR_INPUT, "fill 7"},
        {50, NEVER, 0, 0, ERR_IO, "take 0"},
        {50, NEVER, 49, 49, ERR_IO, "take 49"},
        {50, 7, 6, 6, ERR_IO, "take 6"},
        {50, 7, 7, 7, ERR_INPUT, "fill 7"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t slots = 1; slots <= MOST; slots++) {
            struct work w = {.n = cases[i].n,
                             .fill_fails = cases[i].fill_fails,
                             .take_fails = cases[i].take_fails};
            struct err err = {0};

            assert_int_equal(relay_run(slots, fill, take, &w, &err),
                             cases[i].status);
            assert_string_equal(err.text, cases[i].text);
            assert_int_equal(w.taken, cases[i].taken);
            assert_true(w.filled <= w.taken + slots);
            assert_false(w.no_slot || w.wrong_value);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(in_order)};

    return cmocka_run_group_tests_name("base relay", tests, NULL, NULL);
}
