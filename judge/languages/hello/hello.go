// Run lengths: each byte that differs from the one before, and how often it comes again.
package submission

import "bytes"

// Twice the input would not always fit: what grows is stored.
const (
	stored = iota
	packed
)

func Compress(in []byte) []byte {
	out := []byte{packed}
	for i := 0; i < len(in); {
		again := 0
		for again < 255 && i+again+1 < len(in) && in[i+again+1] == in[i] {
			again++
		}
		out = append(out, in[i], byte(again))
		i += again + 1
	}
	if len(out) > len(in) {
		return append([]byte{stored}, in...)
	}
	return out
}

func Decompress(blob []byte) []byte {
	if blob[0] == stored {
		return blob[1:]
	}
	var out []byte
	for i := 1; i < len(blob); i += 2 {
		out = append(out, bytes.Repeat(blob[i:i+1], int(blob[i+1])+1)...)
	}
	return out
}
