package org.rootbuild.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came out, what went in, and with which parameters. */
record ThingsSection(Build build, Path stateFolder, Html html) {
    private static final int MOST_LOCATIONS = 6;

    private record Artifact(String name, long sizeBytes, String sha256, String file) {
    }

    void artifacts() {
        List<Artifact> artifacts = found();
        if (artifacts.isEmpty()) {
            return;
        }
        table("artifacts", "Artifacts", "What came out", List.of("Name", "Size", "SHA-256", "File"));
        for (Artifact one : artifacts) {
            html.open("tr").leaf("th", one.name(), "scope", "row").leaf("td", Words.size(one.sizeBytes()), "class",
                "num").open("td").leaf("code", one.sha256(), "class", "digest").close("td")
                .leaf("td", one.file(), "class", "path").close("tr").line();
        }
        end();
    }

    private void table(String id, String title, String caption, List<String> heads) {
        html.open("section", "id", id).leaf("h2", title).open("table").leaf("caption", caption).open("thead")
            .open("tr");
        heads.forEach(head -> html.leaf("th", head, "scope", "col", "class", head.equals("Size") ? "num" : ""));
        html.close("tr").close("thead").open("tbody");
    }

    private void end() {
        html.close("tbody").close("table").close("section").line();
    }

    private List<Artifact> found() {
        Map<String, Artifact> placed = placed();
        List<Artifact> found = new ArrayList<>();
        for (String name : build.worked()) {
            NodeRun run = build.lastRun(name);
            if (run.stored().isPresent() && run.stored().get().digest().isPresent()) {
                found.add(new Artifact(name, run.stored().get().sizeBytes(), run.stored().get().digest().get(),
                    run.output().orElse("")));
            } else if (run.output().isPresent() && placed.containsKey(name)) {
                found.add(placed.get(name));
            }
        }
        build.reused().stream().filter(one -> one.kind().equals("artifact") && placed.containsKey(one.name()))
            .forEach(one -> found.add(placed.get(one.name())));
        return found;
    }

    /** What the state folder remembers of the files that were put out; see "State folder" in the formats. */
    private Map<String, Artifact> placed() {
        Map<String, Artifact> placed = new LinkedHashMap<>();
        try {
            String all = new String(Files.readAllBytes(stateFolder.resolve("outputs")), StandardCharsets.UTF_8);
            for (String line : all.lines().toList()) {
                String[] parts = line.split(" ", 4);
                if (parts.length == 4 && parts[1].matches("\\d{1,18}")) {
                    String name = parts[3].substring(parts[3].lastIndexOf('/') + 1);
                    placed.put(name, new Artifact(name, Long.parseLong(parts[1]), parts[0], parts[3]));
                }
            }
        } catch (IOException none) {
            return Map.of();
        }
        return placed;
    }

    void sources() {
        if (build.sources().isEmpty()) {
            return;
        }
        table("sources", "Sources", "What went in, verified by these digests", List.of("Name", "Size", "SHA-256",
            "From"));
        for (SourceFacts one : build.sources()) {
            html.open("tr").open("th", "scope", "row").text(one.name());
            if (!one.about().isEmpty() && !one.about().equals(one.name())) {
                html.leaf("small", one.about());
            }
            html.close("th").leaf("td", Words.size(one.sizeBytes()), "class", "num").open("td")
                .leaf("code", one.sha256(), "class", "digest").close("td").open("td", "class", "path");
            one.locations().stream().limit(MOST_LOCATIONS).forEach(at -> html.leaf("div", at));
            if (one.locations().size() > MOST_LOCATIONS) {
                html.leaf("div", "… and " + (one.locations().size() - MOST_LOCATIONS) + " more");
            }
            html.close("td").close("tr").line();
        }
        end();
    }

    void parameters() {
        List<Circumstances.Parameter> parameters = build.last().circumstances().parameters();
        if (parameters.isEmpty()) {
            return;
        }
        table("parameters", "Parameters", "With which values the recipe was read", List.of("Name", "Value", "Usual",
            "Type"));
        for (Circumstances.Parameter one : parameters) {
            html.open("tr").leaf("th", one.name(), "scope", "row").open("td").leaf("code", shown(one.value()));
            if (one.isSet()) {
                html.text(" ").leaf("small", "set", "class", "mark");
            }
            html.close("td").open("td").leaf("code", shown(one.usual())).close("td").leaf("td", one.type())
                .close("tr").line();
        }
        end();
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(empty)" : value;
    }
}
