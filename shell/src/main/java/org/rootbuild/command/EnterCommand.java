package org.rootbuild.command;

import java.io.IOException;
import java.util.List;
import org.rootbuild.enter.Entering;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.model.Node;
import org.rootbuild.sandbox.Streams;
import org.rootbuild.session.Look;
import org.rootbuild.session.Occupied;
import org.rootbuild.session.Session;
import org.rootbuild.session.SessionSettings;
import org.rootbuild.store.Store;
import org.rootbuild.verbs.Visitor.Errand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code rootbuild enter}: a shell, or one command, in the root of a pass. The exit status is that of the command or
 * script; 0 behind a shell at a terminal.
 */
final class EnterCommand implements Subcommand {
    private static final String BEFORE = "--before";
    private static final String KEEP = "--keep";
    private static final String DROP = "--drop";

    @Override
    public void describe(CommandSpec spec) {
        Choice.recipe(spec);
        spec.addPositional(PositionalParamSpec.builder().index("1").paramLabel("PASS[/STEP]").type(String.class)
            .required(true).description("A pass, as it stands; or one of its steps, as that left the root.").build());
        spec.addPositional(PositionalParamSpec.builder().index("2..*").arity("0..*").paramLabel("COMMAND")
            .type(List.class).auxiliaryTypes(String.class).description("A program and its arguments, behind -- where"
                + " one begins with a dash. Without it: a shell at a terminal, else the script on standard input.")
            .build());
        spec.addOption(Choice.flag(BEFORE, "As it stood before that pass or step."));
        spec.addOption(Choice.flag(KEEP, "Keeps what is changed, and marks what comes of it as touched by hand."));
        spec.addOption(Choice.flag(DROP, "Drops what is changed; without either, a person at a terminal is asked after"
            + " a shell, and all else is dropped."));
        Choice.parameters(spec);
        Job.describeJobs(spec);
        Job.describeIsolation(spec);
        Places.describeOut(spec);
        Places.describeState(spec);
        Places.describeStore(spec);
        Choice.stacktrace(spec);
        spec.usageMessage().footer("", "Exit status: that of COMMAND or of the script (128 + n where signal n ended"
            + " it); 0 behind a shell at a terminal. What rootbuild itself cannot do ends with 1, 2 or 3 and a sentence.");
    }

    @Override
    public int leastArguments() {
        return 2;
    }

    @Override
    public int mostArguments() {
        return 2;
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        if (given.isSet(KEEP) && given.isSet(DROP)) {
            throw new UsageError("--keep and --drop contradict each other", "Use one of them.");
        }
        Job job = new Job(given, caller);
        Recipes recipes = job.recipes();
        LoadedRecipe loaded = recipes.read();
        String place = given.argument(1).orElseThrow();
        check(job, loaded, NodePlace.parse(place));
        Store store = job.places().openStore();
        SessionSettings settings = job.wholeRecipe(store);
        job.places().prepareState(settings.stateFolder());
        try (ScreenStream errors = new ScreenStream(caller.screen())) {
            Errand errand = errand(given.argumentsFrom(2), caller, errors);
            Visit visit = new Visit(place, given.isSet(BEFORE), errand, fate(given, errand), job, caller);
            int status;
            try (Session session = Session.open(settings, loaded.model(), loaded.closures(), recipes, store,
                    event -> { })) {
                status = visit.to(session::entrance);
            } catch (Occupied other) {
                if (given.isSet(KEEP)) {
                    throw other;
                }
                status = visit.to((where, before) ->
                    Look.at(settings, loaded.model(), recipes, store, where, before));
            }
            return errand instanceof Errand.Shell ? ExitStatus.DONE : status;
        }
    }

    private record Visit(String place, boolean before, Errand errand, Entering.Fate fate, Job job, Caller caller) {
        int to(Entering.Way way) throws IOException, InterruptedException {
            return new Entering(way, new AskedPerson(caller), new VisitText(job.goingOn(), job.goingOnPlainly()))
                .enter(place, before, errand, fate);
        }
    }

    private static void check(Job job, LoadedRecipe loaded, NodePlace place) throws UsageError {
        Node node = job.node(loaded.model(), place.node());
        if (!(node instanceof Node.Pass)) {
            throw new UsageError("'" + node.name() + "' is no pass, and only a pass has a root that one can go into",
                "'" + Shell.line("plan", job.recipe().typed()) + "' lists the passes.");
        } else if (place.step().isPresent()) {
            job.checkStep(node, place.step().get());
        }
    }

    private static Entering.Fate fate(Given given, Errand errand) {
        return given.isSet(KEEP) ? Entering.Fate.KEEP
            : given.isSet(DROP) || !(errand instanceof Errand.Shell) ? Entering.Fate.DROP : Entering.Fate.ASK;
    }

    private static Errand errand(List<String> words, Caller caller, ScreenStream errors) {
        // Java answers with a console where both standard input and output are terminals.
        boolean atTerminal = caller.canAnswer() && System.console() != null;
        Streams.Pipes pipes = new Streams.Pipes(caller.in(), caller.out(), errors);
        if (!words.isEmpty()) {
            return new Errand.Command(words, atTerminal ? new Streams.Terminal() : pipes);
        }
        return atTerminal ? new Errand.Shell() : new Errand.Script(pipes);
    }
}
