package org.rootbuild.command;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.language.VerbRegistry;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.reference.VerbReference;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code rootbuild verbs}. */
final class VerbsCommand implements Subcommand {
    private static final String MARKDOWN = "--markdown";

    @Override
    public void describe(CommandSpec spec) {
        spec.usageMessage().footer("", "For example:", "  rootbuild verbs", "  rootbuild verbs unpack");
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("0..1").paramLabel("WORD").type(String.class)
            .required(false).description("The word to explain; the list of all where none is named.").build());
        spec.addOption(Choice.flag(MARKDOWN, "Prints the whole reference as Markdown."));
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
    public int run(Given given, Caller caller) throws Failure {
        VerbReference reference = new VerbReference(VerbRegistry.load(VerbsCommand.class.getClassLoader()));
        if (given.isSet(MARKDOWN)) {
            caller.out().print(reference.markdown());
        } else if (given.argument(0).isPresent()) {
            caller.out().print(about(given.argument(0).get(), reference));
        } else {
            reference.names().forEach((place, names) ->
                caller.out().println(place + "\n    " + String.join(" ", names)));
        }
        return ExitStatus.DONE;
    }

    private static String about(String word, VerbReference reference) throws UsageError {
        String text = reference.about(word);
        if (text.isEmpty()) {
            List<String> known = new ArrayList<>();
            reference.names().values().forEach(known::addAll);
            throw new UsageError("there is no word '" + word + "' in recipes." + Suggestion.sentence(word, known),
                "'rootbuild verbs' lists them.");
        }
        return text;
    }
}
