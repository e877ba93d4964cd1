package org.rootbuild.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.progress.Scroll;
import org.rootbuild.progress.StatusLine;
import org.rootbuild.session.Comparison;
import org.rootbuild.session.Rebuild;
import org.rootbuild.session.SessionSettings;
import org.rootbuild.store.Store;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code rootbuild diff}: how two layers differ. As with diff(1), the exit status is 0 where they are the same, 1 where
 * they differ, and 2 where they could not be compared.
 */
final class DiffCommand implements Subcommand {
    private static final String JSON = "--json";
    private static final String TEXT = "--text";
    private static final String ALL = "--all";
    private static final String REBUILD = "--rebuild";

    @Override
    public void describe(CommandSpec spec) {
        Choice.recipe(spec);
        spec.addPositional(PositionalParamSpec.builder().index("1").paramLabel("A").type(String.class).required(true)
            .description("A pass or an artifact, such as gcc:1; its build before the last one, gcc:1@1; or at least"
                + " eight digits of a fingerprint.").build());
        spec.addPositional(PositionalParamSpec.builder().index("2").arity("0..1").paramLabel("B").type(String.class)
            .required(false).description("The other one. Without it, A as it is now is compared with its build before.")
            .build());
        spec.addOption(Choice.flag(REBUILD, "Makes A again beside what is there, from the same layers and sources, and"
            + " compares: what differs is what cannot be reproduced."));
        spec.addOption(Choice.flag(TEXT, "Shows how the lines of text files differ."));
        spec.addOption(Choice.flag(ALL, "Lists every path, not the first " + DifferenceText.MOST_PATHS + " only."));
        spec.addOption(Choice.flag(JSON, "Answers in JSON, for programs."));
        Choice.parameters(spec);
        Job.describeJobs(spec);
        Job.describeIsolation(spec);
        Places.describeOut(spec);
        Places.describeState(spec);
        Places.describeStore(spec);
        Choice.stacktrace(spec);
        spec.usageMessage().footer("", "Exit status: 0 where they are the same, 1 where they differ, 2 where they"
            + " cannot be compared.");
    }

    @Override
    public int leastArguments() {
        return 2;
    }

    @Override
    public int mostArguments() {
        return 3;
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        Optional<String> right = given.argument(2);
        if (given.isSet(REBUILD) && right.isPresent()) {
            throw new UsageError("--rebuild compares a pass with itself, made again",
                "Leave '" + right.get() + "' out.");
        } else if (given.isSet(JSON) && given.isSet(TEXT)) {
            throw new UsageError("--json has no place for the lines that --text shows", "Leave one of them out.");
        }
        try {
            return compared(given, caller, given.argument(1).orElseThrow(), right);
        } catch (HostLacks | UsageError told) {
            throw told;
        } catch (Failure trouble) {
            // Not 1, which says that they differ.
            throw new UsageError(trouble.getMessage(), trouble.remedy());
        }
    }

    private static int compared(Given given, Caller caller, String left, Optional<String> right)
            throws IOException, InterruptedException {
        Job job = new Job(given, caller);
        Recipes recipes = job.recipes();
        LoadedRecipe loaded = recipes.read();
        Store store = job.places().openStore();
        SessionSettings settings = job.wholeRecipe(store);
        if (!given.isSet(REBUILD)) {
            return shown(Comparison.of(settings, loaded.model(), recipes, store, left, right), given, caller);
        }
        job.node(loaded.model(), left);
        try (StatusLine status = new StatusLine(caller.screen());
             Rebuild rebuild = Rebuild.of(settings, loaded.model(), loaded.closures(), recipes, store, left,
                 status.and(new Scroll(caller.screen(), Scroll.Detail.FAILURES)))) {
            return shown(rebuild.comparison(), given, caller);
        }
    }

    private static int shown(Comparison found, Given given, Caller caller) throws IOException {
        if (given.isSet(JSON)) {
            caller.out().println(DifferenceForm.json(found));
        } else {
            List<String> lines = new DifferenceText(given.isSet(ALL), given.isSet(TEXT)).lines(found);
            lines.forEach(line -> caller.out().println(caller.screen().look().clean(line)));
        }
        return found.isSame() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
}
