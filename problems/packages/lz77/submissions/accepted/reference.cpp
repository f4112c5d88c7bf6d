// LZ77 in C++: hash chains with priced lazy matching, then canonical Huffman codes.
//
// It writes the format of the Python reference beside it, and reads what that one wrote. The input is cut
// into frames of 1 MiB; a frame becomes triples (run, length, distance): copy `run` literal bytes, then
// `length` bytes from `distance` back. Triples become streams, so that one Huffman coder serves them all:
//
//     literals   the bytes that no match covers
//     tokens     one byte a triple: 3 bits of run length, 5 bits of match length
//     slots      one byte a triple: the magnitude of the distance, 0 for "the same as before"
//     lengths    what did not fit into a token
//     low bits   the rest of each distance, as plain bits
//
// Each stream is split into segments where its statistics change. Bits are written from the most
// significant down.
//
// Sources: J. Ziv and A. Lempel, "A universal algorithm for sequential data compression" (1977); RFC 1951
// for hash chains, lazy matching and canonical codes; LZ4's block format for the joint token.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <queue>
#include <utility>
#include <vector>

namespace {

using Bytes = std::vector<uint8_t>;
using Counts = std::array<uint32_t, 256>;
using Lengths = std::array<uint8_t, 256>;  // bits of each symbol's code, ABSENT for unused symbols

constexpr size_t FRAME = 1 << 20;
constexpr uint8_t STORED = 0, PACKED = 1;

constexpr int SEARCH_DEPTH = 48;   // candidates looked at for each position
constexpr int LONG_ENOUGH = 64;    // a match this long ends the search and is taken at once
constexpr int HASH_BITS = 16;
constexpr double MATCH_PRICE = 18;  // bits a typical match costs; a shorter key buys nothing
constexpr double SLOT_PRICE = 8;    // bits for token and slot of one match, its low bits excluded
constexpr double REPEAT_PRICE = 6;  // the same when the distance is the last one again
constexpr int SHORTEST = 2;         // shortest match that a token can say

constexpr int LONG_RUN = 7, LONG_MATCH = 31;  // token fields that say "see the lengths stream"
constexpr int CODE_LIMIT = 12;                // longest Huffman code, and the decoding table's width
constexpr size_t SEGMENT = 4096;              // smallest piece of a stream with a code of its own
constexpr double HEADER_PRICE = 400;          // bits a further code table costs, roughly
constexpr uint8_t ABSENT = 15;

struct Damaged {};  // thrown when a blob is not one that compress wrote

// --- bits and numbers -----------------------------------------------------------------------

class BitWriter {
public:
    void put(uint32_t value, int count) {
        window_ = (window_ << count) | value;
        for (filled_ += count; filled_ >= 8; filled_ -= 8) bytes_.push_back(uint8_t(window_ >> (filled_ - 8)));
    }

    Bytes finish() {
        if (filled_) put(0, 8 - filled_);
        return std::move(bytes_);
    }

private:
    Bytes bytes_;
    uint64_t window_ = 0;
    int filled_ = 0;
};

class BitReader {
public:
    BitReader(const uint8_t *at, const uint8_t *end) : at_(at), end_(end) {}

    uint32_t peek(int count) {
        while (left_ < count) {
            window_ = window_ << 8 | (at_ < end_ ? *at_ : 0);
            ++at_;
            left_ += 8;
        }
        return uint32_t(window_ >> (left_ - count)) & ((1u << count) - 1);
    }

    void skip(int count) { left_ -= count; }

    uint32_t take(int count) {
        uint32_t value = peek(count);
        skip(count);
        return value;
    }

private:
    const uint8_t *at_, *end_;
    uint64_t window_ = 0;
    int left_ = 0;
};

class Reader {
public:
    Reader(const uint8_t *at, size_t size) : at_(at), end_(at + size) {}
    explicit Reader(const Bytes &bytes) : Reader(bytes.data(), bytes.size()) {}

    bool done() const { return at_ == end_; }

    uint8_t byte() {
        if (done()) throw Damaged();
        return *at_++;
    }

    // Seven bits a byte, low ones first; the top bit says that more follow.
    size_t number() {
        size_t value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            uint8_t next = byte();
            value |= size_t(next & 127) << shift;
            if (next < 128) return value;
        }
        throw Damaged();
    }

