// Run lengths: each byte that differs from the one before, and how often it comes again.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

// Twice the input would not always fit: what grows is stored.
enum : uint8_t { STORED, PACKED };

static long give(const std::vector<uint8_t> &made, uint8_t *out, size_t cap) {
    if (made.size() > cap) return -1;
    std::copy(made.begin(), made.end(), out);
    return long(made.size());
}

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    std::vector<uint8_t> made{PACKED};
    for (const uint8_t *at = in, *end = in + n; at < end;) {
        const uint8_t *stop = std::min(end, at + 256);
        const uint8_t *next = std::find_if(at, stop, [at](uint8_t byte) { return byte != *at; });
        made.insert(made.end(), {*at, uint8_t(next - at - 1)});
        at = next;
    }
    if (made.size() > n) {
        made.assign(1, STORED);
        made.insert(made.end(), in, in + n);
    }
    return give(made, out, cap);
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    std::vector<uint8_t> made;
    if (n && in[0] == STORED) made.assign(in + 1, in + n);
    for (size_t i = 1; n && in[0] == PACKED && i + 1 < n; i += 2) made.insert(made.end(), in[i + 1] + 1, in[i]);
    return give(made, out, cap);
}
