package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.journal.JournalEntry.StepTime;

/**
 * What leads to a step of a pass, as it lies in the workspace: what each step before it left, and what a person changed
 * between them and kept.
 *
 * @param all   the checkpoints of both kinds, in their order
 * @param steps the steps among them
 * @param ended whether what a person kept before the next step can be trusted
 */
record Trail(List<Checkpoint> all, List<StepTime> steps, boolean ended) {
    private static final String BY_HAND = "by hand";

    Trail {
        all = List.copyOf(all);
        steps = List.copyOf(steps);
    }

    /** Whether nothing is missing on the way to the step with that number, from 0. */
    boolean isWhole(int step) {
        return steps.size() == step && ended;
    }

    /**
     * As far as it fits and can be trusted.
     *
     * @param pass    the pass's folder, which need not exist
     * @param lineage of what the pass is before its first step, after it, and so on
     * @param most    so many steps at most; may be negative for none
     */
    static Trail read(Path pass, List<String> lineage, int most) throws IOException {
        List<Checkpoint> all = new ArrayList<>();
        List<StepTime> steps = new ArrayList<>();
        while (true) {
            if (!addHands(pass, lineage.get(steps.size()), all)) {
                return new Trail(all, steps, false);
            } else if (steps.size() >= most) {
                return new Trail(all, steps, true);
            }
            Optional<Checkpoint> step = Checkpoint.intact(Workspace.checkpoint(pass, lineage.get(steps.size() + 1)));
            if (step.isEmpty()) {
                return new Trail(all, steps, true);
            }
            all.add(step.get());
            steps.add(step.get().time());
        }
    }

    /** Answers whether all that there is can be trusted. */
    private static boolean addHands(Path pass, String lineage, List<Checkpoint> all) throws IOException {
        for (int number = 1; Files.exists(Workspace.hand(pass, lineage, number)); number++) {
            Optional<Checkpoint> hand = Checkpoint.intact(Workspace.hand(pass, lineage, number));
            if (hand.isEmpty()) {
                return false;
            }
            all.add(hand.get());
        }
        return true;
    }

    /** Where the next change before that step is kept. */
    static Path nextHand(Path pass, String lineage) {
        int number = 1;
        while (Files.exists(Workspace.hand(pass, lineage, number))) {
            number++;
        }
        return Workspace.hand(pass, lineage, number);
    }

    /** The upper folder in {@code place} becomes a change that a person kept. */
    static Checkpoint writeHand(Path place) throws IOException {
        return Checkpoint.write(place, new StepTime(BY_HAND, 0), true, true, List.of());
    }

    /** What people changed before the step with that lineage, whether or not it can be trusted; reading only. */
    static List<Checkpoint> hands(Path pass, String lineage) throws IOException {
        List<Checkpoint> found = new ArrayList<>();
        for (int number = 1; Files.exists(Workspace.hand(pass, lineage, number)); number++) {
            Checkpoint.read(Workspace.hand(pass, lineage, number)).ifPresent(found::add);
        }
        return found;
    }
}