    // A long number of the lengths stream: 255s, and a byte below that ends it.
    size_t long_number() {
        size_t value = 0;
        for (uint8_t next = 255; next == 255; value += next) next = byte();
        return value;
    }

    const uint8_t *skip(size_t size) {
        if (size > size_t(end_ - at_)) throw Damaged();
        return std::exchange(at_, at_ + size);
    }

    Reader sized() {
        size_t size = number();
        return Reader(skip(size), size);
    }

    const uint8_t *begin() const { return at_; }
    const uint8_t *end() const { return end_; }
    size_t size() const { return size_t(end_ - at_); }

private:
    const uint8_t *at_, *end_;
};

void append(Bytes &out, const uint8_t *from, size_t size) { out.insert(out.end(), from, from + size); }

void append_number(Bytes &out, size_t value) {
    for (; value > 127; value >>= 7) out.push_back(uint8_t((value & 127) | 128));
    out.push_back(uint8_t(value));
}

void append_sized(Bytes &out, const Bytes &content) {
    append_number(out, content.size());
    append(out, content.data(), content.size());
}

void append_long(Bytes &out, size_t value) {
    out.insert(out.end(), value / 255, 255);
    out.push_back(uint8_t(value % 255));
}

// --- parsing --------------------------------------------------------------------------------

struct Match {
    int length = 0;
    int distance = 0;
    double saved = 0;
};

struct Triple {
    int run, length, distance;
};

int bit_length(uint32_t value) { return value ? 32 - __builtin_clz(value) : 0; }

class Parser {
public:
    Parser(const uint8_t *data, int size, double literal_bits)
        : data_(data), size_(size), literal_bits_(literal_bits),
          least_(std::clamp(int(std::lround(MATCH_PRICE / std::max(literal_bits, 0.1))), 3, 12)),
          newest_(1 << HASH_BITS, -1), older_(size, -1) {}

    // Lazy: a match waits one byte, and gives way when the match there saves more bits.
    std::vector<Triple> parse() {
        std::vector<Triple> triples;
        int start = 0, position = 0;
        while (position < last()) {
            Match match = best_match(position, least_);
            while (match.length && match.length < LONG_ENOUGH && position + 1 < last()) {
                Match later = best_match(position + 1, match.length);
                if (later.saved <= match.saved) break;
                ++position;
                match = later;
            }
            if (!match.length) {
                ++position;
                continue;
            }
            triples.push_back({position - start, match.length, match.distance});
            last_distance_ = match.distance;
            start = position = position + match.length;
        }
        return triples;
    }

private:
    // Positions before this one have bytes enough for a key.
    int last() const { return size_ - std::max(least_, 8) + 1; }

    uint32_t hash(int position) const {
        uint64_t word;
        std::memcpy(&word, data_ + position, 8);
        if (least_ < 8) word <<= 64 - 8 * least_;  // only the first `least_` bytes, on little-endian machines
        return uint32_t(word * 0x9E3779B185EBCA87u >> (64 - HASH_BITS));
    }

    // Enter all positions up to and with this one into the chains.
    void link(int position) {
        for (; linked_ <= position; ++linked_) {
            int &newest = newest_[hash(linked_)];
            older_[linked_] = std::exchange(newest, linked_);
        }
    }

    int match_length(int candidate, int position) const {
        const uint8_t *old = data_ + candidate, *now = data_ + position, *end = data_ + size_;
        for (; now + 8 <= end; old += 8, now += 8) {
            uint64_t left, right;
            std::memcpy(&left, old, 8);
            std::memcpy(&right, now, 8);
            if (left != right) return int(now - data_) - position + __builtin_ctzll(left ^ right) / 8;
        }
        while (now < end && *old == *now) ++old, ++now;
        return int(now - data_) - position;
    }

    // The match that saves most bits. Candidates come nearest first, so a farther one must be longer; most
    // fail on the one byte that would make them longer than the best so far.
    Match best_match(int position, int least) {
        Match best;
        int recent = position - last_distance_;
        if (last_distance_ && !std::memcmp(data_ + recent, data_ + position, SHORTEST)) {
            best.length = match_length(recent, position);
            best.distance = last_distance_;
            best.saved = best.length * literal_bits_ - REPEAT_PRICE;
        }
        link(position);
        int reach = std::max(best.length, least - 1);
        int candidate = older_[position];
        for (int looked = 0; looked < SEARCH_DEPTH && candidate >= 0 && position + reach < size_; ++looked) {
            if (data_[candidate + reach] == data_[position + reach]) {
                int length = match_length(candidate, position);
                if (length > reach) {
                    reach = length;
                    int distance = position - candidate;
                    double saved = length * literal_bits_ - SLOT_PRICE - bit_length(distance);
                    if (saved > best.saved) best = {length, distance, saved};
                    if (length >= LONG_ENOUGH) break;
                }
            }
            candidate = older_[candidate];
        }
        return best;
    }

