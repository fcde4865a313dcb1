/* hash.c - see hash.h. */
#include "core/base/hash.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include "core/base/file.h"

struct hash {
    EVP_MD_CTX *context;
};

static enum status failed(struct err *err)
{
    return err_set(err, ERR_MISSING,
                   "SHA-256 failed; check that libcrypto is installed whole");
}

struct hash *hash_new(void)
{
    struct hash *h = calloc(1, sizeof *h);

    if (!h)
        return NULL;
    h->context = EVP_MD_CTX_new();
    if (!h->context || hash_reset(h, NULL) != OK) {
        hash_free(h);
        return NULL;
    }
    return h;
}

void hash_free(struct hash *h)
{
    if (!h)
        return;
    EVP_MD_CTX_free(h->context);
    free(h);
}

enum status hash_reset(struct hash *h, struct err *err)
{
    return EVP_DigestInit_ex(h->context, EVP_sha256(), NULL) == 1 ? OK
                                                                  : failed(err);
}

enum status hash_add(struct hash *h, const void *p, size_t n, struct err *err)
{
    return n == 0 || EVP_DigestUpdate(h->context, p, n) == 1 ? OK : failed(err);
}

enum status hash_add_field(struct hash *h, struct text t, struct err *err)
{
    unsigned char length[8];
    enum status rc;

    for (size_t i = 0; i < sizeof length; i++)
        length[i] = (unsigned char)((uint64_t)t.n >> (8 * i) & 0xFF);
    rc = hash_add(h, length, sizeof length, err);
    return rc == OK ? hash_add(h, t.p, t.n, err) : rc;
}

enum status hash_end(struct hash *h, unsigned char out[HASH_BYTES],
                     struct err *err)
{
    return EVP_DigestFinal_ex(h->context, out, NULL) == 1 ? OK : failed(err);
}

void hash_hex(const unsigned char digest[HASH_BYTES], char out[HASH_HEX])
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < HASH_BYTES; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[HASH_HEX - 1] = '\0';
}

static enum status end_hex(struct hash *h, char out[HASH_HEX], struct err *err)
{
    unsigned char digest[HASH_BYTES];
    enum status rc = hash_end(h, digest, err);

    if (rc == OK)
        hash_hex(digest, out);
    return rc;
}

enum status hash_bytes(const void *p, size_t n, char out[HASH_HEX],
                       struct err *err)
{
    struct hash *h = hash_new();
    enum status rc;

    if (!h)
        return err_nomem(err);
    rc = hash_add(h, p, n, err);
    if (rc == OK)
        rc = end_hex(h, out, err);
    hash_free(h);
    return rc;
}

enum status hash_file(const char *path, char out[HASH_HEX], struct err *err)
{
    enum { CHUNK = 256 * 1024 };
    struct hash *h = NULL;
    char *chunk = NULL;
    ssize_t n;
    int fd;
    enum status rc = file_open(path, &fd, err);

    if (rc != OK)
        return rc;
    h = hash_new();
    chunk = malloc(CHUNK);
    if (!h || !chunk) {
        rc = err_nomem(err);
        goto done;
    }
    while (rc == OK && (n = read(fd, chunk, CHUNK)) != 0) {
        if (n > 0)
            rc = hash_add(h, chunk, (size_t)n, err);
        else if (errno != EINTR)
            rc = err_at(err, ERR_INPUT, path, 0, "cannot be read: %s",
                        strerror(errno));
    }
    if (rc == OK)
        rc = end_hex(h, out, err);
done:
    (void)close(fd); /* only read from */
    free(chunk);
    hash_free(h);
    return rc;
}

enum status hash_keyed(const unsigned char key[HASH_BYTES], struct text t,
                       char out[HASH_HEX], struct err *err)
{
    unsigned char digest[HASH_BYTES];
    unsigned n = 0;

    if (!HMAC(EVP_sha256(), key, HASH_BYTES, (const unsigned char *)t.p, t.n,
              digest, &n) ||
        n != HASH_BYTES)
        return failed(err);
    hash_hex(digest, out);
    return OK;
}

enum status hash_key(unsigned char key[HASH_BYTES], struct err *err)
{
    return RAND_bytes(key, HASH_BYTES) == 1
               ? OK
               : err_set(err, ERR_IO, "the system gave no random numbers");
}
