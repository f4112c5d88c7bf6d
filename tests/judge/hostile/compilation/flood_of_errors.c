/* be a source with so many errors that their text is the attack
 * Breach: a judge that keeps all of it.
 *
 * verdict: CE
 * mode: codec
 */

#define E1 error_a + ; error_b - ; error_c * ; error_d / ;
#define E2 E1 E1 E1 E1 E1 E1 E1 E1
#define E3 E2 E2 E2 E2 E2 E2 E2 E2
#define E4 E3 E3 E3 E3 E3 E3 E3 E3
void flood(void) { E4 E4 E4 E4 }

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
