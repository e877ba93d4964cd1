package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.rootbuild.testing.SpecErrors;
import org.rootbuild.testing.SpecRun;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code rootbuild test}. */
final class TestCommand implements Subcommand {
    private static final String TESTS = "--tests";
    private static final String UPDATE_GOLDEN = "--update-golden";
    private static final String JUNIT_XML = "--junit-xml";
    private static final String ENDING = "Spec.groovy";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder().index("0").paramLabel("RECIPE|DIR").type(Path.class)
            .required(true).description("A recipe, whose specifications beside it are run; a specification; or a"
                + " folder, with all that are in it and below.").build());
        Choice.parameters(spec);
        spec.addOption(Choice.text(TESTS, "PATTERN", "Runs only features whose name, or whose specification's name,"
            + " holds this; * is anything."));
        spec.addOption(Choice.flag(UPDATE_GOLDEN, "Writes golden files anew where they differ from what is."));
        spec.addOption(Choice.path(JUNIT_XML, "DIR", "Writes reports there in the form that build servers read."));
        Places.describeStore(spec);
        Choice.stacktrace(spec);
    }

    @Override
    public int leastArguments() {
        return 1;
    }

    @Override
    public int mostArguments() {
        return 1;
    }

    @Override
    public int run(Given given, Caller caller) throws IOException {
        String typed = given.argument(0).orElse("");
        Path named = caller.path(typed);
        boolean itself = Files.isDirectory(named) || Files.isRegularFile(named) && typed.endsWith(ENDING);
        Path place = itself ? named : RecipePath.find(typed, caller).script();
        SpecRun.Wish wish = new SpecRun.Wish(place, given.value(TESTS),
            Recipes.parameters(given.values(Choice.PARAMETER)), SecretFiles.onlyNamed(given, caller),
            given.isSet(UPDATE_GOLDEN), given.value(JUNIT_XML).map(caller::path), given.isSet(Choice.STACKTRACE));
        Path store = new Places(given, caller).openStore().folder();
        SpecRun run = new SpecRun(store, caller.environment(), caller.clock(), line -> show(line, caller),
            caller::shown, caller.screen().look().unicode());
        return run(run, wish, caller);
    }

    private static void show(String text, Caller caller) {
        text.lines().forEach(line -> caller.out().println(caller.screen().look().clean(line)));
        if (text.isEmpty()) {
            caller.out().println();
        }
        caller.out().flush();
    }

    private static int run(SpecRun run, SpecRun.Wish wish, Caller caller) throws IOException {
        // Code of a specification need not heed an interrupt: the process ends, which leaves nothing but files that
        // go when the store is used next.
        try (Interruption interruption = new Interruption(Runtime.getRuntime()::halt, PATIENCE, () -> { })) {
            interruption.tell(() -> interruption.status().ifPresent(status -> {
                caller.screen().line("Interrupted.");
                caller.out().flush();
                Runtime.getRuntime().halt(status);
            }));
            interruption.takeSignals();
            return run.run(wish) ? ExitStatus.DONE : ExitStatus.FAILED;
        } catch (SpecErrors errors) {
            errors.lines().forEach(line -> caller.screen().text(line));
            throw new UsageError(errors.getMessage(), errors.remedy());
        }
    }
}
