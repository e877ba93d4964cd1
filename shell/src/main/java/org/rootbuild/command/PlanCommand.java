package org.rootbuild.command;

import java.io.IOException;
import org.rootbuild.plan.Plan;
import org.rootbuild.session.Session;
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
        return show(new Job(given, caller), caller, given.isSet(JSON));
    }

    /** Also for {@code run --dry-run}. */
    static int show(Job job, Caller caller, boolean json) throws IOException, InterruptedException {
        Recipes recipes = job.recipes();
        var model = recipes.read().model();
        Store store = job.places().openStore();
        Plan plan = Session.plan(job.settings(model, store), model, recipes, store);
        if (json) {
            caller.out().println(PlanForm.json(plan, job.recipe().script()));
        } else {
            new PlanText(caller.screen().look()).lines(plan).forEach(caller.out()::println);
        }
        return ExitStatus.DONE;
    }
}
