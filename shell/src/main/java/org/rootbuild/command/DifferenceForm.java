package org.rootbuild.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.layer.PathDifference;
import org.rootbuild.session.Comparison;
import tools.jackson.jr.ob.JSON;

/** How two layers differ, for programs. {@code docs/formats.md}, "The answer of diff --json", gives the form. */
final class DifferenceForm {
    /** Grows when a reader of the version before could misunderstand the answer. */
    static final int VERSION = 1;

    private DifferenceForm() {
    }

    static String json(Comparison found) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("v", VERSION);
        form.put("same", found.isSame());
        form.put("left", build(found.left()));
        form.put("right", build(found.right()));
        form.put("madeOf", found.clauses());
        List<Object> paths = new ArrayList<>();
        found.paths().forEach(path -> paths.add(path(path)));
        form.put("paths", paths);
        return JSON.std.asString(form);
    }

    private static Map<String, Object> build(Comparison.Build build) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("node", build.node());
        form.put("fingerprint", build.fingerprint());
        build.made().ifPresent(made -> form.put("made", made.toString()));
        form.put("touched", build.touched());
        return form;
    }

    private static Map<String, Object> path(PathDifference path) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("path", path.path());
        form.put("in", path.left().isEmpty() ? "right" : path.right().isEmpty() ? "left" : "both");
        List<Object> aspects = new ArrayList<>();
        for (PathDifference.Aspect aspect : path.aspects()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", aspect.name());
            one.put("left", aspect.left());
            one.put("right", aspect.right());
            aspects.add(one);
        }
        form.put("aspects", aspects);
        path.byteOffset().ifPresent(offset -> form.put("byteOffset", offset));
        return form;
    }
}
