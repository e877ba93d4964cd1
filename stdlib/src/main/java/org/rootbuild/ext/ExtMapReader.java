package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads which blocks a file has, from a tree of extents or from the older lists of block numbers. Every block of the
 * map is visited once and every number is checked, so that a damaged map ends in a failure and not in a loop.
 */
final class ExtMapReader {
    static final int EXTENT_MAGIC = 0xf30a;
    static final int DIRECT = 12;
    private static final int DEEPEST = 5;
    private static final int LONGEST_WRITTEN = 32768;

    private final ExtAccess access;
    private final ExtInode inode;
    private final List<ExtRun> runs = new ArrayList<>();
    private final List<Long> nodes = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();
    private long mapped;

    private ExtMapReader(ExtAccess access, ExtInode inode) {
        this.access = access;
        this.inode = inode;
    }

    static ExtMap read(ExtAccess access, ExtInode inode) throws IOException {
        ExtMapReader reader = new ExtMapReader(access, inode);
        if (!inode.hasMap()) {
            return new ExtMap(List.of(), List.of());
        }
        if (inode.is(ExtInode.EXTENTS)) {
            ByteBuffer root = inode.raw().duplicate().order(inode.raw().order());
            root = root.position(ExtInode.MAP).limit(ExtInode.MAP + ExtInode.MAP_BYTES).slice().order(root.order());
            reader.extents(root, -1, 0, 1L << 32);
        } else {
            reader.numbers();
        }
        return new ExtMap(reader.runs, reader.nodes);
    }

    private IOException damaged(String what) {
        return ExtDamage.found("the block map of inode " + inode.number() + " " + what);
    }

    private void extents(ByteBuffer node, int wantedDepth, long from, long to) throws IOException {
        int entries = node.getShort(2) & 0xffff;
        int most = node.getShort(4) & 0xffff;
        int depth = node.getShort(6) & 0xffff;
        boolean whole = (node.getShort(0) & 0xffff) == EXTENT_MAGIC && entries <= most
            && 12 + most * 12 <= node.capacity() && depth <= DEEPEST && (wantedDepth < 0 || depth == wantedDepth);
        if (!whole) {
            throw damaged("has no sound extents where some should be");
        }
        long last = from;
        for (int i = 0; i < entries; i++) {
            int at = 12 + i * 12;
            long logical = node.getInt(at) & 0xffffffffL;
            if (logical < last || logical >= to) {
                throw damaged("is out of order");
            }
            if (depth == 0) {
                last = leaf(node, at, logical);
                if (last > to) {
                    throw damaged("overlaps itself");
                }
            } else {
                long child = node.getInt(at + 4) & 0xffffffffL | (node.getShort(at + 8) & 0xffffL) << 32;
                long end = i + 1 < entries ? node.getInt(at + 12) & 0xffffffffL : to;
                visit(child);
                extents(checked(child), depth - 1, logical, end);
                last = logical + 1;
            }
        }
    }

    private ByteBuffer checked(long block) throws IOException {
        // A copy: the blocks below it may push it out of memory meanwhile.
        ByteBuffer node = access.blocks().read(block);
        int tail = 12 + 12 * (node.getShort(4) & 0xffff);
        if (access.sums().on() && (tail + 4 > node.capacity()
            || node.getInt(tail) != Crc32c.of(seed(), node.array(), 0, tail))) {
            throw damaged("has a wrong checksum in block " + block);
        }
        return node;
    }

    private int seed() {
        return access.sums().ofInode(inode.number(), inode.generation());
    }

    private long leaf(ByteBuffer node, int at, long logical) throws IOException {
        int length = node.getShort(at + 4) & 0xffff;
        boolean unwritten = length > LONGEST_WRITTEN;
        long count = unwritten ? length - LONGEST_WRITTEN : length;
        long physical = node.getInt(at + 8) & 0xffffffffL | (node.getShort(at + 6) & 0xffffL) << 32;
        add(new ExtRun(logical, physical, count, unwritten));
        return logical + count;
    }

    private void visit(long block) throws IOException {
        if (!seen.add(block)) {
            throw damaged("goes round in a circle");
        }
        if (block <= access.head().firstDataBlock() || block >= access.head().blockCount()) {
            throw damaged("names block " + block);
        }
        nodes.add(block);
    }

    private void add(ExtRun run) throws IOException {
        long all = access.head().blockCount();
        mapped += run.count();
        if (run.count() < 1 || run.physical() <= access.head().firstDataBlock() || run.physicalEnd() > all
            || mapped > all) {
            throw damaged("names " + run.count() + " blocks at " + run.physical());
        }
        ExtRun last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last.leadsTo(run)) {
            runs.set(runs.size() - 1, new ExtRun(last.logical(), last.physical(), last.count() + run.count(),
                last.unwritten()));
        } else {
            runs.add(run);
        }
    }

    private void numbers() throws IOException {
        for (int i = 0; i < DIRECT; i++) {
            number(inode.word(ExtInode.MAP + 4 * i), i);
        }
        long perBlock = access.blockSize() / 4;
        long logical = DIRECT;
        long span = perBlock;
        for (int depth = 1; depth <= 3; depth++) {
            long block = inode.word(ExtInode.MAP + 4 * (DIRECT + depth - 1));
            if (block != 0) {
                list(block, depth, logical, span / perBlock);
            }
            logical += span;
            span *= perBlock;
        }
    }

    private void number(long block, long logical) throws IOException {
        if (block != 0) {
            add(new ExtRun(logical, block, 1, false));
        }
    }

    private void list(long block, int depth, long logical, long span) throws IOException {
        visit(block);
        ByteBuffer numbers = access.blocks().read(block);
        for (int i = 0; i < numbers.capacity() / 4; i++) {
            long next = numbers.getInt(4 * i) & 0xffffffffL;
            if (next != 0 && depth == 1) {
                number(next, logical + i);
            } else if (next != 0) {
                list(next, depth - 1, logical + i * span, span * 4 / access.blockSize());
            }
        }
    }
}
