package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Detail;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Command;
import org.rootbuild.process.Finished;

/** The patch tool of the host. */
record PatchTool(Runners runners, Activity activity) {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int LINES_SHOWN = 60;
    /** Its exit status when something did not apply; others mean that it could not work at all. */
    private static final int REJECTED = 1;

    /** How a patch is to be applied. */
    record Manner(int strip, int fuzz, boolean reverse, boolean context) {
        List<String> options() {
            List<String> options = new ArrayList<>(List.of("--strip=" + strip, "--fuzz=" + fuzz,
                // The kind is said, so that a hidden script for ed is never run.
                context ? "--context" : "--unified", reverse ? "--reverse" : "--forward", "--batch",
                "--no-backup-if-mismatch", "--get=0"));
            return options;
        }
    }

    /** Parts of a patch that do not apply; the details show them. */
    private static final class Rejected extends Failure {
        private static final long serialVersionUID = 1L;
        private final transient List<Detail> details;

        Rejected(String message, String remedy, List<Detail> details) {
            super(message, remedy);
            this.details = details;
        }

        @Override
        public List<Detail> details() {
            return details;
        }
    }

    /** Applies the patch to the files of the folder. */
    void apply(String name, Path patch, Path folder, Manner manner) throws IOException, InterruptedException {
        List<String> printed = new ArrayList<>();
        Command command = Command.of(runners.tools().find("patch")).with(manner.options())
            .with(List.of("--input=" + patch, "--directory=" + folder)).in(folder)
            .environment(Map.of("LC_ALL", "C", "TMPDIR", folder.getParent().toString())).within(LIMIT)
            .accepting(0, REJECTED);
        Finished finished = runners.processes().run(command, line -> {
            printed.add(line);
            activity.log(line);
        });
        if (finished.status() == REJECTED) {
            throw rejected(name, folder, printed);
        }
        report(name, printed);
    }

    /** Where a part was found with other lines around it than the patch has, a person should look once. */
    private void report(String name, List<String> printed) {
        String file = "";
        for (String line : printed) {
            if (line.startsWith("patching file ")) {
                file = line.substring("patching file ".length());
            } else if (line.contains(" with fuzz ")) {
                activity.note(name + ", " + file + ": " + line);
            }
        }
    }

    private static Failure rejected(String name, Path folder, List<String> printed) throws IOException {
        List<Detail> details = new ArrayList<>();
        details.add(new Detail("What patch said", printed));
        List<Path> rejects;
        try (Stream<Path> all = Files.walk(folder)) {
            rejects = all.filter(path -> path.toString().endsWith(".rej")).sorted().toList();
        }
        for (Path reject : rejects) {
            String file = folder.relativize(reject).toString().replaceFirst("\\.rej$", "");
            details.add(new Detail("Does not apply to " + file, first(Files.readString(reject,
                java.nio.charset.StandardCharsets.ISO_8859_1).lines().toList())));
        }
        boolean applied = printed.stream().anyMatch(line -> line.contains("previously applied"));
        String which = printed.stream().filter(line -> line.startsWith("can't find file")).findFirst()
            .map(line -> "a file that it names is not there").orElse(applied ? "it seems to be applied already"
                : rejects.size() == 1 ? "a part of it does not" : "parts of it do not");
        return new Rejected(name + " does not apply: " + which, applied ? "Leave it out, or say reverse: true."
            : "Look at the parts that do not apply; make the patch for this version, or give another strip: or"
                + " folder:.",
            details);
    }

    private static List<String> first(List<String> lines) {
        return lines.size() <= LINES_SHOWN ? lines : Stream.concat(lines.subList(0, LINES_SHOWN).stream(),
            Stream.of("… " + (lines.size() - LINES_SHOWN) + " more lines")).toList();
    }
}