    const uint8_t *data_;
    int size_;
    double literal_bits_;
    int least_;  // how many bytes cost about as much as a match: 3 in machine code, 9 in DNA
    std::vector<int> newest_, older_;
    int linked_ = 0;
    int last_distance_ = 0;
};

// --- Huffman codes --------------------------------------------------------------------------

// Bits that an ideal code for these counts spends on them.
double code_bits(const Counts &counts) {
    double bits = 0, total = 0;
    for (double n : counts) {
        total += n;
        if (n > 1) bits -= n * std::log2(n);
    }
    return total ? bits + total * std::log2(total) : 0;
}

// Huffman's lengths; counts are flattened until no code is longer than the limit.
Lengths code_lengths(Counts counts) {
    struct Node {
        uint64_t count;
        int number;
        bool operator<(const Node &other) const {  // The queue gives its greatest first.
            return std::pair(count, number) > std::pair(other.count, other.number);
        }
    };
    while (true) {
        std::priority_queue<Node> queue;
        std::array<int, 511> parent{};
        for (int symbol = 0; symbol < 256; ++symbol)
            if (counts[symbol]) queue.push({counts[symbol], symbol});
        int next = 256;
        while (queue.size() > 1) {
            Node first = queue.top();
            queue.pop();
            Node second = queue.top();
            queue.pop();
            parent[first.number] = parent[second.number] = next;
            queue.push({first.count + second.count, next++});
        }
        std::array<int, 511> depth{};
        for (int node = next - 2; node >= 256; --node) depth[node] = depth[parent[node]] + 1;
        Lengths lengths;
        int longest = 0;
        for (int symbol = 0; symbol < 256; ++symbol) {
            int bits = next == 256 ? 0 : depth[parent[symbol]] + 1;
            lengths[symbol] = counts[symbol] ? uint8_t(std::min(bits, 255)) : ABSENT;
            if (counts[symbol]) longest = std::max(longest, bits);
        }
        if (longest <= CODE_LIMIT) return lengths;
        for (uint32_t &count : counts)
            if (count) count = count / 2 + 1;
    }
}

// Symbols in the order of their codes: by length, then by value.
std::vector<uint8_t> code_order(const Lengths &lengths) {
    std::vector<uint8_t> order;
    for (int length = 0; length <= CODE_LIMIT; ++length)
        for (int symbol = 0; symbol < 256; ++symbol)
            if (lengths[symbol] == length) order.push_back(uint8_t(symbol));
    return order;
}

std::array<uint32_t, 256> canonical_codes(const Lengths &lengths) {
    std::array<uint32_t, 256> codes{};
    uint32_t code = 0;
    int previous = 0;
    for (uint8_t symbol : code_order(lengths)) {
        code <<= lengths[symbol] - previous;
        codes[symbol] = code++;
        previous = lengths[symbol];
    }
    return codes;
}

// One hex digit a symbol, f for absent. dX: X + 3 absent ones; eDX: X + 4 times the digit D.
Bytes pack_lengths(const Lengths &lengths) {
    int size = 256;
    while (lengths[size - 1] == ABSENT) --size;
    std::vector<uint8_t> digits;
    for (int at = 0; at < size;) {
        int run = 1;
        while (at + run < size && lengths[at + run] == lengths[at]) ++run;
        bool absent = lengths[at] == ABSENT;
        int least = absent ? 3 : 4;
        if (run >= least) {
            run = std::min(run, least + 15);
            if (absent) digits.push_back(0xd);
            else digits.insert(digits.end(), {0xe, lengths[at]});
            digits.push_back(uint8_t(run - least));
        } else {
            digits.insert(digits.end(), run, lengths[at]);
        }
        at += run;
    }
    if (digits.size() % 2) digits.push_back(ABSENT);
    Bytes packed;
    for (size_t at = 0; at < digits.size(); at += 2) packed.push_back(uint8_t(digits[at] << 4 | digits[at + 1]));
    return packed;
}

