package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the names of a directory. An index of hashes looks to it like blocks without names, as it was made to; so it is
 * not needed here (Linux documentation, "Directory Entries").
 */
final class ExtFolderReader {
    private static final int INLINE_FIRST = 4;

    /** Takes what is found, in the order of the blocks. */
    interface Taker {
        /** @param block number of the block in the directory; -1 where the inode itself holds the names */
        void take(ExtName name, int block) throws IOException;
    }

    private final ExtAccess access;
    private final ExtInode inode;
    private final Taker taker;

    private ExtFolderReader(ExtAccess access, ExtInode inode, Taker taker) {
        this.access = access;
        this.inode = inode;
        this.taker = taker;
    }

    /** Everything but {@code .} and {@code ..}. */
    static List<ExtName> names(ExtAccess access, ExtInode inode) throws IOException {
        List<ExtName> names = new ArrayList<>();
        read(access, inode, (name, block) -> {
            if (!name.isDots()) {
                names.add(name);
            }
        });
        return names;
    }

    static void read(ExtAccess access, ExtInode inode, Taker taker) throws IOException {
        ExtFolderReader reader = new ExtFolderReader(access, inode, taker);
        if (inode.is(ExtInode.INLINE)) {
            reader.inline();
            return;
        }
        for (ExtRun run : blocks(access, inode)) {
            for (long i = 0; i < run.count(); i++) {
                reader.block(run.physical() + i, (int) (run.logical() + i));
            }
        }
    }

    /** Its blocks, of which none may be missing. */
    static List<ExtRun> blocks(ExtAccess access, ExtInode inode) throws IOException {
        List<ExtRun> runs = ExtMapReader.read(access, inode).runs();
        long expected = 0;
        for (ExtRun run : runs) {
            if (run.logical() != expected || run.unwritten()) {
                throw ExtDamage.found("the directory of inode " + inode.number() + " has a hole");
            }
            expected = run.logicalEnd();
        }
        if (inode.sizeBytes() != expected * access.blockSize() || expected == 0 || expected > Integer.MAX_VALUE) {
            throw ExtDamage.found("the directory of inode " + inode.number() + " has " + expected
                + " blocks, but a size of " + inode.sizeBytes());
        }
        return runs;
    }

    private IOException damaged(String what) {
        return ExtDamage.found("the directory of inode " + inode.number() + " " + what);
    }

    private void inline() throws IOException {
        ByteBuffer raw = inode.raw();
        byte[] first = new byte[ExtInode.MAP_BYTES - INLINE_FIRST];
        raw.get(ExtInode.MAP + INLINE_FIRST, first);
        byte[] rest = new ExtXattrReader(access).inlineData(inode);
        taker.take(new ExtName(new byte[] {'.'}, inode.number(), 2), -1);
        taker.take(new ExtName(new byte[] {'.', '.'}, inode.word(ExtInode.MAP), 2), -1);
        entries(ByteBuffer.wrap(first).order(raw.order()), first.length, -1);
        entries(ByteBuffer.wrap(rest).order(raw.order()), rest.length, -1);
    }

    private void block(long physical, int logical) throws IOException {
        // A copy, since whoever takes the names may look at other blocks, too.
        ByteBuffer bytes = access.blocks().read(physical);
        int end = access.blockSize();
        if (access.sums().on()) {
            end = checkSum(bytes, logical);
        }
        entries(bytes, end, logical);
    }

    /** Answers where the names end. */
    private int checkSum(ByteBuffer bytes, int logical) throws IOException {
        int size = bytes.capacity();
        int seed = access.sums().ofInode(inode.number(), inode.generation());
        if (!isIndex(inode, bytes, logical)) {
            if (!DirectoryBlock.isSealed(bytes, size, seed)) {
                throw damaged("has a wrong checksum in block " + logical);
            }
            return size - DirectoryBlock.TAIL;
        }
        if (logical == 0) {
            HashIndex.decodeRoot(bytes, size, true, seed);
        } else {
            HashIndex.decodeNode(bytes, size, true, seed);
        }
        return size;
    }

    /** Not to be told by the end of the block: the kernel leaves there what was there before the index. */
    static boolean isIndex(ExtInode inode, ByteBuffer bytes, long logical) {
        return inode.is(ExtInode.INDEXED) && (logical == 0 || bytes.getInt(0) == 0
            && recordLength(bytes.getShort(4) & 0xffff, bytes.capacity()) == bytes.capacity());
    }

    private void entries(ByteBuffer bytes, int end, int block) throws IOException {
        int at = 0;
        while (at < end) {
            int length = end - at < 8 ? 0 : recordLength(bytes.getShort(at + 4) & 0xffff, bytes.capacity());
            if (length < 8 || length % 4 != 0 || at + length > end) {
                throw damaged("has an entry of " + length + " bytes");
            }
            long number = bytes.getInt(at) & 0xffffffffL;
            if (number != 0) {
                taker.take(name(bytes, at, length, number), block);
            }
            at += length;
        }
    }

    /** In blocks of 64 KiB the length of a whole block does not fit, and is written in another way. */
    static int recordLength(int stored, int blockSize) {
        if (blockSize < 65536) {
            return stored;
        }
        return stored == 65535 || stored == 0 ? blockSize : stored & 65532 | (stored & 3) << 16;
    }

    private ExtName name(ByteBuffer bytes, int at, int room, long number) throws IOException {
        boolean typed = access.head().has(ExtFeature.FILETYPE);
        int length = typed ? bytes.get(at + 6) & 0xff : bytes.getShort(at + 6) & 0xffff;
        if (length == 0 || length > Math.min(255, room - 8) || number > access.head().inodeCount()) {
            throw damaged("has a name of " + length + " bytes for inode " + number);
        }
        byte[] name = new byte[length];
        bytes.get(at + 8, name);
        if (!inode.is(ExtInode.ENCRYPTED)) {
            for (byte one : name) {
                if (one == 0 || one == '/') {
                    throw damaged("has a name with a slash or a zero in it");
                }
            }
        }
        int type = typed ? bytes.get(at + 7) & 7 : 0;
        return new ExtName(name, number, type);
    }
}
