package org.rootbuild.process;

import java.util.List;
import java.util.OptionalInt;
import org.rootbuild.problem.Failure;

/** A host tool ended badly or had to be ended. The message shows its last lines below the sentence. */
public final class CommandFailed extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient Command command;
    private final transient List<String> lastLines;
    private final int status;

    private CommandFailed(Command command, String what, String remedy, int status, List<String> lastLines) {
        super(what + indented(lastLines), remedy);
        this.command = command;
        this.status = status;
        this.lastLines = List.copyOf(lastLines);
    }

    static CommandFailed status(Command command, int status, List<String> lastLines) {
        String how = status > 128 ? status + " (signal " + (status - 128) + ")" : Integer.toString(status);
        return new CommandFailed(command, "running " + command.typed() + " ended with exit status " + how,
            "Read its last lines above, mend the cause and try again.", status, lastLines);
    }

    static CommandFailed late(Command command, List<String> lastLines) {
        return new CommandFailed(command, "running " + command.typed() + " took longer than its time limit of "
            + LimitWords.of(command.limit().orElseThrow()) + " and was ended",
            "See in its last lines above what it was waiting for; if it was only slow, give it more time.",
            -1, lastLines);
    }

    public Command command() {
        return command;
    }

    /** The exit status (128 + n for signal n); empty if the time limit ended it. */
    public OptionalInt status() {
        return status < 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** What it printed last, oldest first, without line ends. */
    public List<String> lastLines() {
        return lastLines;
    }

    private static String indented(List<String> lines) {
        return lines.isEmpty() ? "; it printed nothing" : ":\n    " + String.join("\n    ", lines);
    }
}
