package org.rootbuild.command;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What a command takes and does. */
interface Subcommand {
    /** Adds options, arguments and subcommands; name, summary and {@code --help} are there already. */
    void describe(CommandSpec spec);

    /**
     * Carries it out.
     *
     * @return the exit status
     */
    int run(ParseResult given, Caller caller) throws IOException, InterruptedException;
}
