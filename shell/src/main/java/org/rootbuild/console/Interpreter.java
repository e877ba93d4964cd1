package org.rootbuild.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.UsageError;
import org.rootbuild.desk.Desk;
import org.rootbuild.draft.Trouble;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.problem.Reason;

/** Carries out what was typed: a command, or else Groovy. */
final class Interpreter {
    private final ConsoleCommands commands;
    private final Language language;
    private final Desk desk;
    private final Talk talk;
    private final Habits habits;

    Interpreter(ConsoleCommands commands, Language language, Desk desk, Talk talk) {
        this.commands = commands;
        this.language = language;
        this.desk = desk;
        this.talk = talk;
        this.habits = new Habits(commands.all().stream().map(ConsoleCommand::name).toList());
    }

    /** Answers the exit status; whatever is thrown is told in two lines. */
    int run(String text) throws InterruptedException {
        try {
            int status = carriedOut(text.strip());
            return status == ExitStatus.DONE && talk.isInterrupted() ? ExitStatus.INTERRUPTED : status;
        } catch (UncheckedIOException wrapped) {
            return told(wrapped.getCause());
        } catch (IOException | RuntimeException | Error thrown) {
            return told(thrown);
        } finally {
            talk.caller().out().flush();
        }
    }

    private int carriedOut(String text) throws IOException, InterruptedException {
        if (text.isEmpty() || text.startsWith("#")) {
            return ExitStatus.DONE;
        }
        Optional<ConsoleCommand> command = commands.called(text);
        if (command.isPresent()) {
            String rest = text.substring(Words.first(text).length());
            return command.get().runLine(rest, desk, talk);
        }
        Optional<Trouble> trouble = language.evaluate(text, desk, talk);
        if (trouble.isEmpty()) {
            return ExitStatus.DONE;
        }
        Optional<String> meant = habits.instead(text, trouble.get(), language.variables().keySet());
        talk.tell(meant.orElseGet(trouble.get()::rendered));
        return talk.isInterrupted() ? ExitStatus.INTERRUPTED : meant.isPresent() ? ExitStatus.WRONG : ExitStatus.FAILED;
    }

    /** Whether the input leaves the shell. */
    boolean isEnd(String text) {
        return commands.called(text).filter(QuitCommand.class::isInstance).isPresent();
    }

    /** Lines that are no result. */
    void tell(String lines) {
        talk.tell(lines);
    }

    private int told(Throwable thrown) {
        if (thrown instanceof RecipeErrors errors) {
            talk.tell(errors.rendered());
        } else if (thrown instanceof Failure failure) {
            talk.tell(failure.getMessage() + (failure.getMessage().endsWith(".") ? "" : ".") + "\n  "
                + failure.remedy());
        } else if (thrown instanceof IOException trouble) {
            talk.tell(Reason.of(trouble) + "\n  Mend what it names, then try again.");
        } else if (thrown instanceof OutOfMemoryError) {
            talk.tell("this needs more memory than Java may use\n  Give it more: ROOTBUILD_JAVA_OPTS=-Xmx4g.");
        } else {
            talk.tell("this is a bug in rootbuild: " + thrown + "\n  Report it, with what was typed: "
                + List.of(thrown.getStackTrace()).stream().limit(3).map(StackTraceElement::toString).toList());
        }
        return status(thrown);
    }

    private static int status(Throwable thrown) {
        if (thrown instanceof HostLacks) {
            return ExitStatus.HOST_LACKS;
        }
        return thrown instanceof RecipeErrors || thrown instanceof UsageError ? ExitStatus.WRONG : ExitStatus.FAILED;
    }
}
