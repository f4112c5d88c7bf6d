/* Right but for one line: a match that overlaps its own output is moved as one block. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { BITS = 14, FARTHEST = 65535, LONGEST = 259 };

static uint32_t word(const uint8_t *at) {
    uint32_t value;
    memcpy(&value, at, 4);
    return value;
}

/* Steps: 0 and a literal, or 1, length - 4 and two bytes of distance. The first byte says whether it is packed. */
long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    static uint32_t table[1 << BITS];
    size_t made = 1, at = 0;
    if (n + 1 > cap) return -1;
    memset(table, 0, sizeof table);
    while (at < n && made + 4 <= n) {
        size_t from = 0, length = 0;
        if (at + 4 <= n) {
            uint32_t *slot = &table[word(in + at) * 2654435761u >> (32 - BITS)];
            from = *slot;
            *slot = at;
            while (from < at && at - from <= FARTHEST && length < LONGEST && at + length < n &&
                   in[from + length] == in[at + length])
                length++;
        }
        out[made++] = length >= 4;
        if (length < 4) {
            out[made++] = in[at++];
            continue;
        }
        out[made++] = length - 4;
        out[made++] = (at - from) & 255;
        out[made++] = (at - from) >> 8;
        at += length;
    }
    out[0] = at == n;
    if (at == n) return made;
    memcpy(out + 1, in, n);
    return n + 1;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    size_t made = 0;
    if (!in[0]) {
        memcpy(out, in + 1, n - 1);
        return n - 1;
    }
    for (size_t at = 1; at < n;) {
        if (in[at]) {
            size_t length = in[at + 1] + 4, distance = in[at + 2] | in[at + 3] << 8;
            memmove(out + made, out + made - distance, length); /* takes what was there before */
            made += length;
            at += 4;
        } else {
            out[made++] = in[at + 1];
            at += 2;
        }
    }
    return made;
}
