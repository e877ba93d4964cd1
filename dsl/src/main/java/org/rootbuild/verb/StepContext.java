package org.rootbuild.verb;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.rootbuild.event.Activity;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.tree.FileTree;

/** What a step is given to work with. */
public interface StepContext {
    /** Which step this is, as people name it: {@code gcc:1/configure}. */
    String place();

    /** What the recipe told the verb. */
    Fields arguments();

    /** The verified file or folder of a source; it must not be written to. */
    Path source(Value.Ref reference) throws IOException;

    /**
     * A file that one of the step's sources stored beside itself, by the digest that the source names; it is read
     * through and must not be written to.
     */
    Path stored(String sha256) throws IOException;

    /** A root as all its passes left it. */
    FileTree root(Value.Ref reference) throws IOException;

    /** The finished file of an artifact; it must not be written to. */
    Path artifact(Value.Ref reference) throws IOException;

    /** Takes progress, notes and log lines. */
    Activity activity();

    /** The step's log, for a tool that writes it itself; lines given to {@link #activity} end up there too. */
    Path logFile();

    /** A folder that is empty at first and is removed after the step. */
    Path scratch() throws IOException;

    /** What the host offers: processors, its environment, the folder for what is worth remembering about it. */
    Host host();

    /**
     * What verbs keep from step to step because it is costly to make: made for the first step of the session that asks
     * for the class, given to all others that do, side by side too, and closed with the session.
     */
    <T extends Closeable> T equipment(Class<T> kind, Function<Host, T> maker);

    /** The time that everything made carries, in seconds since 1970. */
    long epochSeconds();
}
