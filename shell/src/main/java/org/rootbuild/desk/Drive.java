package org.rootbuild.desk;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.session.Outcome;
import org.rootbuild.session.Position;
import org.rootbuild.session.Session;

/**
 * Drives a session and heeds breakpoints. Where none could strike, passes run side by side as ever; a run then goes up to
 * the next node that has one, and from there on step by step, alone.
 */
final class Drive {
    private final Desk desk;
    private volatile boolean interrupted;

    Drive(Desk desk) {
        this.desk = desk;
    }

    void interrupt() {
        interrupted = true;
    }

    Stop step() throws IOException {
        interrupted = false;
        return stopped(session().step());
    }

    Stop next() throws IOException {
        Optional<Position> at = session().position();
        return at.isEmpty() ? step() : run(new Goal.Through(at.get().node()));
    }

    Stop run(Goal goal) throws IOException {
        interrupted = false;
        // What holds already is where the person stands, and was looked at.
        desk.breakpoints().met(desk);
        boolean leaving = true;
        while (true) {
            Optional<Position> at = session().position();
            if (at.isEmpty() || session().failure().isPresent()) {
                return stopped(session().step());
            }
            if (goal instanceof Goal.To to && to.node().equals(at.get().node())) {
                return Stop.of(new Outcome.Reached(to.node()));
            }
            Optional<Breakpoint> struck = leaving ? Optional.empty() : struckAt(at.get());
            if (struck.isPresent()) {
                return new Stop(new Outcome.Reached(at.get().node()), struck);
            } else if (interrupted) {
                return Stop.of(new Outcome.Interrupted(at.get().node()));
            }
            Optional<Stop> stop = went(goal, at.get());
            if (stop.isPresent()) {
                return stop.get();
            }
            leaving = false;
        }
    }

    private Stop stopped(Outcome outcome) {
        return new Stop(outcome, outcome instanceof Outcome.Failed ? desk.breakpoints().failure() : Optional.empty());
    }

    private Session session() {
        return desk.session();
    }

    private Optional<Breakpoint> struckAt(Position at) throws IOException {
        boolean isFirstStep = desk.plan().find(at.node()).map(node -> Steps.of(node.node())).filter(steps ->
            !steps.isEmpty()).map(steps -> steps.get(0).name().equals(at.step())).orElse(true);
        return desk.breakpoints().at(at, isFirstStep, desk);
    }

    /** Goes on from there by a step, or as far as nothing could strike; empty where the run is not at its end. */
    private Optional<Stop> went(Goal goal, Position from) throws IOException {
        Set<String> settled = settled();
        Outcome outcome = desk.breakpoints().couldStrikeIn(from.node()) ? session().step()
            : session().run(next(goal, from));
        if (outcome instanceof Outcome.StepDone done) {
            return desk.breakpoints().behind(done.node(), done.step())
                .map(struck -> new Stop(outcome, Optional.of(struck)));
        } else if (outcome instanceof Outcome.NodeDone || outcome instanceof Outcome.Reached) {
            return finished(goal, outcome, settled);
        }
        return Optional.of(stopped(outcome));
    }

    private Optional<Stop> finished(Goal goal, Outcome outcome, Set<String> before) {
        for (String node : settled()) {
            if (!before.contains(node)) {
                Optional<Breakpoint> struck = desk.breakpoints().behind(node).or(() -> lastStep(node));
                if (struck.isPresent()) {
                    return Optional.of(new Stop(outcome, struck));
                }
            }
        }
        boolean isThere = goal instanceof Goal.Through through
            && session().states().get(through.node()).isSettled();
        return isThere ? Optional.of(Stop.of(outcome)) : Optional.empty();
    }

    /** The last step of a node ends with the node. */
    private Optional<Breakpoint> lastStep(String node) {
        return desk.plan().find(node).flatMap(planned -> Steps.last(planned.node()))
            .flatMap(step -> desk.breakpoints().behind(node, step));
    }

    private Set<String> settled() {
        Set<String> settled = new HashSet<>();
        session().states().forEach((node, state) -> {
            if (state.isSettled()) {
                settled.add(node);
            }
        });
        return settled;
    }

    /** The first node behind that one before which the run has to stand. */
    private Optional<String> next(Goal goal, Position from) {
        boolean isBehindEnd = false;
        for (PlannedNode node : desk.plan().nodes()) {
            boolean isOpen = !session().states().get(node.name()).isSettled();
            boolean isHere = node.name().equals(from.node());
            if (isOpen && !isHere && (isBehindEnd || desk.breakpoints().stopBefore(node.name())
                    || goal instanceof Goal.To to && to.node().equals(node.name()))) {
                return Optional.of(node.name());
            }
            isBehindEnd |= isOpen && desk.breakpoints().behind(node.name()).isPresent()
                || goal instanceof Goal.Through through && through.node().equals(node.name());
        }
        return Optional.empty();
    }
}
