package org.rootbuild.testing;

import groovy.lang.Closure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rootbuild.event.Activity;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.layer.WorkTree;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.process.Finished;
import org.rootbuild.sandbox.Job;
import org.rootbuild.sandbox.ProgramRunner;
import org.rootbuild.secret.Secrets;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.FileTree;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Stage;
import org.rootbuild.verb.Verb;
import org.rootbuild.verb.Verbs;

/** Finds out which programs a step would start, by carrying it out with nothing at hand and nothing started. */
final class DryRun {
    private static final String EXPECTATIONS = "expectations";

    private final Verbs verbs;
    private final Path scratch;

    /** @param scratch an empty folder */
    DryRun(Verbs verbs, Path scratch) {
        this.verbs = verbs;
        this.scratch = scratch;
    }

    List<Call> commands(Recipe recipe, String place) throws IOException, InterruptedException {
        int slash = place.indexOf('/');
        String name = slash < 0 ? place : place.substring(0, slash);
        Node.Pass pass = recipe.node(name).filter(Node.Pass.class::isInstance).map(Node.Pass.class::cast)
            .orElseThrow(() -> new AssertionError("the recipe has no pass '" + name + "'." + Suggestion.sentence(name,
                recipe.nodes().stream().map(Node::name).toList())));
        List<Step> steps = pass.steps().stream()
            .filter(step -> slash < 0 || step.name().equals(place.substring(slash + 1))).toList();
        if (steps.isEmpty()) {
            throw new AssertionError("the pass '" + name + "' has no step '" + place.substring(slash + 1)
                + "', but " + pass.steps().stream().map(Step::name).toList());
        }
        List<Call> calls = new ArrayList<>();
        for (Step step : steps) {
            for (Fields arguments : parts(step.arguments())) {
                calls.addAll(calls(name + "/" + step.name(), step.verb(), arguments, recipe.epochSeconds()));
            }
        }
        return new Calls(calls);
    }

    /** What a step expects of its first command would keep it from the second: each expectation is tried alone. */
    private static List<Fields> parts(Fields arguments) {
        List<Value> expectations = arguments.list(EXPECTATIONS);
        if (expectations.size() < 2) {
            return List.of(arguments);
        }
        return expectations.stream().map(one -> {
            Fields.Builder part = Fields.builder();
            arguments.labels().forEach(label -> part.put(label, label.equals(EXPECTATIONS)
                ? new Value.ListOf(List.of(one)) : arguments.get(label)));
            return part.build();
        }).toList();
    }

    private List<Call> calls(String place, String verb, Fields arguments, long epochSeconds)
        throws IOException, InterruptedException {
        List<Call> calls = new ArrayList<>();
        if (verbs.find(verb).orElse(null) instanceof Verb.OnPass step && !holdsCode(arguments)) {
            try {
                step.run(new Nothing(place, Secrets.marked(arguments), epochSeconds, scratch, calls));
            } catch (IOException | java.io.UncheckedIOException nothingAtHand) {
                // It asked for what is not there, or was not content with a program that printed nothing.
                return calls;
            }
        }
        return calls;
    }

    /** What Groovy code in a step does is known only when it runs. */
    private static boolean holdsCode(Fields arguments) {
        return arguments.labels().stream().anyMatch(label -> arguments.get(label) instanceof Value.Code);
    }

    /** A step that has nothing but its arguments. */
    private record Nothing(String place, Fields arguments, long epochSeconds, Path scratch, List<Call> calls)
        implements PassContext, ProgramRunner {
        @Override
        public Finished run(Job job, Stage stage, Path folder, Consumer<String> line) {
            calls.add(new Call(place, job, 0));
            return new Finished(0, Duration.ZERO, List.of());
        }

        @Override
        public Path source(Value.Ref reference) throws IOException {
            throw nothing("the source '" + reference.name() + "'");
        }

        @Override
        public Path stored(String sha256) throws IOException {
            throw nothing("a file of a source");
        }

        @Override
        public FileTree root(Value.Ref reference) throws IOException {
            throw nothing("the root '" + reference.name() + "'");
        }

        @Override
        public Path artifact(Value.Ref reference) throws IOException {
            throw nothing("the artifact '" + reference.name() + "'");
        }

        private static Failure nothing(String what) {
            return new Failure("looking which commands a step would run came upon " + what,
                "Build it in the specification.");
        }

        @Override
        public Activity activity() {
            return Activity.SILENT;
        }

        @Override
        public Path logFile() {
            return scratch.resolve("log");
        }

        @Override
        public Host host() {
            return new Host(Language.PROCESSORS, Map.of(), scratch, true);
        }

        @Override
        public <T extends Closeable> T equipment(Class<T> kind, Function<Host, T> maker) {
            if (kind.isInstance(this)) {
                return kind.cast(this);
            }
            throw new java.io.UncheckedIOException(nothing("the host's own tools"));
        }

        @Override
        public EditableTree tree() {
            return new WorkTree(new TreeIndex(epochSeconds), scratch, epochSeconds);
        }

        @Override
        public Stage stage() {
            return new Stage.Folder(scratch);
        }

        @Override
        public Optional<Path> jobServer() {
            return Optional.of(Path.of("/dev/null"));
        }

        @Override
        public Closure<?> closure(Value.Code code) throws IOException {
            throw nothing("Groovy code");
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
