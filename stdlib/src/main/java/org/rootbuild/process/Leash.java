package org.rootbuild.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What is put before a command so that the kernel ends it together with this process, kill -9 included. Two things of
 * util-linux do it: {@code setpriv --pdeathsig KILL} binds one process to the thread that started it (prctl(2),
 * PR_SET_PDEATHSIG), and a process namespace made by {@code unshare --pid --kill-child} binds all that it starts to
 * it (pid_namespaces(7)), where this user may make one.
 *
 * @param one  the words before a tool that starts no others
 * @param tree the words before a tool that may start others
 */
record Leash(List<String> one, List<String> tree) {
    private static final long PROBE_SECONDS = 5;

    Leash {
        one = List.copyOf(one);
        tree = List.copyOf(tree);
    }

    /** Whether {@link #tree} puts the tool into a process namespace of its own. */
    boolean namespace() {
        return tree.size() > one.size();
    }

    /** Tries what the host allows. Must be called on the thread that will start the commands. */
    static Leash probe(Tools tools) {
        Optional<Path> setpriv = tools.lookUp("setpriv");
        if (setpriv.isEmpty()) {
            return new Leash(List.of(), List.of());
        }
        List<String> one = List.of(setpriv.get().toString(), "--pdeathsig", "KILL", "--");
        if (!works(one)) {
            return new Leash(List.of(), List.of());
        }
        List<String> tree = new ArrayList<>(one);
        tools.lookUp("unshare").ifPresent(unshare ->
            tree.addAll(List.of(unshare.toString(), "--pid", "--fork", "--kill-child=KILL", "--")));
        return new Leash(one, works(tree) ? tree : one);
    }

    /** Whether the words before a trivial command (their own tool's {@code --version}) leave it working. */
    private static boolean works(List<String> words) {
        List<String> line = new ArrayList<>(words);
        line.addAll(List.of(words.get(0), "--version"));
        try {
            Process trial = new ProcessBuilder(line)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (trial.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                return trial.exitValue() == 0;
            }
            trial.destroyForcibly();
            return false;
        } catch (IOException notStarted) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