Lengths unpack_lengths(Reader packed) {
    std::vector<uint8_t> digits;
    while (!packed.done()) {
        uint8_t both = packed.byte();
        digits.insert(digits.end(), {uint8_t(both >> 4), uint8_t(both & 15)});
    }
    digits.insert(digits.end(), 2, 0);  // A run cut short at the end reads these.
    Lengths lengths;
    lengths.fill(ABSENT);
    size_t symbol = 0;
    for (size_t at = 0; at + 2 < digits.size();) {
        uint8_t digit = digits[at++], value = digit;
        size_t run = 1;
        if (digit == 0xd) value = ABSENT, run = digits[at++] + 3u;
        if (digit == 0xe) value = digits[at++], run = digits[at++] + 4u;
        if (value > CODE_LIMIT && value != ABSENT) throw Damaged();
        for (; run && symbol < 256; --run) lengths[symbol++] = value;
        if (run && value != ABSENT) throw Damaged();
    }
    return lengths;
}

// --- streams --------------------------------------------------------------------------------

struct Segment {
    size_t start, end;
    Counts counts;
    double bits;
};

// Cut into small pieces, then join neighbours whose own code is not worth its header.
std::vector<Segment> segments(const Bytes &stream) {
    std::vector<Segment> found;
    for (size_t start = 0; start < stream.size(); start += SEGMENT) {
        Segment now{start, std::min(start + SEGMENT, stream.size()), {}, 0};
        for (size_t at = now.start; at < now.end; ++at) ++now.counts[stream[at]];
        now.bits = code_bits(now.counts);
        while (!found.empty()) {
            Segment joint{found.back().start, now.end, now.counts, 0};
            for (int symbol = 0; symbol < 256; ++symbol) joint.counts[symbol] += found.back().counts[symbol];
            joint.bits = code_bits(joint.counts);
            if (joint.bits > found.back().bits + now.bits + HEADER_PRICE) break;
            found.pop_back();
            now = joint;
        }
        found.push_back(now);
    }
    return found;
}

// Segments of one code each: how many symbols, the code's lengths, the bits.
Bytes pack_symbols(const Bytes &stream) {
    Bytes out;
    for (const Segment &segment : segments(stream)) {
        Lengths lengths = code_lengths(segment.counts);
        auto codes = canonical_codes(lengths);
        BitWriter bits;
        for (size_t at = segment.start; at < segment.end; ++at) bits.put(codes[stream[at]], lengths[stream[at]]);
        append_number(out, segment.end - segment.start);
        append_sized(out, pack_lengths(lengths));
        append_sized(out, bits.finish());
    }
    return out;
}

// Look up CODE_LIMIT bits at a time; a table entry is a symbol and the bits of its code.
void decode(const Lengths &lengths, Reader bits, size_t count, Bytes &out) {
    std::vector<uint8_t> order = code_order(lengths);
    if (order.size() == 1) {
        out.insert(out.end(), count, order[0]);
        return;
    }
    std::vector<std::pair<uint8_t, uint8_t>> table;
    for (uint8_t symbol : order)
        table.insert(table.end(), size_t(1) << (CODE_LIMIT - lengths[symbol]), {symbol, lengths[symbol]});
    if (table.size() != size_t(1) << CODE_LIMIT) throw Damaged();
    BitReader reader(bits.begin(), bits.end());
    size_t start = out.size();
    out.resize(start + count);
    for (size_t at = start; at < start + count; ++at) {
        auto [symbol, length] = table[reader.peek(CODE_LIMIT)];
        out[at] = symbol;
        reader.skip(length);
    }
}

Bytes unpack_symbols(Reader content) {
    Bytes out;
    while (!content.done()) {
        size_t count = content.number();
        if (count > FRAME - out.size()) throw Damaged();
        Lengths lengths = unpack_lengths(content.sized());
        decode(lengths, content.sized(), count, out);
    }
    return out;
}

// --- triples and frames ---------------------------------------------------------------------

// Two slots for each power of two; slot 0 is kept for a repeated distance.
int slot_of(uint32_t distance) {
    int size = bit_length(distance);
    return size < 2 ? 1 : 2 * size - 2 + int(distance >> (size - 2) & 1);
}

int low_bits_of(int slot) { return slot < 2 ? 0 : slot / 2 - 1; }

uint32_t slot_start(int slot) { return slot < 2 ? slot : (2u + slot % 2) << low_bits_of(slot); }

