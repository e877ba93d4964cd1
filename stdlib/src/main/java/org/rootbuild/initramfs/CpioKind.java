package org.rootbuild.initramfs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The formats of cpio that initial ramdisks are made of ("initramfs buffer format" of the kernel's documentation; the
 * one of POSIX.1-1988 is made by older programs, and kernels do not read it).
 */
enum CpioKind {
    /** Numbers in hexadecimal. */
    NEWC("070701", 4, 16, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8),
    /** As newc, with a sum over the bytes of each file. */
    CRC("070702", 4, 16, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8),
    /** Numbers in octal. */
    ODC("070707", 1, 8, 6, 6, 6, 6, 6, 6, 6, 11, 6, 11);

    private final byte[] magic;
    private final int alignment;
    private final int radix;
    private final int[] widths;

    CpioKind(String magic, int alignment, int radix, int... widths) {
        this.magic = magic.getBytes(StandardCharsets.US_ASCII);
        this.alignment = alignment;
        this.radix = radix;
        this.widths = widths;
    }

    static final int MAGIC_BYTES = 6;

    /** The format of an archive that begins so. */
    static Optional<CpioKind> of(byte[] head) {
        return head.length < MAGIC_BYTES ? Optional.empty() : Arrays.stream(values())
            .filter(kind -> Arrays.equals(kind.magic, 0, MAGIC_BYTES, head, 0, MAGIC_BYTES)).findFirst();
    }

    /** Header and name, and the bytes of a file, are filled up to a multiple of this. */
    int alignment() {
        return alignment;
    }

    int headerBytes() {
        return MAGIC_BYTES + Arrays.stream(widths).sum();
    }

    /** How many numbers there are. */
    int numbers() {
        return widths.length;
    }

    /** The highest number that the field of that place holds. */
    long highest(int field) {
        return widths[field] == 8 ? 0xffffffffL : (1L << 3 * widths[field]) - 1;
    }

    /** The numbers of a header; empty where something else than digits stands in it. */
    Optional<long[]> numbers(byte[] header) {
        long[] numbers = new long[widths.length];
        int at = MAGIC_BYTES;
        for (int i = 0; i < widths.length; i++) {
            for (int end = at + widths[i]; at < end; at++) {
                int digit = Character.digit(header[at], radix);
                if (digit < 0) {
                    return Optional.empty();
                }
                numbers[i] = numbers[i] * radix + digit;
            }
        }
        return Optional.of(numbers);
    }

    /** A header of these numbers, each of which fits. */
    byte[] header(long[] numbers) {
        byte[] header = Arrays.copyOf(magic, headerBytes());
        int at = MAGIC_BYTES;
        for (int i = 0; i < widths.length; i++) {
            long rest = numbers[i];
            for (int place = at + widths[i] - 1; place >= at; place--) {
                header[place] = (byte) "0123456789ABCDEF".charAt((int) (rest % radix));
                rest /= radix;
            }
            at += widths[i];
        }
        return header;
    }
}
