package org.rootbuild.archive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.rootbuild.problem.Failure;

/**
 * Looks at the end of a zip file (APPNOTE.TXT 6.3, sections 4.3.14 to 4.3.16) before a library loads the directory
 * whole, so that one of a billion entries does not fill the memory.
 */
final class ZipDirectory {
    private static final int END_BYTES = 22;
    private static final int COMMENT_LIMIT_BYTES = 65535;
    private static final int LOCATOR_BYTES = 20;
    private static final int END_MARK = 0x06054b50;
    private static final int LOCATOR_MARK = 0x07064b50;
    /** A header without name, extra field and comment. */
    private static final int HEADER_BYTES = 46;

    private ZipDirectory() {
    }

    static void check(Path file, Reading reading) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            int length = (int) Math.min(in.length(), END_BYTES + COMMENT_LIMIT_BYTES + LOCATOR_BYTES);
            byte[] bytes = new byte[length];
            in.seek(in.length() - length);
            in.readFully(bytes);
            ByteBuffer tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int end = endMark(tail);
            if (end < 0) {
                throw reading.cutOff("before its directory, which stands at the end of a zip");
            }
            boolean large = end >= LOCATOR_BYTES && tail.getInt(end - LOCATOR_BYTES) == LOCATOR_MARK;
            long from = large ? tail.getLong(end - LOCATOR_BYTES + 8) : tail.getInt(end + 16) & 0xffffffffL;
            checkSize(large ? in.length() - directoryOf(in, from, reading) : tail.getInt(end + 12) & 0xffffffffL,
                in.length(), reading);
        }
    }

    private static int endMark(ByteBuffer tail) {
        for (int at = tail.capacity() - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == END_MARK) {
                return at;
            }
        }
        return -1;
    }

    /** Where the directory of a large file begins. */
    private static long directoryOf(RandomAccessFile in, long end, Reading reading) throws IOException {
        if (end < 0 || end > in.length() - 56) {
            throw reading.damaged("a directory that lies outside the file");
        }
        in.seek(end + 48);
        return Long.reverseBytes(in.readLong());
    }

    private static void checkSize(long directoryBytes, long fileBytes, Reading reading) throws Failure {
        if (directoryBytes < 0 || directoryBytes > fileBytes) {
            throw reading.damaged("a directory of " + directoryBytes + " bytes, more than the file has");
        }
        long most = directoryBytes / HEADER_BYTES;
        if (most > reading.gauge().limits().maxEntries()) {
            throw new Failure(reading.name() + " has a directory of " + directoryBytes + " bytes, room for more than "
                + reading.gauge().limits().maxEntries() + " entries",
                "If the archive can be trusted, raise the limit maxEntries.");
        }
    }
}
