package org.rootbuild.ext;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes a content to blocks that are taken for it. Blocks that would only hold zeros are left out. */
final class ExtFileWriter {
    private static final int CHUNK = 1 << 20;

    private final ExtAccess access;
    private final ExtBlockGroups blocks;
    private final ExtMapWriter maps;
    private final byte[] chunk = new byte[CHUNK];
    private final byte[] zeros;

    ExtFileWriter(ExtAccess access, ExtBlockGroups blocks, ExtMapWriter maps) {
        this.access = access;
        this.blocks = blocks;
        this.maps = maps;
        this.zeros = new byte[access.blockSize()];
    }

    /** Reads the stream to its end and makes the inode, which has no blocks yet, a file of these bytes. */
    void fill(ExtInode inode, InputStream content) throws IOException {
        List<ExtRun> runs = new ArrayList<>();
        long goal = access.groups().inodeTable(access.groupOfInode(inode.number())) + access.head().inodeTableBlocks();
        try {
            long size = append(content, 0, runs, goal);
            maps.write(inode, runs);
            inode.setSizeBytes(size);
        } catch (IOException trouble) {
            for (ExtRun run : runs) {
                blocks.free(run.physical(), run.count());
            }
            throw trouble;
        }
    }

    /** Answers where the file ends then. {@code from} is a whole number of blocks. */
    long append(InputStream content, long from, List<ExtRun> runs, long goal) throws IOException {
        int block = access.blockSize();
        long at = from;
        long near = goal;
        int count = content.readNBytes(chunk, 0, CHUNK);
        while (count > 0) {
            int whole = (count + block - 1) / block;
            Arrays.fill(chunk, count, whole * block, (byte) 0);
            near = store(at / block, whole, runs, near);
            at += count;
            count = count < CHUNK ? 0 : content.readNBytes(chunk, 0, CHUNK);
        }
        return at;
    }

    private long store(long logical, int count, List<ExtRun> runs, long goal) throws IOException {
        long near = goal;
        int at = 0;
        while (at < count) {
            if (isZero(at)) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < count && !isZero(end)) {
                end++;
            }
            while (at < end) {
                ExtRun taken = blocks.take(near, end - at);
                add(runs, new ExtRun(logical + at, taken.physical(), taken.count(), false));
                int block = access.blockSize();
                access.volume().write(taken.physical() * block,
                    ByteBuffer.wrap(chunk, at * block, (int) taken.count() * block));
                at += (int) taken.count();
                near = taken.physicalEnd();
            }
        }
        return near;
    }

    private boolean isZero(int index) {
        int block = access.blockSize();
        return Arrays.equals(chunk, index * block, (index + 1) * block, zeros, 0, block);
    }

    /** Puts a run behind the others, as one with the last where it goes on from there. */
    static void add(List<ExtRun> runs, ExtRun run) {
        ExtRun last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last.leadsTo(run)) {
            runs.set(runs.size() - 1, new ExtRun(last.logical(), last.physical(), last.count() + run.count(),
                last.unwritten()));
        } else {
            runs.add(run);
        }
    }
}
