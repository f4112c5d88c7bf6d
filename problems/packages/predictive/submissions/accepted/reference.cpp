// Predictive coding of typed data in C++: it writes the blobs of the Python reference beside it, which
// explains them. Samples become columns, columns residuals, residuals bits; the decoder goes back.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace {

using Bytes = std::vector<uint8_t>;
using Words = std::vector<uint64_t>;
using Number = __int128;  // a residual, or ESCAPE and the bits of a double that is no decimal number
using Residuals = std::vector<Number>;

constexpr uint8_t STORED = 0, CODED = 1;
constexpr size_t HEADER = 16, START = 21, MOST_CHANNELS = 64, TRIAL = 4096;
constexpr Number ESCAPE = Number(1) << 64;
constexpr unsigned DECIMALS = 8;
constexpr int TAPS = 16;
constexpr size_t REST = 1 << 18, SIGN = REST + 1024, PLACES = REST + 1280;

struct FilterPlan {
    int order, slowness;
    bool is_apart;
};
constexpr unsigned FIRST_FILTER = 4, FILTERS_END = 7;
constexpr FilterPlan FILTERS[] = {{1, 6, false}, {2, 3, false}, {1, 3, true}};

bool is_filter(unsigned plan) { return plan >= FIRST_FILTER && plan < FILTERS_END; }
Number magnitude_of(Number number) { return number < 0 ? -number : number; }
int bit_length(uint64_t number) { return number ? 64 - __builtin_clzll(number) : 0; }
int bit_length(Number number) { return number >> 64 ? 65 : bit_length(uint64_t(number)); }
int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a ^ b) < 0); }

// The number with sign, of that many bits, that is the same modulo 2^bits.
int64_t wrap(uint64_t number, int bits) { return int64_t(number << (64 - bits)) >> (64 - bits); }

uint32_t little_endian(const uint8_t *at) {
    return at[0] | uint32_t(at[1]) << 8 | uint32_t(at[2]) << 16 | uint32_t(at[3]) << 24;
}

// What the header says, as far as it can be believed.
struct Layout {
    std::string kind;
    size_t width = 1, channels = 1, samples, tail, row = 0;

    Layout(const uint8_t *header, size_t size) : kind(header, header + 4) {
        while (!kind.empty() && kind.back() == ' ') kind.pop_back();
        if (kind == "i2" || kind == "u2" || kind == "bf16") width = 2;
        if (kind == "i4" || kind == "u4" || kind == "f4") width = 4;
        if (kind == "f8") width = 8;
        size_t told = little_endian(header + 4);
        if (told >= 1 && told <= MOST_CHANNELS) channels = told;
        samples = (size - HEADER) / width;
        tail = (size - HEADER) % width;
        size_t wide = little_endian(header + 8) * channels;
        if (wide <= samples) row = wide;
    }

    bool is_image() const { return width == 1 && channels <= 4 && row > channels; }
    bool is_bfloat() const { return kind == "bf16"; }
    bool has_plans() const { return !is_image() && !is_bfloat(); }
    int depth() const { return width == 1 ? 4 : width == 2 ? 5 : width == 4 ? 6 : 7; }
};

// A predictor that learns: normalised least mean squares, weights in 2^-24.
struct Learner {
    std::vector<int64_t> weights;
    int slowness;
    int64_t calm;
    std::vector<int64_t> inputs = std::vector<int64_t>(weights.size());

    int64_t predict() const {
        int64_t sum = 1 << 23;
        for (size_t i = 0; i < weights.size(); ++i) sum += weights[i] * inputs[i];
        return sum >> 24;
    }

    void learn(int64_t missed) {
        int64_t power = calm;
        for (int64_t x : inputs) power += x * x;
        int64_t step = floor_divide(missed * (int64_t(1) << 40), power);
        for (size_t i = 0; i < weights.size(); ++i) weights[i] += step * inputs[i] >> (slowness + 16);
    }
};

Residuals differences(Words column, int order, int bits) {
    for (int round = 0; round < order; ++round)
        for (size_t i = column.size(); i-- > 1;) column[i] -= column[i - 1];
    Residuals found;
    for (uint64_t each : column) found.push_back(wrap(each, bits));
    return found;
}

// Predicts a 16-bit sample from the changes before it, and from those of the channel beside it, modulo 2^16.
struct Filter {
    FilterPlan told;
    Words levels;
    Residuals beside;
    Learner learner{std::vector<int64_t>(2 * TAPS), told.slowness, 1};
    int64_t last = 0, slope = 0, change = 0;
    size_t time = 0;

