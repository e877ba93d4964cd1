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

/** Finds what can be known to be wrong of a disk before anything is built, at the lines that say it. */
final class DiskCheck {
    private final ArtifactSpec artifact;
    private final List<DiskTable.Said> said;
    private boolean sound = true;

    DiskCheck(ArtifactSpec artifact, List<DiskTable.Said> said) {
        this.artifact = artifact;
        this.said = said;
    }

    void check(Fields disk) {
        DiskRequests requests = new DiskRequests(disk);
        Map<String, Location> names = new HashMap<>();
        for (DiskTable.Said one : said) {
            Location first = names.putIfAbsent(one.name(), one.where());
            if (first != null) {
                say(one, "there is a partition '" + one.name() + "' already, on line " + first.line(),
                    "Give this one another name.");
            }
            checkFormat(one, requests);
            checkContents(one);
            if (requests.isDivided()) {
                checkExtent(one);
            }
        }
        if (sound && requests.isDivided()) {
            checkLayout(requests);
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
            if (!extent.isEmpty() && extent.find("bytes").isEmpty() && extent.find("sectors").isEmpty()) {
                say(one, "'" + place + ":' of the partition '" + one.name() + "' is no place on the disk",
                    "Write it like 2048.sectors or 1.MiB.");
            }
        }
    }

    private void checkFormat(DiskTable.Said one, DiskRequests requests) {
        Fields format = one.fields().group(DiskTable.FORMAT);
        if (format.isEmpty()) {
            return;
        }
        boolean raid = format.text(DiskFormat.KIND).equals(DiskFormats.RAID);
        Optional<Fields> filesystem = raid ? format.find(DiskFormat.INSIDE).map(inside -> format.group(DiskFormat.INSIDE))
            : Optional.of(format);
        try {
            if (raid) {
                DiskRaid.of(format, one.name(), requests.ids(), requests.raidMembers(), 0);
            }
            if (filesystem.isPresent()) {
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
        if (contents.isEmpty()) {
            return;
        }
        Fields format = one.fields().group(DiskTable.FORMAT);
        boolean raid = format.findText(DiskFormat.KIND).equals(Optional.of(DiskFormats.RAID));
        String kind = (raid ? format.group(DiskFormat.INSIDE) : format).findText(DiskFormat.KIND).orElse("");
        boolean raw = contents.stream().anyMatch(each -> ((Value.Group) each).fields().text(PartitionContents.KIND)
            .equals(PartitionContents.RAW));
        if (raw && !kind.isEmpty()) {
            say(one, "the partition '" + one.name() + "' is filled with bytes and is to be a " + kind + " as well",
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
                artifact.problem(problem.sentence(), problem.remedy());
            }
        }
    }
}
