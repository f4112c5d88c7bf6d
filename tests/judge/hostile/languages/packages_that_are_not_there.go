/* import what compresses, connects, calls the kernel or is another language
 * Breach: it compiles.
 *
 * verdict: CE
 */

package submission

import (
	"C"
	"bytes"
	"compress/flate"
	"net"
	"os/exec"
	"plugin"
	"syscall"
)

func Compress(in []byte) []byte {
	var out bytes.Buffer
	writer, _ := flate.NewWriter(&out, 9)
	writer.Write(in)
	writer.Close()
	exec.Command("/bin/sh").Run()
	net.Dial("tcp", "127.0.0.1:80")
	plugin.Open("/lib/libc.so.6")
	syscall.Getpid()
	return out.Bytes()
}

func Decompress(blob []byte) []byte { return blob }
