package org.rootbuild.command;

import groovy.lang.Closure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.language.LoadedRecipe;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.session.Closures;

/** Finds the code of a recipe's steps by the names of node and step. */
record StepClosures(LoadedRecipe loaded) implements Closures {
    @Override
    public Closure<?> closure(String node, String step) throws IOException {
        List<Value.Code> found = new ArrayList<>();
        for (Step one : steps(node)) {
            if (one.name().equals(step)) {
                codes(one.arguments(), found);
            }
        }
        if (found.size() != 1) {
            throw new IllegalStateException("the step " + node + "/" + step + " holds " + found.size() + " closures");
        }
        try {
            return loaded.closures().closure(found.get(0));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the recipe was read again");
        }
    }

    private List<Step> steps(String name) {
        Node node = loaded.model().node(name).orElseThrow();
        if (node instanceof Node.Pass pass) {
            return pass.steps();
        } else if (node instanceof Node.Artifact artifact) {
            return List.of(artifact.step());
        }
        return node instanceof Node.Check check ? List.of(check.step()) : List.of();
    }

    private static void codes(Fields fields, List<Value.Code> found) {
        for (String label : fields.labels()) {
            Value value = fields.get(label);
            if (value instanceof Value.Code code) {
                found.add(code);
            } else if (value instanceof Value.Group group) {
                codes(group.fields(), found);
            }
        }
    }
}
