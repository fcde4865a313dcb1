/* bytes.h - eight bytes looked at in one go.
 *
 * The first byte in memory is the lowest of the word on every machine. */
#ifndef CORE_BASE_BYTES_H
#define CORE_BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The byte in all eight places. */
static inline uint64_t bytes_all(unsigned char c)
{
    return c * UINT64_C(0x0101010101010101);
}

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define bytes_ordered(w) __builtin_bswap64(w)
#define bytes_ordered4(w) __builtin_bswap32(w)
#else
#define bytes_ordered(w) (w)
#define bytes_ordered4(w) (w)
#endif

/* The eight bytes at p; where there are fewer (n), zeroes behind them. */
static inline uint64_t bytes_load(const void *p, size_t n)
{
    const unsigned char *b = p;
    uint64_t w = 0;
    uint32_t low, high;

    if (n >= 8) {
        memcpy(&w, b, 8);
        return bytes_ordered(w);
    }
    if (n < 4)
        return n == 0 ? 0
                      : b[0] | (uint64_t)b[n / 2] << n / 2 * 8 |
                            (uint64_t)b[n - 1] << (n - 1) * 8;
    memcpy(&low, b, 4);
    memcpy(&high, b + n - 4, 4);
    return bytes_ordered4(low) | (uint64_t)bytes_ordered4(high) << (n - 4) * 8;
}

/* The top bit of each byte that is equal in both, no other bit.  Exact: no
 * carry runs from one byte into the next. */
static inline uint64_t bytes_equal(uint64_t a, uint64_t b)
{
    const uint64_t low = UINT64_C(0x7F7F7F7F7F7F7F7F);
    uint64_t x = a ^ b;

    return ~(((x & low) + low) | x | low);
}

/* Which byte the lowest bit of a mask, not 0, is in. */
static inline unsigned bytes_first(uint64_t mask)
{
    return (unsigned)__builtin_ctzll(mask) / 8;
}

#endif
