package org.rootbuild.console;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.command.Caller;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.Interactive;
import org.rootbuild.desk.Desk;
import org.rootbuild.session.StepFailure;

/**
 * The shell. From a pipe it is a script: a command that is wrong ends it with that command's exit status; a step that
 * fails does not, for what comes next may mend it, but one that still stands failed at the end gives its status.
 */
public final class Console implements Interactive {
    @Override
    public int converse(Desk desk, Caller caller) throws IOException, InterruptedException {
        Language language = new NoLanguage();
        ConsoleCommands commands = new ConsoleCommands(language);
        try (Input input = new PipedInput(caller.in(), language)) {
            Talk talk = new Talk(caller, input::answer);
            return loop(new Interpreter(commands, language, desk, talk), input, desk);
        }
    }

    private static int loop(Interpreter interpreter, Input input, Desk desk) throws IOException, InterruptedException {
        while (true) {
            Optional<String> text = input.next(Prompt.of(desk));
            if (text.isEmpty() || isEnd(text.get())) {
                return standing(desk);
            }
            Optional<StepFailure> before = desk.session().failure();
            int status = interpreter.run(text.get());
            Optional<StepFailure> after = desk.session().failure();
            boolean hasFailedNow = after.isPresent() && !after.equals(before);
            if (status != ExitStatus.DONE && !hasFailedNow) {
                return status;
            }
        }
    }

    private static boolean isEnd(String text) {
        return text.strip().equals(QuitCommand.NAME) || text.strip().equals("exit");
    }

    private static int standing(Desk desk) {
        return desk.session().failure().map(failure -> failure.hostLacks() ? ExitStatus.HOST_LACKS : ExitStatus.FAILED)
            .orElse(ExitStatus.DONE);
    }
}
