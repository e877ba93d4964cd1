package org.rootbuild.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;

/** The secrets of one reading of a recipe, by the names of their parameters. Its text shows none of it. */
public final class Secrets {
    private static final Secrets NONE = new Secrets(Map.of());

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    public static Secrets none() {
        return NONE;
    }

    public static Secrets of(Map<String, String> values) {
        return values.isEmpty() ? NONE : new Secrets(values);
    }

    /** Hides every one of them. */
    public Mask mask() {
        return Mask.of(values.values());
    }

    /**
     * The same fields with texts where secrets stood.
     *
     * @throws Failure when one of them was not given
     */
    public Fields reveal(Fields fields) throws Failure {
        Set<String> missing = new TreeSet<>();
        Fields revealed = fields.mapBesideCode(value -> value instanceof Value.Sealed sealed
            ? new Value.Text(joined(sealed, name -> {
                if (!values.containsKey(name)) {
                    missing.add(name);
                }
                return values.getOrDefault(name, "");
            })) : value);
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
        return revealed;
    }

    /** The same fields with {@link Mask#MARK} where secrets stood, for those who only look. */
    public static Fields marked(Fields fields) {
        return fields.mapBesideCode(value -> value instanceof Value.Sealed sealed
            ? new Value.Text(joined(sealed, name -> Mask.MARK)) : value);
    }

    private static String joined(Value.Sealed sealed, Function<String, String> word) {
        StringBuilder text = new StringBuilder(sealed.texts().get(0));
        for (int i = 0; i < sealed.secrets().size(); i++) {
            text.append(word.apply(sealed.secrets().get(i).name())).append(sealed.texts().get(i + 1));
        }
        return text.toString();
    }

    /**
     * Finds out before anything is made what would be missing in the middle of it.
     *
     * @param nodes the names of those that are to be made
     * @throws Failure when a step of theirs needs a secret that was not given
     */
    public void checkGiven(Recipe recipe, Set<String> nodes) throws Failure {
        Set<String> missing = new TreeSet<>();
        recipe.nodes().stream().filter(node -> nodes.contains(node.name())).flatMap(node -> steps(node).stream())
            .forEach(step -> step.arguments().mapBesideCode(value -> {
                if (value instanceof Value.Sealed sealed) {
                    sealed.secrets().stream().map(Value.Sealed.Named::name)
                        .filter(name -> !values.containsKey(name)).forEach(missing::add);
                }
                return value;
            }));
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
    }

    private static List<Step> steps(Node node) {
        if (node instanceof Node.Pass pass) {
            return pass.steps();
        } else if (node instanceof Node.Artifact artifact) {
            return List.of(artifact.step());
        }
        return node instanceof Node.Check check ? List.of(check.step()) : List.of();
    }

    private static Failure missing(Set<String> names) {
        List<String> quoted = new ArrayList<>();
        names.forEach(name -> quoted.add("'" + name + "'"));
        String first = names.iterator().next();
        return new Failure("the secret" + (names.size() == 1 ? " " : "s ") + String.join(", ", quoted)
            + (names.size() == 1 ? " was" : " were") + " not given",
            "Put it into the environment variable " + GivenSecrets.variable(first) + ", or into a file of yours and"
                + " say --secret " + first + "=FILE.");
    }

    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }
}
