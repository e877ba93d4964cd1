package org.rootbuild.language;

import groovy.lang.Closure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Root;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Verb;

/** The inside of {@code pass('…') { … }}. All its words are verbs. */
public final class PassSpec {
    /** What a root says, and every step of its passes then carries: the folder of the tree that is the root to them. */
    public static final String CHROOT = "chroot";

    private final Evaluation evaluation;
    private final String name;
    private final RootSpec root;
    private final Map<String, Value> options = new HashMap<>();
    private final Steps steps = new Steps();

    PassSpec(Evaluation evaluation, RootSpec root, String name) {
        this.evaluation = evaluation;
        this.root = root;
        this.name = name;
    }

    /** For verbs: adds a step, named after its verb. */
    public void step(Class<? extends Verb.OnPass> verb, Fields arguments) {
        steps.add(evaluation.verb(verb), carried(arguments), evaluation.here());
    }

    /** For verbs: adds a step with a name of its own, for a verb that adds several. */
    public void step(Class<? extends Verb.OnPass> verb, String stepName, Fields arguments) {
        steps.add(stepName, evaluation.verb(verb), carried(arguments), evaluation.here());
    }

    private Fields carried(Fields arguments) {
        Optional<Value> chroot = root.option(CHROOT);
        return evaluation.checked(chroot.isEmpty() ? arguments
            : arguments.toBuilder().put(CHROOT, chroot.get()).build());
    }

    /**
     * For verbs: whether there can be no program yet: the root began empty, has no pass, and before this place stand
     * steps of these verbs at most. Without isolation there are those of the host.
     */
    public boolean isRootEmptyBut(Set<String> verbs) {
        return root.option(Root.ISOLATION).isEmpty()
            && evaluation.isEmpty(root.name()) && steps.all().stream().allMatch(step -> verbs.contains(step.verb()));
    }

    /** For verbs: says something about the pass as a whole; it holds for the steps after it. */
    public void option(String label, Value value) {
        options.put(label, value);
    }

    /** For verbs: what was said about the pass, or else about its root, so far. */
    public Optional<Value> option(String label) {
        return Optional.ofNullable(options.get(label)).or(() -> root.option(label));
    }

    /**
     * For verbs: what a closure that runs in the step is to the model. The parameter that the closure came by must be
     * {@link org.rootbuild.verb.Deferred}.
     *
     * @throws IllegalArgumentException when the closure takes something from around it that is no value
     */
    public Value.Code code(Closure<?> closure) {
        return evaluation.code(closure);
    }

    /** For verbs: the pass's name. */
    public String name() {
        return name;
    }

    /** For verbs: the place in the recipe that is being read now. */
    public Location here() {
        return evaluation.here();
    }

    /** For verbs: something is wrong here; the recipe is read on. */
    public void problem(String message, String hint) {
        evaluation.problem(message, hint);
    }

    List<Step> steps() {
        return steps.all();
    }
}
