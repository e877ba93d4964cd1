package org.rootbuild.desk;

import java.util.Objects;

/** Where a run is to stop. */
public sealed interface Breakpoint {
    /** By which a person names it, from 1. */
    int number();

    /** Before the first step of a node, or before that step. */
    record Before(int number, Place place) implements Breakpoint {
        public Before {
            Objects.requireNonNull(place);
        }

        @Override
        public String toString() {
            return "before " + place;
        }
    }

    /** When a node is finished, or that step is. */
    record After(int number, Place place) implements Breakpoint {
        public After {
            Objects.requireNonNull(place);
        }

        @Override
        public String toString() {
            return "after " + place;
        }
    }

    /** At a failure, at which a run stops in any case: then also nothing else is begun beside the others. */
    record OnFailure(int number) implements Breakpoint {
        @Override
        public String toString() {
            return "on failure";
        }
    }

    /** Before the step at which a condition begins to hold. */
    record When(int number, String text, Condition condition) implements Breakpoint {
        public When {
            Objects.requireNonNull(text);
            Objects.requireNonNull(condition);
        }

        @Override
        public String toString() {
            return "when " + text;
        }
    }
}
