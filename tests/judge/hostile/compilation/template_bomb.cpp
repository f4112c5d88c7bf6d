/* let a template make itself without end, twice each
 * Breach: a judge that waits, or whose memory goes.
 *
 * verdict: CE
 * mode: codec
 */

template <int N, int M> struct Bomb { static constexpr long value = Bomb<N - 1, M>::value + Bomb<N - 1, M + (1 << N)>::value; };
template <int M> struct Bomb<0, M> { static constexpr long value = M; };
static const long bomb = Bomb<28, 0>::value;
#include <cstddef>
#include <cstdint>
#include <cstring>

extern "C" long compress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    if (n > cap) return -1;
    memcpy(out, in, n);
    return n;
}

extern "C" long decompress(const uint8_t *in, size_t n, uint8_t *out, size_t cap) {
    return compress(in, n, out, cap);
}
