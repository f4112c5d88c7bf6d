/* read and write files, start programs and servers, end what runs, by the library's own functions
 * Breach: any that is not refused.
 *
 * verdict: AC SV RTE
 */

import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

final class Codec {
    interface Attempt {
        void make() throws Exception;
    }

    static byte[] compress(byte[] in) {
        List<String> got = new ArrayList<>();
        String[] told = new String(in).split("\n");
        for (String path : new String[] {"/etc/passwd", "/proc/self/maps", "/proc/1/environ", "/dev/mem", told[2 % told.length]}) {
            attempt(got, "read " + path, () -> Files.readAllBytes(Path.of(path)));
        }
        for (String path : new String[] {"/tmp/a", "/dev/shm/a", "/java/a", told[1 % told.length] + "/a"}) {
            attempt(got, "wrote " + path, () -> Files.write(Path.of(path), in));
        }
        attempt(got, "started a program", () -> new ProcessBuilder("/java/bin/java", "-version").start());
        attempt(got, "served", () -> ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0)));
        attempt(got, "saw processes", () -> ProcessHandle.of(Long.parseLong(told[0])).orElseThrow().destroyForcibly());
        attempt(got, "looked a name up", () -> java.net.InetAddress.getByName("localhost.localdomain"));
        return String.join(" ", got).getBytes();
    }

    static byte[] decompress(byte[] in) {
        return compress(in);
    }

    private static void attempt(List<String> got, String name, Attempt attempt) {
        try {
            attempt.make();
            got.add(name);
        } catch (Exception | LinkageError refused) {
            return;
        }
    }
}
