// A hash-table codec in C++: one probe a position, lazy matching, five flat streams.
//
// It writes the format of the Python reference beside it, and reads what that one wrote. The input becomes
// triples (run, length, distance): copy `run` literal bytes, then `length` bytes from `distance` back. A
// packed blob is the byte 1, three sizes of 4 bytes (input, triples, extras), and then
//
//     tokens      one byte a triple: 4 bits of run, 4 bits of length - 4; 15 says that an extra follows
//     distances   two bytes a triple, low byte first
//     extras      what 15 left over: any number of 255s and a byte below that, which are summed
//     literals    the bytes that no match covers
//
// A stored blob is the byte 0 and the input. Words are loaded as the machine has them: little-endian.
//
// Source of the token: LZ4's block format.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace {

using Bytes = std::vector<uint8_t>;

constexpr uint8_t STORED = 0, PACKED = 1;
constexpr size_t HEADER = 13;  // bytes before the tokens
constexpr size_t MIN_MATCH = 4;
constexpr size_t FARTHEST = 65535;  // what two bytes can say
constexpr int HASH_BITS = 15;
constexpr size_t FILL_STEP = 2;  // inside a match every second position enters the table
constexpr size_t LONG = 15;      // a field of the token that says "see the extras"

struct Triple {
    uint32_t run, length, distance;
};

