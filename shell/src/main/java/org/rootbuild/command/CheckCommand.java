package org.rootbuild.command;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.problem.Failure;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild check}. */
final class CheckCommand implements Subcommand {
    @Override
    public void describe(CommandSpec spec) {
        Choice.recipe(spec);
        Choice.parameters(spec);
        Job.describeJobs(spec);
        Places.describeStore(spec);
        Choice.stacktrace(spec);
    }

    @Override
    public int leastArguments() {
        return 1;
    }

    @Override
    public int mostArguments() {
        return 1;
    }

    @Override
    public int run(Given given, Caller caller) throws Failure, InterruptedException {
        RecipePath recipe = RecipePath.find(given.argument(0).orElse(""), caller);
        Recipes recipes = new Recipes(recipe.script(), Recipes.parameters(given.values(Choice.PARAMETER)),
            SecretFiles.given(given, caller), Job.jobs(given), new Places(given, caller).store());
        caller.out().println(sentence(caller.shown(recipe.script()), recipes.read().model()));
        return ExitStatus.DONE;
    }

    private static String sentence(String script, Recipe model) {
        int[] counts = new int[4];
        for (Node node : model.nodes()) {
            counts[node instanceof Node.Source ? 0 : node instanceof Node.Pass ? 1
                : node instanceof Node.Artifact ? 2 : 3]++;
        }
        List<String> parts = new ArrayList<>();
        count(parts, model.roots().size(), "root", "roots");
        count(parts, counts[0], "source", "sources");
        count(parts, counts[1], "pass", "passes");
        count(parts, counts[2], "artifact", "artifacts");
        count(parts, counts[3], "check", "checks");
        return script + ": the recipe '" + model.name() + "' is in order" + (parts.isEmpty() ? " and empty"
            : ": " + String.join(", ", parts));
    }

    private static void count(List<String> parts, int count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }
}
