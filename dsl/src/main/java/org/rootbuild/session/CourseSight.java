package org.rootbuild.session;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.model.Node;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.record.Sight;
import org.rootbuild.verb.Pin;

/** What the record of a session may know of its course. */
record CourseSight(Course course) implements Sight {
    @Override
    public Optional<PlannedNode> node(String name) {
        return course.plan().find(name);
    }

    @Override
    public Optional<Pin> source(String name) {
        try {
            Optional<PlannedNode> node = node(name);
            return node.isPresent() && node.get().node() instanceof Node.Source source ? course.pins().pin(source)
                : Optional.empty();
        } catch (IOException unclear) {
            return Optional.empty();
        }
    }
}
