package org.rootbuild.archive;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.rootbuild.compress.Compression;
import org.rootbuild.compress.Compressor;
import org.rootbuild.compress.HostTool;
import org.rootbuild.event.Activity;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.FolderTree;

/**
 * Measures against the tools that a user would otherwise pick, on the same work, each side in a process of its own:
 * {@code ArchiveBench compare FOLDER TARBALL SCRATCH} prints medians of five and their ratios. Java runs with -Xmx200m.
 */
public final class ArchiveBench {
    private static final int RUNS = 5;

    private ArchiveBench() {
    }

    public static void main(String[] arguments) throws Exception {
        Path from = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "initramfs" -> initramfs(from, Path.of(arguments[2]));
            case "unpack" -> unpack(from, Path.of(arguments[2]));
            case "compare" -> compare(from, Path.of(arguments[2]), Path.of(arguments[3]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void initramfs(Path folder, Path file) throws Exception {
        Compressor compressor = new Compressor(2, Compressor.usualMemoryBytes());
        var segment = new InitramfsWriter.TreeSegment(new FolderTree(folder), Compression.gzip(6));
        try (OutputStream out = Files.newOutputStream(file)) {
            new InitramfsWriter(compressor, 1_700_000_000L).write(List.of(segment), out, Activity.SILENT);
        }
    }

    private static void unpack(Path archive, Path folder) throws Exception {
        Files.createDirectories(folder);
        int[] files = {0};
        MemoryTree tree = new MemoryTree(in -> kept(in, folder.resolve(Integer.toString(files[0]++))));
        new Unpacker(Limits.USUAL).unpack(archive, tree, UnpackOptions.EVERYTHING, Activity.SILENT);
    }

    /** As a store does: the bytes into a file, and their digest known. */
    private static Content kept(InputStream in, Path file) throws java.io.IOException {
        try {
            DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            try (OutputStream out = Files.newOutputStream(file)) {
                digested.transferTo(out);
            }
            return Content.of(digested.getMessageDigest().digest());
        } catch (java.security.NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static void compare(Path folder, Path tarball, Path scratch) throws Exception {
        String java = "java -Xmx200m -cp '" + System.getProperty("java.class.path") + "' "
            + "" + ArchiveBench.class.getName();
        Files.createDirectories(scratch);
        compare("initramfs, gzip -6", scratch, "cd " + folder + " && find . | cpio -o -H newc --quiet | gzip -6 > "
            + "" + scratch
            + "/theirs", java + " initramfs " + folder + " ours");
        System.out.printf(Locale.ROOT, "bytes: %d against %d%n", Files.size(scratch.resolve("ours")),
            Files.size(scratch.resolve("theirs")));
        compare("unpack " + tarball.getFileName(), scratch, "rm -rf t; mkdir t; tar -C t -xf " + tarball,
            "rm -rf o; " + java + " unpack " + tarball + " o");
    }

    private static void compare(String what, Path scratch, String theirs, String ours) throws Exception {
        List<Double> theirSeconds = new ArrayList<>();
        List<Double> ourSeconds = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            theirSeconds.add(seconds(scratch, theirs));
            ourSeconds.add(seconds(scratch, ours));
        }
        Collections.sort(theirSeconds);
        Collections.sort(ourSeconds);
        double their = theirSeconds.get(RUNS / 2);
        double our = ourSeconds.get(RUNS / 2);
        System.out.printf(Locale.ROOT, "%s: %.2f s against %.2f s, ratio %.2f (ours %s, theirs %s)%n", what, our, their,
            our / their, ourSeconds, theirSeconds);
    }

    private static double seconds(Path scratch, String line) throws Exception {
        long start = System.nanoTime();
        HostTool.sh(scratch, line);
        return Math.round((System.nanoTime() - start) / 1e7) / 100.0;
    }
}
