package org.rootbuild.verbs;

import java.io.Closeable;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;
import org.rootbuild.sandbox.Sandbox;
import org.rootbuild.verb.Host;

/**
 * What runs the programs of all steps of a session: what the host allows is tried once, not for every step.
 *
 * @param tools     the host's, by the PATH of this process
 * @param processes ended with the session
 */
record Runners(Tools tools, Processes processes, Sandbox sandbox) implements Closeable {
    private static final String USUAL_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    static Runners on(Host host) {
        Tools tools = new Tools(host.environment().getOrDefault("PATH", USUAL_PATH));
        Processes processes = new Processes(tools);
        return new Runners(tools, processes, new Sandbox(tools, processes));
    }

    @Override
    public void close() {
        processes.close();
    }
}
