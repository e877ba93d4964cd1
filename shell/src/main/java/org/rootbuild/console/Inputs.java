package org.rootbuild.console;

import java.io.IOException;
import org.rootbuild.command.Caller;
import org.rootbuild.desk.Desk;

/** Chooses where commands come from. */
final class Inputs {
    private Inputs() {
    }

    /** A terminal, a dumb one, or a pipe; the terminal library is loaded only for the first. */
    static Input open(Caller caller, ConsoleCommands commands, Language language, Desk desk) throws IOException {
        boolean isDumb = caller.variable("TERM").map("dumb"::equals).orElse(true);
        if (caller.canAnswer() && !isDumb) {
            return TerminalInput.open(caller, commands, language, desk);
        }
        return new PlainInput(caller, text -> commands.isCommand(text) || language.isWhole(text));
    }
}
