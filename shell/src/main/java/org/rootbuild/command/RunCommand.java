package org.rootbuild.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Workplace;
import org.rootbuild.event.Listener;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.layer.FileDigest;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Reason;
import org.rootbuild.progress.EventLines;
import org.rootbuild.progress.Output;
import org.rootbuild.progress.Screen;
import org.rootbuild.progress.Scroll;
import org.rootbuild.progress.StatusLine;
import org.rootbuild.progress.SummaryReport;
import org.rootbuild.progress.Tally;
import org.rootbuild.session.Outcome;
import org.rootbuild.session.Session;
import org.rootbuild.session.SessionSettings;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code rootbuild run}. */
final class RunCommand implements Subcommand {
    private static final String ON_ERROR = "--on-error";
    private static final String DRY_RUN = "--dry-run";
    private static final String EVENTS = "--events";
    private static final String STANDARD_OUTPUT = "-";
    private static final String QUIET = "-q";
    private static final String VERBOSE = "-v";
    /** Three times this is less than the ten seconds that service managers usually grant. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public void describe(CommandSpec spec) {
        Job.describe(spec);
        spec.addOption(Choice.text(ON_ERROR, "HOW", "What to do when a step fails: ask, stop, or retry:N to try it"
            + " N times more. Asks on a terminal, and stops elsewhere."));
        Beginning.describe(spec);
        spec.addOption(Choice.flag(DRY_RUN, "Only says what would be done, like 'rootbuild plan'."));
        spec.addOption(Choice.text(EVENTS, "FILE|-", "Writes every event as a line of JSON to the file, or to standard"
            + " output."));
        spec.addOption(OptionSpec.builder(QUIET, "--quiet")
            .description("Shows failures and the summary only.").build());
        spec.addOption(OptionSpec.builder(VERBOSE, "--verbose")
            .description("Shows what the steps write, too.").build());
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
        Job job = new Job(given, caller);
        Beginning beginning = Beginning.of(given, given.isSet(DRY_RUN));
        if (given.isSet(DRY_RUN)) {
            return PlanCommand.show(job, beginning, caller, false);
        }
        OnError onError = OnError.parse(given.value(ON_ERROR).orElse(caller.canAnswer() ? "ask" : "stop"),
            caller.canAnswer());
        Recipes recipes = job.recipes();
        LoadedRecipe loaded = recipes.read();
        job.checkNodes(loaded.model(), beginning);
        Store store = job.places().openStore();
        SessionSettings settings = job.settings(loaded.model(), store);
        job.places().prepareState(settings.stateFolder());
        if (loaded.model().nodes().stream().anyMatch(Node.Artifact.class::isInstance)) {
            job.places().checkOut(settings.outFolder());
        }
        return new Run(given, caller, job, recipes, onError, store, settings).walk(loaded, beginning);
    }

    /** One run, when everything that could be wrong with the command line is known to be right. */
    private record Run(Given given, Caller caller, Job job, Recipes recipes, OnError onError, Store store,
                       SessionSettings settings) {
        int walk(LoadedRecipe loaded, Beginning beginning) throws IOException, InterruptedException {
            long started = System.nanoTime();
            Screen screen = caller.screen();
            Tally tally = new Tally();
            try (Interruption interruption = new Interruption(Runtime.getRuntime()::halt, PATIENCE,
                     () -> screen.line("  The running step does not stop. Ctrl-C once more ends rootbuild at once,"
                         + " which costs no more than that step."));
                 StatusLine status = new StatusLine(screen);
                 EventLines events = events()) {
                interruption.takeSignals();
                Listener listener = tally.and(new Scroll(screen, detail())).and(quiet() ? event -> { } : status)
                    .and(events);
                Ended ended = session(loaded, beginning, interruption, listener);
                // Only now: closing the session is its last event, and the summary comes behind it.
                return new Ending(this, tally, (System.nanoTime() - started) / 1_000_000)
                    .status(ended.outcome(), ended.plan(), interruption);
            }
        }

        private Ended session(LoadedRecipe loaded, Beginning beginning, Interruption interruption,
                              Listener listener) throws IOException, InterruptedException {
            try (Session session = Session.open(settings, loaded.model(), loaded.closures(), recipes, store,
                    listener)) {
                Workplace workplace = job.workplace(recipes, settings, store);
                Desk desk = Desk.at(session, loaded, workplace, recipes.parameters());
                Walk walk = new Walk(session, desk, job, onError, listener, caller, interruption,
                    given.isSet(Choice.STACKTRACE));
                beginning.place(session, caller.screen());
                Outcome outcome = walk.run(beginning.until());
                return new Ended(outcome, session.plan());
            }
        }

        private boolean quiet() {
            return given.isSet(QUIET);
        }

        private Scroll.Detail detail() {
            if (quiet()) {
                return Scroll.Detail.FAILURES;
            } else if (given.isSet(VERBOSE)) {
                return Scroll.Detail.OUTPUT;
            }
            return caller.screen().look().live() ? Scroll.Detail.NODES : Scroll.Detail.STEPS;
        }

        boolean eventsOnStandardOutput() {
            return given.value(EVENTS).equals(Optional.of(STANDARD_OUTPUT));
        }

        private EventLines events() throws UsageError {
            return new EventLines(eventStream(), caller.clock(),
                sentence -> caller.screen().line("  " + caller.screen().look().clean(sentence)));
        }

        private OutputStream eventStream() throws UsageError {
            Optional<String> named = given.value(EVENTS);
            if (named.isEmpty()) {
                return OutputStream.nullOutputStream();
            } else if (eventsOnStandardOutput()) {
                return new Kept(caller.out());
            }
            Path file = caller.path(named.get());
            try {
                return Files.newOutputStream(file);
            } catch (IOException refused) {
                throw new UsageError("--events " + named.get() + ": the file cannot be written: "
                    + Reason.of(refused), "Name a file in a folder that is there and is yours.");
            }
        }
    }

