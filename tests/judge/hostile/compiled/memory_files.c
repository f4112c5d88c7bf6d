/* make a file in memory and start what it holds
 * Breach: a file, or an answer to the start.
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
    TRY("file", SYS_memfd_create, "code", 0);
    TRY("secret", SYS_memfd_secret, 0);
    TRY("exec", SYS_execve, "/judge/launch", NULL, NULL);
    return got;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return compress(in, n, out, cap);
}
