package org.rootbuild.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.rootbuild.command.Caller;
import org.rootbuild.desk.Desk;

/** Chooses where commands come from. */
final class Inputs {
    private Inputs() {
    }

    /**
     * A terminal, a dumb one, or a pipe; the terminal library is loaded only for the first.
     *
     * @param typed stands for what a person types, where none does
     */
    static Input open(Caller caller, ConsoleCommands commands, Language language, Desk desk,
                      Optional<InputStream> typed) throws IOException {
        boolean isDumb = caller.variable("TERM").map("dumb"::equals).orElse(true);
        if (typed.isPresent() || caller.canAnswer() && !isDumb) {
            Optional<TerminalInput> terminal = TerminalInput.open(caller, commands, language, desk, typed);
            if (terminal.isPresent()) {
                return terminal.get();
            }
        }
        return new PlainInput(caller, text -> commands.isCommand(text) || language.isWhole(text));
    }
}
