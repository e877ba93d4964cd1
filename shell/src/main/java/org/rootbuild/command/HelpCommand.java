package org.rootbuild.command;

import java.util.Optional;
import org.rootbuild.problem.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code rootbuild help}. */
final class HelpCommand implements Subcommand {
    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("0..1").paramLabel("COMMAND")
            .type(String.class).required(false).completionCandidates(CommandName.words())
            .description("The command whose help is wanted; the overview where none is named.").build());
    }

    @Override
    public int leastArguments() {
        return 0;
    }

    @Override
    public int mostArguments() {
        return 1;
    }

    @Override
    public int run(Given given, Caller caller) throws UsageError {
        String word = given.argument(0).orElse("");
        if (word.isEmpty()) {
            caller.out().print(Usage.shown(Overview.text(), caller));
            return ExitStatus.DONE;
        }
        Optional<CommandName> name = CommandName.find(word);
        if (name.isEmpty()) {
            throw unknown(word);
        }
        CommandLine model = Model.with(name.get(), name.get().create());
        new Usage(caller).show(model.getSubcommands().get(word));
        return ExitStatus.DONE;
    }

    static UsageError unknown(String word) {
        return new UsageError("there is no command '" + word + "'."
            + Suggestion.sentence(word, CommandName.words()), "The commands are: "
            + String.join(", ", CommandName.words()) + ".");
    }
}