    Filter(unsigned plan, const Words &other)
        : told(FILTERS[plan - FIRST_FILTER]), levels(told.is_apart ? other : Words()),
          beside(differences(other, told.order, 16)) {
        beside.insert(beside.begin(), TAPS - 1, 0);
    }

    int64_t predict() {
        for (size_t i = 0; i < TAPS; ++i)
            learner.inputs[TAPS + i] = time + i < beside.size() ? int64_t(beside[time + i]) : 0;
        change = learner.predict();
        return (time < levels.size() ? int64_t(levels[time]) : 0) + last + slope + change;
    }

    void learn(int64_t missed) {
        learner.learn(missed);
        change = wrap(change + missed, 16);
        auto own = learner.inputs.begin();
        std::copy_backward(own, own + TAPS - 1, own + TAPS);
        *own = change;
        last = wrap(last + slope + change, 16);
        if (told.order == 2) slope = wrap(slope + change, 16);
        ++time;
    }
};

// Predicts a pixel's channel from six places round it, and from five in each channel before it; all are seen
// as differences from a base, the mean of left and above in their own channel.
struct Picture {
    size_t row, channels, channel = 0;
    int64_t expected = 0;
    std::vector<int> pixels;
    std::vector<std::vector<size_t>> places;
    std::vector<Learner> learners;

    explicit Picture(const Layout &layout) : row(layout.row), channels(layout.channels), pixels(2 * row) {
        size_t left = channels, above = row;
        for (size_t channel = 0; channel < channels; ++channel) {
            places.push_back({left, above, above + left, above - left, 2 * left, 2 * above});
            for (size_t back = 1; back <= channel; ++back)
                for (size_t place : {size_t(0), left, above, above + left, above - left})
                    places.back().push_back(place + back);
            std::vector<int64_t> weights(places.back().size());
            weights[0] = weights[1] = 11 << 18, weights[2] = -(1 << 20);
            learners.push_back({std::move(weights), 7, 400});
        }
    }

    int64_t predict() {
        std::vector<int64_t> &inputs = learners[channel].inputs;
        const std::vector<size_t> &from = places[channel];
        size_t index = pixels.size();
        int64_t own = base(index), beside = own;
        for (size_t i = 0; i < from.size(); ++i) {
            if (i >= 6 && (i - 6) % 5 == 0) beside = base(index - (i - 6) / 5 - 1);
            inputs[i] = pixels[index - from[i]] - beside;
        }
        expected = std::clamp<int64_t>(own + learners[channel].predict(), 0, 255);
        return expected;
    }

    void learn(int64_t missed) {
        pixels.push_back(int((expected + missed) & 255));
        learners[channel].learn(missed);
        channel = channel + 1 == channels ? 0 : channel + 1;
    }

    int64_t base(size_t at) const { return (pixels[at - channels] + pixels[at - row]) >> 1; }
};

template <class Predictor> Residuals residuals_by(Predictor predictor, const Words &samples, int bits) {
    Residuals residuals;
    for (uint64_t sample : samples) {
        int64_t missed = wrap(sample - uint64_t(predictor.predict()), bits);
        residuals.push_back(missed);
        predictor.learn(missed);
    }
    return residuals;
}

template <class Predictor> Words samples_by(Predictor predictor, const Residuals &residuals, int bits) {
    Words samples;
    for (Number missed : residuals) {
        samples.push_back(uint64_t(predictor.predict() + missed) & ((uint64_t(1) << bits) - 1));
        predictor.learn(int64_t(missed));
    }
    return samples;
}

// Doubles that are decimal numbers

uint64_t double_bits(Number whole, int places) {
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    double value = double(int64_t(whole)) / powers[places];
    uint64_t bits;
    std::memcpy(&bits, &value, 8);
    return bits;
}

// Whether these very bits are a whole number divided by 10^places; and which.
bool as_decimal(uint64_t bits, int places, Number &whole) {
    double value;
    std::memcpy(&value, &bits, 8);
    if (!(std::fabs(value) < 1e9)) return false;
    whole = int64_t(std::nearbyint(value * std::pow(10.0, places)));
    return double_bits(whole, places) == bits;
}

