package org.rootbuild.console;

import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;

/** {@code quit}. The loop knows it and ends. */
final class QuitCommand extends DescribedCommand {
    QuitCommand() {
        super(Description.of("quit", "Leaves the shell; the next one stands where this one stood.", """
            What is finished stays, and so does what a failed step left. Ctrl-D at an
            empty line does the same.""", "quit").alsoCalled("exit"));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) {
        return ExitStatus.DONE;
    }
}
