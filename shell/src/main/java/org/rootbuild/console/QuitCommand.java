package org.rootbuild.console;

import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;

/** {@code quit}. The loop knows it by its name and ends. */
final class QuitCommand implements ConsoleCommand {
    static final String NAME = "quit";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String synopsis() {
        return NAME;
    }

    @Override
    public String summary() {
        return "Leaves the shell; what is finished stays, and a later shell stands where this one stood.";
    }

    @Override
    public String help() {
        return "Ctrl-D at an empty line does the same, and so does 'exit'.";
    }

    @Override
    public List<String> examples() {
        return List.of(NAME);
    }

    @Override
    public List<ArgumentKind> arguments() {
        return List.of();
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) {
        return ExitStatus.DONE;
    }
}
