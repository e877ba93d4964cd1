package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.desk.Workplace;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.model.Step;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.session.Manner;
import org.rootbuild.session.SessionSettings;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Host;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code run} and {@code plan} have in common: a recipe, what of it is wanted, and what it may use. */
final class Job {
    static final String OFFLINE = "--offline";
    static final String REFRESH = "--refresh";
    static final String CLEAN = "--clean";
    private static final String ISOLATION = "--isolation";
    private static final String JOBS = "--jobs";
    private static final int MOST_JOBS = 4_096;

    private final Given given;
    private final Caller caller;
    private final Places places;
    private final RecipePath recipe;
    private Optional<Recipes> recipes = Optional.empty();

    Job(Given given, Caller caller) throws UsageError {
        this(given, caller, RecipePath.find(given.argument(0).orElse(""), caller));
    }

    Job(Given given, Caller caller, RecipePath recipe) {
        this.given = given;
        this.caller = caller;
        this.places = new Places(given, caller);
        this.recipe = recipe;
    }

    static void describe(CommandSpec spec) {
        Choice.recipe(spec);
        Choice.targets(spec);
        Choice.parameters(spec);
        describeManner(spec);
        Places.describeOut(spec);
        Places.describeState(spec);
        Places.describeStore(spec);
        Choice.stacktrace(spec);
    }

    /** How it builds. */
    static void describeManner(CommandSpec spec) {
        describeJobs(spec);
        spec.addOption(Choice.flag(OFFLINE, "Uses no network; what is not in the store yet is an error."));
        spec.addOption(Choice.flag(REFRESH, "Looks sources up anew that are found through an index."));
        spec.addOption(Choice.flag(CLEAN, "Makes layers again that a person had a hand in, and what was made on"
            + " them."));
        describeIsolation(spec);
    }

    static void describeIsolation(CommandSpec spec) {
        spec.addOption(Choice.words(ISOLATION, "HOW", isolations(), "How programs are kept apart from the host:"
            + " overlay, or none where the host has no namespaces; auto, which is usual, is overlay where the host"
            + " allows it."));
    }

    static void describeJobs(CommandSpec spec) {
        spec.addOption(Choice.text(JOBS, "N", "Uses N processors; all of them where it is not said."));
    }

    Places places() {
        return places;
    }

    RecipePath recipe() {
        return recipe;
    }

    Recipes recipes() throws UsageError {
        recipes = Optional.of(new Recipes(recipe.script(), Recipes.parameters(given.values(Choice.PARAMETER)),
            SecretFiles.given(given, caller), jobs(given), places.store()));
        return recipes.get();
    }

    /** How many processors may be used. */
    static int jobs(Given given) throws UsageError {
        String text = given.value(JOBS).orElse("");
        if (text.isEmpty()) {
            return Runtime.getRuntime().availableProcessors();
        }
        return UsageNumber.parse(JOBS + " " + text, text, 1, MOST_JOBS);
    }

    /** The command that makes touched layers again. */
    String cleaning() {
        return sameRun(CLEAN);
    }

    /** The command that goes on with what a failed step left. */
    String goingOn() {
        return sameRun(Beginning.HERE);
    }

    /** The command that goes on with the build. */
    String goingOnPlainly() {
        return sameRun("").strip();
    }

    private String sameRun(String option) {
        return sameRecipe(List.of("run", recipe.typed()),
            List.of(Choice.PARAMETER, Choice.SECRET, Places.OUT, Places.STATE, Places.STORE)) + " " + option;
    }

    /** A command about the same recipe, with what this one was told of it by these options. */
    String sameRecipe(String command, String place, List<String> options) {
        return sameRecipe(List.of(command, recipe.typed(), place), options);
    }

    private String sameRecipe(List<String> first, List<String> options) {
        List<String> words = new ArrayList<>(first);
        for (String option : options) {
            List<String> values = option.equals(Choice.PARAMETER) ? parameters()
                : option.equals(Choice.SECRET) ? given.values(option) : given.value(option).stream().toList();
            values.forEach(value -> words.addAll(List.of(option, value)));
        }
        return Shell.line(words);
    }

