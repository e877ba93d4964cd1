package org.rootbuild.command;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** One of the things that {@code rootbuild image} does. */
interface ImagePart {
    /** As it is typed. */
    String word();

    /** One sentence. */
    String summary();

    /** What is typed behind the word, such as {@code FILE [OPTIONS]}. */
    String synopsis();

    /** Adds options and arguments; {@code --help}, {@code --store} and {@code --stacktrace} are there already. */
    void describe(CommandSpec spec);

    /**
     * Carries it out.
     *
     * @return the exit status
     */
    int run(Given given, Caller caller) throws IOException, InterruptedException;
}
