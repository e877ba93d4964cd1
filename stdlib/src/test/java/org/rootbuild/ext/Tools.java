package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.rootbuild.event.Activity;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.FileVolume;

/** The independent tools that what is made is checked by; one that is missing fails the test. */
final class Tools {
    static final UUID SOME_UUID = UUID.fromString("c0ffee00-1234-4abc-8def-0123456789ab");

    private Tools() {
    }

    record Outcome(int status, String text) {
    }

    static Outcome run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectInput(new java.io.File("/dev/null"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    static String done(String... command) throws IOException, InterruptedException {
        Outcome outcome = run(command);
        assertEquals(0, outcome.status, () -> String.join(" ", command) + "\n" + outcome.text);
        return outcome.text;
    }

    static void isClean(Path image) throws IOException, InterruptedException {
        done("e2fsck", "-fn", image.toString());
    }

    static void isDamaged(Path image) throws IOException, InterruptedException {
        Outcome outcome = run("e2fsck", "-fn", image.toString());
        assertNotEquals(0, outcome.status, outcome.text);
    }

    static String debugfs(Path image, String request) throws IOException, InterruptedException {
        return done("debugfs", "-R", request, image.toString());
    }

    static ExtOptions.Builder options(ExtRevision revision) {
        return ExtOptions.builder(revision, SOME_UUID).epochSeconds(ListedTree.TIME);
    }

    static Path make(ExtOptions options, FileTree tree, Path image, long sizeBytes)
        throws IOException, InterruptedException {
        Files.deleteIfExists(image);
        try (FileVolume volume = FileVolume.create(image, sizeBytes)) {
            new ExtMaker(options).make(tree, volume, Activity.SILENT);
        }
        return image;
    }
}
