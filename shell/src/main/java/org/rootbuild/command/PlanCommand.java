package org.rootbuild.command;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.plan.Plan;
import org.rootbuild.session.Preview;
import org.rootbuild.session.SessionSettings;
import org.rootbuild.store.Store;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild plan}. */
final class PlanCommand implements Subcommand {
    private static final String JSON = "--json";

    @Override
    public void describe(CommandSpec spec) {
        Job.describe(spec);
        spec.addOption(Choice.flag(JSON, "Answers in JSON, for programs."));
    }

    @Override
    public int leastArguments() {
        return 1;
    }

    @Override
    public int mostArguments() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        return show(new Job(given, caller), new Beginning(Optional.empty(), false, Optional.empty()), caller,
            given.isSet(JSON));
    }

    /** Also for {@code run --dry-run}. */
    static int show(Job job, Beginning beginning, Caller caller, boolean json)
            throws IOException, InterruptedException {
        Recipes recipes = job.recipes();
        var model = recipes.read().model();
        Store store = job.places().openStore();
        job.checkNodes(model, beginning);
        SessionSettings settings = job.settings(model, store);
        Plan plan = Preview.plan(settings, model, recipes, store);
        if (beginning.from().isPresent()) {
            beginning.check(plan);
            plan = Preview.planFrom(settings, model, recipes, store, beginning.from().get());
        }
        if (json) {
            caller.out().println(PlanForm.json(plan, job.recipe().script()));
        } else {
            new PlanText(caller.screen().look()).lines(plan, job.cleaning()).forEach(caller.out()::println);
        }
        return ExitStatus.DONE;
    }
}
