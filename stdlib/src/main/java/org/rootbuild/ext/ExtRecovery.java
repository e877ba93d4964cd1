package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/** Makes a filesystem ready to be changed: whole, clean, and without features that are not kept right here. */
final class ExtRecovery {
    private static final int CLEAN = 1;
    private static final int ERRORS = 2;
    private static final int MMP_CLEAN = 0xff4d4d50;
    private static final int MMP_MAGIC = 0x004d4d50;
    private static final int ORPHAN_MAGIC = 0x0b10ca04;

    private final Volume volume;

    ExtRecovery(Volume volume) {
        this.volume = volume;
    }

    /** @throws Failure when it cannot be changed; nothing was written then */
    ExtAccess recovered() throws IOException {
        ExtHead head = head();
        ExtAccess access = new ExtAccess(volume, head);
        checkFeatures(head);
        checkMmp(access);
        if (head.has(ExtFeature.NEEDS_RECOVERY)) {
            access = replayed(access);
        } else {
            checkState(head.block());
        }
        new Orphans(access).free();
        return access;
    }

    private ExtHead head() throws IOException {
        return ExtHead.read(volume).orElseThrow(() -> ExtDamage.found("its superblock is gone"));
    }

    private static void checkFeatures(ExtHead head) throws Failure {
        long bits = head.block().get(Superblock.READ_ONLY);
        if (ExtFeature.unknown(ExtFeature.Kind.READ_ONLY, bits) != 0 || head.has(ExtFeature.READONLY)) {
            throw ExtDamage.unsupported("has features with which it may only be read (0x" + Long.toHexString(bits)
                + ")", "Change it where it is mounted.");
        }
        for (ExtFeature one : new ExtFeature[] {ExtFeature.BIGALLOC, ExtFeature.QUOTA, ExtFeature.PROJECT}) {
            if (head.has(one)) {
                throw ExtDamage.unsupported("has the feature " + one.word() + ", with which it is only read here",
                    "Change it where it is mounted, or take the feature away with tune2fs.");
            }
        }
    }

    private static void checkState(Superblock block) throws Failure {
        long state = block.get(Superblock.STATE);
        if ((state & CLEAN) == 0 || (state & ERRORS) != 0) {
            throw new Failure("the ext filesystem is marked as not clean", "Have it checked with e2fsck -f first.");
        }
    }

    private static void checkMmp(ExtAccess access) throws IOException {
        if (access.head().has(ExtFeature.MMP)) {
            ByteBuffer block = access.blocks().read(access.head().block().get(Field.of(0x168, 8)));
            if (block.getInt(0) != MMP_MAGIC || block.getInt(4) != MMP_CLEAN) {
                throw new Failure("the ext filesystem is mounted somewhere, or was not unmounted",
                    "Unmount it there, or have it checked with e2fsck.");
            }
        }
    }

    private ExtAccess replayed(ExtAccess before) throws IOException {
        ExtJournal journal = new ExtJournal(before);
        ExtReplayed seen = new ExtReplayed(volume, before.blockSize(), journal.committed());
        Superblock after = ExtHead.read(seen).orElseThrow(() -> ExtDamage.found("its journal holds no superblock"))
            .copy().block();
        checkState(after);
        seen.apply();
        volume.sync();
        emptyJournal(before, journal);
        after.set(ExtFeature.NEEDS_RECOVERY, false);
        volume.write(ExtHead.PLACE, after.encode());
        return new ExtAccess(volume, head());
    }

    /** Says in the journal that nothing is to be replayed, and keeps everything else of it. */
    private void emptyJournal(ExtAccess access, ExtJournal journal) throws IOException {
        long place = journal.headPlace() * access.blockSize();
        ByteBuffer bytes = volume.read(place, JournalSuperblock.SIZE_BYTES);
        bytes.putInt(0x18, journal.next() + 1).putInt(0x1c, 0);
        if ((journal.head().incompatible() & (JournalSuperblock.CHECKSUM_2 | JournalSuperblock.CHECKSUM_3)) != 0) {
            bytes.putInt(0xfc, 0);
            bytes.putInt(0xfc, Crc32c.of(~0, bytes, 0, JournalSuperblock.SIZE_BYTES));
        }
        volume.write(place, bytes.rewind());
    }

    /** Files that were removed while they were open, or that were being cut off. */
    private static final class Orphans {
        private final ExtAccess access;
        private final ExtNodes nodes;
        private boolean changed;

        Orphans(ExtAccess access) {
            this.access = access;
            this.nodes = new ExtNodes(access);
        }

        void free() throws IOException {
            Superblock block = access.head().block();
            Set<Long> seen = new HashSet<>();
            long next = block.get(Superblock.LAST_ORPHAN);
            while (next != 0) {
                if (!seen.add(next)) {
                    throw ExtDamage.found("its list of orphans goes round in a circle");
                }
                ExtInode inode = access.inode(next);
                next = inode.links() == 0 || inode.word(0x14) <= access.head().inodeCount() ? inode.word(0x14) : 0;
                one(inode);
            }
            block.set(Superblock.LAST_ORPHAN, 0);
            if (access.head().has(ExtFeature.ORPHAN_PRESENT)) {
                inFile(access.inode(block.get(Field.of(0x280, 4))));
                block.set(ExtFeature.ORPHAN_PRESENT, false);
            }
            if (changed) {
                nodes.finish();
            }
        }

        private void one(ExtInode inode) throws IOException {
            changed = true;
            if (inode.links() == 0) {
                nodes.free(inode);
            } else {
                inode.raw().putInt(0x14, 0);
                nodes.truncate(inode);
                access.store(inode);
            }
        }

        private void inFile(ExtInode file) throws IOException {
            changed = true;
            int size = access.blockSize();
            int seed = access.sums().ofInode(file.number(), file.generation());
            for (ExtRun run : ExtMapReader.read(access, file).runs()) {
                for (long block = run.physical(); block < run.physicalEnd(); block++) {
                    ByteBuffer numbers = access.blocks().read(block);
                    if (numbers.getInt(size - 8) != ORPHAN_MAGIC) {
                        throw ExtDamage.found("its file of orphans holds something else");
                    }
                    for (int at = 0; at < size - 8; at += 4) {
                        if (numbers.getInt(at) != 0) {
                            one(access.inode(numbers.getInt(at) & 0xffffffffL));
                        }
                    }
                    ByteBuffer empty = access.blocks().change(block);
                    empty.put(0, new byte[size - 8]);
                    empty.putInt(size - 4, access.sums().on()
                        ? Crc32c.of(Crc32c.ofLong(seed, block), empty, 0, size - 8) : 0);
                }
            }
        }
    }
}
