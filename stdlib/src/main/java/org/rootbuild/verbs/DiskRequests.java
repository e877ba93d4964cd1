package org.rootbuild.verbs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.rootbuild.disk.Allowance;
import org.rootbuild.disk.StableIds;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.partition.Extent;
import org.rootbuild.partition.LayoutRequest;
import org.rootbuild.partition.PartitionRequest;
import org.rootbuild.partition.Start;
import org.rootbuild.partition.TableKind;

/**
 * What the solver of layouts is asked, out of what the recipe said: once when the recipe is read, and again when the
 * contents are known.
 *
 * @param disk the arguments of a {@link Disk}
 */
record DiskRequests(Fields disk) {
    private static final long FAT32_FROM_BYTES = 512L << 20;

    StableIds ids() {
        return new StableIds(disk.text(Disk.SEED));
    }

    int sectorSize() {
        return (int) disk.whole(Disk.SECTOR_SIZE);
    }

    boolean isDivided() {
        return !disk.text(DiskTable.SCHEME).equals(DiskTable.NONE);
    }

    TableKind kind() {
        return disk.text(DiskTable.SCHEME).equals(DiskTable.GPT) ? TableKind.GPT : TableKind.MBR;
    }

    List<Fields> partitions() {
        return disk.list(DiskTable.PARTITIONS).stream().map(one -> ((Value.Group) one).fields()).toList();
    }

    /** The formats of those partitions that are members of arrays. */
    List<Fields> raidMembers() {
        return partitions().stream().map(one -> one.group(DiskTable.FORMAT))
            .filter(format -> format.findText(DiskFormat.KIND).equals(Optional.of(DiskFormats.RAID))).toList();
    }

    /** Without partitions. */
    LayoutRequest layout() {
        OptionalLong size = disk.find(DiskTable.SIZE).isPresent() ? bytes(disk.group(DiskTable.SIZE))
            : OptionalLong.empty();
        return new LayoutRequest(kind(), size, sectorSize(), disk.findWhole("align")
            .orElse(LayoutRequest.USUAL_ALIGNMENT_BYTES), Optional.of(diskId()), List.of());
    }

    private String diskId() {
        if (kind() == TableKind.GPT) {
            return disk.findText("uuid").orElseGet(() -> ids().uuid("disk").toString());
        }
        Optional<Value> signature = disk.find("signature");
        if (signature.isPresent() && signature.get() instanceof Value.Text text) {
            return text.text();
        }
        return String.format("%08x", signature.map(number -> ((Value.Whole) number).number())
            .orElseGet(() -> ids().number("disk")));
    }

    /** How much room the whole disk or the partition gets where its content decides. */
    static Optional<Allowance> allowance(Fields said) {
        Fields size = said.group(DiskTable.SIZE);
        if (said.flag(DiskTable.OUTSIDE) && size.isEmpty()) {
            return Optional.of(new Allowance(0, 0, 0));
        }
        return size.findWhole("percent").map(percent -> new Allowance(percent.intValue(), size.whole("moreBytes"),
            size.whole("atLeastBytes")));
    }

    private OptionalLong bytes(Fields extent) {
        Optional<Long> bytes = extent.findWhole("bytes")
            .or(() -> extent.findWhole("sectors").map(count -> Math.multiplyExact(count, sectorSize())));
        return bytes.isPresent() ? OptionalLong.of(bytes.get()) : OptionalLong.empty();
    }

    /** Where the content decides how big it becomes, it is asked for the least that it can become. */
    PartitionRequest partition(Fields said) {
        if (said.flag(DiskTable.OUTSIDE)) {
            return PartitionRequest.outside(said.text(DiskTable.NAME), start(said), extent(said));
        }
        Optional<String> uuid = said.findText("uuid").or(() -> kind() == TableKind.GPT
            ? Optional.of(ids().uuid("partition " + said.text(DiskTable.NAME)).toString()) : Optional.empty());
        List<String> flags = said.flag("active") ? List.of("active") : said.texts("flags");
        Optional<Long> number = said.findWhole("number");
        return new PartitionRequest(said.findText("label").orElse(said.text(DiskTable.NAME)),
            number.isPresent() ? OptionalInt.of(Math.toIntExact(number.get())) : OptionalInt.empty(),
            Optional.of(said.findText("type").orElseGet(() -> usualType(said))), start(said), extent(said), uuid, flags,
            role(said), 0);
    }

    private PartitionRequest.Role role(Fields said) {
        return kind() == TableKind.GPT ? PartitionRequest.Role.ANY
            : said.flag(DiskTable.LOGICAL) ? PartitionRequest.Role.LOGICAL : PartitionRequest.Role.PRIMARY;
    }

    private Start start(Fields said) {
        Fields start = said.group(DiskTable.START);
        if (start.isEmpty()) {
            return new Start.Next();
        }
        return start.findWhole("sectors").<Start>map(Start.AtSector::new)
            .orElseGet(() -> new Start.AtByte(start.whole("bytes")));
    }

    private Extent extent(Fields said) {
        Fields end = said.group(DiskTable.END);
        if (!end.isEmpty()) {
            return end.findWhole("sectors").<Extent>map(Extent.ToSector::new)
                .orElseGet(() -> new Extent.ToByte(end.whole("bytes")));
        }
        Fields size = said.group(DiskTable.SIZE);
        if (size.flag("rest")) {
            return new Extent.Rest();
        }
        return size.findWhole("sectors").<Extent>map(Extent.Sectors::new).orElseGet(() -> new Extent.Bytes(
            allowance(said).map(more -> Math.max(1, more.bytes(0)))
                .orElseGet(() -> size.findWhole("bytes").orElse(1L))));
    }

    private String usualType(Fields said) {
        String kind = said.group(DiskTable.FORMAT).findText(DiskFormat.KIND).orElse("");
        return switch (kind) {
            case "raid", "swap", "fat12", "fat16", "fat32" -> kind;
            case "fat" -> bytes(said.group(DiskTable.SIZE)).orElse(FAT32_FROM_BYTES) < FAT32_FROM_BYTES ? "fat16"
                : "fat32";
            default -> "linux";
        };
    }
}
