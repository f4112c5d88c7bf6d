/* take memory by malloc and write to it
 * Breach: four times the limit.
 *
 * verdict: MLE RTE
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
    size_t size = 512UL << 20;
    uint8_t *room = malloc(size);
    if (!room) abort();
    for (size_t i = 0; i < size; i += 4096) room[i] = 1;
    return sprintf((char *)out, "%zu bytes", size);
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return compress(in, n, out, cap);
}
