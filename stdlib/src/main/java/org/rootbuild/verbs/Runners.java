package org.rootbuild.verbs;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Finished;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;
import org.rootbuild.sandbox.Job;
import org.rootbuild.sandbox.ProgramRunner;
import org.rootbuild.sandbox.Sandbox;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.Stage;

/**
 * What runs the programs of all steps of a session: what the host allows is tried once, not for every step.
 *
 * @param tools     the host's, by the PATH of this process
 * @param processes ended with the session
 */
record Runners(Tools tools, Processes processes, Sandbox sandbox) implements ProgramRunner {
    private static final String USUAL_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    static Runners on(Host host) {
        Tools tools = new Tools(host.environment().getOrDefault("PATH", USUAL_PATH));
        Processes processes = new Processes(tools);
        return new Runners(tools, processes, new Sandbox(tools, processes));
    }

    @Override
    public Finished run(Job job, Stage stage, Path scratch, Consumer<String> line)
        throws Failure, InterruptedException {
        return sandbox.run(job, stage, scratch, line);
    }

    @Override
    public void close() {
        processes.close();
    }
}
