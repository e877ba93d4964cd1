package org.rootbuild.testing;

import java.util.List;
import org.rootbuild.session.StepFailure;

/** A step that failed, as a specification looks at it. */
public final class Failing {
    private final StepFailure failure;

    Failing(StepFailure failure) {
        this.failure = failure;
    }

    /** {@code gcc:1/configure}. */
    public String getStep() {
        return failure.node() + "/" + failure.step();
    }

    /** One sentence. */
    public String getMessage() {
        return failure.message();
    }

    /** What a person is told to do. */
    public String getRemedy() {
        return failure.remedy();
    }

    /** The line of the recipe. */
    public int getLine() {
        return failure.location().line();
    }

    /** The end of what the step wrote. */
    public List<String> getLastLines() {
        return failure.lastLines();
    }

    /** Whether the host, and not the recipe, is what has to be mended. */
    public boolean isHostLacking() {
        return failure.hostLacks();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("the step '" + getStep() + "' (" + failure.location() + ") failed: "
            + getMessage() + "\n" + getRemedy());
        failure.lastLines().forEach(line -> text.append("\n    ").append(line));
        return text.toString();
    }
}
