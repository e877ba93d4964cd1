package org.rootbuild.verbs;

import java.util.Map;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RootRef;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.OptionsOf;
import org.rootbuild.verb.Verb;

/** The words for filesystems that the host's tools make, and for swap areas. */
public final class DiskOtherWords implements Verb.Word {
    @Override
    public String name() {
        return "diskOtherWords";
    }

    @Doc(value = "A swap area, as what a partition is formatted as.",
        examples = "partition('swap', size: 512.MiB, swap(label: 'swap'))")
    public static DiskFormat swap(ArtifactSpec self) {
        return swap(self, Map.of());
    }

    @Doc("A swap area with a label, an identity and more.")
    public static DiskFormat swap(ArtifactSpec self, @OptionsOf(DiskSwapOptions.class) Map<String, Object> options) {
        return DiskFormats.format(self, "swap", Options.of(options));
    }

    @Doc(value = "Squashfs, by mksquashfs, as what a partition is formatted as.",
        examples = "partition('system', size: contents(), squashfs()) { copy root('system') }")
    public static DiskFormat squashfs(ArtifactSpec self) {
        return squashfs(self, Map.of());
    }

    @Doc("Squashfs, by mksquashfs with a label, an identity and more.")
    public static DiskFormat squashfs(ArtifactSpec self,
        @OptionsOf(DiskSquashfsOptions.class) Map<String, Object> options) {
        return DiskFormats.format(self, "squashfs", Options.of(options));
    }

    @Doc(value = "Makes the artifact a squashfs of a root, as large as the root needs.",
        examples = "artifact('root.squashfs') { squashfs root('system') }")
    public static void squashfs(ArtifactSpec self, RootRef root) {
        squashfs(self, Map.of(), root);
    }

    @Doc("Makes the artifact a squashfs of a root, of a given size, with a label, an identity and more.")
    public static void squashfs(ArtifactSpec self,
        @OptionsOf({DiskSquashfsOptions.class, DiskWholeOptions.class}) Map<String, Object> options, RootRef root) {
        DiskFormats.artifact(self, "squashfs", Options.of(options), root);
    }

    @Doc(value = "btrfs, by mkfs.btrfs, as what a partition is formatted as.",
        examples = "partition('root', size: rest(), btrfs(label: 'root')) { copy root('system') }")
    public static DiskFormat btrfs(ArtifactSpec self) {
        return btrfs(self, Map.of());
    }

    @Doc("btrfs, by mkfs.btrfs with a label, an identity and more.")
    public static DiskFormat btrfs(ArtifactSpec self, @OptionsOf(DiskBtrfsOptions.class) Map<String, Object> options) {
        return DiskFormats.format(self, "btrfs", Options.of(options));
    }

    @Doc(value = "Makes the artifact a btrfs of a root, as large as the root needs.",
        examples = "artifact('root.btrfs') { btrfs root('system') }")
    public static void btrfs(ArtifactSpec self, RootRef root) {
        btrfs(self, Map.of(), root);
    }

    @Doc("Makes the artifact a btrfs of a root, of a given size, with a label, an identity and more.")
    public static void btrfs(ArtifactSpec self,
        @OptionsOf({DiskBtrfsOptions.class, DiskWholeOptions.class}) Map<String, Object> options, RootRef root) {
        DiskFormats.artifact(self, "btrfs", Options.of(options), root);
    }

    @Doc(value = "XFS, by mkfs.xfs, as what a partition is formatted as.",
        examples = "partition('root', size: rest(), xfs(label: 'root')) { copy root('system') }")
    public static DiskFormat xfs(ArtifactSpec self) {
        return xfs(self, Map.of());
    }

    @Doc("XFS, by mkfs.xfs with a label, an identity and more.")
    public static DiskFormat xfs(ArtifactSpec self, @OptionsOf(DiskXfsOptions.class) Map<String, Object> options) {
        return DiskFormats.format(self, "xfs", Options.of(options));
    }

    @Doc(value = "Makes the artifact an XFS filesystem of a root, as large as the root needs.",
        examples = "artifact('root.xfs') { xfs root('system') }")
    public static void xfs(ArtifactSpec self, RootRef root) {
        xfs(self, Map.of(), root);
    }

    @Doc("Makes the artifact an XFS filesystem of a root, of a given size, with a label, an identity and more.")
    public static void xfs(ArtifactSpec self,
        @OptionsOf({DiskXfsOptions.class, DiskWholeOptions.class}) Map<String, Object> options, RootRef root) {
        DiskFormats.artifact(self, "xfs", Options.of(options), root);
    }
}
