package org.rootbuild.session;

/** How far a call to a session got. */
public sealed interface Outcome {
    /** The step ended well; the node has more. */
    record StepDone(String node, String step) implements Outcome {
    }

    /** The node is finished. */
    record NodeDone(String node, State state) implements Outcome {
    }

    /** Nothing is left to do. */
    record Finished() implements Outcome {
    }

    /** The session stands before the node that it was told to run up to. */
    record Reached(String node) implements Outcome {
    }

    /** A step failed; the session stands at it. */
    record Failed(StepFailure failure) implements Outcome {
    }

    /** Somebody interrupted the step; the session stands before it. */
    record Interrupted(String node) implements Outcome {
    }
}
