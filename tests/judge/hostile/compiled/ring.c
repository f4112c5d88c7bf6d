/* queue calls past the filter
 * Breach: a ring.
 *
 * verdict: AC SV RTE
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

#define TRY(what, ...) if (syscall(__VA_ARGS__) >= 0) got += sprintf((char *)out + got, "%s ", what)

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    long got = 0;
    TRY("aio", SYS_io_setup, 8, out + 4096);
    TRY("ring", SYS_io_uring_setup, 8, out + 4096);
    return got;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return compress(in, n, out, cap);
}
