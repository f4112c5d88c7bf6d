// A hash-table codec that is right but far from good. Make it better.
//
// Format: one byte that says STORED or PACKED; stored data follow as they are. Packed data are sequences of
// a control byte c, then
//   c < 128:  c + 1 literal bytes follow;
//   c >= 128: a match of c - 124 bytes (4 to 131), its distance in two bytes, low byte first.
//
// Both functions write to out, which has room for cap bytes, and return how many they wrote; a negative
// number says that it cannot be done.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace {

using Bytes = std::vector<uint8_t>;

constexpr size_t MIN_MATCH = 4, MAX_MATCH = 131, WINDOW = 65535;
constexpr uint8_t STORED = 0, PACKED = 1;
constexpr int HASH_BITS = 12;

uint32_t hash(const uint8_t *at) {
    uint32_t word;
    std::memcpy(&word, at, sizeof word);
    return word * 2654435761u >> (32 - HASH_BITS);
}

size_t match_length(const uint8_t *in, size_t candidate, size_t position, size_t n) {
    size_t limit = std::min(MAX_MATCH, n - position), length = 0;
    while (length < limit && in[candidate + length] == in[position + length]) ++length;
    return length;
}

void write_literals(Bytes &out, const uint8_t *from, size_t count) {
    while (count) {
        size_t chunk = std::min<size_t>(count, 128);
        out.push_back(uint8_t(chunk - 1));
        out.insert(out.end(), from, from + chunk);
        from += chunk;
        count -= chunk;
    }
}

Bytes pack(const uint8_t *in, size_t n) {
    Bytes out{PACKED};
    std::vector<uint32_t> last_seen(1 << HASH_BITS, 0);  // position + 1; 0 for none
    size_t literals_from = 0, position = 0;
    while (position + MIN_MATCH <= n) {
        uint32_t &seen = last_seen[hash(in + position)];
        size_t candidate = seen, length = 0;
        seen = uint32_t(position + 1);
        if (candidate-- && position - candidate <= WINDOW) length = match_length(in, candidate, position, n);
        if (length < MIN_MATCH) {
            ++position;
            continue;
        }
        size_t distance = position - candidate;
        write_literals(out, in + literals_from, position - literals_from);
        out.insert(out.end(), {uint8_t(length + 124), uint8_t(distance), uint8_t(distance >> 8)});
        literals_from = position += length;
    }
    write_literals(out, in + literals_from, n - literals_from);
    return out;
}

Bytes unpack(const uint8_t *in, size_t n) {
    Bytes out;
    for (size_t position = 1; position < n;) {
        uint8_t control = in[position++];
        if (control < 128) {
            out.insert(out.end(), in + position, in + position + control + 1);
            position += control + 1;
            continue;
        }
        size_t distance = in[position] | in[position + 1] << 8;
        position += 2;
        for (int left = control - 124; left > 0; --left)  // one by one: a match may overlap its own output
            out.push_back(out[out.size() - distance]);
    }
    return out;
}

long give(const Bytes &made, uint8_t *out, size_t cap) {
    if (made.size() > cap) return -1;
    std::copy(made.begin(), made.end(), out);
    return long(made.size());
}

}  // namespace

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    Bytes packed = pack(in, n);
    if (packed.size() <= n) return give(packed, out, cap);
    Bytes stored{STORED};
    stored.insert(stored.end(), in, in + n);
    return give(stored, out, cap);
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (n && in[0] == PACKED) return give(unpack(in, n), out, cap);
    return give(Bytes(in + (n > 0), in + n), out, cap);
}
