package org.rootbuild.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rootbuild.overlay.Powers;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.problem.Reason;
import org.rootbuild.process.Command;
import org.rootbuild.process.CommandFailed;
import org.rootbuild.process.Finished;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;
import org.rootbuild.verb.Stage;

/**
 * Runs programs on a stage. On an overlay each has mount, process, IPC, host name, control group and (unless it asks
 * for the host's) network namespaces of its own; what it changes of its root goes to the stage's changes alone, the
 * host's files are out of its reach, and nothing is left of it when it ends: no process, no mount, no temporary file.
 * On a plain folder it runs beside the host's programs.
 *
 * <p>Needs to be root, at least of a user namespace with a mount namespace in it. Safe for use from any thread.
 */
public final class Sandbox {
    private static final Path ROOT = Path.of("/");
    private static final Path PROC = Path.of("/proc");
    private static final int KEPT_LINES = 20;
    /** What unshare of util-linux up to 2.39 says by mistake when its program was killed from outside. */
    private static final String NOISE = "unshare: sigprocmask unblock failed: Invalid argument";

    private final Processes processes;
    private final HostTools host;
    private final ControlGroups groups;
    private final String enter;
    private final String beside;

    /** Uses the host's {@code sh mount unshare setpriv setsid env mkdir} from {@code tools}. */
    public Sandbox(Tools tools, Processes processes) {
        this.processes = processes;
        host = new HostTools(tools);
        groups = ControlGroups.find(PROC.resolve("self"));
        enter = script("enter.sh");
        beside = script("beside.sh");
    }

    /**
     * Runs the job to its end, with nothing on its standard input. Its output and errors go to {@code line} together,
     * by line, on another thread.
     *
     * @param scratch a folder on the disk of the stage; empty again afterwards unless this process is killed
     * @throws JobFailed if the program ends with another status than 0, or reaches a limit
     * @throws HostLacks if the host refuses what a root needs
     */
    public Finished run(Job job, Stage stage, Path scratch, Consumer<String> line)
        throws Failure, InterruptedException {
        Optional<MemoryLimit> memory = MemoryLimit.of(job.memoryBytes(), groups);
        Consumer<String> listener = text -> {
            if (!text.equals(NOISE)) {
                line.accept(text);
            }
        };
        try {
            memory.ifPresent(limit -> line.accept("rootbuild: " + limit.sentence()));
            return stage instanceof Stage.Overlay overlay ? inRoot(job, overlay, scratch, memory, listener)
                : onFolder(job, ((Stage.Folder) stage).folder(), memory, listener);
        } catch (Failure known) {
            throw known;
        } catch (IOException trouble) {
            throw new Failure("preparing the root for " + job.words().get(0) + " did not work: " + Reason.of(trouble),
                "See that the disk of " + scratch + " has space and lets this user write.", trouble);
        } finally {
            memory.ifPresent(MemoryLimit::close);
        }
    }

    private Finished inRoot(Job job, Stage.Overlay stage, Path scratch, Optional<MemoryLimit> memory,
                            Consumer<String> line) throws IOException, InterruptedException {
        List<HostFolder> hostFolders = HostFolder.under(stage, ROOT);
        try (Place place = Place.make(scratch, stage, job, hostFolders.stream().map(HostFolder::name).toList())) {
            Command command = enter(job, stage, place, hostFolders, memory, Optional.empty());
            try {
                Finished finished = processes.run(command, line);
                if (place.has("started")) {
                    return finished;
                }
                throw SetUp.failure(place, finished.lastLines());
            } catch (CommandFailed failed) {
                if (failed.status().isPresent() && !place.has("started")) {
                    throw SetUp.failure(place, failed.lastLines());
                }
                throw failure(job, failed, memory);
            }
        }
    }

    /**
     * Runs the job to its end for a person, or in the place of one. Time limits do not hold: they are for steps.
     *
     * @param scratch as in {@link #run}
     * @return the exit status of the program; 128 + n where signal n ended it
     * @throws HostLacks if the host refuses what a root needs, or has no program that makes terminals
     */
    public int enter(Job job, Stage stage, Path scratch, Visit visit) throws Failure, InterruptedException {
        Optional<MemoryLimit> memory = MemoryLimit.of(job.memoryBytes(), groups);
        try {
            return stage instanceof Stage.Overlay overlay ? enterRoot(job, overlay, scratch, memory, visit)
                : new Attended(processes, visit.streams()).run(beside(job, ((Stage.Folder) stage).folder(), memory,
                    Optional.of(visit)));
        } catch (Failure known) {
            throw known;
        } catch (IOException trouble) {
            throw new Failure("preparing the root for " + job.words().get(0) + " did not work: " + Reason.of(trouble),
                "See that the disk of " + scratch + " has space and lets this user write.", trouble);
        } finally {
            memory.ifPresent(MemoryLimit::close);
        }
    }

