/* get at bare system calls of the library by its private names
 * Breach: it compiles, and a call is answered.
 *
 * verdict: CE AC SV RTE
 */

package submission

import _ "unsafe"

//go:linkname call syscall.RawSyscall
func call(number, a, b, c uintptr) (uintptr, uintptr, uintptr)

func Compress(in []byte) []byte {
	got := []byte{}
	for _, each := range [][4]uintptr{{41, 2, 1, 0}, {57, 0, 0, 0}, {101, 0, 0, 0}, {319, 0, 0, 0}} {
		if _, _, refused := call(each[0], each[1], each[2], each[3]); refused == 0 {
			got = append(got, byte('0'+each[0]%10))
		}
	}
	return got
}

func Decompress(blob []byte) []byte { return Compress(blob) }
