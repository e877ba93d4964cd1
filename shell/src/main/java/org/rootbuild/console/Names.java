package org.rootbuild.console;

import java.util.List;
import java.util.Optional;
import org.rootbuild.command.UsageError;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Place;
import org.rootbuild.desk.Steps;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;

/** Names of a plan, as a person types them. */
final class Names {
    private Names() {
    }

    /** @throws UsageError when the plan has no such node */
    static String node(String typed, Desk desk) throws UsageError {
        List<String> names = desk.plan().nodes().stream().map(PlannedNode::name).toList();
        if (desk.plan().find(typed).isEmpty()) {
            throw new UsageError("there is no '" + typed + "' in the recipe '" + desk.plan().recipe().name() + "'."
                + Suggestion.sentence(typed, names), "'plan' lists what there is.");
        }
        return typed;
    }

    /** @throws UsageError when the recipe has no such parameter */
    static String parameter(String typed, Desk desk) throws UsageError {
        try {
            desk.check(typed);
            return typed;
        } catch (Failure missing) {
            throw new UsageError(missing.getMessage(), missing.remedy());
        }
    }

    /** Whether the recipe has a secret parameter of that name. */
    static boolean isSecret(String parameter, Desk desk) {
        return desk.loaded().model().parameters().stream()
            .anyMatch(one -> one.name().equals(parameter) && one.isSecret());
    }

    /** Where the session stands. */
    static Place here(Desk desk) throws UsageError {
        return desk.session().position().map(at -> new Place(at.node(),
            Steps.of(desk.plan().find(at.node()).orElseThrow().node()).isEmpty() ? Optional.empty()
                : Optional.of(at.step()))).orElseThrow(() -> new UsageError("nothing is left to do, so the session"
            + " stands nowhere", "Name a pass; 'plan' lists what there is."));
    }

    /** {@code NODE} or {@code NODE/STEP}; the name of a source may hold a slash itself. */
    static Place place(String typed, Desk desk) throws UsageError {
        if (desk.plan().find(typed).isPresent()) {
            return new Place(typed, Optional.empty());
        }
        Place place = Place.of(typed);
        Node node = desk.plan().find(node(place.node(), desk)).orElseThrow().node();
        List<String> steps = Steps.of(node).stream().map(Step::name).toList();
        if (place.step().isPresent() && !steps.contains(place.step().get())) {
            throw new UsageError("'" + node.name() + "' has no step '" + place.step().get() + "'."
                + Suggestion.sentence(place.step().get(), steps), steps.isEmpty() ? "It has no steps."
                : "Its steps are " + String.join(", ", steps) + ".");
        }
        return place;
    }
}