int find_decimals(const Words &column) {
    size_t stride = column.size() / 256 + 1;
    for (int places = 0; places < 7; ++places) {
        size_t found = 0, all = 0;
        Number whole;
        for (size_t i = 0; i < column.size(); i += stride, ++all) found += as_decimal(column[i], places, whole);
        if (all && 8 * found >= 7 * all) return places + 1;
    }
    return 0;
}

Residuals decimal_residuals(const Words &column, int decimals) {
    Residuals residuals;
    Number last = 0, whole;
    for (uint64_t bits : column) {
        bool fits = as_decimal(bits, decimals - 1, whole);
        residuals.push_back(fits ? whole - last : ESCAPE + bits);
        if (fits) last = whole;
    }
    return residuals;
}

Words decimal_samples(const Residuals &residuals, int decimals) {
    Words column;
    Number last = 0;
    for (Number each : residuals) {
        if (each < ESCAPE) last += each;
        column.push_back(each < ESCAPE ? double_bits(last, decimals - 1) : uint64_t(each));
    }
    return column;
}

// Plans

// About how many bits residuals take: the entropy of length and sign, and what follows the first bit.
double price(const Residuals &residuals) {
    std::array<size_t, 131> seen{};
    double following = 0, entropy = 0;
    for (Number each : residuals) {
        int length = bit_length(magnitude_of(each));
        ++seen[each < 0 ? 65 - length : 65 + length];
        following += std::max(0, length - 1);
    }
    for (size_t count : seen)
        if (count) entropy += double(count) * std::log2(double(residuals.size()) / double(count));
    return following + entropy;
}

Residuals residuals_of(const Words &column, unsigned plan, size_t width, const Words &other) {
    if (plan >= DECIMALS) return decimal_residuals(column, plan / DECIMALS);
    if (is_filter(plan)) return residuals_by(Filter(plan, other), column, 16);
    return differences(column, int(plan), int(8 * width));
}

Words restore(const Residuals &residuals, unsigned plan, size_t width, const Words &other) {
    if (plan >= DECIMALS) return decimal_samples(residuals, int(std::min(plan / DECIMALS, 7u)));
    if (is_filter(plan)) return samples_by(Filter(plan, other), residuals, 16);
    Words column;
    for (Number each : residuals) column.push_back(uint64_t(each));
    for (unsigned round = 0; round < plan; ++round)
        for (size_t i = 1; i < column.size(); ++i) column[i] += column[i - 1];
    if (width < 8)
        for (uint64_t &each : column) each &= (uint64_t(1) << 8 * width) - 1;
    return column;
}

unsigned plan_one(const Layout &layout, const Words &column, const Words &other) {
    if (int decimals = layout.kind == "f8" ? find_decimals(column) : 0) return DECIMALS * unsigned(decimals);
    Words trial(column.begin(), column.begin() + long(std::min(column.size(), TRIAL)));
    unsigned best = 0;
    double least = 0;
    for (unsigned plan = 0; plan < (layout.width == 2 ? FILTERS_END : FIRST_FILTER); ++plan) {
        double bits = price(residuals_of(trial, plan, layout.width, other));
        if (plan == 0 || bits < least) best = plan, least = bits;
    }
    return best;
}

template <class T> std::vector<T> column_of(const std::vector<T> &all, size_t channel, size_t channels) {
    std::vector<T> column;
    for (size_t i = channel; i < all.size(); i += channels) column.push_back(all[i]);
    return column;
}

Bytes plan_all(const Layout &layout, const Words &samples, Residuals &residuals) {
    Bytes plans;
    Words other;
    for (size_t channel = 0; channel < layout.channels; ++channel) {
        Words column = column_of(samples, channel, layout.channels);
        plans.push_back(uint8_t(plan_one(layout, column, other)));
        Residuals found = residuals_of(column, plans.back(), layout.width, other);
        for (size_t i = 0; i < found.size(); ++i) residuals[channel + i * layout.channels] = found[i];
        other = std::move(column);
    }
    return plans;
}

Words restore_all(const Layout &layout, const Residuals &residuals, const uint8_t *plans) {
    Words samples(residuals.size()), other;
    for (size_t channel = 0; channel < layout.channels; ++channel) {
        other = restore(column_of(residuals, channel, layout.channels), plans[channel], layout.width, other);
        for (size_t i = 0; i < other.size(); ++i) samples[channel + i * layout.channels] = other[i];
    }
    return samples;
}

// Bits

