package org.rootbuild.verbs;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RootRef;
import org.rootbuild.model.Extent;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Size;
import org.rootbuild.model.Value;

/** Collects the partitions of one disk, and says what cannot be right of them. */
final class DiskTable {
    static final String NONE = "none";
    static final String GPT = "gpt";
    static final int USUAL_SECTOR = 512;
    static final String SCHEME = "scheme";
    static final String PARTITIONS = "partitions";
    static final String NAME = "name";
    static final String SIZE = "size";
    static final String START = "start";
    static final String END = "end";
    static final String AT = "at";
    static final String FORMAT = "format";
    static final String CONTENTS = "contents";
    static final String LOGICAL = "logical";
    static final String HYBRID = "hybrid";
    static final String OUTSIDE = "outside";

    private final ArtifactSpec artifact;
    private final String scheme;
    private final int sectorSize;
    private final Options options;
    private final List<Said> partitions = new ArrayList<>();
    private final Location where;
    private Optional<Extent> diskSize = Optional.empty();
    /** The partition whose block is being read. */
    private Optional<String> open = Optional.empty();

    /** A partition or bytes outside of all partitions, and where the recipe says it. */
    record Said(String name, Fields fields, Location where) {
        /** It is no partition, but bytes outside of all of them. */
        boolean isOutside() {
            return fields.flag(OUTSIDE);
        }
    }

    DiskTable(ArtifactSpec artifact, String scheme, int sectorSize, Options options) {
        this.artifact = artifact;
        this.scheme = scheme;
        this.sectorSize = sectorSize;
        this.options = options;
        this.where = artifact.here();
    }

    String scheme() {
        return scheme;
    }

    List<String> names() {
        return partitions.stream().filter(one -> !one.isOutside()).map(Said::name).toList();
    }

    void disk(Extent size) {
        diskSize = Optional.of(size);
    }

    void partition(Options given, String name, Optional<DiskFormat> format, Optional<Closure<?>> body) {
        add(given, name, format, body, Fields.builder());
    }

    void logical(Options given, String name, Optional<DiskFormat> format, Optional<Closure<?>> body) {
        add(given, name, format, body, Fields.builder().flag(LOGICAL, true));
    }

    /** Bytes of a file outside of all partitions. */
    void outside(Options given, Value.Ref of) {
        String name = of.name().substring(of.name().lastIndexOf(':') + 1);
        if (isInside(name)) {
            return;
        }
        PartitionContents bytes = new PartitionContents(artifact);
        bytes.raw(of, Optional.empty());
        Fields.Builder fields = Fields.builder().text(NAME, name).flag(OUTSIDE, true);
        given.find(AT, Extent.class).ifPresent(at -> fields.put(START, value(at)));
        given.find(SIZE, Extent.class).ifPresent(size -> fields.put(SIZE, value(size)));
        partitions.add(new Said(name, fields.put(CONTENTS, new Value.ListOf(bytes.all())).build(), artifact.here()));
    }

    /** The whole disk is one filesystem. */
    void whole(DiskFormat format, Closure<?> body) {
        add(Options.of(Map.of()), "disk", Optional.of(format), Optional.of(body), Fields.builder());
    }

    /** The whole artifact is one filesystem that holds a root. */
    void whole(DiskFormat format, RootRef root, Options given) {
        given.find(SIZE, Extent.class).ifPresent(this::disk);
        PartitionSpec spec = new PartitionSpec(artifact);
        spec.copy(root);
        partitions.add(new Said("disk", Fields.builder().text(NAME, "disk").group(FORMAT, format.fields())
            .put(CONTENTS, new Value.ListOf(spec.contents().all())).build(), artifact.here()));
    }

    /** Whether another partition's block is still open, which is said. */
    private boolean isInside(String name) {
        open.ifPresent(around -> artifact.problem("'" + name + "' stands inside of the partition '" + around + "'",
            "Close the block of '" + around + "' before it."));
        return open.isPresent();
    }

    private void add(Options given, String name, Optional<DiskFormat> format, Optional<Closure<?>> body,
                     Fields.Builder fields) {
        Location where = artifact.here();
        PartitionSpec inside = new PartitionSpec(artifact);
        if (isInside(name)) {
            return;
        }
        body.ifPresent(one -> {
            open = Optional.of(name);
            DiskBlocks.run(one, inside);
            open = Optional.empty();
        });
        fields.text(NAME, name);
        for (String label : List.of(SIZE, START, END)) {
            given.find(label, Extent.class).ifPresent(extent -> fields.put(label, value(extent)));
        }
        for (String label : List.of("type", "uuid", "label", "flags", "active", "number")) {
            given.value(label).ifPresent(value -> fields.put(label, value));
        }
        format.ifPresent(one -> fields.group(FORMAT, one.fields()));
        if (!inside.contents().isEmpty()) {
            fields.put(CONTENTS, new Value.ListOf(inside.contents().all()));
        }
        partitions.add(new Said(name, fields.build(), where));
    }

    List<Said> said() {
        return partitions;
    }

    /** Where the recipe says the table. */
    Location where() {
        return where;
    }

    private Value value(Extent extent) {
        Fields.Builder fields = Fields.builder();
        if (extent instanceof Size size) {
            fields.whole("bytes", size.bytes());
        } else if (extent instanceof DiskExtent.Sectors sectors) {
            fields.whole("sectors", sectors.count());
        } else if (extent instanceof DiskExtent.Contents contents) {
            fields.whole("percent", contents.percent()).whole("moreBytes", contents.moreBytes())
                .whole("atLeastBytes", contents.atLeastBytes());
        } else {
            fields.flag("rest", true);
        }
        return new Value.Group(fields.build());
    }

    void finish(Fields.Builder fields) {
        diskSize.ifPresent(size -> fields.put(SIZE, value(size)));
        fields.whole(Disk.SECTOR_SIZE, sectorSize).text(SCHEME, scheme);
        for (String label : List.of("uuid", "signature", "align")) {
            options.value(label).ifPresent(value -> fields.put(label, value));
        }
        if (options.has(HYBRID)) {
            fields.texts(HYBRID, options.texts(HYBRID));
        }
        fields.put(PARTITIONS, new Value.ListOf(partitions.stream()
            .<Value>map(one -> new Value.Group(one.fields())).toList()));
    }
}
