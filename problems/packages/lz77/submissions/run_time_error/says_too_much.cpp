// Returns more bytes than there was room for, without having written them.
#include <cstddef>
#include <cstdint>

long compress(const uint8_t *, size_t, uint8_t *, size_t cap) { return long(cap) + 1; }
long decompress(const uint8_t *, size_t n, uint8_t *, size_t) { return long(n); }
