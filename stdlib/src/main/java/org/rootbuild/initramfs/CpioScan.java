package org.rootbuild.initramfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.archive.Limits;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;

/** Goes over cpio archives, one after the other, and notes where everything lies. Nothing of them is trusted. */
final class CpioScan {
    private static final int NAME_LIMIT_BYTES = 4097;
    private static final int NAME_SHOWN = 120;
    private static final long HIGHEST_ID = 4294967294L;
    private static final int CHUNK_BYTES = 1 << 16;

    private final PeekInput in;
    private final String name;
    private final Limits limits;
    private final long start;
    private final List<CpioRecord> records = new ArrayList<>();
    private final byte[] dropped = new byte[CHUNK_BYTES];
    private int archive;

    /**
     * @param in   stands at the beginning of the first archive
     * @param name what a person calls the initramfs
     */
    CpioScan(PeekInput in, String name, Limits limits) {
        this.in = in;
        this.name = name;
        this.limits = limits;
        this.start = in.position();
    }

    List<CpioRecord> records() {
        return records;
    }

    /** Goes over one archive, up to directly behind its end mark. */
    void archive() throws IOException {
        CpioRecord record = next();
        while (!record.isTrailer()) {
            record = next();
        }
        archive++;
    }

    private long place() {
        return in.position() - start;
    }

    private CpioRecord next() throws IOException {
        long at = place();
        boolean isEnd = in.peek(1).length == 0;
        CpioKind kind = CpioKind.of(in.peek(CpioKind.MAGIC_BYTES)).orElseThrow(() -> isEnd
            ? cutOff("before its end mark") : damaged("no cpio header at byte " + at + ", where one should be"));
        byte[] header = bytes(kind.headerBytes(), "inside a header");
        long[] numbers = kind.numbers(header).orElseThrow(() -> damaged("a cpio header at byte " + at
            + " with something else than digits in it"));
        long nameBytes = numbers[kind == CpioKind.ODC ? 8 : 11];
        if (nameBytes < 1 || nameBytes > NAME_LIMIT_BYTES) {
            throw damaged("a cpio header at byte " + at + " with a name of " + nameBytes + " bytes");
        }
        String entry = text(bytes((int) nameBytes, "inside the name of an entry"));
        fill(kind, entry);
        long dataAt = place();
        skip(numbers[kind == CpioKind.ODC ? 9 : 6], entry);
        fill(kind, entry);
        CpioRecord record = CpioRecord.of(kind, archive, entry, path(entry), at, dataAt, place(), numbers);
        check(record);
        records.add(record);
        if (records.size() > limits.maxEntries()) {
            throw new Failure(name + " holds more than " + limits.maxEntries() + " entries, the next being '"
                + shown(entry) + "'", "If it can be trusted, raise the limit maxEntries.");
        }
        return record;
    }

    private byte[] bytes(int count, String where) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw cutOff(where);
        }
        return bytes;
    }

    private void fill(CpioKind kind, String entry) throws IOException {
        int padding = (int) (-place() & kind.alignment() - 1);
        if (padding > 0 && in.readNBytes(padding).length < padding) {
            throw cutOff("behind '" + shown(entry) + "'");
        }
    }

    private void skip(long sizeBytes, String entry) throws IOException {
        for (long left = sizeBytes; left > 0;) {
            int count = in.read(dropped, 0, (int) Math.min(left, dropped.length));
            if (count < 0) {
                throw cutOff("inside '" + shown(entry) + "', " + left + " bytes before its end");
            }
            left -= count;
        }
    }

    /** UTF-8; what is not, is taken for ISO 8859-1, so that different names stay different. */
    static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end)).toString();
        } catch (CharacterCodingException other) {
            return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        }
    }

    private String path(String entry) throws Failure {
        if (entry.equals(CpioRecord.TRAILER)) {
            return "";
        }
        if (entry.isEmpty() || entry.startsWith("/")) {
            throw damaged(entry.isEmpty() ? "an entry without a name" : "the absolute name '" + shown(entry) + "'");
        }
        if (("/" + entry + "/").contains("/../")) {
            throw damaged("the name '" + shown(entry) + "', which climbs out of its folder");
        }
        if (entry.chars().filter(one -> one == '/').count() > limits.maxPathDepth()) {
            throw new Failure("in " + name + " the entry '" + shown(entry) + "' lies more than "
                + limits.maxPathDepth() + " folders deep", "If it can be trusted, raise the limit maxPathDepth.");
        }
        try {
            return TreePath.of(entry);
        } catch (Failure unfit) {
            throw damaged("the name '" + shown(entry) + "', which fits no filesystem");
        }
    }

    private void check(CpioRecord record) throws Failure {
        boolean isKnown = switch (record.type()) {
            case 0100000, 0040000, 0120000, 0020000, 0060000, 0010000, 0140000 -> true;
            default -> record.isTrailer();
        };
        if (!isKnown) {
            throw damaged("the entry '" + shown(record.name()) + "' of an unknown kind (mode 0"
                + Long.toOctalString(record.mode()) + ")");
        }
        boolean isDevice = record.type() == 0020000 || record.type() == 0060000;
        if (isDevice && (record.rdev()[0] > 0xfff || record.rdev()[1] > 0xfffff)) {
            throw damaged("the device '" + shown(record.name()) + "' with the numbers " + record.rdev()[0] + ","
                + record.rdev()[1] + ", beyond what Linux knows");
        }
        if (record.type() == 0120000 && (record.sizeBytes() < 1 || record.sizeBytes() > TreePath.PATH_LIMIT)) {
            throw damaged("the link '" + shown(record.name()) + "' with a target of " + record.sizeBytes()
                + " bytes");
        }
        if (record.owner() > HIGHEST_ID || record.group() > HIGHEST_ID) {
            throw damaged("the entry '" + shown(record.name()) + "' of owner " + record.owner() + ":"
                + record.group() + ", beyond what a filesystem holds");
        }
        if (record.path().isEmpty() && !record.isTrailer() && record.type() != 0040000) {
            throw damaged("the entry '" + shown(record.name()) + "' in the place of the root folder");
        }
    }

    private Failure damaged(String found) {
        return new Failure(name + " holds " + found, "The initramfs is damaged or hostile; fetch or make it again.");
    }

    private Failure cutOff(String where) {
        return new Failure(name + " is cut off " + where, "Fetch or make the file again; it is not complete.");
    }

    /** A name as it can be shown: no control characters, not endless. */
    static String shown(String entry) {
        String start = entry.length() > NAME_SHOWN ? entry.substring(0, NAME_SHOWN) + "…" : entry;
        return start.chars().mapToObj(one -> Character.isISOControl(one) ? String.format("\\x%02x", one)
            : Character.toString(one)).reduce("", String::concat);
    }
}
