package org.rootbuild.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rootbuild.model.Size;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.session.StepLogs;

/**
 * The logs that the steps of a recipe wrote.
 *
 * @param all oldest first, which is the order in which the steps ran
 */
public record LogFiles(List<Log> all) {
    private static final String ENDING = ".log";
    private static final int CHUNK_BYTES = 1 << 16;

    public LogFiles {
        all = List.copyOf(all);
    }

    /** Looks at lines one after the other. */
    public interface LineReader {
        /**
         * Takes a line.
         *
         * @param number from 1
         * @return whether it wants more
         */
        boolean take(int number, String line);
    }

    /** The log of one step. */
    public record Log(String node, String step, Path file, FileTime written) {
        public String place() {
            return node + "/" + step;
        }

        /** Its lines, which may be any bytes, as text. */
        public void forEachLine(LineReader reader) throws IOException {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
                int number = 1;
                for (String line = lines.readLine(); line != null && reader.take(number, line); number++) {
                    line = lines.readLine();
                }
            }
        }

        /** As it is, byte by byte; ends early when nobody reads on. */
        void copyTo(PrintStream out) throws IOException {
            byte[] chunk = new byte[CHUNK_BYTES];
            try (InputStream stream = Files.newInputStream(file)) {
                for (int read = stream.read(chunk); read >= 0 && !out.checkError(); read = stream.read(chunk)) {
                    out.write(chunk, 0, read);
                }
            }
        }
    }

    /** @param state the folder with the recipe's state */
    public static LogFiles in(Path state) throws IOException {
        List<Log> logs = new ArrayList<>();
        for (Path folder : list(StepLogs.folder(state, "x").getParent())) {
            for (Path file : Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) ? list(folder) : List.<Path>of()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    logs.add(new Log(folder.getFileName().toString(),
                        name.substring(0, name.length() - ENDING.length()), file, Files.getLastModifiedTime(file)));
                }
            }
        }
        logs.sort(Comparator.comparing(Log::written).thenComparing(Log::place));
        return new LogFiles(logs);
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /**
     * Those of a node, or of one step of it.
     *
     * @param listing the command that lists what there is
     * @throws UsageError when there is none
     */
    public List<Log> of(String node, Optional<String> step, String listing) throws UsageError {
        List<Log> wanted = all.stream().filter(log -> log.node().equals(node)
            && step.map(log.step()::equals).orElse(true)).toList();
        if (wanted.isEmpty()) {
            String typed = node + step.map(name -> "/" + name).orElse("");
            List<String> known = new ArrayList<>();
            all.forEach(log -> {
                known.add(log.node());
                known.add(log.place());
            });
            throw new UsageError("there is no log of '" + typed + "'." + Suggestion.sentence(typed, known),
                "A step that wrote nothing has none; '" + listing + "' lists what there is.");
        }
        return wanted;
    }

    /**
     * One line for each.
     *
     * @param shown a path as it can be typed
     */
    public List<String> listed(Function<Path, String> shown) throws IOException {
        int column = all.stream().mapToInt(log -> log.place().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Log log : all) {
            lines.add(log.place() + " ".repeat(column - log.place().length()) + "  "
                + new Size(Files.size(log.file())) + "  " + shown.apply(log.file()));
        }
        return lines;
    }
}
