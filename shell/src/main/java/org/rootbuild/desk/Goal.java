package org.rootbuild.desk;

import java.util.Objects;

/** How far a run is to go. */
public sealed interface Goal {
    /** Until nothing is left. */
    record End() implements Goal {
    }

    /** Up to the node, and stand before it. */
    record To(String node) implements Goal {
        public To {
            Objects.requireNonNull(node);
        }
    }

    /** To the end of the node. */
    record Through(String node) implements Goal {
        public Through {
            Objects.requireNonNull(node);
        }
    }
}
