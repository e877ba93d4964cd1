package org.rootbuild.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.rootbuild.loader.Loader;
import org.rootbuild.loader.Target;
import org.rootbuild.model.Size;
import org.rootbuild.partition.Gpt;
import org.rootbuild.partition.Layout;
import org.rootbuild.partition.LayoutProblem;
import org.rootbuild.partition.LayoutRequest;
import org.rootbuild.partition.PartitionRequest;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.partition.TableKind;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;

/**
 * Measures what a disk is to hold and finds a place for everything, before a byte of it is written. What boot loaders
 * add is asked for when the numbers of the partitions are known, and measured with the rest.
 */
public final class DiskBuilder {
    private final DiskDescription disk;

    public DiskBuilder(DiskDescription disk) {
        this.disk = disk;
    }

    /**
     * The disk, ready to be written.
     *
     * @throws Failure with everything that does not fit, by both sizes, and what takes the room
     */
    public PreparedDisk prepare() throws IOException, InterruptedException {
        List<Measured> measured = new ArrayList<>();
        for (PartitionDescription partition : disk.partitions()) {
            measured.add(Measured.of(partition));
        }
        if (!disk.divided()) {
            return whole(measured.get(0));
        }
        Layout layout = solved(measured);
        if (!disk.loaders().isEmpty() && addFiles(targets(layout), measured)) {
            layout = solved(measured);
        }
        PartitionTable table = hybrid(layout);
        return new PreparedDisk(disk, measured, Optional.of(table), Placed.all(disk.partitions(), layout),
            layout.diskBytes(), targets(layout));
    }

    private PartitionTable hybrid(Layout layout) throws Failure {
        PartitionTable table = layout.table();
        if (disk.hybrid().isEmpty() || !(table instanceof Gpt gpt)) {
            return table;
        }
        return gpt.withHybrid(targets(layout).stream().filter(one -> disk.hybrid().contains(one.name()))
            .map(Target::number).toList());
    }

    private Layout solved(List<Measured> measured) throws Failure {
        List<PartitionRequest> requests = measured.stream().map(Measured::request).toList();
        LayoutRequest base = disk.layout();
        Layout layout = new LayoutRequest(base.kind(), base.diskBytes(), base.sectorSize(), base.alignmentBytes(),
            base.diskId(), requests).solve();
        if (!layout.problems().isEmpty()) {
            throw failure(layout.problems(), measured);
        }
        return layout;
    }

    private static Failure failure(List<LayoutProblem> problems, List<Measured> measured) {
        List<String> remedies = new ArrayList<>();
        Set<Integer> explained = new HashSet<>();
        for (LayoutProblem problem : problems) {
            remedies.add(problem.remedy());
            if (problem.partition() >= 0 && explained.add(problem.partition())) {
                remedies.add(takers(measured.get(problem.partition())));
            }
        }
        if (explained.isEmpty()) {
            measured.forEach(one -> remedies.add("'" + one.said().name() + "' needs " + new Size(one.neededBytes())
                + "."));
        }
        return new Failure(problems.stream().map(LayoutProblem::sentence).collect(Collectors.joining("; ")),
            remedies.stream().filter(text -> !text.isEmpty()).distinct().collect(Collectors.joining("\n")));
    }

    private static String takers(Measured one) {
        return one.said().holding() instanceof Holding.Files ? RoomTakers.sentence(one.tree()) : "";
    }

    private PreparedDisk whole(Measured only) throws Failure {
        long sector = disk.layout().sectorSize();
        OptionalLong said = disk.layout().diskBytes();
        long bytes = said.orElseGet(() -> only.said().allowance().map(more -> more.bytes(only.neededBytes()))
            .orElse(only.neededBytes()));
        long rounded = said.isPresent() ? bytes : Math.multiplyExact(Math.floorDiv(bytes + sector - 1, sector), sector);
        if (rounded < only.neededBytes()) {
            throw new Failure("what the disk is to hold needs " + new Size(only.neededBytes()) + ", and the disk has "
                + new Size(rounded), ("Make it larger, or put less into it. " + takers(only)).trim());
        }
        return new PreparedDisk(disk, List.of(only), Optional.empty(), List.of(), rounded, List.of());
    }

    private List<Target> targets(Layout layout) {
        List<Target> targets = new ArrayList<>();
        List<Placed> places = Placed.all(disk.partitions(), layout);
        for (int i = 0; i < places.size(); i++) {
            PartitionDescription one = disk.partitions().get(i);
            places.get(i).entry().ifPresent(entry -> targets.add(target(one, entry.number())));
        }
        return targets;
    }

    private Target target(PartitionDescription one, int number) {
        FileTree contents = one.holding() instanceof Holding.Files files ? files.union().tree()
            : new UnitedTree(0);
        return new Target(one.name(), number, disk.layout().kind() == TableKind.GPT,
            disk.layout().sectorSize(), one.format().map(Formatting::kind).orElse(""),
            one.format().flatMap(Formatting::label), one.format().flatMap(Formatting::uuid), contents);
    }

    /** Whether a loader added anything; what it added to is measured again then. */
    private boolean addFiles(List<Target> targets, List<Measured> measured) throws IOException, InterruptedException {
        Set<String> changed = new HashSet<>();
        for (Loader loader : disk.loaders()) {
            for (Map.Entry<String, FileTree> one : loader.additions(targets).entrySet()) {
                PartitionDescription partition = disk.partition(one.getKey()).orElseThrow(() -> new Failure(
                    "a boot loader wants to put files into the partition '" + one.getKey() + "', which is not there",
                    "Name a partition of this disk."));
                if (!(partition.holding() instanceof Holding.Files files) || partition.format().isEmpty()) {
                    throw new Failure("the boot loader puts files into the partition '" + partition.name()
                        + "', which has no filesystem", "Give it one, such as fat32() or ext4().");
                }
                files.union().add(one.getValue());
                changed.add(partition.name());
            }
        }
        for (int i = 0; i < measured.size(); i++) {
            if (changed.contains(measured.get(i).said().name())) {
                measured.set(i, Measured.of(measured.get(i).said()));
            }
        }
        return !changed.isEmpty();
    }
}
