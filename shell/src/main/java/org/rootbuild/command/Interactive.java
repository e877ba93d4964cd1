package org.rootbuild.command;

import java.io.IOException;
import org.rootbuild.desk.Desk;

/** The interactive shell, as the command line sees it: the command line knows no terminal. */
public interface Interactive {
    /**
     * Lets a person, or a script, work at the desk until that is left; the desk stays open.
     *
     * @return the exit status
     */
    int converse(Desk desk, Caller caller) throws IOException, InterruptedException;
}
