package org.rootbuild.command;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** What a command takes and does. */
interface Subcommand {
    /** Adds options, arguments and parts; name, summary and {@code --help} are there already. */
    void describe(CommandSpec spec);

    int leastArguments();

    /** How many arguments it can have without an option; -1 where the parser is needed even so. */
    int mostArguments();

    /**
     * Carries it out.
     *
     * @return the exit status
     */
    int run(Given given, Caller caller) throws IOException, InterruptedException;
}
