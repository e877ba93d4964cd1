package org.rootbuild.language;

import groovy.lang.Closure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.secret.SecretKey;
import org.rootbuild.secret.Secrets;
import org.rootbuild.verb.Verb;

/** One reading of a recipe: what its words have said so far, and what was wrong with it. For one thread. */
final class Evaluation {
    private static final String INDEPENDENT = "independent block";

    private final Scripts scripts;
    private final VerbRegistry registry;
    private final EvaluationSettings settings;
    private final SecretParameters secrets;
    private final Parameters parameters;
    private final Problems problems = new Problems();
    private final Map<String, RecipeScript> included = new HashMap<>();
    private final Map<String, Root> roots = new LinkedHashMap<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<Value.Ref, Location> references = new LinkedHashMap<>();
    private final DeferredCode code = new DeferredCode();
    private final IndependentBlocks blocks = new IndependentBlocks();
    private Optional<Location> named = Optional.empty();
    private String name = "";
    private String about = "";
    private long epochSeconds = Recipe.DEFAULT_EPOCH_SECONDS;
    private Optional<String> open = Optional.empty();
    private boolean askedForProcessors;
    private boolean ended;

    Evaluation(Scripts scripts, VerbRegistry registry, EvaluationSettings settings, Map<String, String> overrides,
               SecretKey key) {
        this.scripts = scripts;
        this.registry = registry;
        this.settings = settings;
        this.secrets = new SecretParameters(overrides, settings.secrets(), key);
        this.parameters = new Parameters(overrides, secrets);
    }

    void recipe(String said, Options options) {
        Location here = here();
        check(() -> Names.checkPlain("recipe", said));
        if (named.isPresent()) {
            problem(here, "the recipe has its name already, from line " + named.get().line(), "Remove one of the two.");
            return;
        }
        named = Optional.of(here);
        name = said;
        about = options.text("about").orElse("");
        epochSeconds = options.whole("epoch").orElse(Recipe.DEFAULT_EPOCH_SECONDS);
        if (epochSeconds < 0) {
            problem(here, "the epoch " + epochSeconds + " is before 1970", "Give seconds since 1970.");
        }
    }

    <T> T parameter(Map<String, Object> options, String parameter, T byDefault, String sentence) {
        try {
            return parameters.declare(options, parameter, byDefault, sentence, here(), this::problem);
        } catch (Rejected rejected) {
            problem(rejected.getMessage(), rejected.hint());
            return byDefault;
        }
    }

    Secret secret(Options options, String parameter, String sentence) {
        try {
            return parameters.declareSecret(options, parameter, sentence, here());
        } catch (Rejected rejected) {
            problem(rejected.getMessage(), rejected.hint());
            return new Secret(parameter, "");
        }
    }

    /** Those that were given, when the script has ended. */
    Secrets secrets() {
        return secrets.secrets(parameters.secretNames());
    }

    int processors() {
        checkReading();
        askedForProcessors = true;
        return settings.processors();
    }

    RootRef rootNamed(String wanted) {
        references.putIfAbsent(new Value.Ref(Value.RefKind.ROOT, wanted), here());
        return new RootRef(wanted);
    }

    ArtifactRef artifactNamed(String wanted) {
        references.putIfAbsent(new Value.Ref(Value.RefKind.ARTIFACT, wanted), here());
        return new ArtifactRef(wanted);
    }

    RootRef root(Options options, String root, Closure<?> body) {
        Location here = here();
        check(() -> Names.checkPlain("root", root));
        checkOpen("root");
        Optional<MadeBase> base = options.find("from", Object.class)
            .filter(MadeBase.class::isInstance).map(MadeBase.class::cast);
        Optional<String> from = base.isPresent() ? Optional.empty()
            : options.ref("from", Value.RefKind.ROOT).map(Value.Ref::name);
        RootSpec spec = new RootSpec(this, root);
        Root first = roots.putIfAbsent(root, new Root(root, from, Fields.none(), here));
        if (first != null) {
            problem(here, "there is a root '" + root + "' already, on line " + first.location().line(),
                "Put the passes into one root, or give this one another name.");
        }
        new RootBeginning(this, spec).say(options, base, here);
        inside("root", body, spec);
        roots.replace(root, new Root(root, from, spec.options(), here));
        return new RootRef(root);
    }

    /** Whether the root began empty and has no pass yet. */
    boolean isEmpty(String root) {
        return Optional.ofNullable(roots.get(root)).map(one -> one.from().isEmpty()).orElse(false)
            && nodes.values().stream().noneMatch(node -> node instanceof Node.Pass pass && pass.root().equals(root));
    }

