/* take memory beside the heap, and write to it
 * Breach: four times the limit.
 *
 * verdict: MLE RTE
 */

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

final class Codec {
    private static final int PART = 16 << 20;

    static byte[] compress(byte[] in) {
        List<ByteBuffer> kept = new ArrayList<>();
        for (int size = 0; size < 512 << 20; size += PART) {
            ByteBuffer part = ByteBuffer.allocateDirect(PART);
            for (int at = 0; at < PART; at += 4096) part.put(at, (byte) 1);
            kept.add(part);
        }
        return (kept.size() * PART + " bytes").getBytes();
    }

    static byte[] decompress(byte[] in) {
        return compress(in);
    }
}