Bytes pack_frame(const uint8_t *data, size_t size) {
    Counts counts{};
    for (size_t at = 0; at < size; ++at) ++counts[data[at]];
    double literal_bits = code_bits(counts) / double(size);
    std::vector<Triple> triples;
    if (literal_bits > 0) triples = Parser(data, int(size), literal_bits).parse();

    Bytes literals, tokens, slots, lengths;
    BitWriter low_bits;
    const uint8_t *at = data;
    int last_distance = 0;
    for (const Triple &triple : triples) {
        append(literals, at, triple.run);
        at += triple.run + triple.length;
        int beyond = triple.length - SHORTEST;
        tokens.push_back(uint8_t(std::min(triple.run, LONG_RUN) << 5 | std::min(beyond, LONG_MATCH)));
        if (triple.run >= LONG_RUN) append_long(lengths, triple.run - LONG_RUN);
        if (beyond >= LONG_MATCH) append_long(lengths, beyond - LONG_MATCH);
        bool repeated = triple.distance == last_distance;
        int slot = repeated ? 0 : slot_of(triple.distance);
        slots.push_back(uint8_t(slot));
        if (!repeated) low_bits.put(triple.distance - slot_start(slot), low_bits_of(slot));
        last_distance = triple.distance;
    }
    append(literals, at, size_t(data + size - at));

    Bytes out;
    for (const Bytes *stream : {&literals, &tokens, &slots, &lengths}) append_sized(out, pack_symbols(*stream));
    append_sized(out, low_bits.finish());
    return out;
}

// Copy within the output; a match longer than its distance repeats what it writes.
void copy_match(Bytes &out, size_t distance, size_t length) {
    if (!distance || distance > out.size() || length > FRAME) throw Damaged();
    size_t to = out.size();
    out.resize(to + length);
    uint8_t *target = out.data() + to;
    const uint8_t *source = target - distance;
    if (distance >= length) std::memcpy(target, source, length);
    else
        for (size_t at = 0; at < length; ++at) target[at] = source[at];
}

Bytes unpack_frame(Reader content) {
    Bytes literals = unpack_symbols(content.sized()), tokens = unpack_symbols(content.sized());
    Bytes slots = unpack_symbols(content.sized()), lengths = unpack_symbols(content.sized());
    Reader low = content.sized();
    BitReader low_bits(low.begin(), low.end());
    Reader unread(literals), more(lengths);
    if (slots.size() != tokens.size()) throw Damaged();

    Bytes out;
    out.reserve(FRAME);
    size_t distance = 0;
    for (size_t at = 0; at < tokens.size(); ++at) {
        size_t run = tokens[at] >> 5, length = (tokens[at] & 31) + SHORTEST;
        if (run == LONG_RUN) run += more.long_number();
        append(out, unread.skip(run), run);
        if (length == LONG_MATCH + SHORTEST) length += more.long_number();
        if (slots[at] > 41) throw Damaged();
        if (slots[at]) distance = slot_start(slots[at]) + low_bits.take(low_bits_of(slots[at]));
        copy_match(out, distance, length);
    }
    append(out, unread.begin(), unread.size());
    return out;
}

long give(const Bytes &result, uint8_t *out, size_t cap) {
    if (result.size() > cap) return -1;
    if (!result.empty()) std::memcpy(out, result.data(), result.size());
    return long(result.size());
}

}  // namespace

// Pack any bytes; the result is at most 8 bytes a MiB longer than the input.
extern "C" long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    Bytes result;
    for (size_t start = 0; start < n; start += FRAME) {
        size_t size = std::min(FRAME, n - start);
        Bytes packed = pack_frame(in + start, size);
        bool smaller = packed.size() < size;
        result.push_back(smaller ? PACKED : STORED);
        append_sized(result, smaller ? packed : Bytes(in + start, in + start + size));
    }
    return give(result, out, cap);
}

// Give back what compress was given; negative when the blob is damaged.
extern "C" long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    Bytes result;
    try {
        for (Reader blob(in, n); !blob.done();) {
            bool packed = blob.byte() == PACKED;
            Reader content = blob.sized();
            if (packed) {
                Bytes frame = unpack_frame(content);
                append(result, frame.data(), frame.size());
            } else {
                append(result, content.begin(), content.size());
            }
        }
    } catch (const Damaged &) {
        return -1;
    }
    return give(result, out, cap);
}