    void pass(RootSpec root, String pass, Closure<?> body) {
        Location here = here();
        if (open.isPresent() && !open.get().equals("root") && !open.get().equals(INDEPENDENT)) {
            problem(here, "a pass cannot stand inside " + article(open.get()), "End the " + open.get() + " first.");
        }
        check(() -> Names.checkPlain("pass", pass));
        PassSpec spec = new PassSpec(this, root, pass);
        int problemsBefore = problems.count();
        inside("pass", body, spec);
        if (spec.steps().isEmpty() && problems.count() == problemsBefore) {
            problem(here, "the pass '" + pass + "' has no step", "Put a verb into it, or remove it.");
        }
        node(new Node.Pass(pass, root.name(), spec.steps(), root.group(), here));
    }

    void independent(RootSpec root, Options options, Closure<?> body) {
        Location here = here();
        if (!open.equals(Optional.of("root"))) {
            problem(here, "an independent block cannot stand inside " + article(open.orElse("recipe")),
                "It stands in a root, and passes stand in it.");
            return;
        }
        int problemsBefore = problems.count();
        int nodesBefore = nodes.size();
        root.enter(blocks.declare(root.name(), options, here));
        inside(INDEPENDENT, body, root);
        root.leave();
        if (nodes.size() == nodesBefore && problems.count() == problemsBefore) {
            problem(here, "the independent block has no pass", "Put passes into it, or remove it.");
        }
    }

    ArtifactRef artifact(String artifact, Closure<?> body) {
        Location here = here();
        check(() -> Names.checkFile(artifact));
        checkOpen("artifact");
        ArtifactSpec spec = new ArtifactSpec(this, artifact);
        int problemsBefore = problems.count();
        inside("artifact", body, spec);
        if (spec.steps().size() == 1) {
            node(new Node.Artifact(artifact, spec.steps().get(0), here));
            spec.besides().forEach(this::node);
        } else if (problems.count() == problemsBefore) {
            problem(here, "the artifact '" + artifact + "' is made by "
                + (spec.steps().isEmpty() ? "nothing" : spec.steps().size() + " verbs"),
                "Exactly one verb stands in an artifact; 'rootbuild verbs' lists them.");
        }
        return new ArtifactRef(artifact);
    }

    /** What an artifact that was declared before is made of, if that verb makes it. */
    Optional<Fields> made(String artifact, Class<? extends Verb.OnArtifact> by) {
        return nodes.get(artifact) instanceof Node.Artifact there && there.step().verb().equals(verb(by).name())
            ? Optional.of(there.step().arguments()) : Optional.empty();
    }

    SourceRef source(String source, Class<? extends Verb.OnSource> provider, Fields request) {
        check(() -> Names.checkShown("source", source));
        check(() -> Values.check(request));
        node(new Node.Source(source, verb(provider).name(), request, here()));
        return new SourceRef(source);
    }

    /** As {@link #source}, for one that a recipe may name in several places. */
    SourceRef sharedSource(String source, Class<? extends Verb.OnSource> provider, Fields request) {
        boolean known = nodes.get(source) instanceof Node.Source there
            && there.provider().equals(verb(provider).name()) && there.request().equals(request);
        return known ? new SourceRef(source) : source(source, provider, request);
    }

    void check(String check, Class<? extends Verb.OnCheck> type, Fields arguments) {
        check(() -> Names.checkShown("check", check));
        check(() -> Values.check(arguments));
        Verb verb = verb(type);
        node(new Node.Check(check, new Step(verb.name(), verb.name(), verb.version(), arguments, here()), here()));
    }

    Verb verb(Class<? extends Verb> type) {
        return registry.find(type).orElseThrow(() -> new IllegalStateException(type.getName()
            + " is not registered in META-INF/services/" + Verb.class.getName()));
    }

    /** The script of that path, evaluated in place when it is met for the first time. */
    RecipeScript include(RecipeScript from, String path) {
        String file = scripts.byClass(from.getClass().getName()).map(Scripts.Script::file).orElse("");
        String wanted = ScriptFile.resolve(file, path);
        RecipeScript known = included.get(wanted);
        if (known != null) {
            return known;
        }
        Scripts.Script script = scripts.byFile(wanted).orElseThrow(() -> new Rejected("cannot include '" + path + "'",
            "The path of an included script is written as a plain text."));
        RecipeScript instance = RecipeEvaluator.instance(scripts, script);
        included.put(wanted, instance);
        instance.attach(this);
        instance.run();
        return instance;
    }

    void remember(Closure<?> closure, int text) {
        String source = scripts.byClass(closure.getThisObject().getClass().getName())
            .map(script -> script.deferred().get(text)).orElseThrow();
        code.remember(closure, source);
    }

