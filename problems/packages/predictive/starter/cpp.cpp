// A delta codec that is right but far from good. Make it better.
//
// Format: one byte that says STORED or PACKED; stored data follow as they are. Packed: the size in four bytes and
// the header; then, channel after channel, each sample less the one before it, in blocks of 64: a byte says how
// many bits the largest needs (small steps of either sign are small numbers), then come so many bits for each.
// The bytes that fill no sample are the end. A double is taken as two samples of 32 bits.
//
// Both functions write to out, which has room for cap bytes, and return how many they wrote; a negative
// number says that it cannot be done.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using Bytes = std::vector<uint8_t>;

constexpr uint8_t STORED = 0, PACKED = 1;
constexpr size_t HEADER = 16, START = 21, BLOCK = 64;

uint32_t load(const uint8_t *at, size_t width) {
    uint32_t number = 0;
    for (size_t i = width; i-- > 0;) number = number << 8 | at[i];
    return number;
}

// What the header says, as far as it can be believed.
struct Layout {
    size_t width = 1, channels = 1;  // bytes of a sample, samples of a frame
    uint32_t mask;

    explicit Layout(const uint8_t *header) {
        std::string kind(header, header + 4);
        uint32_t told = load(header + 4, 4);
        if (told >= 1 && told <= 64) channels = told;
        if (kind == "i2  " || kind == "bf16") width = 2;
        if (kind == "i4  " || kind == "u4  " || kind == "f4  " || kind == "f8  ") width = 4;
        if (kind == "f8  ") channels *= 2;
        mask = 0xFFFFFFFFu >> (32 - 8 * width);
    }

    // 0, -1, 1, -2 become 0, 1, 2, 3; all modulo mask + 1.
    uint32_t zigzag(uint32_t step) const { return step <= mask / 2 ? 2 * step : 2 * (mask - step) + 1; }
    uint32_t unzigzag(uint32_t number) const { return number & 1 ? mask - (number >> 1) : number >> 1; }
};

void pack_block(const std::vector<uint32_t> &steps, Bytes &out) {
    uint32_t most = *std::max_element(steps.begin(), steps.end());
    int bits = most ? 32 - __builtin_clz(most) : 0, held = 0;
    uint64_t word = 0;
    out.push_back(uint8_t(bits));
    for (uint32_t step : steps) {
        word = word << bits | step;
        for (held += bits; held >= 8;) out.push_back(uint8_t(word >> (held -= 8)));
    }
    if (held) out.push_back(uint8_t(word << (8 - held)));
}

Bytes pack(const uint8_t *in, size_t n) {
    Layout is(in);
    Bytes out{PACKED, uint8_t(n), uint8_t(n >> 8), uint8_t(n >> 16), uint8_t(n >> 24)};
    out.insert(out.end(), in, in + HEADER);
    const uint8_t *body = in + HEADER;
    size_t samples = (n - HEADER) / is.width;
    std::vector<uint32_t> steps;
    for (size_t channel = 0; channel < is.channels; ++channel) {
        uint32_t last = 0;
        for (size_t at = channel; at < samples;) {
            for (steps.clear(); steps.size() < BLOCK && at < samples; at += is.channels) {
                uint32_t sample = load(body + at * is.width, is.width);
                steps.push_back(is.zigzag((sample - last) & is.mask));
                last = sample;
            }
            pack_block(steps, out);
        }
    }
    out.insert(out.end(), body + samples * is.width, in + n);
    return out;
}

// Begins behind the header; what is missing in a cut blob is read as zeros.
void unpack(const uint8_t *from, const uint8_t *end, const Layout &is, size_t size, Bytes &out) {
    size_t samples = (size - HEADER) / is.width;
    out.resize(HEADER + samples * is.width);
    for (size_t channel = 0; channel < is.channels; ++channel) {
        uint32_t last = 0;
        for (size_t at = channel; at < samples;) {
            uint64_t word = 0;
            int bits = from < end ? *from++ : 0, held = 0;
            for (size_t count = 0; count < BLOCK && at < samples; ++count, at += is.channels) {
                for (; held < bits; held += 8) word = word << 8 | (from < end ? *from++ : 0);
                held -= bits;
                last = (last + is.unzigzag(uint32_t(word >> held & ((1ull << bits) - 1)))) & is.mask;
                for (size_t i = 0; i < is.width; ++i) out[HEADER + at * is.width + i] = uint8_t(last >> 8 * i);
            }
        }
    }
    out.insert(out.end(), from, end);
}

long give(const Bytes &made, uint8_t *out, size_t cap) {
    if (made.size() > cap) return -1;
    std::copy(made.begin(), made.end(), out);
    return long(made.size());
}

}  // namespace

extern "C" long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (n > HEADER) {
        Bytes packed = pack(in, n);
        if (packed.size() <= n) return give(packed, out, cap);
    }
    Bytes stored{STORED};
    stored.insert(stored.end(), in, in + n);
    return give(stored, out, cap);
}

extern "C" long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (!n) return -1;
    if (in[0] == STORED) return give(Bytes(in + 1, in + n), out, cap);
    size_t size = n < START ? 0 : load(in + 1, 4);
    if (size < HEADER || size > cap) return -1;
    Bytes made(in + 5, in + START);
    unpack(in + START, in + n, Layout(in + 5), size, made);
    return give(made, out, cap);
}
