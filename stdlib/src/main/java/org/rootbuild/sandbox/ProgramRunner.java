package org.rootbuild.sandbox;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Finished;
import org.rootbuild.verb.Stage;

/**
 * What the programs of steps are handed to: verbs ask their session's equipment for it and know no other way to start
 * a program in a root. Behind the real one is a {@link Sandbox}; the test kit has another, which answers as a script
 * says.
 */
public interface ProgramRunner extends Closeable {
    /**
     * Runs the job to its end. Its output and errors go to {@code line} together, by line, perhaps on another thread.
     *
     * @param scratch a folder on the disk of the stage; empty again afterwards unless this process is killed
     * @throws JobFailed if the program ends with another status than 0, or reaches a limit
     */
    Finished run(Job job, Stage stage, Path scratch, Consumer<String> line) throws Failure, InterruptedException;
}
