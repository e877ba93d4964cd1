package org.rootbuild.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Parameter;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;
import tools.jackson.jr.ob.JSON;

/** A plan for programs. {@code docs/formats.md}, "The answer of plan --json", gives the form. */
final class PlanForm {
    /** Grows when a reader of the version before could misunderstand the answer. */
    static final int VERSION = 1;

    private PlanForm() {
    }

    static String json(Plan plan, Path script) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("v", VERSION);
        form.put("recipe", plan.recipe().name());
        form.put("about", plan.recipe().about());
        form.put("script", script.toString());
        form.put("toRun", plan.count(Verdict.RUN));
        form.put("toReuse", plan.count(Verdict.REUSE));
        List<Object> parameters = new ArrayList<>();
        plan.recipe().parameters().forEach(parameter -> parameters.add(parameter(parameter)));
        form.put("parameters", parameters);
        List<Object> nodes = new ArrayList<>();
        plan.nodes().forEach(node -> nodes.add(node(node)));
        form.put("nodes", nodes);
        return JSON.std.asString(form);
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", parameter.name());
        form.put("type", parameter.type());
        form.put("value", parameter.value());
        form.put("default", parameter.defaultValue());
        form.put("choices", parameter.choices());
        form.put("about", parameter.about());
        return form;
    }

    private static Map<String, Object> node(PlannedNode planned) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", planned.name());
        form.put("kind", planned.node().kind());
        if (planned.node() instanceof Node.Pass pass) {
            form.put("root", pass.root());
        }
        form.put("verdict", planned.verdict().word());
        form.put("reasons", planned.reasons());
        form.put("inputs", planned.inputs());
        form.put("touched", PlanText.isTouched(planned));
        planned.fingerprint().ifPresent(fingerprint -> form.put("fingerprint", fingerprint));
        form.put("steps", steps(planned.node()));
        form.put("location", location(planned.node().location()));
        return form;
    }

    private static List<String> steps(Node node) {
        if (node instanceof Node.Pass pass) {
            return pass.steps().stream().map(step -> step.name()).toList();
        } else if (node instanceof Node.Artifact artifact) {
            return List.of(artifact.step().name());
        }
        return node instanceof Node.Check check ? List.of(check.step().name()) : List.of();
    }

    private static Map<String, Object> location(Location location) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("file", location.file());
        form.put("line", location.line());
        form.put("column", location.column());
        return form;
    }
}