    private record Ended(Outcome outcome, Plan plan) {
    }

    /** What is said when a session has ended. */
    private record Ending(Run run, Tally tally, long millis) {
        int status(Outcome outcome, Plan plan, Interruption interruption) throws IOException {
            int status = told(outcome, plan, interruption);
            List<String> touched = plan.nodes().stream().filter(PlanText::isTouched).map(PlannedNode::name).toList();
            new SummaryReport(run.caller().screen().look()).touched(touched, run.job().cleaning())
                .forEach(run.caller().screen()::line);
            return status;
        }

        private int told(Outcome outcome, Plan plan, Interruption interruption) throws IOException {
            Screen screen = run.caller().screen();
            SummaryReport report = new SummaryReport(screen.look());
            if (interruption.status().isPresent() && !(outcome instanceof Outcome.Finished)) {
                report.ended("Interrupted", tally, millis).forEach(screen::line);
                return interruption.status().getAsInt();
            } else if (outcome instanceof Outcome.Failed failed) {
                screen.line("");
                report.ended("Failed", tally, millis).forEach(screen::line);
                return failed.failure().hostLacks() ? ExitStatus.HOST_LACKS : ExitStatus.FAILED;
            } else if (outcome instanceof Outcome.Reached reached) {
                report.ended("Stopped before '" + screen.look().clean(reached.node()) + "'", tally, millis)
                    .forEach(screen::line);
                return ExitStatus.DONE;
            }
            List<Output> outputs = outputs(plan);
            report.finished(tally, millis, outputs).forEach(screen::line);
            if (!run.eventsOnStandardOutput()) {
                outputs.forEach(output -> run.caller().out().println(output.shown()));
            }
            return ExitStatus.DONE;
        }

        private List<Output> outputs(Plan plan) throws IOException {
            List<Output> outputs = new ArrayList<>();
            for (Map.Entry<String, Path> output : tally.outputs().entrySet()) {
                Path file = output.getValue();
                outputs.add(new Output(output.getKey(), run.caller().shown(file), Files.size(file),
                    digest(plan, output.getKey(), file)));
            }
            return outputs;
        }

        /** As the store knows it: reading a large artifact again only to name it would take long. */
        private String digest(Plan plan, String name, Path file) throws IOException {
            Optional<StoredResult> result = plan.find(name).flatMap(PlannedNode::fingerprint)
                .flatMap(run.store()::result);
            if (result.isPresent()) {
                Optional<FileDigest> known = FileDigest.in(result.get().manifest().header());
                if (known.isPresent()) {
                    return told(known.get());
                }
            }
            return told(FileDigest.of(file));
        }

        private static String told(FileDigest digest) {
            return (digest.ofData() ? "SHA-256 of its data " : "SHA-256 ") + digest.hex();
        }
    }

    /** A stream that is not ours to close. */
    private static final class Kept extends java.io.FilterOutputStream {
        Kept(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
