/* A hash-table codec that is right but far from good. Make it better.

   Format: one byte that says STORED or PACKED; stored data follow as they are. Packed data are sequences of
   a control byte c, then
     c < 128:  c + 1 literal bytes follow;
     c >= 128: a match of c - 124 bytes (4 to 131), its distance in two bytes, low byte first.

   Both functions write to out, which has room for cap bytes, and return how many they wrote; a negative
   number says that it cannot be done. */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MIN_MATCH = 4, MAX_MATCH = 131, WINDOW = 65535, STORED = 0, PACKED = 1, HASH_BITS = 12 };

static uint32_t hash(const uint8_t *at) {
    uint32_t word;
    memcpy(&word, at, sizeof word);
    return word * 2654435761u >> (32 - HASH_BITS);
}

static size_t match_length(const uint8_t *in, size_t candidate, size_t position, size_t n) {
    size_t limit = n - position < MAX_MATCH ? n - position : MAX_MATCH, length = 0;
    while (length < limit && in[candidate + length] == in[position + length]) length++;
    return length;
}

/* Where writing went on to; NULL when there is no room. */
static uint8_t *write_literals(uint8_t *to, uint8_t *end, const uint8_t *from, size_t count) {
    while (count) {
        size_t chunk = count < 128 ? count : 128;
        if ((size_t)(end - to) < chunk + 1) return NULL;
        *to++ = chunk - 1;
        memcpy(to, from, chunk);
        to += chunk;
        from += chunk;
        count -= chunk;
    }
    return to;
}

static uint8_t *pack(const uint8_t *in, size_t n, uint8_t *to, uint8_t *end) {
    static uint32_t last_seen[1 << HASH_BITS]; /* position + 1; 0 for none */
    size_t literals_from = 0, position = 0;
    memset(last_seen, 0, sizeof last_seen);
    while (position + MIN_MATCH <= n) {
        uint32_t key = hash(in + position);
        size_t candidate = last_seen[key], length = 0;
        last_seen[key] = position + 1;
        if (candidate-- && position - candidate <= WINDOW) length = match_length(in, candidate, position, n);
        if (length < MIN_MATCH) {
            position++;
            continue;
        }
        to = write_literals(to, end, in + literals_from, position - literals_from);
        if (!to || end - to < 3) return NULL;
        *to++ = length + 124;
        *to++ = (position - candidate) & 255;
        *to++ = (position - candidate) >> 8;
        position += length;
        literals_from = position;
    }
    return write_literals(to, end, in + literals_from, n - literals_from);
}

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (cap < n + 1) return -1;
    uint8_t *end = pack(in, n, out + 1, out + 1 + n);
    out[0] = end ? PACKED : STORED;
    if (end) return end - out;
    memcpy(out + 1, in, n);
    return n + 1;
}

static long unpack(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    size_t position = 0, made = 0;
    while (position < n) {
        uint8_t control = in[position++];
        size_t length = control < 128 ? control + 1 : control - 124;
        if (cap - made < length || n - position < (control < 128 ? length : 2)) return -1;
        if (control < 128) {
            memcpy(out + made, in + position, length);
            position += length;
        } else {
            size_t distance = in[position] | in[position + 1] << 8;
            position += 2;
            if (!distance || distance > made) return -1;
            for (size_t i = 0; i < length; i++) /* byte by byte: a match may overlap its own output */
                out[made + i] = out[made + i - distance];
        }
        made += length;
    }
    return made;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (n && in[0] == PACKED) return unpack(in + 1, n - 1, out, cap);
    if (!n || n - 1 > cap) return -1;
    memcpy(out, in + 1, n - 1);
    return n - 1;
}
