package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.desk.Desk;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.model.Location;
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
        while (true) {
            Job job = given.argument(0).isPresent() ? new Job(given, caller) : Draft.job(given, caller);
            try (Desk desk = desk(job)) {
                return caller.shell().converse(desk, caller);
            } catch (Unread broken) {
                caller.screen().text(broken.errors.rendered());
                if (!isMended(broken.errors, job, caller)) {
                    return ExitStatus.WRONG;
                }
            }
        }
    }

    private static Desk desk(Job job) throws IOException, InterruptedException, Unread {
        Recipes recipes = job.recipes();
        Store store = job.places().openStore();
        try {
            SessionSettings settings = job.wholeRecipe(store);
            job.places().prepareState(settings.stateFolder());
            return Desk.open(job.workplace(recipes, settings, store), recipes.parameters());
        } catch (RecipeErrors errors) {
            throw new Unread(errors);
        }
    }

    private static boolean isMended(RecipeErrors errors, Job job, Caller caller)
            throws IOException, InterruptedException {
        Location where = errors.problems().get(0).location();
        Path file = job.recipe().script().resolveSibling(where.file());
        return Files.isRegularFile(file) && caller.shell().mend(file, where, caller);
    }

    /** The recipe is wrong, and there is nothing yet at which a person could work. */
    private static final class Unread extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient RecipeErrors errors;

        Unread(RecipeErrors errors) {
            super(errors);
            this.errors = errors;
        }
    }
}
