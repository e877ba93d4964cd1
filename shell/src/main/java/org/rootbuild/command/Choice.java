package org.rootbuild.command;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Options and arguments that several commands share. */
final class Choice {
    static final String STACKTRACE = "--stacktrace";
    static final String PARAMETER = "-P";
    static final String SECRET = "--secret";
    private static final String RECIPE = "RECIPE";
    private static final String TARGET = "TARGET";

    private Choice() {
    }

    static OptionSpec flag(String name, String about) {
        return OptionSpec.builder(name).description(about).build();
    }

    static OptionSpec text(String name, String label, String about) {
        return OptionSpec.builder(name).paramLabel(label).type(String.class).description(about).build();
    }

    /** A text that is one of a few words, which completions offer. */
    static OptionSpec words(String name, String label, List<String> words, String about) {
        return OptionSpec.builder(name).paramLabel(label).type(String.class).completionCandidates(words)
            .description(about).build();
    }

    static OptionSpec path(String name, String label, String about) {
        return OptionSpec.builder(name).paramLabel(label).type(Path.class).description(about).build();
    }

    static void recipe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel(RECIPE).type(Path.class).required(true)
            .description("A script, its name without .groovy, or the folder that holds it.").build());
    }

    static void optionalRecipe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder().index("0").arity("0..1").paramLabel(RECIPE).type(Path.class)
            .required(false).description("A script, its name without .groovy, or the folder that holds it. Without one,"
                + " the shell begins a new recipe.").build());
    }

    static void targets(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder().index("1..*").arity("0..*").paramLabel(TARGET)
            .type(List.class).auxiliaryTypes(String.class)
            .description("Passes, artifacts, checks or roots that are wanted; all where none is named.").build());
    }

    static void place(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder().index("1").arity("0..1").paramLabel("PASS[/STEP]")
            .type(String.class).required(false).description("A pass, artifact, check or source, and a step of it.")
            .build());
    }

    /** Parameters, secret ones too. */
    static void parameters(CommandSpec spec) {
        spec.addOption(OptionSpec.builder(PARAMETER).paramLabel("name=value").type(List.class)
            .auxiliaryTypes(String.class).description("Sets a parameter of the recipe; may be repeated.").build());
        spec.addOption(OptionSpec.builder(SECRET).paramLabel("name=FILE").type(List.class)
            .auxiliaryTypes(String.class).description("Reads a secret parameter of the recipe from a file; the line"
                + " break at its end does not count. May be repeated.").build());
    }

    static void stacktrace(CommandSpec spec) {
        spec.addOption(flag(STACKTRACE, "Shows where in rootbuild an error comes from."));
    }
}
