import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A hash-table codec that is right but far from good. Make it better.
 *
 * Format: one byte that says STORED or PACKED; stored data follow as they are. Packed data are sequences of a
 * control byte c, then
 *   c < 128:  c + 1 literal bytes follow;
 *   c >= 128: a match of c - 124 bytes (4 to 131), its distance in two bytes, low byte first.
 */
final class Codec {
    static final int MIN_MATCH = 4, MAX_MATCH = 131, WINDOW = 65535, HASH_BITS = 12;
    static final byte STORED = 0, PACKED = 1;

    static byte[] compress(byte[] data) {
        byte[] packed = pack(data);
        if (packed.length <= data.length) return packed;
        byte[] stored = new byte[data.length + 1];
        stored[0] = STORED;
        System.arraycopy(data, 0, stored, 1, data.length);
        return stored;
    }

    static byte[] decompress(byte[] blob) {
        return blob[0] == PACKED ? unpack(blob) : Arrays.copyOfRange(blob, 1, blob.length);
    }

    private static int hash(byte[] data, int at) {
        int word = (data[at] & 255) | (data[at + 1] & 255) << 8 | (data[at + 2] & 255) << 16 | data[at + 3] << 24;
        return word * -1640531535 >>> (32 - HASH_BITS);
    }

    private static int matchLength(byte[] data, int candidate, int position) {
        int limit = Math.min(MAX_MATCH, data.length - position), length = 0;
        while (length < limit && data[candidate + length] == data[position + length]) length++;
        return length;
    }

    private static void writeLiterals(ByteArrayOutputStream out, byte[] data, int from, int to) {
        for (; from < to; from += 128) {
            int count = Math.min(128, to - from);
            out.write(count - 1);
            out.write(data, from, count);
        }
    }

    private static byte[] pack(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 16);
        out.write(PACKED);
        int[] lastSeen = new int[1 << HASH_BITS]; // position + 1; 0 for none
        int literalsFrom = 0, position = 0;
        while (position + MIN_MATCH <= data.length) {
            int key = hash(data, position), candidate = lastSeen[key] - 1, length = 0;
            lastSeen[key] = position + 1;
            if (candidate >= 0 && position - candidate <= WINDOW) length = matchLength(data, candidate, position);
            if (length < MIN_MATCH) {
                position++;
                continue;
            }
            int distance = position - candidate;
            writeLiterals(out, data, literalsFrom, position);
            out.write(length + 124);
            out.write(distance);
            out.write(distance >> 8);
            position += length;
            literalsFrom = position;
        }
        writeLiterals(out, data, literalsFrom, data.length);
        return out.toByteArray();
    }

    private static byte[] unpack(byte[] blob) {
        byte[] out = new byte[4 * blob.length + 132];
        int made = 0;
        for (int position = 1; position < blob.length; ) {
            int control = blob[position++] & 255;
            int length = control < 128 ? control + 1 : control - 124;
            if (made + length > out.length) out = Arrays.copyOf(out, 2 * out.length);
            if (control < 128) {
                System.arraycopy(blob, position, out, made, length);
                position += length;
            } else {
                int from = made - ((blob[position] & 255) | (blob[position + 1] & 255) << 8);
                position += 2;
                for (int i = 0; i < length; i++) out[made + i] = out[from + i]; // a match may overlap its own output
            }
            made += length;
        }
        return Arrays.copyOf(out, made);
    }
}
