/* Half a codec: there is no decompress. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (n > cap) return -1;
    if (n) memcpy(out, in, n);
    return (long)n;
}
