package org.rootbuild.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.progress.Screen;
import org.rootbuild.session.Position;
import org.rootbuild.session.Session;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a run begins.
 *
 * @param from  this node and everything made with it is made again
 * @param here  the step that failed last goes on with what it left
 * @param until the run ends behind this node
 */
record Beginning(Optional<String> from, boolean here, Optional<String> until) {
    static final String FROM = "--from";
    static final String HERE = "--here";
    private static final String UNTIL = "--until";

    static void describe(CommandSpec spec) {
        spec.addOption(Choice.text(FROM, "PASS", "Makes this pass and everything that was made with it again, whatever"
            + " the store holds. Of a source: what was made with it; the file itself stays."));
        spec.addOption(Choice.text(UNTIL, "PASS", "Makes this pass and what comes before it in the plan, and stops"
            + " there."));
        spec.addOption(Choice.flag(HERE, "Goes on at the step that failed last, with what it left and what was changed"
            + " by hand in it. Its layer is marked as touched. Where passes failed side by side, all of them go on so,"
            + " unless targets are named."));
    }

    /** @throws UsageError when what is asked for contradicts itself */
    static Beginning of(Given given, boolean dryRun) throws UsageError {
        Beginning beginning = new Beginning(given.value(FROM), given.isSet(HERE), given.value(UNTIL));
        if (beginning.here && beginning.from.isPresent()) {
            throw new UsageError("--here goes on with what is there, and --from throws it away",
                "Use one of them.");
        } else if (beginning.here && dryRun) {
            throw new UsageError("--here does something, and --dry-run only says what would be done",
                "Leave one of them out; 'rootbuild inspect' shows what the failed step left.");
        }
        return beginning;
    }

    /** @throws UsageError when the plan has no such node, or the end comes before the beginning */
    void check(Plan plan) throws UsageError {
        if (from.isEmpty()) {
            return;
        }
        List<String> order = plan.nodes().stream().map(PlannedNode::name).toList();
        if (!order.contains(from.get())) {
            throw new UsageError("--from " + from.get() + ": what is wanted does not need it",
                "Name it as a target too, or no target at all.");
        } else if (until.isPresent() && order.indexOf(until.get()) < order.indexOf(from.get())) {
            throw new UsageError("--until " + until.get() + " ends the run before --from " + from.get() + " begins",
                "Name the same pass or a later one with --until.");
        }
    }

    /** Puts the session where the run begins. */
    void place(Session session, Screen screen) throws IOException {
        if (here) {
            List<String> places = goOn(session).stream().map(place -> "'" + place.node() + "/" + place.step() + "'")
                .toList();
            screen.line("  " + screen.look().clean("goes on at " + listed(places)
                + " with what is there, and marks as touched by hand what comes of it"));
        } else if (from.isPresent()) {
            check(session.plan());
            boolean isSource = session.plan().find(from.get()).orElseThrow().node() instanceof Node.Source;
            List<String> taken = session.rollback(from.get()).stream()
                .filter(name -> !(session.plan().find(name).orElseThrow().node() instanceof Node.Source)).toList();
            screen.line("  " + screen.look().clean((taken.isEmpty() ? "nothing was made with it" : "made again: "
                + listed(taken)) + (isSource ? "; the file of the source '" + from.get() + "' stays" : "")));
        }
    }

    private static List<Position> goOn(Session session) throws IOException {
        try {
            return session.goOnHere();
        } catch (HostLacks lacking) {
            throw lacking;
        } catch (Failure nothing) {
            throw new UsageError(HERE + ": " + nothing.getMessage(), nothing.remedy());
        }
    }

    private static String listed(List<String> names) {
        int shown = 8;
        return names.size() <= shown ? String.join(", ", names)
            : String.join(", ", names.subList(0, shown)) + " and " + (names.size() - shown) + " more";
    }
}
