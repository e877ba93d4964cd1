package org.rootbuild.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.rootbuild.host.Check;
import org.rootbuild.host.HostReport;
import org.rootbuild.host.HostSurvey;
import org.rootbuild.machine.AcceleratorProbe;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rootbuild doctor}. */
final class DoctorCommand implements Subcommand {
    @Override
    public void describe(CommandSpec spec) {
        Places.describeStore(spec);
        Choice.stacktrace(spec);
    }

    @Override
    public int leastArguments() {
        return 0;
    }

    @Override
    public int mostArguments() {
        return 0;
    }

    @Override
    public int run(Given given, Caller caller) throws IOException, InterruptedException {
        Path store = new Places(given, caller).store();
        Tools tools = new Tools(caller.variable("PATH").orElse(""));
        try (Processes processes = new Processes(tools)) {
            AcceleratorProbe accelerators = AcceleratorProbe.ofThisHost(processes, tools,
                store.resolve("host").resolve("accelerator"));
            HostReport report = new HostSurvey(processes, tools, accelerators, caller.environment(), store).report();
            show(report.checks(), caller);
            return report.state() == Check.State.LACKS ? ExitStatus.HOST_LACKS : ExitStatus.DONE;
        }
    }

    private static void show(List<Check> checks, Caller caller) {
        int column = checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
        for (Check check : checks) {
            String word = switch (check.state()) {
                case OK -> "ok   ";
                case LACKS -> "LACKS";
                case WARNS -> "warns";
            };
            print(word + "  " + check.name() + " ".repeat(column - check.name().length()) + "  "
                + check.found(), caller);
            check.remedy().lines().forEach(line -> print("       " + line, caller));
        }
    }

    private static void print(String line, Caller caller) {
        caller.out().println(caller.screen().look().clean(line));
    }
}
