/* Run lengths: each byte that differs from the one before, and how often it comes again. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Twice the input would not always fit: what grows is stored. */
enum { STORED, PACKED };

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    size_t made = 1;
    for (size_t i = 0; i < n && made + 2 <= n;) {
        size_t again = 0;
        while (again < 255 && i + again + 1 < n && in[i + again + 1] == in[i]) again++;
        out[made++] = in[i];
        out[made++] = again;
        i += again + 1;
        if (i == n) {
            out[0] = PACKED;
            return made;
        }
    }
    if (n + 1 > cap) return -1;
    out[0] = STORED;
    memcpy(out + 1, in, n);
    return n + 1;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    size_t made = 0;
    if (!n) return -1;
    if (in[0] == STORED) {
        memcpy(out, in + 1, n - 1);
        return n - 1;
    }
    for (size_t i = 1; i + 1 < n; i += 2) {
        size_t count = in[i + 1] + 1u;
        if (cap - made < count) return -1;
        memset(out + made, in[i], count);
        made += count;
    }
    return made;
}
