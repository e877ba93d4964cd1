package org.rootbuild.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.rootbuild.compress.PeekInput;

/**
 * One header of a cpio archive: newc and crc as in the kernel's "initramfs buffer format", odc as in POSIX.1-1988.
 *
 * @param device the device and inode number together name the file that hard links share
 * @param sum    what the bytes of the file add up to, in the crc format; 0 otherwise
 */
record CpioHeader(Kind kind, String name, long inode, long mode, long owner, long group, long links, long mtime,
                  long sizeBytes, String device, long rdevMajor, long rdevMinor, long sum) {
    /** Name of the entry that ends an archive. */
    static final String TRAILER = "TRAILER!!!";
    private static final int NAME_LIMIT_BYTES = 4097;
    private static final int[] NEW_WIDTHS = {8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8};
    private static final int[] OLD_WIDTHS = {6, 6, 6, 6, 6, 6, 6, 11, 6, 11};

    /** The formats. */
    enum Kind {
        /** 070701. */
        NEWC(4),
        /** 070702, as newc with a sum over the bytes. */
        CRC(4),
        /** 070707. */
        ODC(1);

        private final int alignment;

        Kind(int alignment) {
            this.alignment = alignment;
        }
    }

    /** Reads a header with its name and the padding behind. */
    static CpioHeader read(PeekInput in, Reading reading, long start) throws IOException {
        long position = in.position();
        String magic = new String(in.readNBytes(6), StandardCharsets.ISO_8859_1);
        if (magic.length() < 6) {
            throw reading.cutOff("before its end mark");
        }
        Kind kind = switch (magic) {
            case "070701" -> Kind.NEWC;
            case "070702" -> Kind.CRC;
            case "070707" -> Kind.ODC;
            default -> throw reading.damaged("no cpio header at byte " + position + ", where one should be");
        };
        boolean old = kind == Kind.ODC;
        long[] fields = numbers(in, reading, old ? OLD_WIDTHS : NEW_WIDTHS, old ? 8 : 16, position);
        long nameBytes = fields[old ? 8 : 11];
        if (nameBytes < 1 || nameBytes > NAME_LIMIT_BYTES) {
            throw reading.damaged("a cpio header at byte " + position + " with a name of " + nameBytes + " bytes");
        }
        byte[] name = in.readNBytes((int) nameBytes);
        if (name.length < nameBytes) {
            throw reading.cutOff("inside the name of an entry");
        }
        String text = Names.untilNul(name, 0, name.length);
        CpioHeader header = old ? ofOld(text, fields) : ofNew(kind, text, fields);
        header.pad(in, reading, start);
        return header;
    }

    private static CpioHeader ofNew(Kind kind, String name, long[] field) {
        return new CpioHeader(kind, name, field[0], field[1], field[2], field[3], field[4], field[5], field[6],
            field[7] + ":" + field[8], field[9], field[10], kind == Kind.CRC ? field[12] : 0);
    }

    private static CpioHeader ofOld(String name, long[] field) {
        return new CpioHeader(Kind.ODC, name, field[1], field[2], field[3], field[4], field[5], field[7], field[9],
            Long.toString(field[0]), field[6] >> 8, field[6] & 0xff, 0);
    }

    private static long[] numbers(PeekInput in, Reading reading, int[] widths, int radix, long position)
        throws IOException {
        long[] numbers = new long[widths.length];
        for (int i = 0; i < widths.length; i++) {
            String digits = new String(in.readNBytes(widths[i]), StandardCharsets.ISO_8859_1);
            if (digits.length() < widths[i]) {
                throw reading.cutOff("inside a header");
            }
            if (!digits.matches(radix == 16 ? "[0-9a-fA-F]+" : "[0-7]+")) {
                throw reading.damaged("a cpio header at byte " + position + " with the number '"
                    + Reading.shown(digits) + "'");
            }
            numbers[i] = Long.parseLong(digits, radix);
        }
        return numbers;
    }

    /** Passes over the bytes up to where the next part begins. */
    void pad(PeekInput in, Reading reading, long start) throws IOException {
        int padding = (int) (-(in.position() - start) & (kind.alignment - 1));
        if (in.readNBytes(padding).length < padding) {
            throw reading.cutOff("behind '" + Reading.shown(name) + "'");
        }
    }

    boolean isTrailer() {
        return name.equals(TRAILER);
    }
}