// Two chances of each bit being 1, in 1/65536: one that learns in a moment, one that learns for long.
struct Model {
    std::vector<std::array<uint32_t, 2>> chances{PLACES, {32768, 32768}};

    uint32_t sum(size_t place) const { return chances[place][0] + chances[place][1]; }

    void learn(size_t place, bool bit) {
        auto &[fast, slow] = chances[place];
        fast = bit ? fast + ((65536 - fast) >> 5) : fast - (fast >> 5);
        slow = bit ? slow + ((65536 - slow) >> 7) : slow - (slow >> 7);
    }
};

// A binary range coder. Encoder: a number in [low, low + range) says which way each decision went. Decoder: low is
// how far that number lies above the range's own begin; it ignores the values that it is given.
template <bool decodes> class Coder {
  public:
    Coder(const uint8_t *blob, size_t size) : next(blob), end(blob + size) {
        for (int i = 0; decodes && i < 4; ++i) low = low << 8 | byte();
    }

    bool bit(Model &model, size_t place, bool bit) {
        uint32_t bound = (range >> 17) * model.sum(place);
        if (decodes) bit = low < bound;
        if (!bit) low += decodes ? 0 - uint64_t(bound) : bound;
        range = bit ? bound : range - bound;
        model.learn(place, bit);
        while (range < 1 << 24) shift();
        return bit;
    }

    unsigned symbol(Model &model, size_t start, int depth, unsigned value) {
        unsigned node = 1;
        for (int down = depth - 1; down >= 0; --down) node = 2 * node + bit(model, start + node, value >> down & 1);
        return node - (1u << depth);
    }

    // The two highest of `bits` bits are modelled, the others are as good as random.
    uint64_t rest(Model &model, size_t size, int bits, uint64_t value) {
        int modelled = std::min(bits, 2), others = bits - modelled;
        uint64_t high = symbol(model, REST + 4 * size, modelled, unsigned(value >> others));
        return high << others | raw(others, value);
    }

    uint64_t raw(int bits, uint64_t value) {
        uint64_t result = 0;
        while (bits) {
            int some = std::min(bits, 8);
            bits -= some;
            range >>= some;
            uint64_t part = decodes ? low / range : value >> bits & ((1u << some) - 1);
            low += decodes ? 0 - part * range : part * range;
            result = result << some | part;
            while (range < 1 << 24) shift();
        }
        return result;
    }

    Bytes finish() {
        for (int i = 0; i < 4; ++i) shift();
        return std::move(out);
    }

  private:
    uint8_t byte() { return next < end ? *next++ : 0; }

    void shift() {
        range <<= 8;
        if (decodes) {
            low = low << 8 | byte();
            return;
        }
        if (low >> 32) {  // a carry goes back into the bytes given before
            size_t place = out.size() - 1;
            while (out[place] == 255) out[place--] = 0;
            ++out[place];
        }
        out.push_back(uint8_t(low >> 24));
        low = low << 8 & 0xFFFFFFFF;
    }

    uint64_t low = 0;
    uint32_t range = 0xFFFFFFFF;
    const uint8_t *next, *end;
    Bytes out;
};
using Encoder = Coder<false>;
using Decoder = Coder<true>;

// Numbers as bits

size_t half_octaves(uint64_t number) {
    int size = bit_length(number);
    return size > 1 ? 2 * size + (number >> (size - 2) & 1) : size;
}

template <class Coder> Number code_number(Coder &coder, Model &model, size_t start, int depth, Number number) {
    Number magnitude = magnitude_of(number);
    int size = int(coder.symbol(model, start, depth, unsigned(bit_length(magnitude))));
    if (!size) return 0;
    bool negative = coder.bit(model, SIGN + size, number < 0);
    Number first = Number(1) << (size - 1);
    magnitude = first | coder.rest(model, size, size - 1, uint64_t(magnitude & (first - 1)));
    return negative ? -magnitude : magnitude;
}

template <class Coder> void code_residuals(Coder &coder, const Layout &layout, Residuals &numbers) {
    Model model;
    std::vector<int64_t> slow(layout.channels, 0), fast(layout.channels, 0);
    size_t above = layout.is_image() ? layout.row : 0;
    for (size_t i = 0; i < numbers.size(); ++i) {
        int64_t &longer = slow[i % layout.channels], &shorter = fast[i % layout.channels];
        int64_t near = longer + shorter;
        if (above && i >= above) near = (near + shorter + int64_t(magnitude_of(numbers[i - above]) << 7)) >> 1;
        size_t trend = 2 * shorter > 3 * longer ? 1 : 2 * shorter < longer ? 2 : 0;
        size_t start = (3 * half_octaves(uint64_t(near)) + trend) << layout.depth();
        numbers[i] = code_number(coder, model, start, layout.depth(), numbers[i]);
        int64_t size = int64_t(std::min(magnitude_of(numbers[i]), Number(1) << 40)) << 7;
        longer += (size - longer) >> 5;
        shorter += (size - shorter) >> 2;
    }
}

