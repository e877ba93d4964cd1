package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.codehaus.groovy.runtime.StringGroovyMethods;
import org.rootbuild.language.PassSpec;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Command;
import org.rootbuild.sandbox.Job;
import org.rootbuild.sandbox.JobShell;
import org.rootbuild.sandbox.Sandbox;
import org.rootbuild.verb.PassContext;
import org.rootbuild.verb.Stage;

/** Runs the programs of one step in the root of its pass, under the settings that the step carries. */
final class Programs {
    private static final String OURS = "rootbuild: ";

    private final PassContext context;
    private final Settings settings;
    private final SortedMap<String, String> environment;
    private final Optional<Long> wantedJobs;
    private final Optional<Path> jobServer;
    private final Sandbox sandbox;
    private final Stage stage;

    Programs(PassContext context) throws IOException, InterruptedException {
        this.context = context;
        this.settings = Settings.of(context.arguments());
        this.wantedJobs = context.arguments().findWhole(ProgramStep.JOBS);
        this.jobServer = wantedJobs.isPresent() ? Optional.empty() : context.jobServer();
        this.environment = settings.variables(context.epochSeconds());
        if (jobServer.isEmpty()) {
            environment.merge("MAKEFLAGS", " -j" + jobs(), String::concat);
        }
        // Where programs run beside the host, this is the folder of the root; so a recipe can say the same for both.
        this.environment.putIfAbsent("ROOT", "");
        this.stage = context.stage();
        this.sandbox = context.equipment(Runners.class, Runners::on).sandbox();
        head();
    }

    /** How many jobs a program may be told to run at once that does not know make's job server. */
    int jobs() {
        return wantedJobs.map(Long::intValue).orElse(context.host().processors());
    }

    /**
     * Runs a program and logs what it prints.
     *
     * @param words  its name, looked up in the recipe's PATH, and its arguments
     * @param folder from the root on
     */
    void run(List<String> words, String folder) throws IOException, InterruptedException {
        run(words, folder, line -> { });
    }

    /** As {@link #run(List, String)}; {@code line} is given what it prints, too. */
    void run(List<String> words, String folder, Consumer<String> line) throws IOException, InterruptedException {
        context.activity().log("$ " + words.stream().map(Command::quoted).collect(Collectors.joining(" "))
            + (folder.equals(Place.BUILD) ? "" : "   # in " + folder));
        start(words, folder, line);
    }

    /** Runs a script as {@code sh} does, and logs what it prints. */
    void script(String text, String folder) throws IOException, InterruptedException {
        script(text, folder, line -> { });
    }

    /** As {@link #script(String, String)}; {@code line} is given what it prints, too. */
    void script(String text, String folder, Consumer<String> line) throws IOException, InterruptedException {
        String script = StringGroovyMethods.stripIndent((CharSequence) text).strip();
        String mark = "$ ";
        for (String one : script.split("\n", -1)) {
            context.activity().log(mark + one);
            mark = "> ";
        }
        start(shell(script), folder, line);
    }

    /** What a program prints, without putting it into the log. */
    List<String> lines(List<String> words, String folder) throws IOException, InterruptedException {
        List<String> printed = new ArrayList<>();
        sandbox.run(job(words, folder), stage, context.scratch(), printed::add);
        return printed;
    }

    private List<String> shell(String script) throws Failure {
        if (settings.shell().isEmpty()) {
            return JobShell.BEST.words(script);
        }
        String shell = settings.shell().get();
        List<String> words = new ArrayList<>(List.of(shell, "-eu"));
        if (shell.equals("bash") || shell.endsWith("/bash")) {
            words.addAll(List.of("-o", "pipefail"));
        }
        words.addAll(List.of("-c", script, "sh"));
        return words;
    }

    private void start(List<String> words, String folder, Consumer<String> line)
        throws IOException, InterruptedException {
        sandbox.run(job(words, folder), stage, context.scratch(), printed -> {
            context.activity().log(printed);
            // What the sandbox says of itself is nothing that the program printed.
            if (!printed.startsWith(OURS)) {
                line.accept(printed);
            }
        });
    }

    private Job job(List<String> words, String folder) {
        return new Job(words, environment, folder, context.arguments().findText(PassSpec.CHROOT), settings.network(),
            settings.umask(), settings.time(), settings.memoryBytes(),
            jobServer, jobs());
    }

    /** What the log begins with: under which conditions everything in it ran. */
    private void head() {
        environment.forEach((name, value) -> context.activity().head("# " + name + "=" + value));
        context.activity().head("# " + Conditions.limits(settings, context.arguments()));
    }
}
