package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Value;
import org.rootbuild.partition.Layout;
import org.rootbuild.partition.LayoutProblem;
import org.rootbuild.partition.LayoutRequest;
import org.rootbuild.partition.PartitionRequest;
import org.rootbuild.problem.Suggestion;

/** Finds what can be known to be wrong of a disk before anything is built, at the lines that say it. */
final class DiskCheck {
    private static final int MOST_HYBRID = 3;

    private final ArtifactSpec artifact;
    private final Location table;
    private final List<DiskTable.Said> said;
    private boolean sound = true;

    /** @param table where the recipe says that there is one */
    DiskCheck(ArtifactSpec artifact, Location table, List<DiskTable.Said> said) {
        this.artifact = artifact;
        this.table = table;
        this.said = said;
    }

    void check(Fields disk) {
        DiskRequests requests = new DiskRequests(disk);
        checkDisk(disk, requests);
        checkNames();
        for (DiskTable.Said one : said) {
            checkFormat(one, requests);
            checkContents(one);
            if (one.isOutside()) {
                checkOutside(one);
            } else if (requests.isDivided()) {
                checkExtent(one);
            }
        }
        if (sound && requests.isDivided()) {
            checkLayout(requests);
        }
    }

    private void checkDisk(Fields disk, DiskRequests requests) {
        Fields size = disk.group(DiskTable.SIZE);
        boolean exact = size.isEmpty() || isExact(size);
        if (!exact && (requests.isDivided() || size.flag("rest"))) {
            sound = false;
            artifact.problem("the size of " + (requests.isDivided() ? "the disk" : "the filesystem")
                + " must not depend on others", requests.isDivided()
                ? "Write it like 2.GiB, or leave it out: the disk is then as large as its partitions need."
                : "Write it like 1.GiB or contents() + 10.percent.");
        }
        List<String> hybrid = disk.texts(DiskTable.HYBRID);
        List<String> names = said.stream().filter(one -> !one.isOutside()).map(DiskTable.Said::name).toList();
        hybrid.stream().filter(name -> !names.contains(name)).forEach(unknown -> artifact.problem(table,
            "'hybrid:' names a partition '" + unknown + "', which is not there",
            ("Name partitions of this disk." + Suggestion.sentence(unknown, names)).trim()));
        if (hybrid.size() > MOST_HYBRID) {
            artifact.problem(table, "'hybrid:' names " + hybrid.size() + " partitions", "An MBR has room for three"
                + " beside"
                + " the entry that protects the GPT.");
        }
        if (!requests.isDivided() && !disk.list(Disk.LOADERS).isEmpty()) {
            artifact.problem("a boot loader needs a disk with a partition table", "Write gpt { … } or mbr { … } around"
                + " what the disk holds.");
        }
    }

    private void checkNames() {
        Map<String, Location> names = new HashMap<>();
        for (DiskTable.Said one : said) {
            if (one.isOutside()) {
                continue;
            }
            Location first = names.putIfAbsent(one.name(), one.where());
            if (first != null) {
                say(one, "there is a partition '" + one.name() + "' already, on line " + first.line(),
                    "Give this one another name.");
            }
            if (one.name().isBlank()) {
                say(one, "a partition has no name", "Give it one: messages, boot loaders and its UUID need it.");
            }
        }
    }

    private void say(DiskTable.Said one, String message, String hint) {
        sound = false;
        artifact.problem(one.where(), message, hint);
    }

    private void checkExtent(DiskTable.Said one) {
        Fields fields = one.fields();
        boolean size = fields.find(DiskTable.SIZE).isPresent();
        if (!size && fields.find(DiskTable.END).isEmpty()) {
            say(one, "the partition '" + one.name() + "' does not say its size", "Add size: 1.GiB, size: rest(),"
                + " size: contents() + 10.percent, or end: 2099199.sectors.");
        } else if (size && fields.find(DiskTable.END).isPresent()) {
            say(one, "the partition '" + one.name() + "' has a size and an end", "Say one of the two.");
        }
        for (String place : List.of(DiskTable.START, DiskTable.END)) {
            Fields extent = fields.group(place);
            if (!extent.isEmpty() && !isExact(extent)) {
                say(one, "'" + place + ":' of the partition '" + one.name() + "' is no place on the disk",
                    "Write it like 2048.sectors or 1.MiB.");
            }
        }
    }

