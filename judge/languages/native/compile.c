/* Inside the sandbox of compilers: writes files, runs programs, and answers what they made. Arguments: the
 * numbers of the two pipes, how many threads are allowed.
 *
 * One request, F, its name ignored, with one argument that is a list of steps, each a letter and blocks of
 * 4-byte length and bytes:
 *
 *     f name, content    write a file
 *     x n, words         run a program; n in one byte
 *     o name             answer this file
 *
 * The answer is "A" and the file, or, at the first program that fails, "E" and what it said. */

#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "inside.h"

enum { SAID = 16000, WORDS = 64 };

static char said[SAID + 256];
static size_t said_size;
static uint8_t *at, *end;

static uint8_t *block(size_t *size) {
    if (end - at < 4) _exit(BROKEN);
    *size = (size_t)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
    at += 4;
    if ((size_t)(end - at) < *size) _exit(BROKEN);
    uint8_t *found = at;
    at += *size;
    return found;
}

static char *word(void) {
    size_t size;
    uint8_t *found = block(&size);
    return strndup((char *)found, size);
}

static void write_file(void) {
    size_t size;
    char *name = word();
    uint8_t *content = block(&size);
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0 || write_all(file, content, size) || close(file)) _exit(BROKEN);
}

static void listen_to(int pipe) {
    static char rest[1 << 14];
    for (;;) {
        size_t room = SAID - said_size;
        ssize_t got = room ? read(pipe, said + said_size, room) : read(pipe, rest, sizeof rest);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return;
        if (room) said_size += got;
    }
}

static int run(void) {
    char *words[WORDS + 1] = {NULL};
    int ends[2], status, count = *at++;
    if (count > WORDS) _exit(BROKEN);
    for (int i = 0; i < count; i++) words[i] = word();
    if (pipe2(ends, O_CLOEXEC)) _exit(BROKEN);
    pid_t child = fork();
    if (!child) {
        dup2(ends[1], 1);
        dup2(ends[1], 2);
        close(jobs);
        close(results);
        execv(words[0], words);
        _exit(BROKEN);
    }
    close(ends[1]);
    listen_to(ends[0]);
    close(ends[0]);
    /* Whoever loses its parent becomes ours. */
    for (pid_t ended; child > 0 && (ended = wait(&status)) != child;)
        if (ended < 0 && errno != EINTR) _exit(BROKEN);
    if (child > 0 && WIFEXITED(status) && !WEXITSTATUS(status)) return 1;
    if (child < 0 || WIFSIGNALED(status))
        said_size += sprintf(said + said_size, "\nthe compiler was ended by signal %d\n",
                             child < 0 ? 0 : WTERMSIG(status));
    return 0;
}

static void answer_file(void) {
    static uint8_t part[1 << 16];
    struct stat about;
    int file = open(word(), O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &about)) _exit(BROKEN);
    answer_head('O', 1 + about.st_size);
    write_all(results, "A", 1);
    for (ssize_t got; (got = read(file, part, sizeof part)) > 0;) write_all(results, part, got);
}

static void answer_words(void) {
    answer_head('O', 1 + said_size);
    write_all(results, "E", 1);
    write_all(results, said, said_size);
}

static void read_request(void) {
    static char name[256];
    size_t length;
    if (read_number(1) != 'F' || (length = read_number(4)) > sizeof name) _exit(BROKEN);
    read_all(name, length);
    if (read_number(1) != 1 || read_number(1) != 'B') _exit(BROKEN);
    length = read_number(4);
    at = malloc(length);
    end = at + length;
    if (!at) _exit(BROKEN);
    read_all(at, length);
    end_request();
}

int main(int count, char **arguments) {
    if (count < 4) return BROKEN;
    jobs = atoi(arguments[1]);
    results = atoi(arguments[2]);
    lock_down(atoi(arguments[3]));
    if (chdir("/tmp")) return BROKEN;
    read_request();
    while (at < end) {
        switch (*at++) {
            case 'f': write_file(); break;
            case 'x':
                if (!run()) {
                    answer_words();
                    return 0;
                }
                break;
            case 'o': answer_file(); break;
            default: return BROKEN;
        }
    }
    return 0;
}
