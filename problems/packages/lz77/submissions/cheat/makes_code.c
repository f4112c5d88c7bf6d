/* Copies machine code into memory that may be executed: refused, and the call through NULL ends it. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

static const uint8_t code[] = {0x31, 0xc0, 0xc3}; /* return 0 */

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    long (*made)(void) = memory == MAP_FAILED ? NULL : memory;
    if (made) memcpy(memory, code, sizeof code);
    return made();
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) { return -1; }
