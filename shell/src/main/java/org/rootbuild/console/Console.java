package org.rootbuild.console;

import java.io.IOException;
import org.rootbuild.command.Caller;
import org.rootbuild.command.Interactive;
import org.rootbuild.desk.Desk;

/** Opens the shell as it fits: at a terminal with all that it can, at a dumb one, or from a pipe. */
public final class Console implements Interactive {
    @Override
    public int converse(Desk desk, Caller caller) throws IOException, InterruptedException {
        Language language = new NoLanguage();
        Following following = new Following();
        Watch watch = new Watch(desk, caller.screen(), following);
        try (Conversation conversation = new Conversation(desk, caller, language, following)) {
            return conversation.run();
        } finally {
            watch.close();
        }
    }
}
