package org.rootbuild.verbs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RootRef;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;

/** What the words for filesystems say to the model. */
final class DiskFormats {
    static final String LABEL = "label";
    static final String UUID = "uuid";
    static final String ID = "id";
    static final String RAID = "raid";
    private static final List<String> PLAIN = List.of(LABEL, UUID, ID, "clusterSize", "tables", "rootEntries", "links",
        "omitSpecial", "blockSize", "inodeSize", "inodes", "bytesPerInode", "journalSize", "growsTo", "features",
        "mountOptions", "mountedOn", "usage", "onErrors", "subvolumes", "pageSize", "compress", "level", "exportable",
        "xattrs", "owners", "times", "fragments", "filters");

    private DiskFormats() {
    }

    /** A format as the recipe's value. */
    static DiskFormat format(ArtifactSpec artifact, String kind, Options options) {
        return new DiskFormat(kind, fields(kind, options).build());
    }

    private static Fields.Builder fields(String kind, Options options) {
        Fields.Builder fields = Fields.builder().text(DiskFormat.KIND, kind);
        for (String name : PLAIN) {
            options.value(name).ifPresent(value -> fields.put(name, value));
        }
        options.find("reserved", DiskExtent.Percent.class)
            .ifPresent(part -> fields.whole("reservedPercent", part.number()));
        return fields;
    }

    static DiskFormat raid(ArtifactSpec artifact, Options options, Optional<DiskFormat> inside) {
        Fields.Builder fields = Fields.builder().text(DiskFormat.KIND, RAID);
        for (String name : List.of("level", "metadata", UUID, "name", "devices", "slot", "missing", "number")) {
            options.value(name).ifPresent(value -> fields.put(name, value));
        }
        if (inside.filter(format -> format.kind().equals(RAID)).isPresent()) {
            artifact.problem("a member of a RAID cannot hold a member of a RAID", "Name a filesystem in it.");
        }
        inside.ifPresent(format -> fields.put(DiskFormat.INSIDE, new Value.Group(format.fields())));
        return new DiskFormat(RAID, fields.build());
    }

    /** An artifact that is one filesystem. */
    static void artifact(ArtifactSpec artifact, String kind, Options options, RootRef root) {
        DiskTable table = new DiskTable(artifact, DiskTable.NONE, DiskTable.USUAL_SECTOR, Options.of(Map.of()));
        table.whole(format(artifact, kind, options), root, options);
        Disk.declare(artifact, table, Fields.builder(), List.of());
    }
}
