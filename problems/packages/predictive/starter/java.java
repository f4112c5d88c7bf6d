import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A delta codec that is right but far from good. Make it better.
 *
 * Format: one byte that says STORED or PACKED; stored data follow as they are. Packed: the size in four bytes and
 * the header; then, channel after channel, each sample less the one before it, in blocks of 64: a byte says how
 * many bits the largest needs (small steps of either sign are small numbers), then come so many bits for each.
 * The bytes that fill no sample are the end. A double is taken as two samples of 32 bits.
 */
final class Codec {
    static final byte STORED = 0, PACKED = 1;
    static final int HEADER = 16, START = 21, BLOCK = 64;

    static byte[] compress(byte[] data) {
        if (data.length > HEADER) {
            byte[] packed = pack(data);
            if (packed.length <= data.length) return packed;
        }
        byte[] stored = new byte[data.length + 1];
        stored[0] = STORED;
        System.arraycopy(data, 0, stored, 1, data.length);
        return stored;
    }

    static byte[] decompress(byte[] blob) {
        return blob[0] == PACKED ? unpack(blob) : Arrays.copyOfRange(blob, 1, blob.length);
    }

    /** What the header, which begins at a place, says as far as it can be believed. Numbers have no sign. */
    private static final class Layout {
        final int width, channels, mask; // bytes of a sample, samples of a frame

        Layout(byte[] bytes, int at) {
            String kind = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
            width = switch (kind) {
                case "i2  ", "bf16" -> 2;
                case "i4  ", "u4  ", "f4  ", "f8  " -> 4;
                default -> 1;
            };
            int told = load(bytes, at + 4, 4);
            channels = (told >= 1 && told <= 64 ? told : 1) * (kind.equals("f8  ") ? 2 : 1);
            mask = -1 >>> 32 - 8 * width;
        }

        /** 0, -1, 1, -2 become 0, 1, 2, 3; all modulo mask + 1. */
        int zigzag(int step) {
            return Integer.compareUnsigned(step, mask >>> 1) <= 0 ? 2 * step : 2 * (mask - step) + 1;
        }

        int unzigzag(int number) {
            return (number & 1) == 1 ? mask - (number >>> 1) : number >>> 1;
        }
    }

    private static int load(byte[] bytes, int at, int width) {
        int number = 0;
        for (int i = width - 1; i >= 0; i--) number = number << 8 | bytes[at + i] & 255;
        return number;
    }

    private static void store(byte[] bytes, int at, int width, int number) {
        for (int i = 0; i < width; i++) bytes[at + i] = (byte) (number >>> 8 * i);
    }

    private static byte[] pack(byte[] data) {
        Layout is = new Layout(data, 0);
        int samples = (data.length - HEADER) / is.width;
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 64);
        out.write(PACKED);
        for (int i = 0; i < 4; i++) out.write(data.length >>> 8 * i);
        out.write(data, 0, HEADER);
        int[] steps = new int[BLOCK];
        for (int channel = 0; channel < is.channels; channel++) {
            int last = 0;
            for (int at = channel; at < samples; ) {
                int count = 0;
                for (; count < BLOCK && at < samples; at += is.channels) {
                    int sample = load(data, HEADER + at * is.width, is.width);
                    steps[count++] = is.zigzag(sample - last & is.mask);
                    last = sample;
                }
                packBlock(steps, count, out);
            }
        }
        int tail = HEADER + samples * is.width;
        out.write(data, tail, data.length - tail);
        return out.toByteArray();
    }

    private static void packBlock(int[] steps, int count, ByteArrayOutputStream out) {
        int any = 0, held = 0;
        for (int i = 0; i < count; i++) any |= steps[i];
        int bits = 32 - Integer.numberOfLeadingZeros(any);
        long word = 0;
        out.write(bits);
        for (int i = 0; i < count; i++) {
            word = word << bits | steps[i] & 0xFFFF_FFFFL;
            for (held += bits; held >= 8; ) out.write((int) (word >>> (held -= 8)));
        }
        if (held > 0) out.write((int) (word << 8 - held));
    }

    private static byte[] unpack(byte[] blob) {
        Layout is = new Layout(blob, 5);
        byte[] out = new byte[load(blob, 1, 4)];
        System.arraycopy(blob, 5, out, 0, HEADER);
        int samples = (out.length - HEADER) / is.width, from = START;
        for (int channel = 0; channel < is.channels; channel++) {
            int last = 0;
            for (int at = channel; at < samples; ) {
                int bits = blob[from++], held = 0;
                long word = 0;
                for (int count = 0; count < BLOCK && at < samples; count++, at += is.channels) {
                    for (; held < bits; held += 8) word = word << 8 | blob[from++] & 255;
                    held -= bits;
                    last = last + is.unzigzag((int) (word >>> held & (1L << bits) - 1)) & is.mask;
                    store(out, HEADER + at * is.width, is.width, last);
                }
            }
        }
        System.arraycopy(blob, from, out, HEADER + samples * is.width, blob.length - from);
        return out;
    }
}
