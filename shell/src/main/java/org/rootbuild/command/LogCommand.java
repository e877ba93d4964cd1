package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild log}: without a pass the list of logs, else what its steps wrote. The recipe itself is not read. */
final class LogCommand implements Subcommand {
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
        LogFiles logs = LogFiles.in(state);
        Optional<String> typed = given.argument(1);
        if (typed.isEmpty()) {
            list(logs, recipe, caller);
            return ExitStatus.DONE;
        }
        NodePlace place = NodePlace.parse(typed.get());
        List<LogFiles.Log> wanted = logs.of(place.node(), place.step(), Shell.line("log", recipe.typed()));
        for (LogFiles.Log log : wanted) {
            if (wanted.size() > 1) {
                caller.out().println("==> " + log.place() + " <==");
            }
            log.copyTo(caller.out());
        }
        return ExitStatus.DONE;
    }

    private static void list(LogFiles logs, RecipePath recipe, Caller caller) throws IOException {
        if (logs.all().isEmpty()) {
            caller.screen().line("No step of " + caller.shown(recipe.script()) + " has written anything yet.");
        }
        logs.listed(caller::shown).forEach(caller.out()::println);
    }
}
