package org.rootbuild.verbs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.language.PassSpec;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Step;
import org.rootbuild.sandbox.Busybox;
import org.rootbuild.sandbox.Job;
import org.rootbuild.sandbox.StageFiles;
import org.rootbuild.sandbox.Streams;
import org.rootbuild.sandbox.Visit;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.Stage;

/**
 * Runs programs for a person in the root of a pass, as the steps of that pass would run them: with the same mounts,
 * environment, user, folder, umask, network and memory limit.
 */
public final class Visitor implements AutoCloseable {
    /** What of the environment of the person's terminal comes along: what it can show, and nothing else. */
    private static final List<String> OF_TERMINAL = List.of("TERM", "COLORTERM", "NO_COLOR");
    private static final String PROFILE = """
        eval "exec ${BASH_SOURCE##*/}<&-"; unset HISTFILE
        PS1='%s'
        if [ -z "${NO_COLOR-}" ] && [ "$TERM" != dumb ]; then alias ls='ls --color=auto' grep='grep --color=auto'; fi
        """;

    private final Host host;
    private final Runners runners;

    public Visitor(Host host) {
        this.host = host;
        this.runners = Runners.on(host);
    }

    /** The session's job pool, for those who run what steps run; its pipe, once there is a job for them. */
    public interface Pool {
        Optional<Path> pipe() throws IOException, InterruptedException;
    }

    /**
     * Where the person is.
     *
     * @param node    the pass
     * @param step    the step before or in which it stands; empty at its end
     * @param steps   all steps of the pass, in their order
     * @param scratch a folder on the disk of the stage
     */
    public record Where(String node, Optional<String> step, List<Step> steps, Stage stage, Path scratch,
                        long epochSeconds, Pool pool) {
        public Where {
            steps = List.copyOf(steps);
        }

        /**
         * The step whose conditions hold here: the one that it is, or the next one that runs programs, or the last one
         * that did.
         */
        public Optional<Step> conditions() {
            int at = step.isEmpty() ? steps.size() : steps.stream().map(Step::name).toList().indexOf(step.get());
            List<Step> order = new ArrayList<>(steps.subList(at, steps.size()));
            for (int before = at - 1; before >= 0; before--) {
                order.add(steps.get(before));
            }
            return order.stream().filter(ProgramStep::runsPrograms).findFirst();
        }

        private Fields arguments() {
            return conditions().or(() -> steps.stream().findFirst()).map(Step::arguments).orElse(Fields.none());
        }
    }

    /** What to do there. */
    public sealed interface Errand {
        /** A shell at the terminal of this process. */
        record Shell() implements Errand {
        }

        /** A program and its arguments; at the terminal of this process, or between streams. */
        record Command(List<String> words, Streams streams) implements Errand {
            public Command {
                words = List.copyOf(words);
            }
        }

        /** A script that is read from a stream, as strict as those of steps. */
        record Script(Streams.Pipes streams) implements Errand {
        }
    }

    /** Whether the root has a shell; one that has none can only be looked at. */
    public boolean hasShell(Where where) throws IOException {
        return where.stage() instanceof Stage.Folder
            || new StageFiles(where.stage(), chroot(where)).find("/bin/sh").isPresent();
    }

    private static Optional<String> chroot(Where where) {
        return where.arguments().findText(PassSpec.CHROOT);
    }

    /**
     * Runs it to its end.
     *
     * @return its exit status; 128 + n where signal n ended it
     * @throws org.rootbuild.problem.HostLacks where the host refuses it, or a root without a shell finds no busybox
     */
    public int goIn(Where where, Errand errand) throws IOException, InterruptedException {
        Circumstances conditions = Circumstances.of(where.arguments(), where.epochSeconds(), host, where.pool()::pipe);
        Optional<Busybox> busybox = hasShell(where) ? Optional.empty()
            : Optional.of(Busybox.find(runners.tools(), runners.processes()));
        String prompt = "[" + where.node() + where.step().map(step -> "/" + step).orElse("") + "] \\w \\$ ";
        List<String> words = words(errand, prompt, busybox.isPresent());
        Streams streams = errand instanceof Errand.Command command ? command.streams()
            : errand instanceof Errand.Script script ? script.streams() : new Streams.Terminal();
        Job plain = conditions.job(words, folder(where));
        Job job = new Job(words, environment(plain.environment(), streams, prompt, busybox.isPresent()), plain.folder(),
            plain.chroot(), plain.network(), plain.umask(), Optional.empty(), plain.memoryBytes(), plain.jobServer(),
            plain.jobs());
        return runners.sandbox().enter(job, where.stage(), where.scratch(), new Visit(streams, busybox));
    }

    /** That of the step, or the nearest above it that is there already. */
    private static String folder(Where where) throws IOException {
        String folder = where.arguments().findText(ProgramStep.FOLDER).filter(path -> path.startsWith("/"))
            .orElse(Place.BUILD);
        if (where.stage() instanceof Stage.Folder) {
            return folder;
        }
        StageFiles files = new StageFiles(where.stage(), chroot(where));
        // The folder /build is always there.
        while (!folder.equals(Place.BUILD) && !folder.equals("/")
                && files.find(folder).filter(Files::isDirectory).isEmpty()) {
            int last = folder.lastIndexOf('/');
            folder = last == 0 ? "/" : folder.substring(0, last);
        }
        return folder;
    }

    private SortedMap<String, String> environment(SortedMap<String, String> ofStep, Streams streams, String prompt,
                                                  boolean bare) {
        SortedMap<String, String> environment = new TreeMap<>(ofStep);
        if (streams instanceof Streams.Terminal) {
            for (String name : OF_TERMINAL) {
                Optional.ofNullable(host.environment().get(name)).filter(value -> !value.isEmpty())
                    .ifPresent(value -> environment.put(name, value));
            }
        }
        if (bare) {
            environment.put("PATH", environment.getOrDefault("PATH", "/bin") + ":" + Busybox.FOLDER);
            environment.put("PS1", prompt);
        }
        return environment;
    }

    private static List<String> words(Errand errand, String prompt, boolean bare) {
        if (errand instanceof Errand.Command command) {
            return command.words();
        }
        boolean interactive = errand instanceof Errand.Shell;
        if (bare) {
            return interactive ? List.of(Busybox.FOLDER + "/sh") : List.of(Busybox.FOLDER + "/sh", "-eu");
        } else if (!interactive) {
            return List.of("/bin/sh", "-c", "if command -v bash > /dev/null; then exec bash -euo pipefail; fi;"
                + " exec /bin/sh -eu");
        }
        // The profile comes through a pipe: no file of the root, and no variable, has to hold it.
        return List.of("/bin/sh", "-c", "if command -v bash > /dev/null; then exec bash -c 'exec bash --noprofile"
            + " --init-file <(printf %s \"$1\") -i' bash \"$1\"; fi; PS1=$2; export PS1; exec /bin/sh -i", "sh",
            PROFILE.formatted(prompt.replace("'", "'\\''")), prompt.replace("\\w \\$", "$"));
    }

    @Override
    public void close() {
        runners.close();
    }
}
