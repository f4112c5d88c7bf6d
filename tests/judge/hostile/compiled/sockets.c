/* open sockets of every sort by the bare call
 * Breach: any of them.
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
    TRY("vsock", SYS_socket, 40, 1, 0);
    TRY("netlink", SYS_socket, 16, 3, 0);
    TRY("internet", SYS_socket, 2, 1, 0);
    TRY("packet", SYS_socket, 17, 3, 0);
    TRY("cipher", SYS_socket, 38, 5, 0);
    TRY("pair", SYS_socketpair, 1, 1, 0, out + 4096);
    return got;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return compress(in, n, out, cap);
}