template <class Coder> void code_exponents(Coder &coder, const Layout &layout, Words &samples) {
    Model model;
    std::vector<int> usual(layout.row ? layout.row : layout.channels, 0);
    size_t column = 0;
    for (uint64_t &sample : samples) {
        int &here = usual[column];
        column = column + 1 == usual.size() ? 0 : column + 1;
        size_t start = size_t((here + 8) >> 4) << 8;
        unsigned exponent = coder.symbol(model, start, 8, unsigned(sample >> 7 & 255));
        uint64_t rest = coder.rest(model, exponent, 8, (sample & 127) << 1 | sample >> 15);
        sample = (rest & 1) << 15 | uint64_t(exponent) << 7 | rest >> 1;
        int miss = (int(exponent) << 6) - here;
        here += here ? miss >> 3 : miss;
    }
}

Bytes pack(const Layout &layout, const uint8_t *body) {
    Words samples(layout.samples, 0);
    for (size_t i = 0; i < samples.size(); ++i) std::memcpy(&samples[i], body + i * layout.width, layout.width);
    Bytes plans;
    Encoder encoder(nullptr, 0);
    if (layout.is_bfloat()) {
        code_exponents(encoder, layout, samples);
    } else {
        Residuals residuals(samples.size());
        if (layout.has_plans()) plans = plan_all(layout, samples, residuals);
        if (layout.is_image()) residuals = residuals_by(Picture(layout), samples, 8);
        code_residuals(encoder, layout, residuals);
    }
    for (size_t i = 0; i < layout.tail; ++i) encoder.raw(8, body[layout.samples * layout.width + i]);
    Bytes coded = encoder.finish();
    plans.insert(plans.end(), coded.begin(), coded.end());
    return plans;
}

void unpack(const Layout &layout, const uint8_t *blob, size_t size, uint8_t *out) {
    size_t plans = layout.has_plans() ? layout.channels : 0;
    Decoder decoder(blob + plans, size - plans);
    Words samples(layout.samples, 0);
    if (layout.is_bfloat()) {
        code_exponents(decoder, layout, samples);
    } else {
        Residuals residuals(samples.size());
        code_residuals(decoder, layout, residuals);
        samples = plans ? restore_all(layout, residuals, blob) : samples_by(Picture(layout), residuals, 8);
    }
    for (size_t i = 0; i < samples.size(); ++i) std::memcpy(out + i * layout.width, &samples[i], layout.width);
    for (size_t i = 0; i < layout.tail; ++i) out[layout.samples * layout.width + i] = uint8_t(decoder.raw(8, 0));
}

long stored(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (cap < n + 1) return -1;
    out[0] = STORED;
    if (n) std::memcpy(out + 1, in, n);
    return long(n + 1);
}

}  // namespace

extern "C" long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (n <= HEADER) return stored(in, n, out, cap);
    Bytes coded = pack(Layout(in, n), in + HEADER);
    if (START + coded.size() > n) return stored(in, n, out, cap);
    if (START + coded.size() > cap) return -1;
    out[0] = CODED;
    for (int i = 0; i < 4; ++i) out[1 + i] = uint8_t(n >> 8 * i);
    std::memcpy(out + 5, in, HEADER);
    std::memcpy(out + START, coded.data(), coded.size());
    return long(START + coded.size());
}

extern "C" long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (!n) return -1;
    if (in[0] == STORED) {
        if (n - 1 > cap) return -1;
        if (n > 1) std::memcpy(out, in + 1, n - 1);
        return long(n - 1);
    }
    if (n < START) return -1;
    size_t size = little_endian(in + 1);
    if (size <= HEADER || size > cap) return -1;
    Layout layout(in + 5, size);
    if (layout.has_plans() && n < START + layout.channels) return -1;
    std::memcpy(out, in + 5, HEADER);
    unpack(layout, in + START, n - START, out + HEADER);
    return long(size);
}
