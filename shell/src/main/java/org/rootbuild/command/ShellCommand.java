package org.rootbuild.command;

import java.io.IOException;
import org.rootbuild.desk.Desk;
import org.rootbuild.session.SessionSettings;
import org.rootbuild.store.Store;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild shell}: a person works on a live build. */
final class ShellCommand implements Subcommand {
    @Override
    public void describe(CommandSpec spec) {
        Choice.optionalRecipe(spec);
        Choice.parameters(spec);
        Job.describeManner(spec);
        Places.describeOut(spec);
        Places.describeState(spec);
        Places.describeStore(spec);
        Choice.stacktrace(spec);
    }

    @Override
    public int leastArguments() {
        return 0;
    }

    @Override
    public int mostArguments() {
        return 1;
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        caller.shell().expect(caller, given.argument(0).isPresent());
        Job job = given.argument(0).isPresent() ? new Job(given, caller) : Draft.job(given, caller);
        Recipes recipes = job.recipes();
        Store store = job.places().openStore();
        SessionSettings settings = job.wholeRecipe(store);
        job.places().prepareState(settings.stateFolder());
        try (Desk desk = Desk.open(job.workplace(recipes, settings, store), recipes.parameters())) {
            return caller.shell().converse(desk, caller);
        }
    }
}
