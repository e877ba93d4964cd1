package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.Options;
import org.rootbuild.language.SourceRef;
import org.rootbuild.language.Words;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.OptionsOf;

/** The inside of {@code gpt { … }}. */
@Words
public final class DiskGptSpec {
    private final DiskTable table;

    DiskGptSpec(DiskTable table) {
        this.table = table;
    }

    @Doc(value = "A partition that is empty.",
        examples = "partition('bios', size: 1.MiB, type: 'bios-boot')")
    public void partition(@OptionsOf(PartitionGptOptions.class) Map<String, Object> options, String name) {
        table.partition(Options.of(options), name, Optional.empty(), Optional.empty());
    }

    @Doc(value = "A partition with a filesystem that holds nothing.",
        examples = "partition('home', size: rest(), ext4(label: 'home'))")
    public void partition(@OptionsOf(PartitionGptOptions.class) Map<String, Object> options, String name,
        DiskFormat format) {
        table.partition(Options.of(options), name, Optional.of(format), Optional.empty());
    }

    @Doc(value = "A partition with the bytes of a file, or of another image's partition.",
        examples = "partition('data', size: contents()) { raw artifact('data.squashfs') }")
    public void partition(@OptionsOf(PartitionGptOptions.class) Map<String, Object> options, String name,
        @DelegatesTo(value = PartitionSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        table.partition(Options.of(options), name, Optional.empty(), Optional.of(body));
    }

    @Doc(value = "A partition with a filesystem and what it holds.",
        examples = "partition('root', size: rest(), ext4(label: 'root')) { copy root('system') }")
    public void partition(@OptionsOf(PartitionGptOptions.class) Map<String, Object> options, String name,
        DiskFormat format,
        @DelegatesTo(value = PartitionSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        table.partition(Options.of(options), name, Optional.of(format), Optional.of(body));
    }

    @Doc(value = "Puts the bytes of a file at a place of the disk, outside of all partitions, where some boards"
        + " read their boot loader. Partitions without a start that are named behind it stand behind it.",
        examples = "raw local('idbloader.img'), at: 64.sectors")
    public void raw(@OptionsOf(DiskOutsideOptions.class) Map<String, Object> options, SourceRef source) {
        table.outside(Options.of(options), source.value());
    }

    @Doc(value = "Puts the bytes of an artifact at a place of the disk, outside of all partitions.",
        examples = "raw artifact('u-boot.itb'), at: 16384.sectors, size: 8.MiB")
    public void raw(@OptionsOf(DiskOutsideOptions.class) Map<String, Object> options, ArtifactRef artifact) {
        table.outside(Options.of(options), artifact.value());
    }
}
