package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rootbuild.problem.Failure;
import org.rootbuild.remaster.EzremasterConfig;
import org.rootbuild.remaster.RemasterRecipe;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code rootbuild import}. */
final class ImportCommand implements Subcommand {
    @Override
    public void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder().paramLabel("FILE").arity("1").index("0").type(String.class)
            .description("An ezremaster.cfg of Tiny Core's remastering tool, or a script that has it in a variable.")
            .build());
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
        String typed = given.argument(0).orElseThrow(() -> new UsageError("no file is named",
            "Name an ezremaster.cfg: rootbuild import FILE."));
        Path file = caller.path(typed);
        if (!Files.isRegularFile(file)) {
            throw new UsageError("there is no file '" + typed + "'", "Name an ezremaster.cfg.");
        }
        if (Files.size(file) > EzremasterConfig.LIMIT_BYTES) {
            throw new Failure(typed + " has " + Files.size(file) + " bytes, which is no ezremaster.cfg",
                "Name the file that ezremaster wrote.");
        }
        EzremasterConfig config = EzremasterConfig.parse(Files.readAllBytes(file), typed);
        caller.out().print(new RemasterRecipe(config, file.getFileName().toString()).text());
        config.notUnderstood().forEach(line -> caller.screen().line(typed + ": not understood: " + line));
        return ExitStatus.DONE;
    }
}
