package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.Words;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Size;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** The inside of {@code disk { … }}. */
public final class DiskSpec {
    /** The field of what a loader was told. */
    static final String TOLD = "told";

    private final ArtifactSpec artifact;
    private final int sectorSize;
    private final List<Value> loaders = new ArrayList<>();
    private final List<Runnable> checks = new ArrayList<>();
    private Optional<DiskTable> table = Optional.empty();

    DiskSpec(ArtifactSpec artifact, int sectorSize) {
        this.artifact = artifact;
        this.sectorSize = sectorSize;
    }

    @Words
    @Doc(value = "A GUID partition table with these partitions, in their order.",
        examples = {"gpt {", "    partition('esp', size: 64.MiB, type: 'esp', fat32(label: 'ESP')) { copy"
            + " root('esp') }",
            "    partition('root', size: rest(), ext4(label: 'root')) { copy root('system') }", "}"})
    public void gpt(@DelegatesTo(value = DiskGptSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        gpt(Map.of(), body);
    }

    @Words
    @Doc("A GUID partition table of a given identity.")
    public void gpt(
        @Option(name = "uuid", type = String.class, about = "of the disk; made of the names of recipe and artifact"
            + " where"
            + " it is not given")
        @Option(name = "align", type = Size.class, about = "what partitions without an exact start begin at a multiple"
            + " of; 1.MiB where it is not given")
        @Option(name = "hybrid", type = List.class, about = "names of up to three partitions that stand in the MBR too,"
            + " for what knows no GPT")
        Map<String, Object> options,
        @DelegatesTo(value = DiskGptSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        DiskTable made = new DiskTable(artifact, "gpt", sectorSize, Options.of(options));
        DiskBlocks.run(body, new DiskGptSpec(made));
        partitioned(made);
    }

    @Words
    @Doc(value = "A DOS partition table with these partitions, in their order.",
        examples = {"mbr {", "    partition('root', size: rest(), active: true, ext4(label: 'root')) { copy"
            + " root('system') }", "}"})
    public void mbr(@DelegatesTo(value = DiskMbrSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        mbr(Map.of(), body);
    }

    @Words
    @Doc("A DOS partition table with a given disk signature.")
    public void mbr(
        @Option(name = "signature", type = Object.class, about = "of the disk, as a number such as 0x1234abcd or its"
            + " eight hexadecimal digits; made of the names of recipe and artifact where it is not given")
        @Option(name = "align", type = Size.class, about = "what partitions without an exact start begin at a multiple"
            + " of; 1.MiB where it is not given")
        Map<String, Object> options,
        @DelegatesTo(value = DiskMbrSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        DiskTable made = new DiskTable(artifact, "mbr", sectorSize, Options.of(options));
        DiskBlocks.run(body, new DiskMbrSpec(made));
        partitioned(made);
    }

    @Words
    @Doc(value = "One filesystem on the whole disk, without a partition table.",
        examples = "filesystem(ext4(label: 'data')) { copy root('data') }")
    public void filesystem(DiskFormat format,
        @DelegatesTo(value = PartitionSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        DiskTable made = new DiskTable(artifact, "none", sectorSize, Options.of(Map.of()));
        made.whole(format, body);
        partitioned(made);
    }

    private void partitioned(DiskTable made) {
        if (table.isPresent()) {
            problem("the disk is laid out twice", "Write one of gpt, mbr and filesystem, once.");
        } else {
            table = Optional.of(made);
        }
    }

    /**
     * For words of boot loaders: says that a loader is put on the disk.
     *
     * @param kind   of a {@link DiskLoader}
     * @param fields what it is told
     */
    public void loader(String kind, Fields fields) {
        loaders.add(new Value.Group(Fields.builder().text(DiskFormat.KIND, kind).group(TOLD, fields).build()));
    }

    /** For words of boot loaders: something to check when the whole disk was read. */
    public void atEnd(Runnable check) {
        checks.add(check);
    }

    /** For words of boot loaders: what is being made. */
    ArtifactSpec artifact() {
        return artifact;
    }

    /** For words of boot loaders: the names of the partitions that were read so far, in their order. */
    public List<String> partitions() {
        return table.map(DiskTable::names).orElse(List.of());
    }

    /** For words of boot loaders: {@code gpt}, {@code mbr} or {@code none}; empty where it was not said yet. */
    public Optional<String> scheme() {
        return table.map(DiskTable::scheme);
    }

    /** For words of boot loaders: the place in the recipe that is being read now. */
    public Location here() {
        return artifact.here();
    }

    /** For words of boot loaders: something is wrong here; the recipe is read on. */
    public void problem(String message, String hint) {
        artifact.problem(message, hint);
    }

    /** For words of boot loaders: something is wrong at a place that was read before. */
    public void problem(Location location, String message, String hint) {
        artifact.problem(location, message, hint);
    }

    Optional<DiskTable> table() {
        return table;
    }

    List<Value> finishedLoaders() {
        checks.forEach(Runnable::run);
        return loaders;
    }
}