    Value.Code code(Closure<?> closure) {
        return code.value(closure, here());
    }

    /** Of the recipe; empty as long as it was not said. */
    String name() {
        return name;
    }

    Location here() {
        checkReading();
        return scripts.here().location();
    }

    void problem(String message, String hint) {
        problem(here(), message, hint);
    }

    void problem(Location location, String message, String hint) {
        problems.add(new RecipeProblem(location, message, hint, scripts.line(location)));
    }

    /** Takes what ended a part of the recipe as a problem at the line of the recipe that it came from. */
    void problem(Throwable thrown) {
        Scripts.Spot spot = scripts.of(thrown);
        String hint = thrown instanceof Rejected rejected ? rejected.hint()
            : thrown instanceof Failure failure ? failure.remedy() : Thrown.hint(thrown);
        String message = thrown instanceof Rejected || thrown instanceof Failure ? thrown.getMessage()
            : Thrown.message(thrown);
        problems.add(new RecipeProblem(spot.location(), message, hint, spot.line()));
    }

    /** What was read, when the script has ended; whatever is wrong is in {@link #problems} then. */
    Recipe finish() {
        if (named.isEmpty() && !problems.any()) {
            problem(new Location(scripts.main().file(), 0, 0), "the recipe does not say its name",
                "Begin it with: recipe 'name'");
        }
        parameters.unknown().forEach((unknown, hint) -> problem(new Location(scripts.main().file(), 0, 0),
            "-P " + unknown + ": the recipe has no parameter '" + Values.shown(unknown) + "'", hint));
        parameters.notSecret().forEach((wrong, hint) -> problem(new Location(scripts.main().file(), 0, 0),
            "--secret " + wrong + ": the recipe has no secret parameter '" + Values.shown(wrong) + "'", hint));
        if (!problems.any()) {
            code.changed().forEach(changed -> problem(changed.location(), changed.message(), changed.hint()));
        }
        Recipe recipe = new Recipe(name, about, epochSeconds, parameters.all(),
            List.copyOf(roots.values()), List.copyOf(nodes.values()));
        new ReferenceCheck(recipe, references, this::problem).run();
        blocks.check(recipe, this::problem);
        ended = true;
        return recipe;
    }

    /** A function of the recipe that a step calls must not speak the recipe's words, which describe and do nothing. */
    private void checkReading() {
        if (ended) {
            throw new Rejected("a word of the recipe is used in the code of a step",
                "Say it before, while the recipe is"
                + " read, and let the step take a variable.");
        }
    }

    Problems problems() {
        return problems;
    }

    DeferredCode deferred() {
        return code;
    }

    boolean askedForProcessors() {
        return askedForProcessors;
    }

    void node(Node node) {
        Node other = nodes.putIfAbsent(node.name(), node);
        if (other != null) {
            String what = other.kind().equals(node.kind()) ? "there are two " + plural(node.kind())
                : "there are " + article(other.kind()) + " and " + article(node.kind());
            problem(node.location(), what + " '" + node.name() + "'; the first is on line " + other.location().line(),
                node instanceof Node.Source && other instanceof Node.Source
                    ? "If both are the same, keep the first in a variable, 'def x = …', and use that; else rename one."
                    : "Give it another name: those of sources, passes, artifacts and checks are unique in a recipe.");
        }
    }

    private static String plural(String kind) {
        return kind.equals("pass") ? "passes" : kind + "s";
    }

    private static String article(String kind) {
        return ("ai".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
    }

    private void checkOpen(String kind) {
        open.ifPresent(outer -> problem(article(kind) + " cannot be declared inside " + article(outer),
            "Declare it at the outermost level of the recipe."));
    }

    /** What is rejected is a problem here; the recipe is read on. */
    private void check(Runnable rule) {
        try {
            rule.run();
        } catch (Rejected rejected) {
            problem(rejected.getMessage(), rejected.hint());
        }
    }

    /** What a verb was told, if the model can hold it. */
    Fields checked(Fields arguments) {
        Values.check(arguments);
        return arguments;
    }

    /** Evaluates a closure; what ends it ends only that, so that the problems after it are found too. */
    private void inside(String kind, Closure<?> body, Object spec) {
        Optional<String> outer = open;
        open = Optional.of(kind);
        try {
            Closure<?> own = (Closure<?>) body.clone();
            own.setDelegate(spec);
            own.setResolveStrategy(Closure.DELEGATE_FIRST);
            own.call(spec);
        } catch (Exception | AssertionError thrown) {
            problem(thrown);
        } finally {
            open = outer;
        }
    }
}