    private int enterRoot(Job job, Stage.Overlay stage, Path scratch, Optional<MemoryLimit> memory, Visit visit)
        throws IOException, InterruptedException {
        List<HostFolder> hostFolders = HostFolder.under(stage, ROOT);
        try (Place place = Place.make(scratch, stage, job, hostFolders.stream().map(HostFolder::name).toList())) {
            if (visit.busybox().isPresent()) {
                visit.busybox().get().put(place.folder().resolve("run"));
            }
            int status = new Attended(processes, visit.streams()).run(enter(job, stage, place, hostFolders, memory,
                Optional.of(visit)));
            if (!place.has("started")) {
                throw SetUp.failure(place, List.of());
            }
            return status;
        }
    }

    private Command enter(Job job, Stage.Overlay stage, Place place, List<HostFolder> hostFolders,
                          Optional<MemoryLimit> memory, Optional<Visit> visit) throws IOException {
        place.write("tree.fstab",
            MountTable.tree(stage, place, hostFolders, Powers.ofThisProcess().mountOptions()));
        Identity identity = Identity.read(PROC.resolve("self"));
        String inside = MountTable.inside(PROC);
        place.write("inside.fstab", inside);
        place.write("with-sys.fstab", inside + MountTable.sys(job.network(), identity.userNamespace()));
        place.write("enter.sh", enter);
        List<String> words = host.namespaces(job.network(), Files.exists(PROC.resolve("self/ns/cgroup")));
        words.addAll(List.of(host.tools().find("sh").toString(), "enter.sh"));
        words.addAll(visit.isEmpty() ? host.program(job, identity)
            : Attended.words(visit.get().streams(), host, host.confined(job, identity)));
        Map<String, String> environment = environment(job, memory);
        visit.ifPresent(one -> environment.putAll(one.variables(host)));
        environment.putAll(Map.of("PLACE", place.folder().toString(), "POINTS", String.join(" ", Place.POINTS),
            "CHROOT", place.chroot(), "FOLDER", isBuild(job) ? job.folder().substring(1) : "",
            "LOOPBACK", job.network() ? "" : host.loopback(), "RESOLVER", place.has("resolver") ? "1" : "",
            "GROUP", memory.map(MemoryLimit::groupFolder).orElse("")));
        return command(job, words, environment, place.folder());
    }

    private Finished onFolder(Job job, Path root, Optional<MemoryLimit> memory, Consumer<String> line)
        throws IOException, InterruptedException {
        try {
            return processes.run(beside(job, root, memory, Optional.empty()), line);
        } catch (CommandFailed failed) {
            throw failure(job, failed, memory);
        }
    }

    private Command beside(Job job, Path root, Optional<MemoryLimit> memory, Optional<Visit> visit)
        throws IOException {
        if (job.chroot().isPresent()) {
            throw new Failure("running " + job.words().get(0) + " inside of " + job.chroot().get() + " is not possible"
                + " without isolation, because only namespaces can make a folder the root of a program",
                "Run the recipe with isolation, on a host that allows it ('rootbuild doctor' says how).");
        }
        Path folder = root.resolve(job.folder().substring(1));
        if (isBuild(job)) {
            Files.createDirectories(folder);
        }
        Map<String, String> environment = environment(job, memory);
        List<String> words = new ArrayList<>(List.of(host.tools().find("sh").toString(), "-c", beside, "beside"));
        List<String> program = new ArrayList<>(host.environment(job, name -> true));
        program.add("ROOT=" + root.toAbsolutePath());
        program.addAll(job.words());
        words.addAll(visit.isEmpty() ? program : Attended.words(visit.get().streams(), host, program));
        visit.ifPresent(one -> environment.putAll(one.variables(host)));
        return command(job, words, environment, folder);
    }

    private Map<String, String> environment(Job job, Optional<MemoryLimit> memory) {
        return new HashMap<>(Map.of("PATH", host.tools().searchPath(), "LC_ALL", "C",
            // mount's newer way to talk to the kernel takes no option longer than 255 bytes.
            "LIBMOUNT_FORCE_MOUNT2", "always",
            "AS_KIB", memory.map(MemoryLimit::addressSpaceKib).orElse(""),
            "JOBS", job.jobServer().map(pipe -> pipe.toAbsolutePath().toString()).orElse(""),
            "UMASK", String.format("%04o", job.umask())));
    }

    private static Command command(Job job, List<String> words, Map<String, String> environment, Path folder) {
        Command command = Command.of(Path.of(words.get(0))).with(words.subList(1, words.size()))
            .environment(environment).in(folder).keeping(KEPT_LINES);
        return job.timeLimit().map(command::within).orElse(command);
    }

    private static Failure failure(Job job, CommandFailed failed, Optional<MemoryLimit> memory) {
        List<String> lastLines = failed.lastLines().stream().filter(text -> !text.equals(NOISE)).toList();
        if (failed.status().isEmpty()) {
            return JobFailed.late(job, lastLines);
        }
        int status = failed.status().getAsInt();
        if (memory.isPresent() && memory.get().struck()) {
            return JobFailed.memory(job, status, lastLines);
        }
        return SetUp.missingFolder(job, lastLines).orElseGet(() -> JobFailed.status(job, status, lastLines));
    }

    /** Whether the job runs where its folder is made for it. */
    private static boolean isBuild(Job job) {
        return job.folder().equals("/build") || job.folder().startsWith("/build/");
    }

    private static String script(String name) {
        try (InputStream stream = Sandbox.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new IllegalStateException("the program's own file " + name + " cannot be read", damaged);
        }
    }
}
