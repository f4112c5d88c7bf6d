/* let one word become a thousand million by macros
 * Breach: a judge that waits, or whose memory goes.
 *
 * verdict: CE
 * mode: codec
 */

#define A(x) x x x x x x x x x x
#define B(x) A(A(A(x)))
static const char bomb[] = B(B(B("laugh")));

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
