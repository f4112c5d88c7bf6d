/* let a few lines become 2^30 by including themselves twice, bounded by a count
 * Breach: a judge that waits, or whose memory goes.
 *
 * verdict: CE
 * mode: codec
 */

#ifndef DEPTH
#define DEPTH 0
#endif
#if __INCLUDE_LEVEL__ < 30
#include __FILE__
#include __FILE__
#endif

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
