package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code rootbuild log}: without a pass the list of logs, else what its steps wrote, or write while they run, or the
 * lines of that in which something is found. The recipe itself is not read.
 */
final class LogCommand implements Subcommand {
    private static final String FOLLOW = "--follow";
    private static final String SEARCH = "--search";

    @Override
    public void describe(CommandSpec spec) {
        Choice.recipe(spec);
        Choice.place(spec);
        spec.addOption(OptionSpec.builder("-f", FOLLOW).description("Shows what steps write while they run, until the"
            + " build has ended; waits for one to begin.").build());
        spec.addOption(Choice.text(SEARCH, "TEXT", "Shows the lines in which the text is found, with their numbers; it"
            + " is a regular expression."));
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
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        if (given.isSet(FOLLOW) && given.value(SEARCH).isPresent()) {
            throw new UsageError("--follow and --search contradict each other", "Use one of them.");
        }
        RecipePath recipe = RecipePath.find(given.argument(0).orElse(""), caller);
        Path state = new Places(given, caller).state(recipe);
        LogFiles logs = LogFiles.in(state);
        Optional<String> typed = given.argument(1);
        Optional<NodePlace> place = typed.isEmpty() ? Optional.empty() : Optional.of(NodePlace.parse(typed.get()));
        if (given.isSet(FOLLOW)) {
            follow(new LogTail(state, place, caller.out()), place);
        } else if (given.value(SEARCH).isPresent()) {
            search(given.value(SEARCH).get(), logs, place, recipe, caller);
        } else if (place.isEmpty()) {
            list(logs, recipe, caller);
        } else {
            show(wanted(logs, place.get(), recipe), caller);
        }
        return ExitStatus.DONE;
    }

    private static List<LogFiles.Log> wanted(LogFiles logs, NodePlace place, RecipePath recipe) throws UsageError {
        return logs.of(place.node(), place.step(), Shell.line("log", recipe.typed()));
    }

    /** Of a place also what is there already. */
    private static void follow(LogTail tail, Optional<NodePlace> place) throws IOException, InterruptedException {
        if (place.isEmpty()) {
            tail.skipOver();
        }
        tail.follow();
    }

    private static void search(String text, LogFiles logs, Optional<NodePlace> place, RecipePath recipe, Caller caller)
            throws IOException {
        List<LogFiles.Log> where = place.isEmpty() ? logs.all() : wanted(logs, place.get(), recipe);
        boolean named = place.flatMap(NodePlace::step).isEmpty();
        int found = new LogSearch(text).in(where, named, line ->
            caller.out().println(caller.screen().look().clean(line)));
        if (found == 0) {
            caller.screen().line(caller.screen().look().clean("'" + text + "' is in none of " + (where.size() == 1
                ? "its lines" : "the " + where.size() + " logs") + "."));
        }
    }

    private static void show(List<LogFiles.Log> wanted, Caller caller) throws IOException {
        for (LogFiles.Log log : wanted) {
            if (wanted.size() > 1) {
                caller.out().println("==> " + log.place() + " <==");
            }
            log.copyTo(caller.out());
        }
    }

    private static void list(LogFiles logs, RecipePath recipe, Caller caller) throws IOException {
        if (logs.all().isEmpty()) {
            caller.screen().line("No step of " + caller.shown(recipe.script()) + " has written anything yet.");
        }
        logs.listed(caller::shown).forEach(caller.out()::println);
    }
}
