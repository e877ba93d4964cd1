package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.rootbuild.problem.Failure;

/** Changes single names in the blocks of a directory, as long as there is room where they belong. */
final class ExtFolderBlocks {
    private static final int LEAST = 12;

    private final ExtAccess access;
    private final ExtInode inode;
    private final List<ExtRun> runs;
    private final boolean typed;
    private final int room;

    ExtFolderBlocks(ExtAccess access, ExtInode inode) throws IOException {
        this.access = access;
        this.inode = inode;
        this.runs = ExtFolderReader.blocks(access, inode);
        this.typed = access.head().has(ExtFeature.FILETYPE);
        this.room = DirectoryBlock.room(access.blockSize(), access.sums().on());
    }

    private int seed() {
        return access.sums().ofInode(inode.number(), inode.generation());
    }

    private long place(long logical) throws IOException {
        for (ExtRun run : runs) {
            if (logical >= run.logical() && logical < run.logicalEnd()) {
                return run.physical() + logical - run.logical();
            }
        }
        throw ExtDamage.found("the directory of inode " + inode.number() + " has no block " + logical);
    }

    /** The block a name belongs into by the index, or where there is no index the last one. */
    private long target(byte[] name) throws IOException {
        if (!inode.is(ExtInode.INDEXED)) {
            return runs.get(runs.size() - 1).logicalEnd() - 1;
        }
        int size = access.blockSize();
        boolean sums = access.sums().on();
        HashIndex node = HashIndex.decodeRoot(access.blocks().read(place(0)), size, sums, seed());
        if (node.hashVersion() > 5) {
            throw new Failure("the directory of inode " + inode.number() + " is indexed by a hash that needs a key",
                "Change it where the filesystem is mounted.");
        }
        int hash = DirectoryHash.of(access.head().block(), node.hashVersion()).of(name, 0, name.length);
        for (int level = node.levels(); level > 0; level--) {
            long block = chosen(node, hash);
            node = HashIndex.decodeNode(access.blocks().read(place(block)), size, sums, seed());
        }
        return chosen(node, hash);
    }

    private static long chosen(HashIndex node, int hash) {
        int low = 0;
        int high = node.entries().size() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (Integer.compareUnsigned(node.entries().get(middle).hash(), hash) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return node.entries().get(low).block();
    }

    /** Puts a name where it belongs; answers the block, or -1 when there is no room. */
    int add(ExtName name) throws IOException {
        long logical = target(name.bytes());
        long place = place(logical);
        int wanted = DirectoryBlock.length(name.bytes().length);
        for (DirectoryBlock.Name one : DirectoryBlock.names(access.blocks().read(place), room, typed)) {
            int used = one.inode() == 0 ? 0 : DirectoryBlock.length(one.name().length);
            if (one.length() - used >= wanted) {
                ByteBuffer block = access.blocks().change(place);
                if (used > 0) {
                    DirectoryBlock.stretch(block, one.at(), used);
                }
                DirectoryBlock.put(block, new DirectoryBlock.Name(name.inode(), type(name), name.bytes(),
                    one.at() + used, one.length() - used));
                seal(block);
                return (int) logical;
            }
        }
        return -1;
    }

    private int type(ExtName name) {
        return typed ? name.type() : 0;
    }

    private void seal(ByteBuffer block) {
        if (access.sums().on()) {
            DirectoryBlock.seal(block, access.blockSize(), seed());
        }
    }

    /** Takes a name out of a block. */
    void remove(byte[] name, int logical) throws IOException {
        long place = place(logical);
        DirectoryBlock.Name before = null;
        for (DirectoryBlock.Name one : DirectoryBlock.names(access.blocks().read(place), room, typed)) {
            if (one.inode() != 0 && java.util.Arrays.equals(one.name(), name)) {
                ByteBuffer block = access.blocks().change(place);
                if (before == null) {
                    block.putInt(one.at(), 0);
                } else {
                    DirectoryBlock.stretch(block, before.at(), before.length() + one.length());
                    block.put(one.at(), new byte[Math.min(one.length(), LEAST)]);
                }
                seal(block);
                return;
            }
            before = one;
        }
        throw ExtDamage.found("a name vanished from the directory of inode " + inode.number());
    }

    /** Lets {@code ..} name another directory. */
    void setParent(long parent) throws IOException {
        int size = access.blockSize();
        boolean sums = access.sums().on();
        ByteBuffer block = access.blocks().change(place(0));
        if (inode.is(ExtInode.INDEXED)) {
            HashIndex root = HashIndex.decodeRoot(block, size, sums, seed());
            block.putInt(LEAST, (int) parent);
            root.encodeRoot(block, size, sums, seed());
        } else {
            block.putInt(LEAST, (int) parent);
            seal(block);
        }
    }
}
