package org.rootbuild.iso;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

/** What tests of the reader do with the standard tools, and how they compare trees. */
final class IsoWork {
    /** Files, folders, links of every form, devices, deep folders; made in the folder that is current. */
    static final String TREE = "rm -rf s out; mkdir -p s/a/b/c/d/e/f/g/h/i/j s/big s/bin; echo hi > s/a/b/c/d/e/f/g/h/i/j/deep.txt;"
        + " ln -s /etc/../x/./y s/l1; ln -s ../a/b s/l2; ln -s . s/l4;"
        + " ln -s $(printf 't%.0s' {1..100})/$(printf 'u%.0s' {1..100})/$(printf 'v%.0s' {1..100}) s/long-link;"
        + " mknod s/tty1 c 4 65; mknod s/sd b 259 70000; mkfifo s/p; echo x > 's/Ünï code.TXT';"
        + " chmod 4755 s/tty1; chown 1234:70000 s/big; chown -h 7:8 s/l1; echo long > s/$(printf 'n%.0s' {1..250});"
        + " for i in {1..90}; do echo $i > s/bin/file-$i; done; : > s/empty; head -c 3000000 /dev/urandom > s/big/r;"
        + " yes abc | head -c 1000000 > s/big/z; truncate -s 300000 s/big/holes; ln s/big/z s/hard;"
        + " find s -exec touch -h -d @1600000000 {} +; touch -d @1000000001 s/big/r;";

    private IsoWork() {
    }

    /** Runs a script of bash in the folder, and answers what it prints. */
    static String run(Path folder, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-ec", "cd " + folder + "; " + script);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TZ", "UTC");
        Path errors = folder.resolve(".errors");
        builder.redirectError(errors.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(script + " failed:\n" + output + java.nio.file.Files.readString(errors));
        }
        return output;
    }

    /** What is on the image of the host. */
    static FileTree tree(Path image) throws IOException {
        // Contents are read later; the test's end closes the file.
        return IsoFilesystem.open(FileVolume.forReading(image)).orElseThrow().tree();
    }

    static BootSetup boot(Path image) throws IOException {
        try (Volume volume = FileVolume.forReading(image)) {
            return IsoFilesystem.open(volume).orElseThrow().boot();
        }
    }

    /** One line for each entry but the root: kind, mode, owner, time, link or digest, path. */
    static TreeMap<String, String> lines(FileTree tree, boolean posix) throws IOException {
        TreeMap<String, String> lines = new TreeMap<>();
        for (Entry entry : tree.below("").toList()) {
            String text = String.valueOf(entry.letter());
            if (posix) {
                text += String.format(" %04o %d:%d %d", entry.attributes().mode(), entry.attributes().owner(),
                    entry.attributes().group(), entry.attributes().mtimeSeconds());
            }
            if (entry instanceof Entry.PlainFile file) {
                text += " " + file.content().sizeBytes() + " " + digest(file);
            } else if (entry instanceof Entry.Symlink link) {
                text += " " + link.target();
            } else if (entry instanceof Entry.Device device) {
                text += " " + device.major() + "," + device.minor();
            }
            lines.put(entry.path(), text);
        }
        return lines;
    }

    private static String digest(Entry.PlainFile file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(file.content().open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (java.security.NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Reads all bytes of all files. */
    static void readAll(FileTree tree) throws IOException {
        for (Entry entry : tree.entries().toList()) {
            if (entry instanceof Entry.PlainFile file) {
                try (InputStream in = file.content().open()) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
        }
    }

    /** The lines of a report that begin with a word. */
    static List<String> about(String report, String word) {
        return report.lines().filter(line -> line.startsWith(word)).map(line -> line.replaceAll("\\s+", " ")).toList();
    }
}
