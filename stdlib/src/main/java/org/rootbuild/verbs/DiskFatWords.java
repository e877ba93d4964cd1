package org.rootbuild.verbs;

import java.util.Map;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RootRef;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.OptionsOf;
import org.rootbuild.verb.Verb;

/** The words for FAT filesystems. */
public final class DiskFatWords implements Verb.Word {
    @Override
    public String name() {
        return "diskFatWords";
    }

    @Doc(value = "FAT of the kind that fits the size, as what a partition is formatted as.",
        examples = "partition('esp', size: 64.MiB, type: 'esp', fat(label: 'ESP')) { copy root('esp') }")
    public static DiskFormat fat(ArtifactSpec self) {
        return fat(self, Map.of());
    }

    @Doc("FAT of the kind that fits the size with a label, an identity and more.")
    public static DiskFormat fat(ArtifactSpec self, @OptionsOf(DiskFatOptions.class) Map<String, Object> options) {
        return DiskFormats.format(self, "fat", Options.of(options));
    }

    @Doc(value = "Makes the artifact a FAT filesystem of a root, as large as the root needs.",
        examples = "artifact('root.fat') { fat root('system') }")
    public static void fat(ArtifactSpec self, RootRef root) {
        fat(self, Map.of(), root);
    }

    @Doc("Makes the artifact a FAT filesystem of a root, of a given size, with a label, an identity and more.")
    public static void fat(ArtifactSpec self,
        @OptionsOf({DiskFatOptions.class, DiskWholeOptions.class}) Map<String, Object> options, RootRef root) {
        DiskFormats.artifact(self, "fat", Options.of(options), root);
    }

    @Doc(value = "FAT with 12 bits, as what a partition is formatted as.",
        examples = "partition('boot', size: 1.MiB, fat12())")
    public static DiskFormat fat12(ArtifactSpec self) {
        return fat12(self, Map.of());
    }

    @Doc("FAT with 12 bits with a label, an identity and more.")
    public static DiskFormat fat12(ArtifactSpec self, @OptionsOf(DiskFatOptions.class) Map<String, Object> options) {
        return DiskFormats.format(self, "fat12", Options.of(options));
    }

    @Doc(value = "Makes the artifact a FAT12 filesystem of a root, as large as the root needs.",
        examples = "artifact('root.fat12') { fat12 root('system') }")
    public static void fat12(ArtifactSpec self, RootRef root) {
        fat12(self, Map.of(), root);
    }

    @Doc("Makes the artifact a FAT12 filesystem of a root, of a given size, with a label, an identity and more.")
    public static void fat12(ArtifactSpec self,
        @OptionsOf({DiskFatOptions.class, DiskWholeOptions.class}) Map<String, Object> options, RootRef root) {
        DiskFormats.artifact(self, "fat12", Options.of(options), root);
    }

    @Doc(value = "FAT with 16 bits, as what a partition is formatted as.",
        examples = "partition('boot', size: 32.MiB, active: true, fat16(label: 'BOOT')) { copy root('boot') }")
    public static DiskFormat fat16(ArtifactSpec self) {
        return fat16(self, Map.of());
    }

    @Doc("FAT with 16 bits with a label, an identity and more.")
    public static DiskFormat fat16(ArtifactSpec self, @OptionsOf(DiskFatOptions.class) Map<String, Object> options) {
        return DiskFormats.format(self, "fat16", Options.of(options));
    }

    @Doc(value = "Makes the artifact a FAT16 filesystem of a root, as large as the root needs.",
        examples = "artifact('root.fat16') { fat16 root('system') }")
    public static void fat16(ArtifactSpec self, RootRef root) {
        fat16(self, Map.of(), root);
    }

    @Doc("Makes the artifact a FAT16 filesystem of a root, of a given size, with a label, an identity and more.")
    public static void fat16(ArtifactSpec self,
        @OptionsOf({DiskFatOptions.class, DiskWholeOptions.class}) Map<String, Object> options, RootRef root) {
        DiskFormats.artifact(self, "fat16", Options.of(options), root);
    }

    @Doc(value = "FAT with 32 bits, as what a partition is formatted as.",
        examples = "partition('esp', size: 64.MiB, type: 'esp', fat32(id: '1234-ABCD')) { copy root('esp') }")
    public static DiskFormat fat32(ArtifactSpec self) {
        return fat32(self, Map.of());
    }

    @Doc("FAT with 32 bits with a label, an identity and more.")
    public static DiskFormat fat32(ArtifactSpec self, @OptionsOf(DiskFatOptions.class) Map<String, Object> options) {
        return DiskFormats.format(self, "fat32", Options.of(options));
    }

    @Doc(value = "Makes the artifact a FAT32 filesystem of a root, as large as the root needs.",
        examples = "artifact('root.fat32') { fat32 root('system') }")
    public static void fat32(ArtifactSpec self, RootRef root) {
        fat32(self, Map.of(), root);
    }

    @Doc("Makes the artifact a FAT32 filesystem of a root, of a given size, with a label, an identity and more.")
    public static void fat32(ArtifactSpec self,
        @OptionsOf({DiskFatOptions.class, DiskWholeOptions.class}) Map<String, Object> options, RootRef root) {
        DiskFormats.artifact(self, "fat32", Options.of(options), root);
    }
}
