/* read the host and its processes by the library's own functions for files
 * Breach: anything that was read or written.
 *
 * verdict: AC SV RTE
 */

package submission

import (
	"os"
	"strings"
)

func Compress(in []byte) []byte {
	got := []string{}
	for _, path := range []string{"/etc/passwd", "/proc/self/maps", "/proc/1/environ", "/judge/filter", "/judge/launch", "/dev/mem"} {
		if _, err := os.ReadFile(path); err == nil {
			got = append(got, path)
		}
	}
	for _, path := range append([]string{"/", "/tmp", "/proc", "/dev"}, strings.Split(string(in), "\n")...) {
		if _, err := os.ReadDir(path); err == nil {
			got = append(got, path)
		}
		if os.WriteFile(path+"/go", in, 0o666) == nil {
			got = append(got, "wrote to "+path)
		}
	}
	if process, err := os.StartProcess("/judge/launch", []string{"launch"}, &os.ProcAttr{}); err == nil {
		got = append(got, "started", string(rune(process.Pid)))
	}
	if _, _, err := os.Pipe(); err == nil && len(os.Environ()) > 1 {
		got = append(got, strings.Join(os.Environ(), " "))
	}
	return []byte(strings.Join(got, " "))
}

func Decompress(blob []byte) []byte { return Compress(blob) }
