package org.rootbuild.session;

import groovy.lang.Closure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.plan.Plan;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.Store;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.verb.ArtifactContext;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Pin;
import org.rootbuild.verb.SourceContext;
import org.rootbuild.verb.StepContext;
import org.rootbuild.verb.Verb;
import org.rootbuild.verb.Verbs;

/** A place to try sessions: folders, small verbs that really do things, and recipes made by hand. */
public final class Bench {
    /** What a step named {@code act} does. */
    @FunctionalInterface
    public interface Act {
        void run(PassContext context) throws IOException, InterruptedException;
    }

    public final Path folder;
    public final Store store;
    public final TickingClock clock = new TickingClock();
    public final List<SessionEvent> events = new CopyOnWriteArrayList<>();
    public final List<String> ran = new CopyOnWriteArrayList<>();
    public final Map<String, Act> acts = new ConcurrentHashMap<>();
    /** What the provider {@code given} brings, by the name that is asked for. */
    public final Map<String, byte[]> given = new ConcurrentHashMap<>();
    /** Names whose digest only {@code resolve} tells. */
    public final Set<String> indexed = ConcurrentHashMap.newKeySet();
    public Set<String> targets = Set.of();
    public boolean refresh;
    public Manner manner = Manner.USUAL;
    public int processors = 2;
    private int lastState;

    public Bench(Path folder) throws IOException {
        this(folder, Store.open(folder.resolve("store"), Clock.systemUTC()));
    }

    public Bench(Path folder, Store store) {
        this.folder = folder;
        this.store = store;
    }

    /** A clock that a test sets forward. */
    public static final class TickingClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

        public void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    // ---- recipes ----

    private static Location at(int line) {
        return new Location("recipe.groovy", line, 1);
    }

    /** Writes a file. */
    public static Step put(String name, String path, String text) {
        return new Step(name, "put", 1, Fields.builder().text("path", path).text("text", text).build(), at(3));
    }

    /** Does what {@link #acts} has under that name. */
    public static Step act(String name, String act) {
        return new Step(name, "act", 1, Fields.builder().text("act", act).build(), at(4));
    }

    public static Step step(String name, String verb, Fields arguments) {
        return new Step(name, verb, 1, arguments, at(5));
    }

    public static Node.Pass pass(String name, String root, Step... steps) {
        return new Node.Pass(name, root, List.of(steps), at(2));
    }

    /** A file that lists the root with everything in it. */
    public static Node.Artifact listing(String name, String root) {
        return new Node.Artifact(name, new Step("list", "list", 1,
            Fields.builder().ref("root", Value.RefKind.ROOT, root).build(), at(6)), at(6));
    }

    public static Node.Source source(String name) {
        return new Node.Source(name, "given", Fields.builder().text("name", name).build(), at(7));
    }

    public static Root root(String name) {
        return new Root(name, Optional.empty(), Fields.none(), at(1));
    }

    public static Root root(String name, String from) {
        return new Root(name, Optional.of(from), Fields.none(), at(1));
    }

    public static Recipe recipe(List<Root> roots, List<? extends Node> nodes) {
        return new Recipe("bench", "", 1000, List.of(), roots, List.copyOf(nodes));
    }

    /** One root named {@code r}. */
    public static Recipe recipe(Node... nodes) {
        return recipe(List.of(root("r")), List.of(nodes));
    }

    // ---- sessions ----

    public SessionSettings settings(String state) {
        return new SessionSettings(folder, folder.resolve(state), folder.resolve("out"), targets, refresh, manner, "bench run",
            new Host(processors, Map.of(), folder.resolve("host"), false), clock);
    }

    public Session open(Recipe recipe) throws IOException {
        return open(recipe, "state");
    }

    public Session open(Recipe recipe, String state) throws IOException {
        events.clear();
        Listener listener = events::add;
        return Session.open(settings(state), recipe, Bench::closures, verbs(), store, listener);
    }

    private static Closure<?> closures(Value.Code code) throws Failure {
        throw new Failure("no closures here", "Use acts.");
    }

    public Plan plan(Recipe recipe) throws IOException {
        return Preview.plan(settings("state"), recipe, verbs(), store);
    }

    public Inspection inspect(Recipe recipe, String path) throws IOException {
        return Preview.inspect(settings("state"), recipe, verbs(), store, path);
    }

    /** Opens, runs to the end and closes. */
    public Outcome run(Recipe recipe) throws IOException {
        try (Session session = open(recipe)) {
            return session.run(Optional.empty());
        }
    }