    private void checkOutside(DiskTable.Said one) {
        if (!isExact(one.fields().group(DiskTable.START))) {
            say(one, "'" + DiskTable.AT + ":' of '" + one.name() + "' is no place on the disk",
                "Write it like 64.sectors or 8.MiB.");
        }
        if (one.fields().find(DiskTable.SIZE).isPresent() && !isExact(one.fields().group(DiskTable.SIZE))) {
            say(one, "the room that is kept for '" + one.name() + "' must not depend on others",
                "Write it like 8.MiB or 2048.sectors, or leave it out: as much as the file needs is then taken.");
        }
    }

    private static boolean isExact(Fields extent) {
        return extent.find("bytes").isPresent() || extent.find("sectors").isPresent();
    }

    private void checkFormat(DiskTable.Said one, DiskRequests requests) {
        Fields format = one.fields().group(DiskTable.FORMAT);
        if (format.isEmpty()) {
            return;
        }
        boolean raid = format.text(DiskFormat.KIND).equals(DiskFormats.RAID);
        Optional<Fields> filesystem = raid
            ? format.find(DiskFormat.INSIDE).map(inside -> format.group(DiskFormat.INSIDE))
            : Optional.of(format);
        try {
            if (raid) {
                DiskRaid.of(format, one.name(), requests.ids(), requests.raidMembers(), 0);
            }
            if (filesystem.isPresent() && !filesystem.get().text(DiskFormat.KIND).equals(DiskFormats.RAID)) {
                new DiskFormatting(new DiskFormatOptions(filesystem.get(), one.name(), requests.ids(), 0),
                    requests.sectorSize(), Optional.empty()).check();
            }
        } catch (IllegalArgumentException wrong) {
            say(one, wrong.getMessage(), wrong instanceof DiskMistake mistake ? mistake.hint()
                : "'rootbuild verbs " + format.text(DiskFormat.KIND) + "' says what it takes.");
        }
    }

    private void checkContents(DiskTable.Said one) {
        List<Value> contents = one.fields().list(DiskTable.CONTENTS);
        Fields format = one.fields().group(DiskTable.FORMAT);
        if (contents.isEmpty()) {
            if (format.isEmpty() && DiskRequests.allowance(one.fields()).isPresent()) {
                say(one, "the partition '" + one.name() + "' is as large as its contents, and has none",
                    "Put something into it, or say its size.");
            }
            return;
        }
        boolean raid = format.findText(DiskFormat.KIND).equals(Optional.of(DiskFormats.RAID));
        String kind = (raid ? format.group(DiskFormat.INSIDE) : format).findText(DiskFormat.KIND).orElse("");
        boolean raw = contents.stream().anyMatch(each -> ((Value.Group) each).fields().text(PartitionContents.KIND)
            .equals(PartitionContents.RAW));
        if (raw && !kind.isEmpty()) {
            say(one, "the partition '" + one.name() + "' is filled with bytes and is to be formatted as " + kind
                + " as well",
                "Leave out one of the two.");
        } else if (!raw && kind.isEmpty()) {
            say(one, "the partition '" + one.name() + "' holds files and has no filesystem",
                "Give it one, such as ext4(label: 'root').");
        } else if (kind.equals("swap")) {
            say(one, "the swap area '" + one.name() + "' cannot hold files", "Put them into another partition.");
        }
    }

    private void checkLayout(DiskRequests requests) {
        LayoutRequest base = requests.layout();
        List<PartitionRequest> wanted = new ArrayList<>();
        requests.partitions().forEach(one -> wanted.add(requests.partition(one)));
        Layout layout = new LayoutRequest(base.kind(), base.diskBytes(), base.sectorSize(), base.alignmentBytes(),
            base.diskId(), wanted).solve();
        for (LayoutProblem problem : layout.problems()) {
            if (problem.partition() >= 0) {
                artifact.problem(said.get(problem.partition()).where(), problem.sentence(), problem.remedy());
            } else {
                artifact.problem(table, problem.sentence(), problem.remedy());
            }
        }
    }
}
