package org.rootbuild.language;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
import org.rootbuild.verb.Verb;

/** The inside of {@code artifact('…') { … }}, where exactly one verb stands. */
public final class ArtifactSpec {
    private final Evaluation evaluation;
    private final String name;
    private final Steps steps = new Steps();
    private final List<Node.Artifact> beside = new ArrayList<>();

    ArtifactSpec(Evaluation evaluation, String name) {
        this.evaluation = evaluation;
        this.name = name;
    }

    /** For verbs: says how the artifact is made. */
    public void make(Class<? extends Verb.OnArtifact> verb, Fields arguments) {
        steps.add(evaluation.verb(verb), evaluation.checked(arguments), evaluation.here());
    }

    /** For verbs: declares another artifact, whose file comes to lie beside this one. */
    public void beside(String artifact, Class<? extends Verb.OnArtifact> verb, Fields arguments) {
        Verb made = evaluation.verb(verb);
        beside.add(new Node.Artifact(artifact, new Step(made.name(), made.name(), made.version(),
            evaluation.checked(arguments), evaluation.here()), evaluation.here()));
    }

    /** For verbs: declares a source that is the same wherever the recipe names it, unless it is declared already. */
    public SourceRef declareSharedSource(String source, Class<? extends Verb.OnSource> provider, Fields request) {
        return evaluation.sharedSource(source, provider, request);
    }

    /** For verbs: the artifact's name, which is that of its file. */
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

    /** For verbs: something is wrong at a place that was read before. */
    public void problem(Location location, String message, String hint) {
        evaluation.problem(location, message, hint);
    }

    /** For verbs: the name of the recipe, as far as it was read; empty where it was not said yet. */
    public String recipe() {
        return evaluation.name();
    }

    List<Node.Artifact> besides() {
        return List.copyOf(beside);
    }

    List<Step> steps() {
        return steps.all();
    }
}
