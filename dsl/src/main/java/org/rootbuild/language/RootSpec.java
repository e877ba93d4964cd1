package org.rootbuild.language;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Group;
import org.rootbuild.model.Location;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** The inside of {@code root('…') { … }}. */
public final class RootSpec {
    private final Evaluation evaluation;
    private final String name;
    private final Map<String, Value> options = new LinkedHashMap<>();
    private Optional<Group> group = Optional.empty();
    private final Map<String, Value> settings = new HashMap<>();

    RootSpec(Evaluation evaluation, String name) {
        this.evaluation = evaluation;
        this.name = name;
    }

    @Words
    @Doc(value = "A unit of work on this root, after the passes before it; it commits what it changed or leaves"
        + " nothing.",
        examples = "pass('gcc:1') { unpack gcc }")
    public void pass(@Doc("unique in the recipe") String passName,
        @DelegatesTo(value = PassSpec.class, strategy = Closure.DELEGATE_FIRST)
        @ClosureParams(value = SimpleType.class, options = "org.rootbuild.language.PassSpec") Closure<?> body) {
        evaluation.pass(this, passName, body);
    }

    @Words
    @Doc(value = "Passes that do not see each other: each works on what lies below all of them, and several run side by"
        + " side. Their layers are then stacked as declared; two that made a path differently are an error. The passes"
        + " behind the block see all of them.",
        examples = {"independent {", "    ['m4', 'sed', 'grep'].each { name ->",
            "        pass(name) { write \"/etc/$name\", 'x' }", "    }", "}"})
    public void independent(
        @DelegatesTo(value = RootSpec.class, strategy = Closure.DELEGATE_FIRST)
        @ClosureParams(value = SimpleType.class, options = "org.rootbuild.language.RootSpec") Closure<?> body) {
        independent(Map.of(), body);
    }

    @Words
    @Doc(value = "Passes that do not see each other, on a base of their own choice.",
        examples = "independent(after: 'gcc:2', lastWins: ['/share/info/dir']) { … }")
    public void independent(
        @Option(name = "after", type = String.class, about = "the pass behind which all of them work, as if those"
            + " between it and the block were not there; else they work on everything before the block")
        @Option(name = "lastWins", type = List.class, about = "patterns of paths that several may make differently: the"
            + " last declared wins")
        Map<String, Object> options,
        @DelegatesTo(value = RootSpec.class, strategy = Closure.DELEGATE_FIRST)
        @ClosureParams(value = SimpleType.class, options = "org.rootbuild.language.RootSpec") Closure<?> body) {
        evaluation.independent(this, Options.of(options), body);
    }

    /** The block of independent passes that is being read. */
    Optional<Group> group() {
        return group;
    }

    void enter(Group entered) {
        group = Optional.of(entered);
    }

    void leave() {
        group = Optional.empty();
    }

    /** For verbs: the root's name. */
    public String name() {
        return name;
    }

    /**
     * For verbs: says something about the root as a whole.
     *
     * @throws IllegalArgumentException when that was said already
     */
    public void option(String label, Value value) {
        if (options.putIfAbsent(label, value) != null) {
            throw new Rejected("the root '" + name + "' has '" + label + "' already", "Say it once.");
        }
    }

    /** For verbs: says something that holds for the passes after it, instead of what was said of it before. */
    public void setting(String label, Value value) {
        settings.put(label, value);
    }

    /** For verbs: what was said about the root so far, or holds for its passes from here on. */
    public Optional<Value> option(String label) {
        return Optional.ofNullable(settings.get(label)).or(() -> Optional.ofNullable(options.get(label)));
    }

    /** For verbs: the place in the recipe that is being read now. */
    public Location here() {
        return evaluation.here();
    }

    /** For verbs: something is wrong here; the recipe is read on. */
    public void problem(String message, String hint) {
        evaluation.problem(message, hint);
    }

    Fields options() {
        Fields.Builder fields = Fields.builder();
        options.forEach(fields::put);
        return fields.build();
    }
}
