package org.rootbuild.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.problem.Detail;
import tools.jackson.jr.ob.JSON;

/** An event as one line of JSON; {@code docs/formats.md}, "Events". */
public final class EventForm {
    /** Grows when a reader of the version before could misunderstand a line. */
    public static final int VERSION = 1;
    private static final String DATA = "data:";

    private final Map<String, Object> line = new LinkedHashMap<>();

    private EventForm(String event, Instant at) {
        line.put("v", VERSION);
        line.put("at", at.toString());
        line.put("event", event);
    }

    /** Without a line end. */
    public static String line(SessionEvent event, Instant at) {
        EventForm form = new EventForm(name(event), at);
        if (event instanceof SessionEvent.Planned planned) {
            form.put("recipe", planned.recipe()).put("toRun", planned.toRun()).put("toReuse", planned.toReuse());
        } else if (event instanceof SessionEvent.Ended ended) {
            form.put("outcome", ended.outcome()).put("millis", ended.millis());
        } else {
            form.node(event);
            form.step(event);
        }
        return JSON.std.asString(form.line);
    }

    private static String name(SessionEvent event) {
        if (event instanceof SessionEvent.Planned) {
            return "planned";
        } else if (event instanceof SessionEvent.NodeStarted) {
            return "node-started";
        } else if (event instanceof SessionEvent.StepStarted) {
            return "step-started";
        } else if (event instanceof SessionEvent.Progress) {
            return "progress";
        } else if (event instanceof SessionEvent.Noted) {
            return "noted";
        } else if (event instanceof SessionEvent.Logged) {
            return "logged";
        } else if (event instanceof SessionEvent.StepEnded) {
            return "step-ended";
        } else if (event instanceof SessionEvent.Stored) {
            return "stored";
        } else if (event instanceof SessionEvent.NodeEnded) {
            return "node-ended";
        }
        return event instanceof SessionEvent.NodeFailed ? "node-failed" : "ended";
    }

    private void node(SessionEvent event) {
        if (event instanceof SessionEvent.NodeStarted one) {
            put("node", one.node()).put("kind", one.kind());
            if (!one.root().isEmpty()) {
                put("root", one.root());
            }
            put("reasons", one.reasons()).put("steps", one.steps());
        } else if (event instanceof SessionEvent.NodeEnded one) {
            put("node", one.node()).put("kind", one.kind()).put("state", one.state()).put("millis", one.millis())
                .put("detail", one.detail());
            one.output().ifPresent(file -> put("output", file.toAbsolutePath().toString()));
        } else if (event instanceof SessionEvent.Stored one) {
            stored(one);
        } else if (event instanceof SessionEvent.NodeFailed one) {
            put("node", one.node()).put("step", one.step()).put("location", one.location())
                .put("message", one.message()).put("remedy", one.remedy())
                .put("details", details(one.details()))
                .put("log", one.log().toAbsolutePath().toString()).put("lastLines", one.lastLines());
        }
    }

    private void stored(SessionEvent.Stored one) {
        put("node", one.node()).put("fingerprint", one.fingerprint()).put("touched", one.touched())
            .put("sizeBytes", one.sizeBytes());
        if (one.digest().isPresent()) {
            String digest = one.digest().get();
            boolean ofData = digest.startsWith(DATA);
            put(ofData ? "dataSha256" : "sha256", ofData ? digest.substring(DATA.length()) : digest);
        } else {
            put("added", one.added()).put("changed", one.changed()).put("removed", one.removed());
        }
    }

    private void step(SessionEvent event) {
        if (event instanceof SessionEvent.StepStarted one) {
            put("node", one.node()).put("step", one.step()).put("number", one.number()).put("of", one.of())
                .put("location", one.location());
        } else if (event instanceof SessionEvent.Progress one) {
            put("node", one.node()).put("step", one.step()).put("what", one.what()).put("doneBytes", one.doneBytes());
            if (one.totalBytes() >= 0) {
                put("totalBytes", one.totalBytes());
            }
        } else if (event instanceof SessionEvent.Noted one) {
            put("node", one.node()).put("step", one.step()).put("sentence", one.sentence());
        } else if (event instanceof SessionEvent.Logged one) {
            put("node", one.node()).put("step", one.step()).put("line", one.line());
        } else if (event instanceof SessionEvent.StepEnded one) {
            put("node", one.node()).put("step", one.step()).put("millis", one.millis());
        }
    }

    private static List<Map<String, Object>> details(List<Detail> details) {
        List<Map<String, Object>> form = new ArrayList<>();
        for (Detail detail : details) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("title", detail.title());
            one.put("lines", detail.lines());
            form.add(one);
        }
        return form;
    }

    private EventForm put(String label, Object value) {
        line.put(label, value);
        return this;
    }
}
