package org.rootbuild.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.model.Size;
import org.rootbuild.report.Report;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code rootbuild report}. The recipe itself is not read: it may have been edited since, or be wrong by now. */
final class ReportCommand implements Subcommand {
    private static final String OUTPUT = "-o";
    private static final String STANDARD_OUTPUT = "-";

    @Override
    public void describe(CommandSpec spec) {
        Choice.recipe(spec);
        spec.addOption(OptionSpec.builder(OUTPUT, "--output").paramLabel("FILE|-").type(Path.class)
            .description("Writes the page there, or to standard output. Without it, to RECIPE.report.html beside the"
                + " artifacts.").build());
        Places.describeOut(spec);
        Places.describeState(spec);
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
        RecipePath recipe = RecipePath.find(given.argument(0).orElse(""), caller);
        Places places = new Places(given, caller);
        Path state = places.state(recipe);
        Optional<String> named = given.value(OUTPUT);
        if (named.equals(Optional.of(STANDARD_OUTPUT))) {
            caller.out().write(Report.page(state, caller.clock()).getBytes(StandardCharsets.UTF_8));
            return ExitStatus.DONE;
        }
        Path file = named.map(caller::path).orElseGet(() -> places.out(recipe).resolve(recipe.baseName()
            + ".report.html"));
        long bytes = Report.write(state, file, caller.clock());
        caller.out().println(caller.shown(file));
        caller.screen().line("  " + new Size(bytes) + ", for a browser or a printer");
        return ExitStatus.DONE;
    }
}
