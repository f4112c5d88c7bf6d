/* leave a segment of System V's shared memory, or a lock
 * Breach: another sandbox finds it.
 *
 * verdict: AC SV RTE
 * mode: state
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
#include <fcntl.h>

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    long segment = syscall(SYS_shmget, 0x4c4f5353, 4096, 01666);
    void *place = (void *)syscall(SYS_shmat, segment, 0, 0);
    if (segment >= 0 && (long)place > 0) memcpy(place, in, n);
    int file = open("/judge/launch", O_RDONLY);
    if (n && in[0] & 1) syscall(SYS_flock, file, 6);
    return 0;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    int file = open("/judge/launch", O_RDONLY);
    if (file >= 0 && syscall(SYS_flock, file, 6) == 0) return sprintf((char *)out, "told");
    long segment = syscall(SYS_shmget, 0x4c4f5353, 4096, 0666);
    void *place = (void *)syscall(SYS_shmat, segment, 0, 0);
    if (segment < 0 || (long)place <= 0) return 0;
    memcpy(out, place, 8);
    return 8;
}
