/* A delta codec that is right but far from good. Make it better.

   Format: one byte that says STORED or PACKED; stored data follow as they are. Packed: the size in four bytes
   and the header; then, channel after channel, each sample less the one before it, in blocks of 64: a byte says
   how many bits the largest needs (small steps of either sign are small numbers), then come so many bits for
   each. The bytes that fill no sample are the end. A double is taken as two samples of 32 bits.

   Both functions write to out, which has room for cap bytes, and return how many they wrote; a negative
   number says that it cannot be done. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { STORED = 0, PACKED = 1, HEADER = 16, START = 21, BLOCK = 64 };

typedef struct {
    size_t width, channels; /* bytes of a sample, samples of a frame */
} Layout;

static uint32_t load(const uint8_t *at, size_t width) {
    uint32_t number = 0;
    for (size_t i = width; i-- > 0;) number = number << 8 | at[i];
    return number;
}

static void store(uint8_t *at, size_t width, uint32_t number) {
    for (size_t i = 0; i < width; i++) at[i] = number >> 8 * i;
}

/* What the header says, as far as it can be believed. */
static Layout layout_of(const uint8_t *header) {
    int is_double = !memcmp(header, "f8  ", 4);
    uint32_t channels = load(header + 4, 4);
    Layout layout = {1, channels >= 1 && channels <= 64 ? channels : 1};
    if (!memcmp(header, "i2  ", 4) || !memcmp(header, "bf16", 4)) layout.width = 2;
    if (!memcmp(header, "i4  ", 4) || !memcmp(header, "u4  ", 4) || !memcmp(header, "f4  ", 4) || is_double)
        layout.width = 4;
    if (is_double) layout.channels *= 2;
    return layout;
}

/* 0, -1, 1, -2 become 0, 1, 2, 3; all modulo mask + 1. */
static uint32_t zigzag(uint32_t step, uint32_t mask) {
    return step <= mask / 2 ? 2 * step : 2 * (mask - step) + 1;
}

static uint32_t unzigzag(uint32_t number, uint32_t mask) {
    return number & 1 ? mask - (number >> 1) : number >> 1;
}

/* Where writing went on to; NULL when there is no room. */
static uint8_t *pack_block(const uint32_t *steps, int count, uint8_t *to, uint8_t *end) {
    uint32_t any = 0;
    uint64_t word = 0;
    int bits, held = 0;
    for (int i = 0; i < count; i++) any |= steps[i];
    bits = any ? 32 - __builtin_clz(any) : 0;
    if (end - to < 1 + (bits * count + 7) / 8) return NULL;
    *to++ = bits;
    for (int i = 0; i < count; i++) {
        word = word << bits | steps[i];
        for (held += bits; held >= 8;) *to++ = word >> (held -= 8);
    }
    if (held) *to++ = word << (8 - held);
    return to;
}

static uint8_t *pack(const uint8_t *body, size_t size, Layout is, uint8_t *to, uint8_t *end) {
    size_t samples = size / is.width, tail = size % is.width;
    uint32_t mask = 0xFFFFFFFFu >> (32 - 8 * is.width), steps[BLOCK];
    for (size_t channel = 0; channel < is.channels; channel++) {
        uint32_t last = 0;
        for (size_t at = channel; at < samples;) {
            int count = 0;
            for (; count < BLOCK && at < samples; at += is.channels) {
                uint32_t sample = load(body + at * is.width, is.width);
                steps[count++] = zigzag((sample - last) & mask, mask);
                last = sample;
            }
            to = pack_block(steps, count, to, end);
            if (!to) return NULL;
        }
    }
    if ((size_t)(end - to) < tail) return NULL;
    memcpy(to, body + size - tail, tail);
    return to + tail;
}

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (cap < n + 1) return -1;
    if (n > START) {
        uint8_t *end = pack(in + HEADER, n - HEADER, layout_of(in), out + START, out + n);
        out[0] = PACKED;
        store(out + 1, 4, n);
        memcpy(out + 5, in, HEADER);
        if (end) return end - out;
    }
    out[0] = STORED;
    if (n) memcpy(out + 1, in, n);
    return n + 1;
}

static int unpack(const uint8_t *from, const uint8_t *end, uint8_t *body, size_t size, Layout is) {
    size_t samples = size / is.width, tail = size % is.width;
    uint32_t mask = 0xFFFFFFFFu >> (32 - 8 * is.width);
    for (size_t channel = 0; channel < is.channels; channel++) {
        uint32_t last = 0;
        for (size_t at = channel; at < samples;) {
            uint64_t word = 0;
            int bits = from < end ? *from++ : 0, held = 0;
            for (int count = 0; count < BLOCK && at < samples; count++, at += is.channels) {
                for (; held < bits; held += 8) word = word << 8 | (from < end ? *from++ : 0);
                held -= bits;
                last = (last + unzigzag(word >> held & ((1ull << bits) - 1), mask)) & mask;
                store(body + at * is.width, is.width, last);
            }
        }
    }
    if ((size_t)(end - from) != tail) return 0;
    memcpy(body + size - tail, from, tail);
    return 1;
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    size_t size;
    if (n && in[0] == STORED) {
        if (n - 1 > cap) return -1;
        memcpy(out, in + 1, n - 1);
        return n - 1;
    }
    if (n < START) return -1;
    size = load(in + 1, 4);
    if (size < HEADER || size > cap) return -1;
    memcpy(out, in + 5, HEADER);
    return unpack(in + START, in + n, out + HEADER, size - HEADER, layout_of(in + 5)) ? (long)size : -1;
}
