package org.rootbuild.loader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** A disk image that sfdisk, mke2fs and mtools make, with a loader of ours. */
final class TestDisk {
    private static final String UUID = "5f0c6ab1-7f2b-4dc5-9a0f-3f1d1a3c9e11";

    private final Path folder;
    private final int sizeMib;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Path> contents = new LinkedHashMap<>();
    private final Map<String, String> kinds = new HashMap<>();
    private String scheme = "gpt";

    TestDisk(Path folder, int sizeMib) {
        this.folder = folder;
        this.sizeMib = sizeMib;
    }

    TestDisk mbr() {
        scheme = "dos";
        return this;
    }

    /** @param line for sfdisk: {@code size=1MiB, type=…} */
    TestDisk partition(String name, String line, String kind) throws IOException {
        lines.add(line);
        kinds.put(name, kind);
        contents.put(name, Files.createDirectories(folder.resolve("content-" + name)));
        return this;
    }

    TestDisk file(String partition, String path, Path from) throws IOException {
        Path to = contents.get(partition).resolve(path);
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
        return this;
    }

    Path write(Loader loader) throws Exception {
        Path disk = Files.createTempFile(folder, "disk", ".img");
        Path script = Files.writeString(folder.resolve("layout"), "label: " + scheme + "\n" + String.join("\n", lines)
            + "\n");
        TestMachine.run(folder, "sh", "-c", "truncate -s " + sizeMib + "M " + disk + " && sfdisk -q " + disk + " < "
            + script);
        try (FileVolume volume = FileVolume.forWriting(disk)) {
            PartitionTable table = PartitionTable.read(volume, 512).orElseThrow();
            List<Target> targets = targets(table);
            for (Map.Entry<String, FileTree> one : loader.additions(targets).entrySet()) {
                unpack(one.getValue(), contents.get(one.getKey()));
            }
            for (Target target : targets) {
                fill(target, table.partition(target.number()).orElseThrow(), volume);
            }
            loader.install(volume, table, targets);
        }
        return disk;
    }

    private List<Target> targets(PartitionTable table) throws IOException {
        List<Target> targets = new ArrayList<>();
        List<Partition> all = table.contentPartitions();
        int at = 0;
        for (String name : contents.keySet()) {
            String kind = kinds.get(name);
            targets.add(new Target(name, all.get(at++).number(), scheme.equals("gpt"), 512, kind, Optional.empty(),
                kind.startsWith("ext") ? Optional.of(UUID) : Optional.empty(), new FolderTree(contents.get(name))));
        }
        return targets;
    }

    private static void unpack(FileTree tree, Path into) throws IOException {
        for (Entry one : tree.entries().toList()) {
            Path to = into.resolve(one.path());
            if (one instanceof Entry.PlainFile file) {
                try (InputStream in = file.content().open()) {
                    Files.copy(in, to);
                }
            } else {
                Files.createDirectories(to);
            }
        }
    }

    private void fill(Target target, Partition partition, Volume disk) throws Exception {
        if (target.filesystemKind().isEmpty()) {
            return;
        }
        Path image = Files.createTempFile(folder, target.name(), ".fs");
        Range place = partition.bytes(512);
        String from = contents.get(target.name()).toString();
        String size = "truncate -s " + place.lengthBytes() + " " + image + " && ";
        TestMachine.run(folder, "sh", "-c", target.isFat()
            ? size + "mkfs.vfat -F " + target.filesystemKind().substring(3) + " -h " + partition.firstSector() + " "
                + image + " && if [ -n \"$(ls " + from + ")\" ]; then mcopy -s -i " + image + " " + from + "/* ::/; fi"
            : size + "mke2fs -q -t " + target.filesystemKind() + " -U " + UUID + " -d " + from + " " + image);
        try (FileChannel channel = FileChannel.open(image)) {
            disk.copy(place.at(), channel, new Range(0, place.lengthBytes()));
        }
        Files.delete(image);
    }
}
