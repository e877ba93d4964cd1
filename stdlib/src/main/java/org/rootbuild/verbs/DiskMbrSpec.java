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

/** The inside of {@code mbr { … }}. */
@Words
public final class DiskMbrSpec {
    private final DiskTable table;

    DiskMbrSpec(DiskTable table) {
        this.table = table;
    }

    @Doc(value = "A primary partition that is empty.",
        examples = "partition('spare', size: 1.GiB, type: 'linux')")
    public void partition(@OptionsOf(PartitionMbrOptions.class) Map<String, Object> options, String name) {
        table.partition(Options.of(options), name, Optional.empty(), Optional.empty());
    }

    @Doc(value = "A primary partition with a filesystem that holds nothing.",
        examples = "partition('home', size: rest(), ext4(label: 'home'))")
    public void partition(@OptionsOf(PartitionMbrOptions.class) Map<String, Object> options, String name,
        DiskFormat format) {
        table.partition(Options.of(options), name, Optional.of(format), Optional.empty());
    }

    @Doc(value = "A primary partition with the bytes of a file, or of another image's partition.",
        examples = "partition('data', start: 7081728.sectors, size: contents(), type: 'raid') { raw"
            + " partitionOf(local('old.img'), 2) }")
    public void partition(@OptionsOf(PartitionMbrOptions.class) Map<String, Object> options, String name,
        @DelegatesTo(value = PartitionSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        table.partition(Options.of(options), name, Optional.empty(), Optional.of(body));
    }

    @Doc(value = "A primary partition with a filesystem and what it holds.",
        examples = "partition('boot', start: 2048.sectors, end: 2099199.sectors, active: true, fat16()) { copy"
            + " root('boot') }")
    public void partition(@OptionsOf(PartitionMbrOptions.class) Map<String, Object> options, String name,
        DiskFormat format,
        @DelegatesTo(value = PartitionSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        table.partition(Options.of(options), name, Optional.of(format), Optional.of(body));
    }

    @Doc(value = "A logical partition, inside the extended one that is made around all of them, that is empty.",
        examples = "logical('spare', size: 1.GiB, type: 'linux')")
    public void logical(@OptionsOf(PartitionMbrOptions.class) Map<String, Object> options, String name) {
        table.logical(Options.of(options), name, Optional.empty(), Optional.empty());
    }

    @Doc(value = "A logical partition, inside the extended one that is made around all of them, with a filesystem"
        + " that holds nothing.",
        examples = "logical('home', size: rest(), ext4(label: 'home'))")
    public void logical(@OptionsOf(PartitionMbrOptions.class) Map<String, Object> options, String name,
        DiskFormat format) {
        table.logical(Options.of(options), name, Optional.of(format), Optional.empty());
    }

    @Doc(value = "A logical partition, inside the extended one that is made around all of them, with the bytes of a"
        + " file, or of another image's partition.",
        examples = "logical('data', size: contents()) { raw artifact('data.squashfs') }")
    public void logical(@OptionsOf(PartitionMbrOptions.class) Map<String, Object> options, String name,
        @DelegatesTo(value = PartitionSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        table.logical(Options.of(options), name, Optional.empty(), Optional.of(body));
    }

    @Doc(value = "A logical partition, inside the extended one that is made around all of them, with a filesystem"
        + " and what it holds.",
        examples = "logical('root', size: 8.GiB, ext4(label: 'root')) { copy root('system') }")
    public void logical(@OptionsOf(PartitionMbrOptions.class) Map<String, Object> options, String name,
        DiskFormat format,
        @DelegatesTo(value = PartitionSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        table.logical(Options.of(options), name, Optional.of(format), Optional.of(body));
    }

    @Doc(value = "Puts the bytes of a file at a place of the disk, outside of all partitions, where some boards"
        + " read their boot loader. Partitions without a start that are named behind it stand behind it.",
        examples = "raw local('u-boot-sunxi-with-spl.bin'), at: 8.KiB")
    public void raw(@OptionsOf(DiskOutsideOptions.class) Map<String, Object> options, SourceRef source) {
        table.outside(Options.of(options), source.value());
    }

    @Doc(value = "Puts the bytes of an artifact at a place of the disk, outside of all partitions.",
        examples = "raw artifact('u-boot.bin'), at: 16.sectors, size: 1.MiB")
    public void raw(@OptionsOf(DiskOutsideOptions.class) Map<String, Object> options, ArtifactRef artifact) {
        table.outside(Options.of(options), artifact.value());
    }
}