template <typename Word> Word load(const uint8_t *at) {
    Word word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

// --- parsing --------------------------------------------------------------------------------

class Parser {
public:
    // Needs at least 8 bytes: all slots hold position 0 at first, which is compared like any other.
    Parser(const uint8_t *data, size_t size) : data_(data), size_(size), last_(size - 8), table_(1 << HASH_BITS, 0) {}

    std::vector<Triple> parse() {
        std::vector<Triple> triples;
        size_t start = 0;
        for (size_t position = 1; position <= last_;) {
            size_t candidate = probe(position);
            if (!is_match(candidate, position)) {
                ++position;
                continue;
            }
            size_t end = match_end(candidate, position);
            while (position < last_) {  // Lazy: look one byte on, and go there if the match there is longer.
                size_t other = probe(position + 1);
                if (!is_match(other, position + 1)) break;
                size_t later = match_end(other, position + 1);
                if (later <= end + 1) break;
                ++position;
                candidate = other;
                end = later;
            }
            while (position > start && candidate && data_[position - 1] == data_[candidate - 1])
                --position, --candidate;
            triples.push_back({uint32_t(position - start), uint32_t(end - position), uint32_t(position - candidate)});
            for (size_t inside = position + 2; inside < std::min(end, last_); inside += FILL_STEP)
                table_[slot(inside)] = uint32_t(inside);
            start = position = end;
        }
        return triples;
    }

private:
    // Five bytes make the key: the load has eight, of which three are shifted out.
    size_t slot(size_t position) const {
        return (load<uint64_t>(data_ + position) << 24) * 0x9E3779B185EBCA87u >> (64 - HASH_BITS);
    }

    size_t probe(size_t position) {
        uint32_t &held = table_[slot(position)];
        size_t candidate = held;
        held = uint32_t(position);
        return candidate;
    }

    bool is_match(size_t candidate, size_t position) const {
        return load<uint32_t>(data_ + candidate) == load<uint32_t>(data_ + position) &&
               position - candidate <= FARTHEST;
    }

    size_t match_end(size_t candidate, size_t position) const {
        size_t ahead = position - candidate, end = position + MIN_MATCH;
        for (; end <= last_; end += 8) {
            uint64_t differing = load<uint64_t>(data_ + end) ^ load<uint64_t>(data_ + end - ahead);
            if (differing) return end + __builtin_ctzll(differing) / 8;
        }
        while (end < size_ && data_[end] == data_[end - ahead]) ++end;
        return end;
    }

    const uint8_t *data_;
    size_t size_, last_;  // From last_ on a load of eight bytes would leave the input.
    std::vector<uint32_t> table_;
};

// --- streams --------------------------------------------------------------------------------

void append_number(Bytes &out, size_t number) {
    for (int shift = 0; shift < 32; shift += 8) out.push_back(uint8_t(number >> shift));
}

void append_long(Bytes &extras, size_t number) {
    if (number < LONG) return;
    extras.insert(extras.end(), (number - LONG) / 255, 255);
    extras.push_back(uint8_t((number - LONG) % 255));
}

Bytes pack(const uint8_t *data, size_t size, const std::vector<Triple> &triples) {
    Bytes distances, extras, literals, out{PACKED};
    out.reserve(size / 2 + HEADER);
    literals.reserve(size);
    append_number(out, size);
    append_number(out, triples.size());
    size_t position = 0;
    out.resize(HEADER);
    for (auto [run, length, distance] : triples) {
        size_t left = length - MIN_MATCH;
        out.push_back(uint8_t(std::min<size_t>(run, LONG) << 4 | std::min(left, LONG)));
        distances.push_back(uint8_t(distance));
        distances.push_back(uint8_t(distance >> 8));
        append_long(extras, run);
        append_long(extras, left);
        literals.insert(literals.end(), data + position, data + position + run);
        position += run + length;
    }
    literals.insert(literals.end(), data + position, data + size);
    for (int place = 0; place < 4; ++place) out[9 + place] = uint8_t(extras.size() >> 8 * place);
    for (const Bytes *part : {&distances, &extras, &literals}) out.insert(out.end(), part->begin(), part->end());
    return out;
}

// Reads the extras; false when they end too early.
bool add_long(const uint8_t *&at, const uint8_t *end, size_t &number) {
    for (uint8_t next = 255; next == 255; number += next) {
        if (at == end) return false;
        next = *at++;
    }
    return true;
}

// Copies forward, eight bytes at once where the distance and the room behind allow it.
void copy_match(uint8_t *to, size_t distance, size_t length, size_t room) {
    const uint8_t *from = to - distance;
    if (distance >= 8 && room >= length + 8) {
        for (size_t done = 0; done < length; done += 8) std::memcpy(to + done, from + done, 8);
    } else {
        for (size_t done = 0; done < length; ++done) to[done] = from[done];
    }
}

long unpack(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (n < HEADER) return -1;
    size_t size = load<uint32_t>(in + 1), count = load<uint32_t>(in + 5), extra = load<uint32_t>(in + 9);
    if (size > cap || n < HEADER + 3 * count + extra) return -1;
    const uint8_t *tokens = in + HEADER, *distances = tokens + count, *extras = distances + 2 * count;
    const uint8_t *extras_end = extras + extra, *literals = extras_end, *end = in + n;
    size_t made = 0;
    for (size_t k = 0; k < count; ++k) {
        size_t run = tokens[k] >> 4, length = tokens[k] & 15, distance = load<uint16_t>(distances + 2 * k);
        if (run == LONG && !add_long(extras, extras_end, run)) return -1;
        if (length == LONG && !add_long(extras, extras_end, length)) return -1;
        length += MIN_MATCH;
        if (run > size_t(end - literals) || run + length > size - made) return -1;
        if (run <= 16 && end - literals >= 16 && cap - made >= 16) std::memcpy(out + made, literals, 16);
        else std::memcpy(out + made, literals, run);
        literals += run;
        made += run;
        if (!distance || distance > made) return -1;
        copy_match(out + made, distance, length, cap - made);
        made += length;
    }
    if (size - made != size_t(end - literals)) return -1;
    std::copy(literals, end, out + made);
    return long(size);
}

}  // namespace

long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    Bytes blob = pack(in, n, n > HEADER ? Parser(in, n).parse() : std::vector<Triple>());
    if (blob.size() > n) {
        blob.assign(1, STORED);
        blob.insert(blob.end(), in, in + n);
    }
    if (blob.size() > cap) return -1;
    std::copy(blob.begin(), blob.end(), out);
    return long(blob.size());
}

long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (n && in[0] == PACKED) return unpack(in, n, out, cap);
    size_t size = n - (n > 0);
    if (size > cap) return -1;
    std::copy(in + (n > 0), in + n, out);
    return long(size);
}