    /** What {@code -P} says, without secrets: a hint is copied and ends in the history of a shell. */
    private List<String> parameters() {
        return given.values(Choice.PARAMETER).stream()
            .filter(one -> !isSecret(one.substring(0, Math.max(0, one.indexOf('='))))).toList();
    }

    /** Whether the recipe, as it was read, has a secret parameter of that name. */
    boolean isSecret(String parameter) {
        return recipes.filter(read -> read.isSecret(parameter)).isPresent();
    }

    /** Where a person can work on the recipe. */
    Workplace workplace(Recipes recipes, SessionSettings settings, Store store) {
        return new Workplace(recipe.script(), cleaning(), settings, recipes, recipes, recipes::registry, store);
    }

    /** @throws UsageError when something is wanted that the recipe does not have */
    SessionSettings settings(Recipe model, Store store) throws IOException {
        return wholeRecipe(store).withTargets(targets(model));
    }

    /** With everything wanted that the recipe has. */
    SessionSettings wholeRecipe(Store store) throws IOException {
        Path memory = store.hostMemory();
        Host host = new Host(jobs(given), caller.environment(), memory, given.isSet(OFFLINE));
        return new SessionSettings(recipe.folder(), places.state(recipe), places.out(recipe), Set.of(),
            given.isSet(REFRESH), manner(), caller.commandLine(), host, caller.clock());
    }

    private Manner manner() throws UsageError {
        return new Manner(isolation(), given.isSet(CLEAN));
    }

    private Manner.Isolation isolation() throws UsageError {
        Optional<String> typed = given.value(ISOLATION);
        if (typed.isEmpty()) {
            return Manner.USUAL.isolation();
        }
        for (Manner.Isolation known : Manner.Isolation.values()) {
            if (word(known).equals(typed.get())) {
                return known;
            }
        }
        throw new UsageError(ISOLATION + " " + typed.get() + " is not known."
            + Suggestion.sentence(typed.get(), isolations()), "Use " + String.join(", ", isolations()) + ".");
    }

    private static List<String> isolations() {
        return Arrays.stream(Manner.Isolation.values()).map(Job::word).toList();
    }

    private static String word(Manner.Isolation isolation) {
        return isolation.name().toLowerCase(Locale.ROOT);
    }

    private Set<String> targets(Recipe model) throws UsageError {
        Set<String> targets = new LinkedHashSet<>();
        for (String target : given.argumentsFrom(1)) {
            if (model.root(target).isEmpty()) {
                node(model, target);
            }
            targets.add(target);
        }
        return targets;
    }

    /** @throws UsageError when the run is to begin or end where the recipe has nothing */
    void checkNodes(Recipe model, Beginning beginning) throws UsageError {
        for (Optional<String> name : List.of(beginning.from(), beginning.until())) {
            if (name.isPresent()) {
                node(model, name.get());
            }
        }
    }

    /** @throws UsageError when the node has no such step */
    void checkStep(Node node, String step) throws UsageError {
        List<String> steps = steps(node);
        if (!steps.contains(step)) {
            throw new UsageError("'" + node.name() + "' has no step '" + step + "'." + Suggestion.sentence(step, steps),
                steps.isEmpty() ? "It has no steps." : "Its steps are " + String.join(", ", steps) + ".");
        }
    }

    private static List<String> steps(Node node) {
        if (node instanceof Node.Pass pass) {
            return pass.steps().stream().map(Step::name).toList();
        } else if (node instanceof Node.Artifact artifact) {
            return List.of(artifact.step().name());
        }
        return node instanceof Node.Check check ? List.of(check.step().name()) : List.of();
    }

    /** @throws UsageError when the recipe has no such node */
    Node node(Recipe model, String name) throws UsageError {
        if (model.node(name).isPresent()) {
            return model.node(name).get();
        }
        List<String> known = new ArrayList<>();
        model.nodes().forEach(node -> known.add(node.name()));
        model.roots().stream().map(Root::name).forEach(known::add);
        throw new UsageError("there is no '" + name + "' in the recipe '" + model.name() + "'."
            + Suggestion.sentence(name, known),
            "'" + Shell.line("plan", recipe.typed()) + "' lists what there is.");
    }
}
