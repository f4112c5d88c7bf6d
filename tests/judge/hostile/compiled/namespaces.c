/* make namespaces of one's own
 * Breach: any that is not refused.
 *
 * verdict: AC SV
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
    TRY("user", SYS_unshare, 0x10000000);
    TRY("mount", SYS_unshare, 0x20000);
    return got;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return compress(in, n, out, cap);
}
