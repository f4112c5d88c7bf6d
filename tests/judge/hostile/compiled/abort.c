/* end in a way that writes a core file
 * Breach: a file on the host.
 *
 * verdict: RTE
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
#include <sys/resource.h>

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    struct rlimit most = {RLIM_INFINITY, RLIM_INFINITY};
    setrlimit(RLIMIT_CORE, &most);
    *(volatile int *)0 = 1;
    return 0;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return compress(in, n, out, cap);
}
