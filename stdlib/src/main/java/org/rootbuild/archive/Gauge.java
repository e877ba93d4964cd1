package org.rootbuild.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;

/**
 * Counts what goes into reading one archive and what comes out, against the limits. Safe for use by several threads.
 */
final class Gauge {
    private static final long PROGRESS_STEP_BYTES = 1 << 20;

    private final Limits limits;
    private final String name;
    private final long fileBytes;
    private final Activity activity;
    private final AtomicLong readBytes = new AtomicLong();
    private final AtomicLongArray decodedBytes;
    private final AtomicLong contentBytes = new AtomicLong();
    private long entries;

    Gauge(Limits limits, String name, long fileBytes, Activity activity) {
        this.limits = limits;
        this.name = name;
        this.fileBytes = fileBytes;
        this.activity = activity;
        this.decodedBytes = new AtomicLongArray(limits.maxNesting() + 1);
    }

    Limits limits() {
        return limits;
    }

    /** Counts the bytes of the file itself. */
    InputStream file(InputStream in) {
        return new Counted(in) {
            @Override
            void count(long count) {
                advance(count);
            }
        };
    }

    /** Counts bytes of the file that are used; what an archive says of them may be a lie. */
    void advance(long count) {
        long now = readBytes.addAndGet(count);
        if (now / PROGRESS_STEP_BYTES != (now - count) / PROGRESS_STEP_BYTES) {
            activity.progress("unpacking " + name, Math.min(now, fileBytes), fileBytes);
        }
    }

    /** Counts what comes out of a compression. */
    InputStream decoded(InputStream in, int depth) {
        return new Counted(in) {
            @Override
            void count(long count) throws Failure {
                check(decodedBytes.addAndGet(depth, count));
            }
        };
    }

    /** Counts the contents of entries. */
    InputStream content(InputStream in) {
        return new Counted(in) {
            @Override
            void count(long count) throws Failure {
                check(contentBytes.addAndGet(count));
            }
        };
    }

    /** Counts an entry. */
    void entry(String entry) throws Failure {
        entries++;
        if (entries > limits.maxEntries()) {
            throw new Failure(name + " holds more than " + limits.maxEntries() + " entries, the next being '" + entry
                + "'", "If the archive can be trusted, raise the limit maxEntries.");
        }
    }

    private void check(long outBytes) throws Failure {
        if (outBytes > limits.maxTotalBytes()) {
            throw new Failure(name + " unpacks to more than " + limits.maxTotalBytes() + " bytes",
                "If the archive can be trusted, raise the limit maxTotalBytes.");
        }
        long inBytes = Math.max(1, Math.min(readBytes.get(), fileBytes));
        if (outBytes > limits.ratioGraceBytes() && outBytes / inBytes >= limits.maxRatio()) {
            throw new Failure(name + " grows more than " + limits.maxRatio() + " times while it is unpacked ("
                + inBytes + " bytes became " + outBytes + "), as decompression bombs do",
                "If the archive can be trusted, raise the limit maxRatio.");
        }
    }

    /** A stream that counts. */
    private abstract static class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        abstract void count(long count) throws Failure;

        @Override
        public int read() throws IOException {
            int one = in.read();
            if (one >= 0) {
                count(1);
            }
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            if (count > 0) {
                count(count);
            }
            return count;
        }

        @Override
        public long skip(long wanted) throws IOException {
            byte[] dropped = new byte[(int) Math.max(0, Math.min(wanted, 1 << 15))];
            return Math.max(0, read(dropped, 0, dropped.length));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
