package org.rootbuild.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.problem.Failure;

/** Reads the Unix archive (ar(5)) with the long names of System V and of BSD; tables of symbols are passed over. */
final class ArReader {
    private static final int HEADER_BYTES = 60;
    private static final int NAMES_LIMIT_BYTES = 1 << 24;
    private static final int NAME_LIMIT_BYTES = 4096;

    /** Takes the members, whose bytes must be read during the call or are passed over. */
    interface Taker {
        void accept(String name, long mode, long owner, long group, long mtime, long sizeBytes, MemberInput data)
            throws IOException;
    }

    private final PeekInput in;
    private final Reading reading;
    private byte[] longNames = {};

    ArReader(PeekInput in, Reading reading) {
        this.in = in;
        this.reading = reading;
    }

    void read(Taker taker) throws IOException {
        in.skipNBytes(8);
        byte[] header = in.readNBytes(HEADER_BYTES);
        while (header.length > 0) {
            if (header.length < HEADER_BYTES) {
                throw reading.cutOff("inside a header");
            }
            readMember(header, taker);
            header = in.readNBytes(HEADER_BYTES);
        }
    }

    private void readMember(byte[] header, Taker taker) throws IOException {
        if (header[58] != '`' || header[59] != '\n') {
            throw reading.damaged("no header at byte " + (in.position() - HEADER_BYTES) + ", where one should be");
        }
        String field = text(header, 0, 16).stripTrailing();
        long storedBytes = number(text(header, 48, 10), 10);
        MemberInput data = new MemberInput(in, reading, field, storedBytes);
        if (field.equals("//")) {
            if (storedBytes > NAMES_LIMIT_BYTES) {
                throw reading.damaged("a table of names of " + storedBytes + " bytes");
            }
            longNames = data.readAllBytes();
        } else if (!field.equals("/") && !field.equals("/SYM64/") && !field.startsWith("__.SYMDEF")) {
            String name = name(field, data);
            long behindName = field.startsWith("#1/") ? storedBytes - number(field.substring(3), 10) : storedBytes;
            taker.accept(name, number(text(header, 40, 8), 8), number(text(header, 28, 6), 10),
                number(text(header, 34, 6), 10), number(text(header, 16, 12), 10), behindName, data);
        }
        data.skipRest();
        if (storedBytes % 2 == 1) {
            in.read();
        }
    }

    private String name(String field, MemberInput data) throws IOException {
        if (field.startsWith("#1/")) {
            long length = number(field.substring(3), 10);
            if (length > NAME_LIMIT_BYTES) {
                throw reading.damaged("a name of " + length + " bytes");
            }
            byte[] bytes = data.readNBytes((int) length);
            return Names.untilNul(bytes, 0, bytes.length);
        }
        if (field.startsWith("/") && field.length() > 1) {
            return longName(number(field.substring(1), 10));
        }
        return field.endsWith("/") ? field.substring(0, field.length() - 1) : field;
    }

    private String longName(long offset) throws Failure {
        if (offset >= longNames.length) {
            throw reading.damaged("a name beyond its table of names");
        }
        int end = (int) offset;
        while (end < longNames.length && longNames[end] != '\n' && longNames[end] != 0) {
            end++;
        }
        String name = Names.decode(longNames, (int) offset, end - (int) offset);
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    private static String text(byte[] header, int from, int length) {
        return new String(header, from, length, StandardCharsets.ISO_8859_1);
    }

    private long number(String field, int radix) throws Failure {
        String digits = field.strip();
        if (digits.isEmpty()) {
            return 0;
        }
        if (!digits.matches(radix == 8 ? "[0-7]{1,12}" : "[0-9]{1,12}")) {
            throw reading.damaged("a header with the number '" + Reading.shown(digits) + "'");
        }
        return Long.parseLong(digits, radix);
    }
}
