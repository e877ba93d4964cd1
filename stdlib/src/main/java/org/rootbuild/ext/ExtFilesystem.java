package org.rootbuild.ext;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * An ext2, ext3 or ext4 filesystem that is there already. One that was not unmounted is read as if its journal were
 * replayed; only {@link #edit} writes that to the volume.
 */
public final class ExtFilesystem implements Filesystem {
    private final Volume volume;
    private ExtAccess access;

    private ExtFilesystem(Volume volume, ExtAccess access) {
        this.volume = volume;
        this.access = access;
    }

    /**
     * The filesystem on the volume; empty when there is none of these kinds.
     *
     * @throws Failure when there is one that is damaged, cut off or has a feature that is not known here
     */
    public static Optional<ExtFilesystem> open(Volume volume) throws IOException {
        Optional<ExtHead> head = ExtHead.read(volume);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ExtFilesystem(volume, seen(volume, head.get())));
    }

    private static ExtAccess seen(Volume volume, ExtHead head) throws IOException {
        ExtAccess asIs = new ExtAccess(volume, head);
        if (!head.has(ExtFeature.NEEDS_RECOVERY)) {
            return asIs;
        }
        ExtReplayed replayed = new ExtReplayed(volume, head.blockSize(), new ExtJournal(asIs).committed());
        ExtHead after = ExtHead.read(replayed).orElseThrow(() -> ExtDamage.found("its journal holds no superblock"));
        return new ExtAccess(replayed, after);
    }

    @Override
    public Facts facts() {
        Superblock block = access.head().block();
        UUID uuid = block.uuid();
        boolean none = uuid.getMostSignificantBits() == 0 && uuid.getLeastSignificantBits() == 0;
        long free = 0;
        for (int group = 0; group < access.head().groupCount(); group++) {
            free += access.groups().freeBlocks(group);
        }
        long freeBlocks = free * access.head().clusterBlocks() - block.get(Superblock.RESERVED_BLOCKS);
        return new Facts(kind(), Optional.of(block.label()).filter(label -> !label.isEmpty()),
            none ? Optional.empty() : Optional.of(uuid.toString()), access.head().blockCount() * access.blockSize(),
            Math.max(0, Math.min(freeBlocks, access.head().blockCount())) * access.blockSize());
    }

    /** By what it would be mounted as. */
    private String kind() {
        ExtHead head = access.head();
        boolean four = head.has(ExtFeature.EXTENT) || head.has(ExtFeature.BITS_64) || head.has(ExtFeature.FLEX_BG)
            || head.has(ExtFeature.METADATA_CSUM) || head.has(ExtFeature.UNINIT_BG) || head.has(ExtFeature.HUGE_FILE)
            || head.has(ExtFeature.INLINE_DATA) || head.has(ExtFeature.BIGALLOC);
        return four ? "ext4" : head.has(ExtFeature.HAS_JOURNAL) ? "ext3" : "ext2";
    }

    /**
     * What makes one like this at another size: the same names, features, sizes of blocks and inodes, share of
     * inodes and of reserved blocks.
     *
     * @throws Failure when it has something that is not made here, such as encryption or blocks of 64 KiB
     */
    public ExtOptions options() throws Failure {
        return new ExtLikeness(access.head()).options(ExtRevision.valueOf(kind().toUpperCase(Locale.ROOT)));
    }

    /** The features that {@link #options} leaves out, as a list for people; empty where there are none. */
    public String droppedFeatures() {
        return new ExtLikeness(access.head()).dropped();
    }

    @Override
    public FileTree tree() {
        return new ExtTree(access, new ExtKnownNames(access));
    }

    /** The same as the kernel would say it after replaying the journal. */
    @Override
    public List<Range> inUse() throws IOException {
        return new ExtInUse(access).ranges();
    }

    /**
     * Begins to change it. A journal that was not replayed yet is replayed on the volume first, and what programs had
     * deleted while it was still open is freed.
     *
     * @throws Failure when it has errors, or features that cannot be kept right here; nothing was changed then
     */
    @Override
    public Edit edit() throws IOException {
        access = new ExtRecovery(volume).recovered();
        return new ExtEdit(access);
    }
}
