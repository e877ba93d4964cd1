package org.rootbuild.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.language.RecipeErrors;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.problem.Reason;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Carries a command line out. What needs no parser is answered without one: loading it takes longer than the answer.
 */
public final class Commands {
    private final Caller caller;

    public Commands(Caller caller) {
        this.caller = caller;
    }

    /** Answers the exit status; whatever is thrown is told in a sentence. */
    public int run() {
        try {
            return dispatched(caller.words());
        } catch (InterruptedException interrupted) {
            return ExitStatus.INTERRUPTED;
        } catch (UncheckedIOException wrapped) {
            return told(wrapped.getCause());
        } catch (IOException | RuntimeException | Error thrown) {
            return told(thrown);
        }
    }

    private int dispatched(List<String> words) throws IOException, InterruptedException {
        String first = words.isEmpty() ? "" : words.get(0);
        if (words.isEmpty() && caller.canAnswer()) {
            return dispatched(List.of(CommandName.SHELL.word()));
        } else if (first.isEmpty()) {
            caller.screen().line(Usage.shown(Overview.text(), caller).stripTrailing());
            return ExitStatus.WRONG;
        } else if (first.equals("--help") || first.equals("-h") || words.equals(List.of(CommandName.HELP.word()))) {
            caller.out().print(Usage.shown(Overview.text(), caller));
            return ExitStatus.DONE;
        }
        Optional<CommandName> name = CommandName.find(first);
        if (name.isEmpty()) {
            throw first.startsWith("-")
                ? new UsageError("there is no option '" + first + "' before a command",
                    "Options stand behind the command: rootbuild COMMAND [OPTIONS] ….")
                : HelpCommand.unknown(first);
        }
        Subcommand command = name.get().create();
        Optional<Given> bare = BareWords.of(words.subList(1, words.size()), command);
        return bare.isPresent() ? command.run(bare.get(), caller) : new Parsed(caller).run(name.get(), command);
    }

    private int told(Throwable thrown) {
        if (thrown instanceof RecipeErrors errors) {
            caller.screen().text(errors.rendered());
            if (errors.problems().size() > 1) {
                caller.screen().text(errors.problems().size() + " errors");
            }
        } else if (thrown instanceof Failure failure) {
            tell(failure.getMessage(), failure.remedy());
        } else if (thrown instanceof IOException trouble) {
            tell(Reason.of(trouble), "Mend what it names, then run again: what is finished stays.");
        } else if (thrown instanceof OutOfMemoryError) {
            tell("this needs more memory than Java may use", "Give it more: ROOTBUILD_JAVA_OPTS=-Xmx4g.");
        } else {
            tell("this is a bug in rootbuild: " + thrown, "Run again with --stacktrace, and report what it prints.");
        }
        if (caller.words().contains(Choice.STACKTRACE)) {
            StackTrace.of(thrown).forEach(caller.screen()::line);
        }
        return status(thrown);
    }

    private static int status(Throwable thrown) {
        if (thrown instanceof HostLacks) {
            return ExitStatus.HOST_LACKS;
        }
        return thrown instanceof RecipeErrors || thrown instanceof UsageError ? ExitStatus.WRONG : ExitStatus.FAILED;
    }

    private void tell(String message, String remedy) {
        caller.screen().text("rootbuild: " + sentence(message) + "\n  " + remedy.replace("\n", "\n  "));
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("?") || text.endsWith("!") ? text : text + ".";
    }

    /** A command line that a parser reads; apart, so that the parser's classes are loaded only then. */
    private record Parsed(Caller caller) {
        int run(CommandName name, Subcommand command) throws IOException, InterruptedException {
            ParseResult words = parse(Model.with(name, command)).subcommand();
            ParseResult part = words.hasSubcommand() ? words.subcommand() : words;
            Given given = new ParsedWords(part, words.hasSubcommand() ? part.commandSpec().name() : "");
            if (words.isUsageHelpRequested() || part.isUsageHelpRequested()) {
                new Usage(caller).show(part.commandSpec().commandLine());
                if (command instanceof RunCommand && given.argument(0).isPresent()) {
                    new Usage(caller).show(new Job(given, caller).recipes().read().model());
                }
                return ExitStatus.DONE;
            }
            return command.run(given, caller);
        }

        private ParseResult parse(CommandLine model) throws UsageError {
            try {
                return model.parseArgs(caller.words().toArray(String[]::new));
            } catch (CommandLine.ParameterException wrong) {
                throw ParseTrouble.of(wrong);
            }
        }
    }
}
