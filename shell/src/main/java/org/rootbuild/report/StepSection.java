package org.rootbuild.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.progress.Span;

/** The steps of what was worked on, one by one: what they were told, what they ran, and in which environment. */
final class StepSection {
    /** More nodes than this are folded away. */
    private static final int MOST_OPEN = 150;
    private static final int HEAD_BYTES = 32 << 10;
    private static final int MOST_COMMANDS = 40;
    private static final int MOST_ARGUMENTS = 60;
    private static final int MOST_ENVIRONMENTS = 50;
    /** So much of all steps together is on the page, in characters. */
    private static final int MOST = 2 << 20;

    private final Build build;
    private final Names names;
    private final Path stateFolder;
    private final Html html;
    private final Map<List<String>, List<String>> environments = new LinkedHashMap<>();
    private final int begin;

    StepSection(Build build, Names names, Path stateFolder, Html html) {
        this.build = build;
        this.names = names;
        this.stateFolder = stateFolder;
        this.html = html;
        this.begin = html.length();
    }

    void write() {
        if (build.worked().isEmpty()) {
            return;
        }
        html.open("section", "id", "steps").leaf("h2", "Steps, one by one");
        html.leaf("p", "Each opens to what the recipe told its steps, the commands that they ran, and how long they"
            + " took.", "class", "muted").line();
        boolean folded = build.worked().size() > MOST_OPEN;
        if (folded) {
            html.open("details").leaf("summary", "All " + Words.number(build.worked().size()));
        }
        html.open("div", "class", "nodes");
        build.worked().stream().limit(Names.MOST).forEach(this::node);
        html.close("div");
        if (folded) {
            html.close("details");
        }
        html.close("section").line();
        environments();
    }

    private void node(String node) {
        NodeRun run = build.lastRun(node);
        html.open("details", "id", names.steps(node)).open("summary").leaf("b", node).text(" ")
            .leaf("small", Words.count(steps(run).size(), "step", "steps") + ", " + Span.shown(run.millis())
                + build.facts(node).map(facts -> ", " + facts.location()).orElse("")
                + (run.detail().isEmpty() ? "" : " — " + run.detail()))
            .close("summary");
        Optional<NodeFacts> facts = build.facts(node);
        List<NodeFacts.Step> told = facts.map(NodeFacts::steps).orElse(List.of());
        if (html.length() - begin > MOST) {
            html.leaf("p", "Left out: the page is full. 'rootbuild inspect' tells of it.", "class", "muted");
        } else if (told.isEmpty()) {
            steps(run).forEach(step -> step(run, step, Optional.empty()));
        } else {
            told.forEach(step -> step(run, step.name(), Optional.of(step)));
        }
        facts.flatMap(NodeFacts::fingerprint).ifPresent(fingerprint ->
            html.open("p", "class", "step muted").text("Fingerprint ").leaf("code", fingerprint).close("p"));
        html.close("details").line();
    }

    private static List<String> steps(NodeRun run) {
        return run.steps().stream().map(StepRun::step).distinct().toList();
    }

    private void step(NodeRun run, String name, Optional<NodeFacts.Step> told) {
        Optional<StepRun> went = run.steps().stream().filter(one -> one.step().equals(name))
            .reduce((first, second) -> second);
        html.open("div", "class", "step").open("h4").text(name);
        html.leaf("small", " " + went.map(one -> Span.shown(one.millis())
            + (one.state() == RunState.DONE ? "" : ", " + one.state().word())).orElse("did not run here")
            + told.map(NodeFacts.Step::location).filter(at -> !at.isEmpty()).map(at -> ", " + at).orElse(""));
        html.close("h4");
        Optional<LogText> log = went.isEmpty() ? Optional.empty()
            : LogText.of(stateFolder, run.node(), name, HEAD_BYTES, 0);
        // The commands say all that the arguments do.
        if (log.isEmpty() || log.get().commands(1).isEmpty()) {
            told.filter(step -> !step.arguments().isEmpty()).ifPresent(step -> arguments(step.arguments()));
        }
        log.ifPresent(text -> log(text, run.node(), name));
        html.close("div");
    }

    private void arguments(List<String> lines) {
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(MOST_ARGUMENTS, lines.size())));
        if (shown.size() < lines.size()) {
            shown.add("… " + (lines.size() - shown.size()) + " more lines");
        }
        html.leaf("pre", String.join("\n", shown));
    }

    private void log(LogText log, String node, String step) {
        List<String> commands = log.commands(MOST_COMMANDS);
        if (!commands.isEmpty()) {
            html.leaf("pre", String.join("\n", commands)
                + (log.leftOutBytes() > 0 ? "\n… and whatever it ran later" : ""));
        }
        List<String> surroundings = log.surroundings();
        if (!surroundings.isEmpty()) {
            List<String> users = environments.computeIfAbsent(surroundings, one -> new ArrayList<>());
            users.add(node + "/" + step);
            int number = List.copyOf(environments.keySet()).indexOf(surroundings) + 1;
            if (number <= MOST_ENVIRONMENTS) {
                html.open("p", "class", "muted").leaf("a", "Environment " + number, "href", "#e" + number).close("p");
            }
        }
    }

    private void environments() {
        if (environments.isEmpty()) {
            return;
        }
        html.open("section", "id", "environments").leaf("h2", "Environments of programs");
        int number = 0;
        for (Map.Entry<List<String>, List<String>> one : environments.entrySet()) {
            number++;
            if (number > MOST_ENVIRONMENTS) {
                html.leaf("p", "… and " + (environments.size() - MOST_ENVIRONMENTS) + " more", "class", "muted");
                break;
            }
            html.open("details", "id", "e" + number).open("summary").leaf("b", "Environment " + number).text(" ")
                .leaf("small", "of " + HeadSection.names(one.getValue())).close("summary")
                .leaf("pre", String.join("\n", one.getKey())).close("details").line();
        }
        html.close("section").line();
    }
}
