package org.rootbuild.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Parameter;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;

/**
 * A plan as text that stays the same as long as what is built does, on every machine: the order, what needs what, and
 * everything that the recipe tells each step. Places in the script and fingerprints are not in it, nor what cannot
 * change a result.
 */
final class PlanForm {
    private static final String INDENT = "    ";

    private final List<String> lines = new ArrayList<>();

    private PlanForm() {
    }

    static List<String> lines(Plan plan) {
        PlanForm form = new PlanForm();
        Recipe recipe = plan.recipe();
        form.lines.add("recipe " + recipe.name());
        for (Parameter parameter : recipe.parameters()) {
            form.text("", "parameter " + parameter.name() + ":", parameter.value());
        }
        for (PlannedNode node : plan.nodes()) {
            form.node(node);
        }
        return form.lines;
    }

    private void node(PlannedNode planned) {
        lines.add("");
        Node node = planned.node();
        lines.add(node.kind() + " " + node.name() + (node instanceof Node.Pass pass ? ", root " + pass.root() : ""));
        if (!planned.inputs().isEmpty()) {
            lines.add(INDENT + "needs " + String.join(", ", planned.inputs()));
        }
        if (node instanceof Node.Source source) {
            fields(INDENT, source.request().significant());
        } else {
            steps(node).forEach(this::step);
        }
    }

    static List<Step> steps(Node node) {
        if (node instanceof Node.Pass pass) {
            return pass.steps();
        } else if (node instanceof Node.Artifact artifact) {
            return List.of(artifact.step());
        }
        return node instanceof Node.Check check ? List.of(check.step()) : List.of();
    }

    private void step(Step step) {
        lines.add(INDENT + step.name() + (step.name().equals(step.verb()) ? "" : " (" + step.verb() + ")"));
        fields(INDENT + INDENT, step.arguments().significant());
    }

    private void fields(String indent, Fields fields) {
        fields.labels().forEach(label -> value(indent, label + ":", fields.get(label)));
    }

    private void value(String indent, String label, Value value) {
        if (value instanceof Value.ListOf many) {
            lines.add(indent + label);
            many.items().forEach(item -> value(indent + INDENT, "-", item));
        } else if (value instanceof Value.Group group) {
            lines.add(indent + label);
            fields(indent + INDENT, group.fields());
        } else if (value instanceof Value.Code code) {
            text(indent, label, code.source());
            fields(indent + INDENT, code.captured());
        } else {
            boolean bits = value instanceof Value.Whole && (label.equals("mode:") || label.equals("umask:"));
            text(indent, label, bits ? String.format("%04o", ((Value.Whole) value).number()) : plain(value));
        }
    }

    private void text(String indent, String label, String text) {
        if (text.indexOf('\n') < 0) {
            lines.add((indent + label + " " + text).stripTrailing());
            return;
        }
        lines.add(indent + label);
        for (String line : text.split("\n", -1)) {
            lines.add((indent + INDENT + "| " + line).stripTrailing());
        }
        // A text with an end to its last line is another one than the same without.
        String last = lines.remove(lines.size() - 1);
        if (!text.endsWith("\n")) {
            lines.add(last);
            lines.add(indent + INDENT + "\\ without an end of the line");
        }
    }

    private static String plain(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Whole whole) {
            return Long.toString(whole.number());
        } else if (value instanceof Value.Flag flag) {
            return flag.set() ? "yes" : "no";
        } else if (value instanceof Value.Regex regex) {
            return "/" + regex.regex() + "/";
        } else if (value instanceof Value.Ref ref) {
            return ref.kind().name().toLowerCase(Locale.ROOT) + " " + ref.name();
        }
        if (value instanceof Value.Sealed sealed) {
            return sealed.shown();
        }
        return value instanceof Value.Bytes bytes ? bytes.base64() : value.toString();
    }
}
