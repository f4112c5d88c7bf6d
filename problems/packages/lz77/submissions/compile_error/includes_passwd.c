/* The compiler's messages would show what it reads: here there is no such file. */
#include "/etc/passwd"

long compress(const unsigned char *in, unsigned long n, unsigned char *out, unsigned long cap) { return -1; }
long decompress(const unsigned char *in, unsigned long n, unsigned char *out, unsigned long cap) { return -1; }
