/* overwrite the stack, the output's end and the loop's own memory
 * Breach: any end but a failure.
 *
 * verdict: RTE AC
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
    memset(out + cap, 0x41, 1 << 20);
    memset(__builtin_frame_address(0), 0x42, 4096);
    return 0;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return compress(in, n, out, cap);
}
