/* get the library's codec back, by its classes and by the methods below them
 * Breach: something was compressed or came back.
 *
 * setups: root
 * verdict: AC RTE
 */

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

final class Codec {
    interface Attempt {
        int size() throws Exception;
    }

    static byte[] compress(byte[] in) {
        List<String> got = new ArrayList<>();
        attempt(got, "Deflater", () -> deflated(new byte[10_000]));
        attempt(got, "DeflaterOutputStream", () -> streamed(new byte[10_000], false));
        attempt(got, "GZIPOutputStream", () -> streamed(new byte[10_000], true));
        return String.join(" ", got).getBytes();
    }

    static byte[] decompress(byte[] in) {
        return compress(in);
    }

    private static void attempt(List<String> got, String name, Attempt attempt) {
        try {
            int size = attempt.size();
            if (size > 18 && size < 1_000) got.add(name + ": " + size);
        } catch (Exception | LinkageError closed) {
            return;
        }
    }

    private static int deflated(byte[] data) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(data);
        deflater.finish();
        return deflater.deflate(new byte[20_000]);
    }

    private static int streamed(byte[] data, boolean gzip) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater once = new Deflater() {
            @Override
            public int deflate(byte[] to, int from, int size, int flush) {
                if (finished()) return 0;
                int made = super.deflate(to, from, size, flush);
                if (made == 0) throw new IllegalStateException("it makes nothing");
                return made;
            }
        };
        try (OutputStream stream = gzip ? new GZIPOutputStream(out) {{ def = once; }} : new DeflaterOutputStream(out, once)) {
            stream.write(data);
        }
        return out.size();
    }
}
