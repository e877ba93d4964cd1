package org.rootbuild.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.session.Inspection;
import org.rootbuild.session.Preview;
import org.rootbuild.session.SessionSettings;
import org.rootbuild.store.Store;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild inspect}: without a pass the plan, else what is known of it. */
final class InspectCommand implements Subcommand {
    private static final String FILES = "--files";

    @Override
    public void describe(CommandSpec spec) {
        Choice.recipe(spec);
        Choice.place(spec);
        spec.addOption(Choice.flag(FILES, "Lists every path that was changed, not the biggest only."));
        Choice.parameters(spec);
        Job.describeJobs(spec);
        Places.describeOut(spec);
        Places.describeState(spec);
        Places.describeStore(spec);
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
        Job job = new Job(given, caller);
        Recipes recipes = job.recipes();
        Recipe model = recipes.read().model();
        Store store = job.places().openStore();
        SessionSettings settings = job.wholeRecipe(store);
        Optional<String> typed = given.argument(1);
        if (typed.isEmpty()) {
            new PlanText(caller.screen().look()).lines(Preview.plan(settings, model, recipes, store),
                job.cleaning())
                .forEach(caller.out()::println);
            return ExitStatus.DONE;
        }
        NodePlace place = NodePlace.parse(typed.get());
        Node node = job.node(model, place.node());
        if (place.step().isPresent()) {
            job.checkStep(node, place.step().get());
        }
        Inspection found = Preview.inspect(settings, model, recipes, store, typed.get());
        List<String> lines = new ArrayList<>(new InspectionText(caller::shown, job.cleaning(), job.goingOn(),
            given.isSet(FILES)).lines(node, found));
        lines.addAll(new DiskText(store, caller.variable("PATH").orElse("")).lines(node, found));
        lines.forEach(line -> caller.out().println(caller.screen().look().clean(line)));
        return ExitStatus.DONE;
    }
}
