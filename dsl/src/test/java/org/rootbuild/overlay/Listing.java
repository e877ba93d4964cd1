package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/** A tree as find and getfattr see it, and as they should. Names of sockets are not among it. */
final class Listing {
    /** What is newer than any time that a test sets was made by a program just now. */
    private static final long NOW_SECONDS = 1_700_000_000;

    private Listing() {
    }

    /** Kind, mode, owner, time, size or target or number, for each path. */
    static SortedMap<String, String> found(Path folder) throws IOException, InterruptedException {
        SortedMap<String, String> lines = new TreeMap<>();
        String all = Shell.bash(folder, "find . -printf '%P\\t%y\\t%m\\t%U:%G\\t%T@\\t%s\\t%l\\0'");
        for (String one : all.split("\0")) {
            String[] parts = one.split("\t", -1);
            if (!parts[1].equals("s")) {
                lines.put(parts[0], String.join(" ", parts[1], mode(parts[1], parts[2]), parts[3],
                    String.valueOf((long) Math.floor(Double.parseDouble(parts[4]))),
                    parts[1].equals("f") ? parts[5] : "", parts[6]));
            }
        }
        String devices = Shell.bash(folder, "find . '(' -type b -o -type c ')' -exec stat --printf '%n\\t%t,%T\\0' {} +");
        for (String one : devices.split("\0")) {
            String[] parts = one.split("\t", -1);
            if (parts.length == 2) {
                lines.merge(parts[0].substring(2), parts[1], String::concat);
            }
        }
        return lines;
    }

    private static String mode(String kind, String mode) {
        return kind.equals("l") ? "" : mode;
    }

    /** What {@link #found} should answer where the tree is looked at with these powers. */
    static SortedMap<String, String> expected(FileTree tree, Powers powers, boolean devices) {
        SortedMap<String, String> lines = new TreeMap<>();
        tree.entries().forEach(entry -> {
            var its = powers.held(entry.attributes());
            String kind = String.valueOf(entry.letter());
            String size = entry instanceof Entry.PlainFile file ? String.valueOf(file.content().sizeBytes()) : "";
            String end = entry instanceof Entry.Symlink link ? link.target() : "";
            if (entry instanceof Entry.Device device) {
                kind = devices ? kind : "f";
                size = devices ? "" : "0";
                end = devices ? Integer.toHexString(device.major()) + "," + Integer.toHexString(device.minor()) : "";
            }
            if (!kind.equals("s")) {
                lines.put(entry.path(), String.join(" ", kind, mode(kind, Integer.toOctalString(its.mode())),
                    its.owner() + ":" + its.group(), String.valueOf(its.mtimeSeconds()), size, end));
            }
        });
        return lines;
    }

    /** All extended attributes, but for our own note. */
    static String xattrs(Path folder) throws IOException, InterruptedException {
        return Shell.bash(folder, "find . '!' -type s -print0 | sort -z | xargs -0 getfattr -h -d -m - -e hex"
            + " | grep -v '^user.rootbuild=' || true");
    }

    /** Contents of all plain files. */
    static String contents(Path folder) throws IOException, InterruptedException {
        return Shell.bash(folder, "find . -type f -print0 | sort -z | xargs -0r sha256sum");
    }

    /** Names that share a file, among those under the folder. */
    static TreeSet<String> groups(Path folder) throws IOException, InterruptedException {
        Map<String, TreeSet<String>> byInode = new HashMap<>();
        String all = Shell.bash(folder, "find . -type f -links +1 -printf '%D:%i\\t%P\\0'");
        for (String one : all.split("\0")) {
            String[] parts = one.split("\t", -1);
            if (parts.length == 2) {
                byInode.computeIfAbsent(parts[0], inode -> new TreeSet<>()).add(parts[1]);
            }
        }
        TreeSet<String> groups = new TreeSet<>();
        byInode.values().stream().filter(names -> names.size() > 1).forEach(names -> groups.add(names.toString()));
        return groups;
    }

    static TreeSet<String> groups(FileTree tree) {
        Map<Long, TreeSet<String>> byNumber = new HashMap<>();
        tree.entries().forEach(entry -> {
            if (entry instanceof Entry.PlainFile file && file.linkGroup() != 0) {
                byNumber.computeIfAbsent(file.linkGroup(), number -> new TreeSet<>()).add(file.path());
            }
        });
        TreeSet<String> groups = new TreeSet<>();
        byNumber.values().stream().filter(names -> names.size() > 1).forEach(names -> groups.add(names.toString()));
        return groups;
    }

    /** The same, with one word for all times at which programs may have made something. */
    static SortedMap<String, String> withoutNow(SortedMap<String, String> lines) {
        SortedMap<String, String> plain = new TreeMap<>(lines);
        plain.replaceAll((path, line) -> {
            List<String> parts = Arrays.asList(line.split(" ", -1));
            if (Long.parseLong(parts.get(3)) > NOW_SECONDS) {
                parts.set(3, "now");
            }
            return String.join(" ", parts);
        });
        return plain;
    }
}
