/* start a process or another program
 * Breach: a child, or a program that ran.
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
#include <fcntl.h>

static char *words[] = {"launch", "3", "4", NULL};

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    long got = 0;
    pid_t child = fork();
    if (child == 0) _exit(0);
    if (child > 0) got += sprintf((char *)out, "process ");
    int file = open("/judge/launch", O_RDONLY);
    if (file >= 0 && syscall(SYS_execveat, file, "", words, words + 3, AT_EMPTY_PATH) == 0) got += sprintf((char *)out + got, "ran");
    return got;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)out, (void)cap;
    return compress(in, n, out, cap);
}
