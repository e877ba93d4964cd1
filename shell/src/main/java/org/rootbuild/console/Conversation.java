package org.rootbuild.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.rootbuild.assist.Entries;
import org.rootbuild.command.Caller;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.session.StepFailure;

/**
 * Reads commands and carries them out until there are no more. From a pipe it is a script: a command that is wrong ends
 * it with that command's exit status; a step that fails does not, for what comes next may mend it, but one that still
 * stands failed at the end gives its status.
 */
final class Conversation implements AutoCloseable {
    private final Desk desk;
    private final Interrupts interrupts = new Interrupts();
    private final ConsoleCommands commands;
    private final Interpreter interpreter;
    private final Entries entries;
    private final Input input;
    private final boolean isScript;

    Conversation(Desk desk, Caller caller, GroovyLanguage language, Following following, Watch watch,
                 Optional<InputStream> typed) throws IOException, InterruptedException {
        this.desk = desk;
        this.isScript = !caller.canAnswer();
        this.commands = new ConsoleCommands(language, language.drafting(), () -> input().history(), following);
        Talk talk = new Talk(caller, new AtInput(), interrupts, watch);
        this.interpreter = new Interpreter(commands, language, desk, talk);
        this.entries = new Entries(commands::isCommand);
        language.drafting().resume(desk, talk);
        KeptParameters.resume(desk, talk);
        this.input = Inputs.open(caller, commands, language, desk, typed);
    }

    private Input input() {
        return input;
    }

    /** Answers the exit status. */
    int run() throws IOException, InterruptedException {
        while (true) {
            Optional<String> text = input.next(Prompt.of(desk));
            if (text.isEmpty()) {
                return isScript ? standing() : ExitStatus.DONE;
            }
            List<String> all = entries.of(text.get());
            for (int i = 0; i < all.size(); i++) {
                if (interpreter.isEnd(all.get(i))) {
                    return isScript ? standing() : ExitStatus.DONE;
                }
                Optional<Integer> end = carriedOut(all.get(i));
                if (end.isPresent() && isScript) {
                    return end.get();
                } else if (end.isPresent() && i + 1 < all.size()) {
                    interpreter.tell("What was typed behind that was not carried out.");
                    break;
                }
            }
        }
    }

    /** Answers the status of a command that went wrong; empty for one that went well, or let a step fail. */
    private Optional<Integer> carriedOut(String text) throws InterruptedException {
        Optional<StepFailure> before = desk.session().failure();
        interrupts.forget();
        int status;
        Scope listening = input.listening(interrupts::hear);
        try {
            status = interpreter.run(text);
        } finally {
            listening.close();
        }
        Optional<StepFailure> after = desk.session().failure();
        boolean hasFailedNow = after.isPresent() && !after.equals(before);
        return status == ExitStatus.DONE || hasFailedNow ? Optional.empty() : Optional.of(status);
    }

    private int standing() {
        return desk.session().failure().map(failure -> failure.hostLacks() ? ExitStatus.HOST_LACKS : ExitStatus.FAILED)
            .orElse(ExitStatus.DONE);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** What answers questions is there only when the commands are. */
    private final class AtInput implements Talk.Answers {
        @Override
        public String line(String question) throws IOException {
            return input.answer(question);
        }

        @Override
        public Scope unseen() {
            return input.unseen();
        }
    }
}
