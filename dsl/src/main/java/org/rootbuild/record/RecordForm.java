package org.rootbuild.record;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.event.EventForm;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Detail;
import org.rootbuild.verb.Pin;
import tools.jackson.jr.ob.JSON;

/** The lines of a record that are not events, and events as a record has them. */
final class RecordForm {
    private final Instant at;

    RecordForm(Instant at) {
        this.at = at;
    }

    private Map<String, Object> line(String event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("v", EventForm.VERSION);
        line.put("at", at.toString());
        line.put("event", event);
        return line;
    }

    private static String written(Map<String, Object> line) {
        return JSON.std.asString(line);
    }

    String session(SessionHead head, String version, Recipe recipe) {
        Map<String, Object> line = line("session");
        line.put("recipe", ShownText.of(recipe.name()));
        line.put("about", ShownText.of(recipe.about()));
        line.put("command", ShownText.of(head.command()));
        line.put("version", version);
        line.put("folder", head.folder().toString());
        Map<String, Object> host = new LinkedHashMap<>();
        host.put("name", head.hostName());
        host.put("system", head.system());
        host.put("processors", head.processors());
        line.put("host", host);
        line.put("isolation", head.isolation());
        line.put("parameters", recipe.parameters().stream().map(parameter -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", parameter.name());
            one.put("type", parameter.type());
            one.put("value", ShownText.of(parameter.value()));
            one.put("default", ShownText.of(parameter.defaultValue()));
            return one;
        }).toList());
        return written(line);
    }

    String node(PlannedNode node) {
        Map<String, Object> line = line("node");
        name(line, node.node());
        line.put("location", node.node().location().toString());
        node.fingerprint().ifPresent(fingerprint -> line.put("fingerprint", fingerprint));
        line.put("inputs", node.inputs());
        line.put("steps", steps(node.node()).stream().map(RecordForm::step).toList());
        return written(line);
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", step.name());
        form.put("verb", step.verb());
        form.put("location", step.location().toString());
        form.put("arguments", new ArgumentForm().of(step.arguments()));
        return form;
    }

    private static List<Step> steps(Node node) {
        if (node instanceof Node.Pass pass) {
            return pass.steps();
        } else if (node instanceof Node.Artifact artifact) {
            return List.of(artifact.step());
        }
        return node instanceof Node.Check check ? List.of(check.step()) : List.of();
    }

    private static void name(Map<String, Object> line, Node node) {
        line.put("node", node.name());
        line.put("kind", node.kind());
        if (node instanceof Node.Pass pass) {
            line.put("root", pass.root());
        }
    }

    String source(String name, Pin pin) {
        Map<String, Object> line = line("source");
        line.put("node", name);
        line.put("sha256", pin.sha256());
        line.put("sizeBytes", pin.sizeBytes());
        line.put("about", ShownText.of(pin.about()));
        line.put("locations", pin.inPlace().map(path -> List.of(path.toString()))
            .orElseGet(() -> ShownText.of(pin.locations())));
        return written(line);
    }

    String reused(List<Node> nodes) {
        Map<String, Object> line = line("reused");
        line.put("nodes", nodes.stream().map(node -> {
            Map<String, Object> one = new LinkedHashMap<>();
            name(one, node);
            return one;
        }).toList());
        return written(line);
    }

    String left(List<String> nodes) {
        Map<String, Object> line = line("left");
        line.put("nodes", nodes);
        return written(line);
    }

    String decided(String what, List<String> nodes) {
        Map<String, Object> line = line("decided");
        line.put("what", what);
        line.put("nodes", nodes);
        return written(line);
    }

    String event(SessionEvent event) {
        return EventForm.line(shown(event), at);
    }

    /** The same with nothing in it that must not be written down, or is too long. */
    private static SessionEvent shown(SessionEvent event) {
        if (event instanceof SessionEvent.Noted one) {
            return new SessionEvent.Noted(one.node(), one.step(), ShownText.of(one.sentence()));
        } else if (event instanceof SessionEvent.NodeStarted one) {
            return new SessionEvent.NodeStarted(one.node(), one.kind(), one.root(), ShownText.of(one.reasons()),
                one.steps());
        } else if (event instanceof SessionEvent.NodeEnded one) {
            return new SessionEvent.NodeEnded(one.node(), one.kind(), one.state(), one.millis(),
                ShownText.of(one.detail()), one.output());
        } else if (event instanceof SessionEvent.NodeFailed one) {
            return new SessionEvent.NodeFailed(one.node(), one.step(), one.location(), ShownText.of(one.message()),
                ShownText.of(one.remedy()), one.details().stream()
                    .map(detail -> new Detail(detail.title(), ShownText.of(detail.lines()))).toList(),
                one.log(), ShownText.of(one.lastLines()));
        }
        return event;
    }
}
