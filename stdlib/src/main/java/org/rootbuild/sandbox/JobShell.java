package org.rootbuild.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;

/** The shell that reads a text of commands: strict, so that a failing command in it fails the whole. */
public enum JobShell {
    /** {@link #BASH} if the root has it in the {@code PATH} of the job, else {@link #SH}. */
    BEST("/bin/sh", "-c", "if command -v bash > /dev/null; then exec bash -euo pipefail -c \"$1\"; fi;"
        + " exec /bin/sh -eu -c \"$1\"", "sh"),
    /** {@code bash}, with failures inside of pipes seen too. */
    BASH("bash", "-euo", "pipefail", "-c"),
    /** {@code /bin/sh}, whatever it is; it does not see failures inside of pipes. */
    SH("/bin/sh", "-eu", "-c");

    /** The longest text in bytes: the kernel takes no word of a command that is longer than 128 KiB. */
    public static final int LONGEST_BYTES = 100 * 1024;

    private final List<String> words;

    JobShell(String... words) {
        this.words = List.of(words);
    }

    /** The words of a {@link Job} that runs this text. */
    public List<String> words(String text) throws Failure {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_BYTES) {
            throw new Failure("a text for a shell has " + bytes + " bytes, and at most " + LONGEST_BYTES
                + " are possible", "Keep the script in a file beside the recipe, copy that into the root and run it.");
        }
        return Stream.concat(words.stream(), Stream.of(text)).toList();
    }

    /** The text in words that {@link #BEST} made of it; empty where it did not. */
    public static Optional<String> text(List<String> job) {
        int last = job.size() - 1;
        return last == BEST.words.size() && job.subList(0, last).equals(BEST.words)
            ? Optional.of(job.get(last)) : Optional.empty();
    }

    /** The words of a {@link Job} that prints {@code there} or {@code missing}, as the path is, links followed. */
    public static List<String> looksFor(String path) {
        return List.of("sh", "-c", "if [ -e \"$1\" ]; then echo there; else echo missing; fi", "sh", path);
    }

    /** The words as a person would type them: those of {@link #BEST} without what finds the shell. */
    static List<String> typed(List<String> job) {
        return text(job).map(text -> Stream.concat(BASH.words.stream(), Stream.of(text)).toList()).orElse(job);
    }
}
