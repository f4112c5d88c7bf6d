import java.io.ByteArrayOutputStream;

/** Run lengths: each byte that differs from the one before, and how often it comes again. */
final class Codec {
    static byte[] compress(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < data.length; ) {
            int again = 0;
            while (again < 255 && i + again + 1 < data.length && data[i + again + 1] == data[i]) again++;
            out.write(data[i]);
            out.write(again);
            i += again + 1;
        }
        return out.toByteArray();
    }

    static byte[] decompress(byte[] blob) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < blob.length; i += 2) {
            for (int n = blob[i + 1] & 255; n >= 0; n--) out.write(blob[i]);
        }
        return out.toByteArray();
    }
}
