package org.rootbuild.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What went wrong in lanes that run side by side, in the order in which it did. */
final class Troubles {
    private final List<SideBySide.Ended> all = new ArrayList<>();
    private boolean touched;

    void add(SideBySide.Ended ended) {
        all.add(ended);
    }

    /** A layer was made by hand, so nothing new begins until there is another plan. */
    void touched() {
        touched = true;
    }

    /** Whether lanes may go on being filled. */
    boolean none() {
        return all.isEmpty() && !touched;
    }

    /** Whether nothing went wrong. */
    boolean areNone() {
        return all.isEmpty();
    }

    /** The first step that failed. */
    Optional<SideBySide.Ended> failed() {
        return all.stream().filter(one -> one.outcome().isPresent()).findFirst();
    }

    /** The name of the first node that was interrupted. */
    Optional<String> interrupted() {
        return all.stream().filter(one -> one.thrown().filter(InterruptedException.class::isInstance).isPresent())
            .map(one -> one.node().name()).findFirst();
    }

    <T extends Throwable> Optional<T> thrown(Class<T> kind) {
        return all.stream().flatMap(one -> one.thrown().stream()).filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** The node that it came from. */
    String name(Throwable thrown) {
        return all.stream().filter(one -> one.thrown().filter(thrown::equals).isPresent()).findFirst().orElseThrow()
            .node().name();
    }
}
