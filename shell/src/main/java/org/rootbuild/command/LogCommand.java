package org.rootbuild.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.model.Size;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.session.StepLogs;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild log}: without a pass the list of logs, else what its steps wrote. The recipe itself is not read. */
final class LogCommand implements Subcommand {
    private static final String ENDING = ".log";
    private static final int CHUNK_BYTES = 1 << 16;

    /** The log of one step. */
    private record Log(String node, String step, Path file, FileTime written) {
        String place() {
            return node + "/" + step;
        }
    }

    @Override
    public void describe(CommandSpec spec) {
        Choice.recipe(spec);
        Choice.place(spec);
        Places.describeState(spec);
        Choice.stacktrace(spec);
    }

    @Override
    public int leastArguments() {
        return 1;
    }

    @Override
    public int mostArguments() {
        return 2;
    }

    @Override
    public int run(Given given, Caller caller) throws IOException {
        RecipePath recipe = RecipePath.find(given.argument(0).orElse(""), caller);
        Path state = new Places(given, caller).state(recipe);
        List<Log> logs = logs(state);
        Optional<String> typed = given.argument(1);
        if (typed.isEmpty()) {
            list(logs, recipe, caller);
            return ExitStatus.DONE;
        }
        NodePlace place = NodePlace.parse(typed.get());
        List<Log> wanted = logs.stream().filter(log -> log.node().equals(place.node())
            && place.step().map(log.step()::equals).orElse(true)).toList();
        if (wanted.isEmpty()) {
            throw nothing(typed.get(), logs, recipe);
        }
        for (Log log : wanted) {
            if (wanted.size() > 1) {
                caller.out().println("==> " + log.place() + " <==");
            }
            copy(log.file(), caller);
        }
        return ExitStatus.DONE;
    }

    private static void list(List<Log> logs, RecipePath recipe, Caller caller) throws IOException {
        if (logs.isEmpty()) {
            caller.screen().line("No step of " + caller.shown(recipe.script()) + " has written anything yet.");
        }
        int column = logs.stream().mapToInt(log -> log.place().length()).max().orElse(0);
        for (Log log : logs) {
            caller.out().println(log.place() + " ".repeat(column - log.place().length()) + "  "
                + new Size(Files.size(log.file())) + "  " + caller.shown(log.file()));
        }
    }

    private static UsageError nothing(String typed, List<Log> logs, RecipePath recipe) {
        List<String> known = new ArrayList<>();
        logs.forEach(log -> {
            known.add(log.node());
            known.add(log.place());
        });
        return new UsageError("there is no log of '" + typed + "'." + Suggestion.sentence(typed, known),
            "A step that wrote nothing has none; '" + Shell.line("log", recipe.typed()) + "' lists what there is.");
    }

    /** Oldest first, which is the order in which the steps ran. */
    private static List<Log> logs(Path state) throws IOException {
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
        return logs;
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** As it is, byte by byte; ends early when nobody reads on. */
    private static void copy(Path file, Caller caller) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream stream = Files.newInputStream(file)) {
            for (int read = stream.read(chunk); read >= 0 && !caller.out().checkError(); read = stream.read(chunk)) {
                caller.out().write(chunk, 0, read);
            }
        }
    }
}
