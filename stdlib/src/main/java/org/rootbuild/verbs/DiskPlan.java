package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.partition.Layout;
import org.rootbuild.partition.LayoutRequest;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionRequest;

/** What is known of a disk's layout before it is made, for people. */
public final class DiskPlan {
    private static final List<String> HEADS = List.of("name", "first sector", "size", "format", "label");

    private final DiskRequests requests;

    /** @param disk the arguments of the step {@code disk} of an artifact */
    public DiskPlan(Fields disk) {
        this.requests = new DiskRequests(disk);
    }

    /** One line for each partition, below a line of heads; places are only known where no size depends on contents. */
    public List<String> lines() {
        List<Fields> partitions = requests.partitions();
        Optional<Layout> layout = requests.isDivided() && partitions.stream().noneMatch(DiskPlan::dependsOnContents)
            ? Optional.of(solved(partitions)) : Optional.empty();
        List<List<String>> rows = new ArrayList<>(List.of(HEADS));
        for (int i = 0; i < partitions.size(); i++) {
            int index = i;
            rows.add(row(partitions.get(i), layout.filter(one -> one.partitions().size() == partitions.size())
                .map(one -> one.partitions().get(index))));
        }
        int[] widths = new int[HEADS.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static boolean dependsOnContents(Fields said) {
        return DiskRequests.allowance(said).isPresent();
    }

    private Layout solved(List<Fields> partitions) {
        LayoutRequest base = requests.layout();
        List<PartitionRequest> wanted = partitions.stream().map(requests::partition).toList();
        return new LayoutRequest(base.kind(), base.diskBytes(), base.sectorSize(), base.alignmentBytes(),
            base.diskId(), wanted).solve();
    }

    private List<String> row(Fields said, Optional<Partition> place) {
        Fields format = said.group(DiskTable.FORMAT);
        Optional<String> inside = format.find(DiskFormat.INSIDE).map(one -> format.group(DiskFormat.INSIDE))
            .flatMap(one -> one.findText(DiskFormat.KIND));
        String kind = format.findText(DiskFormat.KIND).orElse("-") + inside.map(one -> " with " + one).orElse("");
        Fields named = inside.isPresent() ? format.group(DiskFormat.INSIDE) : format;
        return List.of(said.text(DiskTable.NAME), place.map(one -> String.valueOf(one.firstSector())).orElse("?"),
            place.map(one -> new Size(one.sectorCount() * requests.sectorSize()).toString())
                .orElseGet(() -> size(said.group(DiskTable.SIZE))),
            kind, named.findText(DiskFormats.LABEL).orElse("-"));
    }

    private static String size(Fields size) {
        if (size.flag("rest")) {
            return "the rest";
        }
        Optional<Long> percent = size.findWhole("percent");
        if (percent.isPresent()) {
            long more = size.whole("moreBytes");
            return "as its contents" + (percent.get() > 0 ? " + " + percent.get() + " %" : "")
                + (more > 0 ? " + " + new Size(more) : "");
        }
        return size.findWhole("bytes").map(bytes -> new Size(bytes).toString())
            .or(() -> size.findWhole("sectors").map(count -> count + " sectors")).orElse("?");
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
