/* make the calls of another architecture
 * Breach: an answer from the kernel.
 *
 * verdict: SV RTE
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

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    long answer = 20; /* getpid there */
    __asm__ volatile("int $0x80" : "+a"(answer) : : "memory");
    return sprintf((char *)out, "%ld", answer);
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return compress(in, n, out, cap);
}