    /** In a state folder that was never used, so that nothing is known but the store. */
    public Outcome runElsewhere(Recipe recipe) throws IOException {
        try (Session session = open(recipe, "state" + ++lastState)) {
            return session.run(Optional.empty());
        }
    }

    public <E extends SessionEvent> List<E> heard(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public byte[] out(String artifact) throws IOException {
        return Files.readAllBytes(folder.resolve("out").resolve(artifact));
    }

    // ---- verbs ----

    public Verbs verbs() {
        Map<String, Verb> verbs = new TreeMap<>();
        for (Verb verb : List.of(new Put(), new Do(), new Listed(), new Holds(), new Given())) {
            verbs.put(verb.name(), verb);
        }
        return name -> Optional.ofNullable(verbs.get(name));
    }

    private final class Put implements Verb.OnPass {
        @Override
        public String name() {
            return "put";
        }

        @Override
        public void run(PassContext context) throws IOException {
            ran.add("put " + context.arguments().text("path"));
            context.activity().log("writing " + context.arguments().text("path"));
            context.tree().write(context.arguments().text("path"),
                Attributes.ofRoot(Attributes.FILE_MODE, context.epochSeconds()),
                Content.of(context.arguments().text("text")));
        }
    }

    private final class Do implements Verb.OnPass {
        @Override
        public String name() {
            return "act";
        }

        @Override
        public void run(PassContext context) throws IOException, InterruptedException {
            ran.add("act " + context.arguments().text("act"));
            acts.get(context.arguments().text("act")).run(context);
        }
    }

    private final class Listed implements Verb.OnArtifact {
        @Override
        public String name() {
            return "list";
        }

        @Override
        public void make(ArtifactContext context) throws IOException {
            ran.add("list");
            StringBuilder lines = new StringBuilder();
            for (Entry entry : context.root(context.arguments().ref("root")).entries().toList()) {
                lines.append(entry.letter()).append(' ').append(entry.path()).append(' ')
                    .append(Integer.toOctalString(entry.attributes().mode()));
                if (entry instanceof Entry.PlainFile file) {
                    lines.append(' ').append(Digests.hex(file.content().bytes()));
                }
                lines.append('\n');
            }
            Files.writeString(context.output(), lines);
        }
    }

    private final class Holds implements Verb.OnCheck {
        @Override
        public String name() {
            return "holds";
        }

        @Override
        public void check(StepContext context) throws IOException {
            ran.add("holds");
            String wanted = context.arguments().text("contains");
            Path file = context.artifact(context.arguments().ref("artifact"));
            if (!Files.readString(file).contains(wanted)) {
                throw new Failure("there is no '" + wanted + "' in it", "Write it.");
            }
        }
    }

    private final class Given implements Verb.OnSource {
        @Override
        public String name() {
            return "given";
        }

        private Pin pin(Fields request) throws Failure {
            String name = request.text("name");
            byte[] bytes = given.get(name);
            if (bytes == null) {
                throw new Failure("there is no '" + name + "' to be had", "Give it.");
            }
            return new Pin(Digests.hex(bytes), bytes.length, name + " of the bench", List.of("bench:" + name),
                Optional.empty());
        }

        @Override
        public Optional<Pin> pinned(Fields request, SourceContext context) throws IOException {
            return indexed.contains(request.text("name")) ? Optional.empty() : Optional.of(pin(request));
        }

        @Override
        public Pin resolve(Fields request, SourceContext context) throws IOException {
            ran.add("resolve " + request.text("name"));
            return pin(request);
        }

        @Override
        public void fetch(Pin pin, Fields request, Path target, SourceContext context) throws IOException {
            ran.add("fetch " + request.text("name"));
            Files.write(target, given.get(request.text("name")));
        }
    }

    /** An act that writes what a source holds. */
    public static Act copy(String source, String path) {
        return context -> {
            try (InputStream in = Files.newInputStream(context.source(new Value.Ref(Value.RefKind.SOURCE, source)))) {
                context.tree().write(path, Attributes.ofRoot(Attributes.FILE_MODE, 0), in);
            }
        };
    }

    /** An act that writes a file. */
    public static Act write(String path, String text) {
        return context -> context.tree().write(path, Attributes.ofRoot(Attributes.FILE_MODE, 0), Content.of(text));
    }

    /** Everything in the store's results by relative path, for comparing two stores byte by byte. */
    public static Map<String, String> results(Path store) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Path results = store.resolve("results");
        try (var all = Files.walk(results)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                found.put(results.relativize(file).toString(), Digests.ofFile(file));
            }
        }
        return found;
    }

    public List<String> lines(String artifact) throws IOException {
        return new ArrayList<>(List.of(new String(out(artifact), StandardCharsets.UTF_8).split("\n")));
    }
}
