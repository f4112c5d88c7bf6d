/* Linked to a submission: reads requests from one pipe, answers on another. It runs in the submission's own
 * process, which may do to it what it likes: outside, only bytes are believed. */

#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>

#include "inside.h"

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap);
long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap);

enum { NAME = 16 };
static const size_t UNIT = 1 << 16;

struct room {
    uint8_t *data;
    size_t size;
};

/* At least so many bytes, kept from call to call; NULL where there is no memory. */
static uint8_t *at_least(struct room *room, size_t size) {
    if (size > room->size || !room->data) {
        if (room->data) munmap(room->data, room->size);
        room->size = (size / UNIT + 1) * UNIT;
        room->data = mmap(NULL, room->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (room->data == MAP_FAILED) room->data = NULL;
    }
    return room->data;
}

static struct room input, output;

static size_t read_data(void) {
    size_t size = read_number(4);
    if (!at_least(&input, size)) {
        say('M', "no memory for the input");
        _exit(BROKEN);
    }
    read_all(input.data, size);
    return size;
}

static void call(void) {
    char name[NAME + 1] = {0}, text[160];
    size_t length = read_number(4), size, cap;
    if (length > NAME) _exit(BROKEN);
    read_all(name, length);
    if (read_number(1) != 2 || read_number(1) != 'B') _exit(BROKEN);
    size = read_data();
    if (read_number(1) != 'I') _exit(BROKEN);
    cap = read_number(8);
    end_request();
    if (!at_least(&output, cap)) {
        say('M', "no memory for the output");
        return;
    }
    long made = (strcmp(name, "compress") ? decompress : compress)(input.data, size, output.data, cap);
    fflush(NULL);
    if (made >= 0 && (size_t)made <= cap) {
        answer('O', output.data, made);
        return;
    }
    snprintf(text, sizeof text, "%s returned %ld; expected 0 to %zu, the room there was", name, made, cap);
    say('X', text);
}

static void echo(void) {
    size_t size = read_data();
    end_request();
    answer('O', input.data, size);
}

static void nothing(void) {
    end_request();
    say('O', "");
}

int main(int count, char **arguments) {
    if (count < 4) return BROKEN;
    jobs = atoi(arguments[1]);
    results = atoi(arguments[2]);
    uint32_t word = strtoul(arguments[3], NULL, 16);
    for (int i = 0; i < TOKEN; i++) token[i] = word >> (24 - 8 * i);
    say('O', "");
    for (;;) {
        switch (read_number(1)) {
            case 'F': call(); break;
            case 'E': echo(); break;
            case 'W': nothing(); break;
            default: return BROKEN;
        }
    }
}
