/* answer from a constructor, before the program has begun
 * Breach: the answer is taken.
 *
 * verdict: RTE CE SV AC
 */

#define _GNU_SOURCE
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

__attribute__((constructor)) static void early(void) {
    static const char forged[] = "O\0\0\0\0\0\0\0\0\0\0\0\006forged";
    for (int number = 1; number < 64; number++)
        if (write(number, forged, sizeof forged - 1) < 0) continue;
}

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return 0;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return compress(in, n, out, cap);
}
