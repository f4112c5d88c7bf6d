/* What the three programs inside share: pipes, frames, and the second filter.
 *
 * The protocol is that of judge/sandbox/harness.py: lengths are 4-byte big-endian numbers; an answer is a
 * letter, the 4 bytes that ended the question, an 8-byte length, and so many bytes. */

#ifndef INSIDE_H
#define INSIDE_H

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { TOKEN = 4, OPEN_FILES = 64, BROKEN = 70 };

static int jobs, results;
static uint8_t token[TOKEN];

static void read_all(void *to, size_t size) {
    uint8_t *at = to;
    while (size) {
        ssize_t got = read(jobs, at, size);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) _exit(0);
        at += got;
        size -= got;
    }
}

static uint64_t read_number(int bytes) {
    uint8_t raw[8];
    uint64_t value = 0;
    read_all(raw, bytes);
    for (int i = 0; i < bytes; i++) value = value << 8 | raw[i];
    return value;
}

/* Nothing can be answered before all of its question was read. */
static void end_request(void) { read_all(token, TOKEN); }

static int write_all(int to, const void *from, size_t size) {
    const uint8_t *at = from;
    while (size) {
        ssize_t put = write(to, at, size);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return -1;
        at += put;
        size -= put;
    }
    return 0;
}

static void answer_head(char letter, uint64_t size) {
    uint8_t head[1 + TOKEN + 8] = {(uint8_t)letter};
    memcpy(head + 1, token, TOKEN);
    for (int i = 0; i < 8; i++) head[1 + TOKEN + i] = size >> (56 - 8 * i);
    write_all(results, head, sizeof head);
}

static void answer(char letter, const void *data, uint64_t size) {
    answer_head(letter, size);
    write_all(results, data, size);
}

static inline void say(char letter, const char *text) { answer(letter, text, strlen(text)); }

static inline void limit(int what, rlim_t most) {
    struct rlimit both = {most, most};
    setrlimit(what, &both);
}

/* Load /judge/filter for good, and only then say that foreign bytes may come. */
static inline void lock_down(int threads) {
    static struct sock_filter rules[4096];
    int file = open("/judge/filter", O_RDONLY | O_CLOEXEC);
    ssize_t size = read(file, rules, sizeof rules);
    struct sock_fprog program = {size / sizeof *rules, rules};
    limit(RLIMIT_NOFILE, OPEN_FILES);
    if (threads) limit(RLIMIT_NPROC, threads);
    if (file < 0 || size <= 0 || close(file) || syscall(SYS_seccomp, 1, 0, &program)) _exit(BROKEN);
    write_all(results, "R", 1);
}

#endif
