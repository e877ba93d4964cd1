package org.rootbuild.fat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.event.Activity;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.FileVolume;

/** The standard tools that judge what is made here, and what tests do with images. */
final class FatTools {
    record Result(int status, String output) {
    }

    private FatTools() {
    }

    static Result run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TZ", "UTC");
        builder.environment().put("MTOOLS_SKIP_CHECK", "0");
        builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    static String must(String... command) throws IOException, InterruptedException {
        Result result = run(command);
        if (result.status() != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + result.status() + ":\n"
                + result.output());
        }
        return result.output();
    }

    /** fsck.fat finds nothing to mend. */
    static String sound(Path image) throws IOException, InterruptedException {
        return must("fsck.fat", "-n", "-v", image.toString());
    }

    static List<String> make(FileTree tree, Path image, long sizeBytes, FatOptions options)
        throws IOException, InterruptedException {
        Files.deleteIfExists(image);
        Notes notes = new Notes();
        try (FileVolume volume = FileVolume.create(image, sizeBytes)) {
            new FatMaker(options).make(tree, volume, notes);
        }
        return notes.sentences;
    }

    static String lines(Path image) throws IOException {
        try (FileVolume volume = FileVolume.forReading(image)) {
            return SmallTree.lines(FatFilesystem.open(volume).orElseThrow().tree());
        }
    }

    /** Writes the files of a tree into a folder of the host. */
    static void copyOut(FileTree tree, Path folder) throws IOException {
        for (Entry entry : tree.entries().toList()) {
            Path at = folder.resolve(entry.path());
            if (entry instanceof Entry.PlainFile file) {
                Files.write(at, file.content().bytes());
            } else {
                Files.createDirectories(at);
            }
        }
    }

    /** Keeps what it is told. */
    static final class Notes implements Activity {
        final List<String> sentences = new ArrayList<>();

        @Override
        public void progress(String what, long doneBytes, long totalBytes) {
        }

        @Override
        public void note(String sentence) {
            sentences.add(sentence);
        }

        @Override
        public void log(String line) {
        }
    }
}
