// A hash-table codec that is right but far from good. Make it better.
//
// Format: one byte that says stored or packed; stored data follow as they are. Packed data are sequences of
// a control byte c, then
//
//	c < 128:  c + 1 literal bytes follow;
//	c >= 128: a match of c - 124 bytes (4 to 131), its distance in two bytes, low byte first.
package submission

import "encoding/binary"

const (
	minMatch = 4
	maxMatch = 131
	window   = 65535
	stored   = 0
	packed   = 1
	hashBits = 12
)

func Compress(in []byte) []byte {
	if out := pack(in); len(out) <= len(in) {
		return out
	}
	return append([]byte{stored}, in...)
}

func Decompress(blob []byte) []byte {
	if blob[0] == packed {
		return unpack(blob[1:])
	}
	return blob[1:]
}

func hash(at []byte) uint32 {
	return binary.LittleEndian.Uint32(at) * 2654435761 >> (32 - hashBits)
}

func matchLength(in []byte, candidate, position int) int {
	length := 0
	for length < maxMatch && position+length < len(in) && in[candidate+length] == in[position+length] {
		length++
	}
	return length
}

func writeLiterals(out, literals []byte) []byte {
	for len(literals) > 0 {
		chunk := literals
		if len(chunk) > 128 {
			chunk = chunk[:128]
		}
		out = append(out, byte(len(chunk)-1))
		out = append(out, chunk...)
		literals = literals[len(chunk):]
	}
	return out
}

func pack(in []byte) []byte {
	out := []byte{packed}
	lastSeen := make([]int, 1<<hashBits) // position + 1; 0 for none
	literalsFrom, position := 0, 0
	for position+minMatch <= len(in) {
		key := hash(in[position:])
		candidate, length := lastSeen[key]-1, 0
		lastSeen[key] = position + 1
		if candidate >= 0 && position-candidate <= window {
			length = matchLength(in, candidate, position)
		}
		if length < minMatch {
			position++
			continue
		}
		distance := position - candidate
		out = writeLiterals(out, in[literalsFrom:position])
		out = append(out, byte(length+124), byte(distance), byte(distance>>8))
		position += length
		literalsFrom = position
	}
	return writeLiterals(out, in[literalsFrom:])
}

func unpack(blob []byte) []byte {
	var out []byte
	for position := 0; position < len(blob); {
		control := int(blob[position])
		position++
		if control < 128 {
			out = append(out, blob[position:position+control+1]...)
			position += control + 1
			continue
		}
		distance := int(binary.LittleEndian.Uint16(blob[position:]))
		position += 2
		for left := control - 124; left > 0; left-- { // byte by byte: a match may overlap its own output
			out = append(out, out[len(out)-distance])
		}
	}
	return out
}
