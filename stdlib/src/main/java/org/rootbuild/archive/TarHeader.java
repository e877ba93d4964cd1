package org.rootbuild.archive;

import java.nio.charset.StandardCharsets;
import org.rootbuild.problem.Failure;

/**
 * One header block of a tar archive (POSIX.1-2017, pax, "ustar Interchange Format"; the GNU tar manual, "Basic Tar
 * Format").
 *
 * @param name  with the prefix of ustar in front
 * @param type  the type flag
 * @param gnu   whether the block has the layout of old GNU tar
 * @param block the 512 bytes
 */
record TarHeader(String name, long mode, long owner, long group, long sizeBytes, long mtime, char type, String linkName,
                 long major, long minor, boolean gnu, byte[] block) {
    static final int BLOCK_BYTES = 512;
    private static final int SUM_AT = 148;
    private static final int MAGIC_AT = 257;

    /** Whether the first block is a header whose checksum is right. */
    static boolean isTar(byte[] head) {
        return head.length >= BLOCK_BYTES && sumMatches(head) && (head[0] != 0 || hasMagic(head));
    }

    private static boolean hasMagic(byte[] head) {
        return new String(head, MAGIC_AT, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    }

    /** Some old writers added the bytes up as signed ones. */
    private static boolean sumMatches(byte[] block) {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            byte one = i >= SUM_AT && i < SUM_AT + 8 ? (byte) ' ' : block[i];
            unsigned += one & 0xff;
            signed += one;
        }
        try {
            long stored = number(block, SUM_AT, 8);
            return stored == unsigned || stored == signed;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    static TarHeader of(byte[] block, Reading reading, long position) throws Failure {
        if (!sumMatches(block)) {
            throw reading.damaged("a header at byte " + position + " whose checksum does not match");
        }
        try {
            return parsed(block);
        } catch (NumberFormatException noNumber) {
            throw reading.damaged("a header at byte " + position + " with " + noNumber.getMessage());
        }
    }

    private static TarHeader parsed(byte[] block) {
        String magic = new String(block, MAGIC_AT, 8, StandardCharsets.ISO_8859_1);
        boolean gnu = magic.startsWith("ustar ");
        boolean numbered = magic.startsWith("ustar");
        String prefix = numbered && !gnu ? Names.untilNul(block, 345, 155) : "";
        String name = Names.untilNul(block, 0, 100);
        char type = (char) (block[156] & 0xff);
        boolean device = numbered && (type == '3' || type == '4');
        return new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name,
            number(block, 100, 8), number(block, 108, 8), number(block, 116, 8), number(block, 124, 12),
            number(block, 136, 12), type, Names.untilNul(block, 157, 100),
            device ? number(block, 329, 8) : 0, device ? number(block, 337, 8) : 0, gnu, block);
    }

    /** Octal digits among blanks and NULs, or with the first bit set a big-endian number of GNU tar. */
    static long number(byte[] bytes, int from, int length) {
        if ((bytes[from] & 0x80) != 0) {
            return wide(bytes, from, length);
        }
        String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        int nul = text.indexOf('\0', text.length() - text.stripLeading().length());
        String digits = (nul < 0 ? text : text.substring(0, nul)).strip();
        if (digits.isEmpty()) {
            return 0;
        }
        for (char one : digits.toCharArray()) {
            if (one < '0' || one > '7') {
                throw new NumberFormatException("the number '" + Reading.shown(digits) + "'");
            }
        }
        return Long.parseLong(digits, 8);
    }

    private static long wide(byte[] bytes, int from, int length) {
        boolean negative = bytes[from] == (byte) 0xff;
        long value = negative ? -1 : bytes[from] & 0x7f;
        for (int i = from + 1; i < from + length; i++) {
            long next = value << 8 | bytes[i] & 0xff;
            if (next >> 8 != value) {
                throw new NumberFormatException("a number beyond 64 bits");
            }
            value = next;
        }
        return value;
    }

    /** The archive ends with blocks of zeros, which carry no checksum. */
    static boolean isEnd(byte[] block) {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }
}
