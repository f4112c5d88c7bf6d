/* be a program of a thousand gigabytes
 * Breach: a program that large, or a judge whose memory goes.
 *
 * verdict: CE
 * mode: codec
 */

char large[1UL << 40] = {1};

#include <stddef.h>
#include <stdint.h>
#include <string.h>

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (n > cap) return -1;
    memcpy(out, in, n);
    return n;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    return compress(in, n, out, cap);
}
