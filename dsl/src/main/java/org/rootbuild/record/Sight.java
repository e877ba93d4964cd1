package org.rootbuild.record;

import java.util.Optional;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.verb.Pin;

/** What a record looks up about the nodes that it hears of. */
public interface Sight {
    Optional<PlannedNode> node(String name);

    /** What the source is, as far as that is known without the network. */
    Optional<Pin> source(String name);
}
