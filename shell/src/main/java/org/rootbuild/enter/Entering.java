package org.rootbuild.enter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.layer.PathDifference;
import org.rootbuild.problem.Failure;
import org.rootbuild.session.Entrance;
import org.rootbuild.session.Inspection;
import org.rootbuild.verb.Stage;
import org.rootbuild.verbs.Visitor;

/** The conversation around a visit: what there is, then the visit, then what is to become of what was changed. */
public final class Entering {
    /** What becomes of what was changed. */
    public enum Fate { ASK, KEEP, DROP }

    private static final String KEEP = "keep";
    private static final String DROP = "drop";
    private static final String DIFF = "diff";

    private final Way way;
    private final Person person;
    private final Wording wording;

    /** Opens a place in a pass, such as {@link org.rootbuild.session.Session#entrance}. */
    public interface Way {
        Entrance entrance(String place, boolean before) throws IOException;
    }

    public Entering(Way way, Person person, Wording wording) {
        this.way = way;
        this.person = person;
        this.wording = wording;
    }

    /**
     * Goes in, and comes back when what runs there has ended. Where nobody answers, what was changed lies where it is
     * until somebody goes in at the same place again.
     *
     * @param place  {@code PASS} or {@code PASS/STEP}
     * @param before as it stood before that
     * @return the exit status of what ran
     * @throws Failure where there is no such place, or what is changed there could not be kept as it is told to
     */
    public int enter(String place, boolean before, Visitor.Errand errand, Fate fate)
            throws IOException, InterruptedException {
        try (Entrance entrance = way.entrance(place, before);
             Visitor visitor = new Visitor(entrance.host())) {
            if (fate == Fate.KEEP && entrance.refusal().isPresent()) {
                throw entrance.refusal().get();
            }
            Visitor.Where where = new Visitor.Where(entrance.node(), entrance.step(), entrance.steps(),
                entrance.stage(), entrance.scratch(), entrance.epochSeconds(), entrance::jobServer);
            boolean forLooking = !visitor.hasShell(where);
            if (errand instanceof Visitor.Errand.Shell) {
                person.tell(greeting(entrance, where, forLooking));
            }
            int status = status(entrance, visitor, where, errand);
            if (!forLooking && !entrance.inPlace()) {
                settle(entrance, fate);
            }
            return status;
        }
    }

    /** Whatever ends the visit before its time, what was changed stays where it is. */
    private static int status(Entrance entrance, Visitor visitor, Visitor.Where where, Visitor.Errand errand)
            throws IOException, InterruptedException {
        try {
            return visitor.goIn(where, errand);
        } catch (InterruptedException cutShort) {
            entrance.leave();
            throw cutShort;
        }
    }

    private static List<String> greeting(Entrance entrance, Visitor.Where where, boolean forLooking) {
        List<String> lines = new ArrayList<>();
        lines.add("  the root of '" + entrance.node() + "', " + entrance.about() + "; 'exit' comes back");
        where.conditions().map(step -> step.name()).filter(name -> !entrance.step().equals(Optional.of(name)))
            .ifPresent(name -> lines.add("  programs run as in its step '" + name + "'"));
        if (entrance.stage() instanceof Stage.Folder folder) {
            lines.add("  without isolation: '/' is that of this machine, and the root is the folder $ROOT ("
                + folder.folder() + "); nothing keeps you from changing what lies beside it");
        }
        if (forLooking) {
            lines.add("  the root has no shell: this host's busybox is lent to it, and nothing can be changed");
        } else {
            entrance.refusal().ifPresent(why -> lines.add("  what you change here cannot be kept: "
                + why.getMessage() + ". " + why.remedy()));
        }
        if (entrance.resumed()) {
            lines.add("  a visit that was cut short had changed things here; they are there again");
        }
        return lines;
    }

    private void settle(Entrance entrance, Fate fate) throws IOException, InterruptedException {
        if (fate == Fate.KEEP && entrance.isChanged()) {
            keep(entrance);
        } else if (fate == Fate.ASK && isShown(entrance)) {
            ask(entrance);
        }
    }

    /** Shows what was changed; answers whether there is something to decide about. */
    private boolean isShown(Entrance entrance) {
        try {
            List<Inspection.Changed> changes = entrance.changes();
            person.tell(changes.isEmpty() ? List.of("  nothing was changed") : wording.changed(changes));
            return !changes.isEmpty();
        } catch (IOException unreadable) {
            // Such as names that are no text: nobody knows then what is lost by dropping it.
            person.tell(List.of("  what you changed cannot be listed: " + unreadable.getMessage()));
            return true;
        }
    }

    private void ask(Entrance entrance) throws IOException, InterruptedException {
        boolean canKeep = entrance.refusal().isEmpty();
        List<String> choices = canKeep ? List.of(KEEP, DROP, DIFF) : List.of(DROP, DIFF);
        while (true) {
            Optional<String> answer = answer(entrance, choices);
            if (answer.isEmpty()) {
                entrance.leave();
                person.tell(List.of("  it lies there until somebody goes in at the same place again"));
                return;
            } else if (answer.get().equals(KEEP)) {
                keep(entrance);
                return;
            } else if (answer.get().equals(DROP)) {
                entrance.drop();
                person.tell(List.of("  dropped: everything is as it was before"));
                return;
            }
            person.tell(difference(entrance.differences()));
        }
    }

    private Optional<String> answer(Entrance entrance, List<String> choices) throws IOException, InterruptedException {
        try {
            return person.choose("What you changed by hand:", choices);
        } catch (InterruptedException cutShort) {
            entrance.leave();
            throw cutShort;
        }
    }

    private void keep(Entrance entrance) throws IOException {
        entrance.keep();
        person.tell(List.of("  kept, and what comes of it is marked as touched by hand: "
            + (entrance.keepsInAttempt() ? wording.goingOnHere() : wording.goingOn())));
    }

    private List<String> difference(List<PathDifference> differences) throws IOException {
        List<String> lines = new ArrayList<>();
        for (PathDifference one : differences) {
            List<String> text = wording.lines(one);
            lines.addAll(text.isEmpty() ? List.of(sign(one) + " /" + one.path()) : text);
        }
        return lines;
    }

    private static String sign(PathDifference one) {
        return one.left().isEmpty() ? "+" : one.right().isEmpty() ? "-" : "~";
    }
}
