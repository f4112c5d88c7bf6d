/* give the compiler options from within the source: other programs, other filters
 * Breach: any that has an effect outside of the compiler's sandbox.
 *
 * verdict: CE AC RTE
 * mode: codec
 */

#pragma GCC plugin "/tmp/evil.so"
#pragma comment(linker, "-dynamic-linker=/tmp/evil")
__asm__(".section .interp,\"a\"\n.asciz \"/tmp/evil\"\n.text");

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
