package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Path;
import org.rootbuild.desk.Desk;
import org.rootbuild.model.Location;

/** The interactive shell, as the command line sees it: the command line knows no terminal. */
public interface Interactive {
    /**
     * A conversation is going to begin: what takes a while can be loaded meanwhile.
     *
     * @param onRecipe whether about a recipe that is there already
     */
    default void expect(Caller caller, boolean onRecipe) {
    }

    /**
     * Lets a person, or a script, work at the desk until that is left; the desk stays open.
     *
     * @return the exit status
     */
    int converse(Desk desk, Caller caller) throws IOException, InterruptedException;

    /**
     * Offers a person to edit a file that could not be read, at the line that is wrong.
     *
     * @return whether that was done, so that it can be read again
     */
    default boolean mend(Path file, Location where, Caller caller) throws IOException, InterruptedException {
        return false;
    }

    /** Whether it has a command of that name. */
    boolean knows(String command);

    /**
     * Carries out one command of the shell, with its words behind it.
     *
     * @param answers answers a question of the command with what a person types; empty where there is none
     * @return the exit status; whatever is wrong is told
     */
    int carryOut(String line, Desk desk, Caller caller, Answers answers) throws IOException, InterruptedException;

    /** Who answers the questions of a command. */
    interface Answers {
        /** One line; empty where there is no answer. */
        String line(String question) throws IOException, InterruptedException;
    }
}
