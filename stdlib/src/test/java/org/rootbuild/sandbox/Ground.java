package org.rootbuild.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rootbuild.process.Finished;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;
import org.rootbuild.verb.Stage;

/** A root that began with the host, made in a folder, and a sandbox to run things in it. */
final class Ground implements AutoCloseable {
    static final Tools TOOLS = new Tools("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

    final Path folder;
    final Path scratch;
    final Path changes;
    final List<Path> lowers = new ArrayList<>();
    final List<String> heard = new CopyOnWriteArrayList<>();
    final Processes processes = new Processes(TOOLS);
    final Sandbox sandbox;
    boolean onHost = true;

    Ground(Path folder) throws IOException {
        this(folder, TOOLS);
    }

    /** With these tools of the host to make roots with. */
    Ground(Path folder, Tools tools) throws IOException {
        this.folder = folder;
        sandbox = new Sandbox(tools, processes);
        scratch = folder.resolve("scratch");
        changes = Files.createDirectories(folder.resolve("changes"));
        Path base = folder.resolve("base");
        if (!Files.exists(base)) {
            for (String name : List.of("usr", "usr/local", "usr/local/lib", "etc", "opt", "var", "home", "root")) {
                Files.createDirectories(base.resolve(name));
            }
            for (String name : List.of("bin", "lib", "lib32", "lib64", "libx32", "sbin")) {
                if (Files.isSymbolicLink(Path.of("/", name))) {
                    Files.createSymbolicLink(base.resolve(name), Path.of("usr", name));
                }
            }
        }
        lowers.add(base);
    }

    /** What a test changes of an ordinary job. */
    record With(Map<String, String> environment, String folder, String chroot, boolean network, int umask,
                Duration timeLimit, long memoryBytes, Path jobServer, int jobs) {
        static With nothing() {
            return new With(Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"), "/build", "", false, 022,
                Duration.ZERO, 0, Path.of(""), 1);
        }

        With environment(Map<String, String> whole) {
            return new With(whole, folder, chroot, network, umask, timeLimit, memoryBytes, jobServer, jobs);
        }

        With folder(String where) {
            return new With(environment, where, chroot, network, umask, timeLimit, memoryBytes, jobServer, jobs);
        }

        With chroot(String top) {
            return new With(environment, folder, top, network, umask, timeLimit, memoryBytes, jobServer, jobs);
        }

        With network(boolean allowed) {
            return new With(environment, folder, chroot, allowed, umask, timeLimit, memoryBytes, jobServer, jobs);
        }

        With umask(int mask) {
            return new With(environment, folder, chroot, network, mask, timeLimit, memoryBytes, jobServer, jobs);
        }

        With limit(Duration time) {
            return new With(environment, folder, chroot, network, umask, time, memoryBytes, jobServer, jobs);
        }

        With memory(long bytes) {
            return new With(environment, folder, chroot, network, umask, timeLimit, bytes, jobServer, jobs);
        }

        With pool(Path pipe, int size) {
            return new With(environment, folder, chroot, network, umask, timeLimit, memoryBytes, pipe, size);
        }

        Job job(List<String> words) {
            SortedMap<String, String> sorted = new TreeMap<>(environment);
            return new Job(words, sorted, folder, Optional.of(chroot).filter(top -> !top.isEmpty()), network, umask,
                Optional.of(timeLimit).filter(limit -> !limit.isZero()),
                memoryBytes > 0 ? OptionalLong.of(memoryBytes) : OptionalLong.empty(),
                Optional.of(jobServer).filter(Path::isAbsolute), jobs);
        }
    }

    /** Runs a text of bash and answers what it printed. */
    List<String> bash(String text) throws Exception {
        return bash(text, With.nothing());
    }

    List<String> bash(String text, With with) throws Exception {
        return run(JobShell.BASH.words(text), with);
    }

    List<String> run(List<String> words, With with) throws Exception {
        heard.clear();
        Finished finished = sandbox.run(with.job(words), stage(), scratch, heard::add);
        if (finished.status() != 0) {
            throw new AssertionError("a job that did not fail has status " + finished.status());
        }
        return List.copyOf(heard);
    }

    Stage.Overlay stage() {
        return new Stage.Overlay(lowers, changes, onHost);
    }

    Path upper(String path) {
        return changes.resolve("upper").resolve(path);
    }

    Path overHost(String path) {
        return changes.resolve("host").resolve(path);
    }

    /** What a tool of the host prints. */
    static List<String> said(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (var lines = process.inputReader().lines()) {
            return lines.toList();
        } finally {
            process.waitFor();
        }
    }

    /** Waits shortly for the kernel to have ended every process that sleeps so long. */
    static long sleepers(String seconds) throws Exception {
        long count = 1;
        for (int i = 0; i < 300 && count > 0; i++) {
            count = said("ps", "-e", "-o", "args=").stream()
                .filter(line -> line.startsWith("sleep " + seconds)).count();
            Thread.sleep(count > 0 ? 10 : 0);
        }
        return count;
    }

    @Override
    public void close() {
        processes.close();
    }

    /** Runs one text of bash; for tests that need a process of their own. Arguments: folder, text. */
    public static void main(String[] arguments) throws Exception {
        try (Ground ground = new Ground(Path.of(arguments[0]))) {
            With with = With.nothing().network(Boolean.getBoolean("network")).memory(Long.getLong("memory", 0));
            try {
                Job job = with.job(JobShell.BASH.words(arguments[1]));
                ground.sandbox.run(job, ground.stage(), ground.scratch, line -> {
                    System.out.println(line);
                    System.out.flush();
                });
            } catch (JobFailed failed) {
                System.out.println("failed: " + failed.getMessage());
            }
        }
    }
}
