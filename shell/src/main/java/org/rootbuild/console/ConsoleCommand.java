package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.desk.Desk;

/** A command of the shell. */
public interface ConsoleCommand {
    /** The word that it begins with, such as {@code rollback}. */
    String name();

    /** How it is written, such as {@code rollback PASS}. */
    String synopsis();

    /** What it does, in one sentence. */
    String summary();

    /** What else there is to know, in lines of about 80 columns, without a line end behind the last. */
    String help();

    /** Lines that can be typed as they are, if the recipe has such names. */
    List<String> examples();

    /** What each argument names; the last one also holds for all that follow. */
    List<ArgumentKind> arguments();

    /** What {@link ArgumentKind#WORD} stands for. */
    default List<String> words() {
        return List.of();
    }

    /** Other words for it. */
    default List<String> aliases() {
        return List.of();
    }

    /**
     * Carries it out.
     *
     * @param words the arguments, quotes taken away; what stands in braces is one word
     * @return the exit status, as of the command line
     */
    int run(List<String> words, Desk desk, Talk talk) throws IOException, InterruptedException;

    /** Carries out a line as it was typed behind the command's word, for a command that takes more than words. */
    default int runLine(String rest, Desk desk, Talk talk) throws IOException, InterruptedException {
        return run(Words.of(rest), desk, talk);
    }
}
