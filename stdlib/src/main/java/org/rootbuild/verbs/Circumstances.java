package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.sandbox.Job;
import org.rootbuild.verb.Host;

/**
 * Under which conditions the programs of a step run, whoever starts them.
 *
 * @param settings    what the recipe settles
 * @param environment the whole environment, but for the job server's part
 * @param chroot      the folder of the tree that is the programs' root
 * @param jobServer   the pool's pipe; empty where the step says itself how many jobs it has
 * @param jobs        how many jobs a program may be told to run at once that does not know make's job server
 */
record Circumstances(Settings settings, SortedMap<String, String> environment, Optional<String> chroot,
                  Optional<Path> jobServer, int jobs) {
    /** Asked only where a step draws on the session's pool. */
    interface Pool {
        Optional<Path> pipe() throws IOException, InterruptedException;
    }

    /** @param arguments of the step */
    static Circumstances of(Fields arguments, long epochSeconds, Host host, Pool pool)
        throws IOException, InterruptedException {
        Settings settings = Settings.of(arguments);
        Optional<Long> wanted = arguments.findWhole(ProgramStep.JOBS);
        Optional<Path> jobServer = wanted.isPresent() ? Optional.empty() : pool.pipe();
        int jobs = wanted.map(Long::intValue).orElse(host.processors());
        SortedMap<String, String> environment = settings.variables(epochSeconds);
        if (jobServer.isEmpty()) {
            environment.merge("MAKEFLAGS", " -j" + jobs, String::concat);
        }
        // Where programs run beside the host, this is the folder of the root; so a recipe can say the same for both.
        environment.putIfAbsent("ROOT", "");
        return new Circumstances(settings, environment, arguments.findText(PassSpec.CHROOT), jobServer, jobs);
    }

    Job job(List<String> words, String folder) {
        return new Job(words, environment, folder, chroot, settings.network(), settings.umask(), settings.time(),
            settings.memoryBytes(), jobServer, jobs);
    }
}
