/* put a file of the compiler into the program by the assembler
 * Breach: a program that has it.
 *
 * verdict: CE
 */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

__asm__(".data\nstolen: .incbin \"/usr/bin/as\"\nstolen_end:\n");
extern const char stolen[], stolen_end[];

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    (void)in, (void)n, (void)cap;
    memcpy(out, stolen, stolen_end - stolen);
    return stolen_end - stolen;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    return compress(in, n, out, cap);
}
