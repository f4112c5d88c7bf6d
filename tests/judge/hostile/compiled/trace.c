/* trace the judge, its parent or itself
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
    TRY("trace", SYS_ptrace, 0, 0, 0, 0);
    TRY("parent", SYS_ptrace, 16, getppid(), 0, 0);
    TRY("memory", SYS_process_vm_readv, 1, NULL, 0, NULL, 0, 0);
    return got;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return compress(in, n, out, cap);
}
