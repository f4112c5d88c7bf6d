/* compute in a thread when the answer is given
 * Breach: more than the limit that nobody is charged for.
 *
 * verdict: TLE AC RTE
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
#include <pthread.h>

static void *burn(void *nothing) {
    for (volatile long i = 0;; i++) nothing = (void *)i;
    return nothing;
}

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    pthread_t thread;
    pthread_create(&thread, NULL, burn, NULL);
    return 0;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return compress(in, n, out, cap);
}
