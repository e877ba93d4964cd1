package org.rootbuild.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a plan orders: the sources, passes, artifacts and checks of a recipe. Names are unique over all of them. */
public sealed interface Node {
    String name();

    Location location();

    /** The word for the kind, as messages use it. */
    String kind();

    /**
     * A file or folder from outside.
     *
     * @param provider who can bring it: the name of a source provider
     * @param request  what the provider is asked for
     */
    record Source(String name, String provider, Fields request, Location location) implements Node {
        public Source {
            Objects.requireNonNull(name);
            Objects.requireNonNull(provider);
            Objects.requireNonNull(request);
            Objects.requireNonNull(location);
        }

        @Override
        public String kind() {
            return "source";
        }
    }

    /**
     * A unit of work on the root of that name; commits one layer or leaves nothing.
     *
     * @param group the block of independent passes that it belongs to
     */
    record Pass(String name, String root, List<Step> steps, Optional<Group> group, Location location)
        implements Node {
        public Pass {
            Objects.requireNonNull(name);
            Objects.requireNonNull(root);
            steps = List.copyOf(steps);
            Objects.requireNonNull(group);
            Objects.requireNonNull(location);
        }

        /** One that sees all passes before it. */
        public Pass(String name, String root, List<Step> steps, Location location) {
            this(name, root, steps, Optional.empty(), location);
        }

        @Override
        public String kind() {
            return "pass";
        }
    }

    /** A file made from roots and other artifacts by its one step; it is written to {@code out/name}. */
    record Artifact(String name, Step step, Location location) implements Node {
        public Artifact {
            Objects.requireNonNull(name);
            Objects.requireNonNull(step);
            Objects.requireNonNull(location);
        }

        @Override
        public String kind() {
            return "artifact";
        }
    }

    /** A test of what was made, such as booting it; it changes nothing and either holds or fails. */
    record Check(String name, Step step, Location location) implements Node {
        public Check {
            Objects.requireNonNull(name);
            Objects.requireNonNull(step);
            Objects.requireNonNull(location);
        }

        @Override
        public String kind() {
            return "check";
        }
    }
}
