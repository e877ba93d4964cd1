package org.rootbuild.desk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.session.Position;

/** The breakpoints of a desk, in the order in which they were set. A failure stops a run also without one. */
public final class Breakpoints {
    private final List<Breakpoint> all = new ArrayList<>();
    /** Conditions that hold: they strike again when they did not in between. */
    private final Set<Integer> holding = new HashSet<>();
    private int last;

    public List<Breakpoint> all() {
        return List.copyOf(all);
    }

    public Breakpoint before(Place place) {
        return added(new Breakpoint.Before(++last, place));
    }

    public Breakpoint after(Place place) {
        return added(new Breakpoint.After(++last, place));
    }

    /** @param text the condition as the person wrote it */
    public Breakpoint when(String text, Condition condition) {
        return added(new Breakpoint.When(++last, text, condition));
    }

    /** The one for failures, which there is once at most. */
    public Breakpoint onFailure() {
        return failure().orElseGet(() -> added(new Breakpoint.OnFailure(++last)));
    }

    /** The one for failures, if it was set. */
    Optional<Breakpoint> failure() {
        return all.stream().filter(Breakpoint.OnFailure.class::isInstance).findFirst();
    }

    private Breakpoint added(Breakpoint breakpoint) {
        all.add(breakpoint);
        return breakpoint;
    }

    /** Answers whether there was one of that number. */
    public boolean delete(int number) {
        holding.remove(number);
        return all.removeIf(one -> one.number() == number);
    }

    public void clear() {
        all.clear();
        holding.clear();
    }

    /** Whether one could strike inside the node, so that its steps are to be run one by one. */
    boolean couldStrikeIn(String node) {
        return all.stream().anyMatch(one -> one instanceof Breakpoint.When
            || one instanceof Breakpoint.Before before && isStepOf(before.place(), node)
            || one instanceof Breakpoint.After after && isStepOf(after.place(), node));
    }

    private static boolean isStepOf(Place place, String node) {
        return place.node().equals(node) && place.step().isPresent();
    }

    /** Whether a run has to stand before the node to heed them. */
    boolean stopBefore(String node) {
        return couldStrikeIn(node)
            || all.stream().anyMatch(one ->
                one instanceof Breakpoint.Before before && before.place().node().equals(node));
    }

    /** The one for the end of the node. */
    Optional<Breakpoint> behind(String node) {
        return after(new Place(node, Optional.empty()), all);
    }

    /** The one for the end of the step. */
    Optional<Breakpoint> behind(String node, String step) {
        return after(new Place(node, Optional.of(step)), all);
    }

    private static Optional<Breakpoint> after(Place place, List<Breakpoint> all) {
        return all.stream().filter(one -> one instanceof Breakpoint.After after && after.place().equals(place))
            .findFirst();
    }

    /**
     * The one that strikes where the session stands now.
     *
     * @param isFirstStep whether nothing of the node has been done
     */
    Optional<Breakpoint> at(Position position, boolean isFirstStep, Desk desk) throws IOException {
        Optional<Breakpoint> struck = all.stream().filter(one -> one instanceof Breakpoint.Before before
            && before.place().node().equals(position.node())
            && before.place().step().map(position.step()::equals).orElse(isFirstStep)).findFirst();
        Optional<Breakpoint> met = met(desk);
        return struck.or(() -> met);
    }

    /** The first condition that holds now and did not before. */
    Optional<Breakpoint> met(Desk desk) throws IOException {
        Optional<Breakpoint> met = Optional.empty();
        for (Breakpoint one : all) {
            if (one instanceof Breakpoint.When when) {
                if (!when.condition().holds(desk)) {
                    holding.remove(when.number());
                } else if (holding.add(when.number()) && met.isEmpty()) {
                    met = Optional.of(when);
                }
            }
        }
        return met;
    }
}
