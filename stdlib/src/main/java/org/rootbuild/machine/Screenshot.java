package org.rootbuild.machine;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.rootbuild.problem.Failure;

/**
 * A picture of a screen. Read from PPM (Netpbm's {@code ppm(5)}, the binary form with 255 shades), which every QEMU
 * writes, and written as PNG (RFC 2083: chunks IHDR, IDAT and IEND, lines without a filter).
 *
 * @param width  in pixels, 1 to 16384
 * @param height in pixels, 1 to 16384
 * @param pixels red, green and blue of each, one byte each, by line
 */
record Screenshot(int width, int height, byte[] pixels) {
    private static final int LARGEST = 16_384;
    private static final int COLOURS = 3;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BITS = 8;
    private static final int TRUE_COLOUR = 2;

    Screenshot {
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST
            || pixels.length != (long) width * height * COLOURS) {
            throw new IllegalArgumentException("no picture: " + width + " x " + height);
        }
    }

    /** @throws Failure when it is no picture, or cut off */
    static Screenshot ofPpm(byte[] ppm) throws Failure {
        int[] at = {0};
        String magic = word(ppm, at);
        int width = number(ppm, at);
        int height = number(ppm, at);
        int shades = number(ppm, at);
        long bytes = (long) width * height * COLOURS;
        if (!magic.equals("P6") || shades != 255 || width < 1 || height < 1 || width > LARGEST || height > LARGEST
            || ppm.length - at[0] < bytes) {
            throw new Failure("the picture of the machine's screen is no whole PPM file", "Try again.");
        }
        return new Screenshot(width, height, Arrays.copyOfRange(ppm, at[0], at[0] + (int) bytes));
    }

    void writePng(Path file) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {BITS, TRUE_COLOUR, 0, 0, 0});
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(lines)) {
            for (int line = 0; line < height; line++) {
                deflated.write(0);
                deflated.write(pixels, line * width * COLOURS, width * COLOURS);
            }
        }
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.write(SIGNATURE);
            chunk(out, "IHDR", header.toByteArray());
            chunk(out, "IDAT", lines.toByteArray());
            chunk(out, "IEND", new byte[0]);
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) sum.getValue());
    }

    /** The word that begins there; behind it, one blank is passed over. */
    private static String word(byte[] ppm, int[] at) {
        int start = at[0];
        while (at[0] < ppm.length && ppm[at[0]] > ' ' && at[0] - start < BITS) {
            at[0]++;
        }
        return new String(ppm, start, at[0]++ - start, StandardCharsets.ISO_8859_1);
    }

    private static int number(byte[] ppm, int[] at) {
        try {
            return at[0] < ppm.length ? Integer.parseInt(word(ppm, at)) : -1;
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
