/* include itself for ever
 * Breach: any end but that it does not compile.
 *
 * verdict: CE
 * mode: codec
 */

#include __FILE__

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
