package org.rootbuild.verb;

import groovy.lang.Closure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.model.Value;
import org.rootbuild.tree.EditableTree;

/** What a step of a pass is given. */
public interface PassContext extends StepContext {
    /**
     * The top-level folder of a root that belongs to the running pass alone: sources are unpacked and built in it, its
     * steps see it as the steps before left it, and it is no part of the layer. In a pass with {@code chroot} it is
     * that folder of the tree which the pass takes for its root.
     */
    String BUILD_FOLDER = "build";

    /** The root as the steps before left it; changes are private until the step ends well. */
    EditableTree tree() throws IOException;

    /**
     * The same root for running programs on it. A step works either on the {@link #tree} or on the stage: after this
     * call {@link #tree} must not be used any more. Asking again answers the same.
     *
     * @throws org.rootbuild.problem.HostLacks where this host cannot stack folders and the session was not told to do
     *                                         without
     */
    Stage stage() throws IOException, InterruptedException;

    /**
     * A named pipe that holds the session's free job slots, one byte each, as make's job server has it (GNU make
     * manual, "POSIX Jobserver Interaction"). The first call of a step waits until there is a slot for the step itself,
     * which it owns to its end. Empty where the session has no pool.
     */
    Optional<Path> jobServer() throws IOException, InterruptedException;

    /** The closure that the recipe wrote where the model holds this code. */
    Closure<?> closure(Value.Code code) throws IOException, InterruptedException;
}
