/* Inside the sandbox of compiled code: locks itself down, says that it is ready, takes one program into
 * memory, and becomes it. Arguments: the numbers of the two pipes, how many threads are allowed.
 *
 * That program has no file, cannot be changed any more, and nothing else can be started: the second filter
 * leaves only the exec of an open file, makes none, and all that can be opened here is this launcher. */

#define _GNU_SOURCE
#include <sys/mman.h>

#include "inside.h"

#ifndef MFD_EXEC
#define MFD_EXEC 0x10U /* Linux 6.3; asked for where a host lets memory files run only on demand */
#endif

static int new_memory_file(void) {
    int file = memfd_create("program", MFD_CLOEXEC | MFD_EXEC);
    return file < 0 ? memfd_create("program", MFD_CLOEXEC) : file;
}

static void take(int file, uint64_t size) {
    static uint8_t part[1 << 16];
    while (size) {
        size_t next = size < sizeof part ? size : sizeof part;
        read_all(part, next);
        if (file >= 0 && write_all(file, part, next)) file = -1;
        size -= next;
    }
}

static void become(int file, char **arguments) {
    static const char digits[] = "0123456789abcdef";
    static char *nothing[] = {NULL};
    char word[2 * TOKEN + 1] = {0};
    for (int i = 0; i < TOKEN; i++) {
        word[2 * i] = digits[token[i] >> 4];
        word[2 * i + 1] = digits[token[i] & 15];
    }
    char *words[] = {"submission", arguments[1], arguments[2], word, NULL};
    syscall(SYS_execveat, file, "", words, nothing, AT_EMPTY_PATH);
}

int main(int count, char **arguments) {
    if (count < 4) return BROKEN;
    jobs = atoi(arguments[1]);
    results = atoi(arguments[2]);
    int file = new_memory_file();
    if (file < 0) return BROKEN;
    lock_down(atoi(arguments[3]));
    if (read_number(1) != 'L') return BROKEN;
    take(-1, read_number(4)); /* The names that must be defined: the linker has seen to that. */
    take(file, read_number(4));
    end_request();
    become(file, arguments);
    say('C', "the program could not be started");
    return BROKEN;
}
