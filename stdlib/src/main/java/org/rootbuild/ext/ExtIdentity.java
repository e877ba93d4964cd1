package org.rootbuild.ext;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/** Gives an existing ext filesystem another label or another UUID, in all copies of its superblock. */
public final class ExtIdentity {
    private static final int LABEL_BYTES = 16;

    private final Volume volume;

    /** @param volume which begins with the filesystem */
    public ExtIdentity(Volume volume) {
        this.volume = volume;
    }

    /**
     * Sets the label; an empty one takes it away.
     *
     * @throws Failure when it is longer than 16 bytes of UTF-8 or holds a NUL, or the filesystem cannot be changed
     */
    public void label(String label) throws IOException {
        int length = label.getBytes(StandardCharsets.UTF_8).length;
        if (length > LABEL_BYTES || label.indexOf('\0') >= 0) {
            throw new Failure("the label '" + label.replace("\0", "\\0") + "' has " + length
                + " bytes, or a NUL in it", "Use at most 16 bytes.");
        }
        ExtAccess access = recovered();
        access.head().block().label(label);
        new ExtHeads(access).writeAll();
    }

    /**
     * Sets the UUID. Where every checksum begins with it ({@code metadata_csum} without {@code metadata_csum_seed}),
     * all of them are made anew; that feature is not set instead, since boot loaders refuse what they do not know.
     *
     * @throws Failure when it cannot be changed, or more depends on its UUID than checksums
     */
    public void uuid(UUID uuid) throws IOException {
        ExtAccess access = recovered();
        if (access.sums().on() && !access.head().has(ExtFeature.METADATA_CSUM_SEED)) {
            ExtHead head = access.head().copy();
            head.block().uuid(uuid);
            ExtAccess changed = new ExtAccess(volume, head, access.groups().grown(head));
            new ExtReseal(access, changed).all();
            new ExtHeads(changed).writeAll();
            return;
        }
        access.head().block().uuid(uuid);
        new ExtHeads(access).writeAll();
    }

    private ExtAccess recovered() throws IOException {
        ExtFilesystem.open(volume).orElseThrow(() -> new Failure("there is no ext filesystem on the volume",
            "Name the partition that holds one."));
        return new ExtRecovery(volume).recovered();
    }
}
