package org.rootbuild.partition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.compress.HostTool;

/** A partition table as util-linux reads it. */
final class Reader {
    private static final Pattern ROW = Pattern.compile("[^ ]*?(\\d+) : (.*)");
    private static final Pattern FIELD = Pattern
        .compile("(start|size|type|uuid|name)= *(\"[^\"]*\"|[^ ,]+)|(bootable)");

    private Reader() {
    }

    /** What it says of each partition: start, size, type, uuid, name, bootable; in lower case but for names. */
    static Map<Integer, Map<String, String>> partitions(Path image) throws IOException {
        return partitions(HostTool.sh(image.getParent(), "sfdisk -d '" + image.getFileName() + "'"));
    }

    static Map<Integer, Map<String, String>> partitions(String dump) {
        Map<Integer, Map<String, String>> found = new TreeMap<>();
        dump.lines().map(ROW::matcher).filter(Matcher::matches).forEach(row -> {
            Map<String, String> fields = new TreeMap<>();
            FIELD.matcher(row.group(2)).results().forEach(field -> {
                if (field.group(3) == null) {
                    boolean name = field.group(1).equals("name");
                    fields.put(field.group(1), name ? unescaped(field.group(2))
                        : field.group(2).toLowerCase(Locale.ROOT));
                } else {
                    fields.put("bootable", "yes");
                }
            });
            found.put(Integer.valueOf(row.group(1)), fields);
        });
        return found;
    }

    private static String unescaped(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    /** The same form of one of ours; names only where they are plain. */
    static Map<Integer, Map<String, String>> partitions(PartitionTable table) {
        Map<Integer, Map<String, String>> all = new TreeMap<>();
        for (Partition one : table.partitions()) {
            Map<String, String> fields = new TreeMap<>();
            fields.put("start", String.valueOf(one.firstSector()));
            fields.put("size", String.valueOf(one.sectorCount()));
            fields.put("type", table instanceof Gpt ? one.type().gptId().orElseThrow().toString()
                : Integer.toHexString(one.type().mbrId().orElseThrow()));
            one.uuid().ifPresent(uuid -> fields.put("uuid", uuid.toString()));
            if (!one.name().isEmpty()) {
                fields.put("name", one.name());
            }
            if (one.flags().active()) {
                fields.put("bootable", "yes");
            }
            all.put(one.number(), fields);
        }
        return all;
    }

    /** Where each is, as {@code fdisk} reads it with other sectors than those of the host's disks. */
    static List<String> places(Path image, int sectorSize) throws IOException {
        List<String> places = new ArrayList<>();
        HostTool.sh(image.getParent(), "fdisk -b " + sectorSize + " -o Device,Start,Sectors -l '" + image.getFileName()
            + "'").lines().filter(line -> line.startsWith(image.getFileName().toString()))
            .forEach(line -> places.add(line.substring(image.getFileName().toString().length())
                .replaceAll(" +", " ").strip()));
        return places;
    }

    static List<String> places(PartitionTable table) {
        return table.partitions().stream()
            .map(one -> one.number() + " " + one.firstSector() + " " + one.sectorCount()).toList();
    }
}
