package org.rootbuild.verbs;

import java.util.Map;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RootRef;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.OptionsOf;
import org.rootbuild.verb.Verb;

/** The words for ext filesystems. */
public final class DiskExtWords implements Verb.Word {
    @Override
    public String name() {
        return "diskExtWords";
    }

    @Doc(value = "ext2, as what a partition is formatted as.",
        examples = "partition('boot', size: 64.MiB, ext2()) { copy root('boot') }")
    public static DiskFormat ext2(ArtifactSpec self) {
        return ext2(self, Map.of());
    }

    @Doc("ext2 with a label, an identity and more.")
    public static DiskFormat ext2(ArtifactSpec self, @OptionsOf(DiskExtOptions.class) Map<String, Object> options) {
        return DiskFormats.format(self, "ext2", Options.of(options));
    }

    @Doc(value = "Makes the artifact an ext2 filesystem of a root, as large as the root needs.",
        examples = "artifact('root.ext2') { ext2 root('system') }")
    public static void ext2(ArtifactSpec self, RootRef root) {
        ext2(self, Map.of(), root);
    }

    @Doc("Makes the artifact an ext2 filesystem of a root, of a given size, with a label, an identity and more.")
    public static void ext2(ArtifactSpec self,
        @OptionsOf({DiskExtOptions.class, DiskWholeOptions.class}) Map<String, Object> options, RootRef root) {
        DiskFormats.artifact(self, "ext2", Options.of(options), root);
    }

    @Doc(value = "ext3, which is ext2 with a journal, as what a partition is formatted as.",
        examples = "partition('root', size: rest(), ext3(label: 'root')) { copy root('system') }")
    public static DiskFormat ext3(ArtifactSpec self) {
        return ext3(self, Map.of());
    }

    @Doc("ext3, which is ext2 with a journal with a label, an identity and more.")
    public static DiskFormat ext3(ArtifactSpec self, @OptionsOf(DiskExtOptions.class) Map<String, Object> options) {
        return DiskFormats.format(self, "ext3", Options.of(options));
    }

    @Doc(value = "Makes the artifact an ext3 filesystem of a root, as large as the root needs.",
        examples = "artifact('root.ext3') { ext3 root('system') }")
    public static void ext3(ArtifactSpec self, RootRef root) {
        ext3(self, Map.of(), root);
    }

    @Doc("Makes the artifact an ext3 filesystem of a root, of a given size, with a label, an identity and more.")
    public static void ext3(ArtifactSpec self,
        @OptionsOf({DiskExtOptions.class, DiskWholeOptions.class}) Map<String, Object> options, RootRef root) {
        DiskFormats.artifact(self, "ext3", Options.of(options), root);
    }

    @Doc(value = "ext4, as what a partition is formatted as.",
        examples = "partition('root', size: rest(), ext4(label: 'root', reserved: 1.percent)) { copy root('system') }")
    public static DiskFormat ext4(ArtifactSpec self) {
        return ext4(self, Map.of());
    }

    @Doc("ext4 with a label, an identity and more.")
    public static DiskFormat ext4(ArtifactSpec self, @OptionsOf(DiskExtOptions.class) Map<String, Object> options) {
        return DiskFormats.format(self, "ext4", Options.of(options));
    }

    @Doc(value = "Makes the artifact an ext4 filesystem of a root, as large as the root needs.",
        examples = "artifact('root.ext4') { ext4 root('system') }")
    public static void ext4(ArtifactSpec self, RootRef root) {
        ext4(self, Map.of(), root);
    }

    @Doc("Makes the artifact an ext4 filesystem of a root, of a given size, with a label, an identity and more.")
    public static void ext4(ArtifactSpec self,
        @OptionsOf({DiskExtOptions.class, DiskWholeOptions.class}) Map<String, Object> options, RootRef root) {
        DiskFormats.artifact(self, "ext4", Options.of(options), root);
    }
}
