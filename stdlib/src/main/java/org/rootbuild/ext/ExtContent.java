package org.rootbuild.ext;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.volume.Range;

/** The bytes of a plain file on an ext filesystem, looked up when it is opened. What has no blocks reads as zeros. */
public final class ExtContent implements Content {
    private final ExtAccess access;
    private final long number;
    private final long sizeBytes;

    ExtContent(ExtAccess access, long number, long sizeBytes) {
        this.access = access;
        this.number = number;
        this.sizeBytes = sizeBytes;
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    /**
     * The parts that may hold something else than zeros, in ascending order, whole blocks but for the last.
     *
     * @throws Failure when the file's block map is damaged, or its content cannot be read at all
     */
    public List<Range> data() throws IOException {
        ExtInode inode = inode();
        if (inode.is(ExtInode.INLINE)) {
            return sizeBytes == 0 ? List.of() : List.of(new Range(0, sizeBytes));
        }
        List<Range> ranges = new ArrayList<>();
        long block = access.blockSize();
        for (ExtRun run : ExtMapReader.read(access, inode).runs()) {
            long from = run.logical() * block;
            if (!run.unwritten() && from < sizeBytes) {
                ranges.add(new Range(from, Math.min(sizeBytes, run.logicalEnd() * block) - from));
            }
        }
        return ranges;
    }

    @Override
    public InputStream open() throws IOException {
        ExtInode inode = inode();
        if (inode.is(ExtInode.INLINE)) {
            return new ByteArrayInputStream(inline(access, inode));
        }
        return new Stream(ExtMapReader.read(access, inode).runs());
    }

    private ExtInode inode() throws IOException {
        ExtInode inode = access.inode(number);
        if (inode.is(ExtInode.ENCRYPTED | ExtInode.COMPRESSED)) {
            throw new Failure("the content of inode " + number + " is encrypted or compressed by the filesystem",
                "Mount the filesystem with its key and copy the file, or leave it out.");
        }
        if (inode.type() != ExtInode.FILE || inode.sizeBytes() != sizeBytes) {
            throw new Failure("a file was changed after the tree was read", "Look the file up again, then read it.");
        }
        return inode;
    }

    /** The content that an inode itself holds. */
    static byte[] inline(ExtAccess access, ExtInode inode) throws IOException {
        byte[] rest = new ExtXattrReader(access).inlineData(inode);
        long size = inode.sizeBytes();
        if (size < 0 || size > ExtInode.MAP_BYTES + rest.length) {
            throw ExtDamage.found("inode " + inode.number() + " has less content in it than it says");
        }
        byte[] all = new byte[ExtInode.MAP_BYTES + rest.length];
        inode.raw().get(ExtInode.MAP, all, 0, ExtInode.MAP_BYTES);
        System.arraycopy(rest, 0, all, ExtInode.MAP_BYTES, rest.length);
        return Arrays.copyOf(all, (int) size);
    }

    /** Goes from run to run; a caller's buffer is filled from the volume without a copy between. */
    private final class Stream extends InputStream {
        private final List<ExtRun> runs;
        private int next;
        private long at;

        Stream(List<ExtRun> runs) {
            this.runs = runs;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at >= sizeBytes) {
                return -1;
            }
            int done = 0;
            while (done < length && at < sizeBytes) {
                done += part(into, from + done, length - done);
            }
            return done;
        }

        private int part(byte[] into, int from, int length) throws IOException {
            long block = access.blockSize();
            while (next < runs.size() && runs.get(next).logicalEnd() * block <= at) {
                next++;
            }
            ExtRun run = next < runs.size() ? runs.get(next) : new ExtRun(Long.MAX_VALUE / block, 1, 1, true);
            long start = run.logical() * block;
            boolean hole = at < start || run.unwritten();
            long end = at < start ? start : run.logicalEnd() * block;
            int count = (int) Math.min(length, Math.min(end, sizeBytes) - at);
            if (hole) {
                Arrays.fill(into, from, from + count, (byte) 0);
            } else {
                access.volume().read(run.physical() * block + at - start, ByteBuffer.wrap(into, from, count));
            }
            at += count;
            return count;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.max(0, Math.min(count, sizeBytes - at));
            at += skipped;
            return skipped;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, sizeBytes - at);
        }
    }
}
