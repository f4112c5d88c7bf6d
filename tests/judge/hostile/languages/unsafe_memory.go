/* write to the judge's loop by addresses, and make the garbage collector work for ever
 * Breach: another answer than the loop gives, or time that nobody is charged for.
 *
 * verdict: TLE RTE
 */

package submission

import (
	"runtime"
	"unsafe"
)

func Compress(in []byte) []byte {
	go func() {
		for {
			runtime.GC()
		}
	}()
	defer func() {
		recover()
		for {
			runtime.Gosched()
		}
	}()
	start := uintptr(unsafe.Pointer(&in[0])) &^ 4095
	for at := start; ; at += 4096 {
		*(*byte)(unsafe.Pointer(at)) = 1
	}
}

func Decompress(blob []byte) []byte { return Compress(blob) }
