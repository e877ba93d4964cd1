package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rootbuild.overlay.Powers;
import org.rootbuild.problem.Failure;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Stage;

/** Runs shell commands on a stage with nothing but mount(8): what a session makes of stages, without any sandbox. */
final class Mounted {
    private Mounted() {
    }

    /** An act that runs the text with the root as its current folder. */
    static Bench.Act sh(String text) {
        return context -> run(context, text);
    }

    private static void run(PassContext context, String text) throws IOException, InterruptedException {
        run(context.stage(), context.scratch(), text).lines().forEach(context.activity()::log);
    }

    /** Runs the text with the root as its current folder; answers what it printed. */
    static String run(Stage stage, Path scratch, String text) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        if (stage instanceof Stage.Folder plain) {
            words.addAll(List.of("sh", "-ec", "cd " + plain.folder() + "\n" + text));
        } else if (stage instanceof Stage.Overlay overlay) {
            Path mount = Files.createDirectories(scratch.resolve("mnt"));
            Path work = Files.createDirectories(overlay.changes().resolve(Stage.Overlay.WORK).resolve("root"));
            Path empty = Files.createDirectories(scratch.resolve("empty"));
            String lowers = overlay.lowers().stream().map(Path::toString).collect(Collectors.joining(":"));
            String options = "lowerdir=" + (lowers.isEmpty() ? "" : lowers + ":") + empty + ",upperdir="
                + overlay.changes().resolve(Stage.Overlay.UPPER) + ",workdir=" + work + ","
                + Powers.ofThisProcess().mountOptions();
            words.addAll(List.of("unshare", "--mount", "sh", "-ec",
                "mount -t overlay overlay -o '" + options + "' " + mount + "\ncd " + mount + "\n" + text));
        }
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new Failure("it ended with status " + process.exitValue() + ": " + said, "Look.");
        }
        return said;
    }
}
