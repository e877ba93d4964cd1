package org.rootbuild.ext;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.FileVolume;

/** The standard tools that make and check what is tested. */
final class ExtTools {
    /** Sets of features that differ in what is on the disk. */
    static final List<String> KINDS = List.of("-t ext4 -b 4096", "-t ext4 -b 1024", "-t ext2 -b 1024 -I 128",
        "-t ext3 -b 4096", "-t ext4 -O inline_data -b 1024", "-t ext4 -O ^metadata_csum,uninit_bg",
        "-t ext4 -O ^extents,^64bit -b 2048", "-t ext4 -O meta_bg,^resize_inode -b 1024",
        "-t ext2 -O ^dir_index,^filetype -b 1024", "-t ext4 -b 1024 -g 1024 -G 4", "-t ext4 -I 1024 -O ^flex_bg",
        "-t ext4 -O sparse_super2,^resize_inode -E num_backup_sb=2", "-t ext4 -b 65536",
        "-t ext4 -O orphan_file,metadata_csum_seed,ea_inode,large_dir");
    private static final int SUCCESS = 0;

    private ExtTools() {
    }

    /** What a command wrote and how it ended. */
    record Outcome(int status, String output) {
    }

    static Outcome run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    static String must(String... command) throws IOException, InterruptedException {
        Outcome outcome = run(command);
        if (outcome.status() != SUCCESS) {
            throw new AssertionError(String.join(" ", command) + " ended with " + outcome.status() + "\n"
                + outcome.output());
        }
        return outcome.output();
    }

    /** Makes an image by {@code mke2fs} with these options. */
    static Path image(Path image, String options, String size, Optional<Path> contents) throws Exception {
        Files.deleteIfExists(image);
        List<String> command = new ArrayList<>(List.of("mke2fs", "-q", "-F"));
        contents.ifPresent(folder -> command.addAll(List.of("-d", folder.toString())));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(image.toString(), options.contains("65536") ? "200M" : size));
        must(command.toArray(String[]::new));
        return image;
    }

    /** {@code e2fsck -fn} must have nothing to say. */
    static void check(Path image) throws Exception {
        must("e2fsck", "-fn", image.toString());
    }

    static Filesystem open(FileVolume volume) throws IOException {
        return ExtFilesystem.open(volume).orElseThrow();
    }

    /** One line for each entry but {@code lost+found}, with everything of it; folders without their times. */
    static List<String> lines(FileTree tree) throws IOException {
        Map<Long, Integer> names = new HashMap<>();
        tree.entries().filter(Entry.PlainFile.class::isInstance)
            .forEach(entry -> names.merge(((Entry.PlainFile) entry).linkGroup(), 1, Integer::sum));
        Map<Long, Integer> groups = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (Entry entry : (Iterable<Entry>) tree.entries()::iterator) {
            if (!entry.path().equals("lost+found")) {
                lines.add(head(entry) + rest(entry, names, groups));
            }
        }
        return lines;
    }

    /** Shows what is different instead of two whole trees. */
    static void same(List<String> expected, List<String> found, String what) {
        List<String> missing = new ArrayList<>(expected);
        missing.removeAll(new java.util.HashSet<>(found));
        List<String> added = new ArrayList<>(found);
        added.removeAll(new java.util.HashSet<>(expected));
        if (!expected.equals(found)) {
            throw new AssertionError(what + ": missing " + missing + ", but there are " + added);
        }
    }

    private static String head(Entry entry) {
        StringBuilder line = new StringBuilder();
        line.append(entry.letter()).append(" /").append(entry.path());
        line.append(String.format(" %04o %d:%d %d", entry.attributes().mode(), entry.attributes().owner(),
            entry.attributes().group(), entry.letter() == 'd' ? 0 : entry.attributes().mtimeSeconds()));
        entry.attributes().xattrs().forEach((name, value) -> line.append(' ').append(name).append('=')
            .append(Arrays.hashCode(value)));
        return line.toString();
    }

    private static String rest(Entry entry, Map<Long, Integer> names, Map<Long, Integer> groups) throws IOException {
        if (entry instanceof Entry.PlainFile file) {
            boolean alone = file.linkGroup() == 0 || names.get(file.linkGroup()) < 2;
            int group = alone ? 0 : groups.computeIfAbsent(file.linkGroup(), one -> groups.size() + 1);
            return " " + file.content().sizeBytes() + " " + Arrays.hashCode(file.content().bytes()) + " " + group;
        }
        if (entry instanceof Entry.Symlink link) {
            return " -> " + link.target();
        }
        if (entry instanceof Entry.Device device) {
            return " " + device.major() + "," + device.minor();
        }
        return "";
    }
}
