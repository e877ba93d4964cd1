package org.rootbuild.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rootbuild.machine.AcceleratorProbe;
import org.rootbuild.machine.Ovmf;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Command;
import org.rootbuild.process.CommandFailed;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

/** Looks at this host and tries out what a build would use. Leaves nothing behind but the store's folder. */
public final class HostSurvey {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Path KERNEL_SETTINGS = Path.of("/proc/sys");
    /** To remove a folder and make it again takes attributes that a kernel before 5.11 keeps to the host's root. */
    private static final String OVERLAY_TRIAL = "mkdir -p l/d u w m && touch l/d/f && mount -t overlay overlay"
        + " -o lowerdir=l,upperdir=u,workdir=w,volatile,$0 m && rm -r m/d && mkdir m/d && test -d u/d"
        + " && test ! -e m/d/f; found=$?; umount m; rm -rf l u w m; exit $found";
    private static final List<String> PRIVATE = List.of("--pid", "--fork", "--ipc", "--uts", "--net");

    private final Processes processes;
    private final Tools tools;
    private final AcceleratorProbe accelerators;
    private final Map<String, String> environment;
    private final Path store;

    /** {@code environment} is the process's own; {@code store} is made when missing. */
    public HostSurvey(Processes processes, Tools tools, AcceleratorProbe accelerators,
                      Map<String, String> environment, Path store) {
        this.processes = Objects.requireNonNull(processes);
        this.tools = Objects.requireNonNull(tools);
        this.accelerators = Objects.requireNonNull(accelerators);
        this.environment = Map.copyOf(environment);
        this.store = store.toAbsolutePath();
    }

    /** All checks; takes well under a second where nothing hangs. */
    public HostReport report() throws InterruptedException {
        JavaRuntime java = JavaRuntime.ofThisProcess();
        StoreFolder folder = storeFolder();
        Namespaces namespaces = namespaces(folder.writable().worked());
        Virtualisation virtualisation = virtualisation();
        Surroundings surroundings = surroundings();
        DiskTools disks = new DiskTools(tools, new Ovmf(Path.of("/")));
        return new HostReport(List.of(java.version17(), namespaces.namespaces(), namespaces.overlays(),
            confinement().check(), idRanges().check(), virtualisation.emulator(), virtualisation.hardware(),
            disks.uefi(), disks.formats(), folder.space(), folder.letterCase(), java.fileNames(),
            surroundings.proxy(), surroundings.mirror()));
    }

    private Namespaces namespaces(boolean storeWritable) throws InterruptedException {
        List<String> enter = enter();
        Trial namespace = tried("unshare", enter, List.of("true"), Path.of("/"));
        Trial overlay = storeWritable ? triedOverlay(enter) : Trial.failed("the store cannot be written");
        return new Namespaces(isRoot(), namespace, overlay, kernelSettings());
    }

    private Confinement confinement() throws InterruptedException {
        List<String> enter = new ArrayList<>(enter());
        enter.addAll(PRIVATE);
        return new Confinement(isRoot(), tried("unshare", enter,
            List.of("sh", "-c", "mount -n -t proc proc /proc && setpriv --no-new-privs setsid true"), Path.of("/")));
    }

    private static List<String> enter() {
        return isRoot() ? List.of("--mount") : List.of("--user", "--map-root-user", "--mount");
    }

    private Trial triedOverlay(List<String> enter) throws InterruptedException {
        try {
            Path place = Files.createTempDirectory(store, "overlay-trial");
            try {
                return tried("unshare", enter, List.of("sh", "-c", OVERLAY_TRIAL, isRoot() ? "rw" : "userxattr"),
                    place);
            } finally {
                Files.deleteIfExists(place);
            }
        } catch (IOException notPrepared) {
            return Trial.failed(notPrepared.toString());
        }
    }

    private Trial tried(String tool, List<String> first, List<String> then, Path where) throws InterruptedException {
        List<String> arguments = new ArrayList<>(first);
        arguments.addAll(then);
        try {
            processes.run(Command.of(tools.find(tool)).with(arguments).in(where).within(LIMIT)
                .environment(Map.of("PATH", tools.searchPath(), "LC_ALL", "C")), line -> { });
            return Trial.WORKED;
        } catch (CommandFailed failed) {
            return Trial.failed(String.join("; ", failed.lastLines()));
        } catch (Failure notStarted) {
            return Trial.failed(notStarted.getMessage());
        }
    }

    private static Map<String, String> kernelSettings() {
        Map<String, String> settings = new TreeMap<>();
        for (String name : List.of(Namespaces.CLONE, Namespaces.MOST, Namespaces.APPARMOR)) {
            lines(KERNEL_SETTINGS.resolve(name.replace('.', '/'))).stream().findFirst()
                .ifPresent(value -> settings.put(name, value.strip()));
        }
        return settings;
    }

    private IdRanges idRanges() {
        String user = Stream.of("USER", "LOGNAME").map(environment::get).filter(Objects::nonNull).findFirst()
            .orElseGet(() -> System.getProperty("user.name"));
        return new IdRanges(isRoot(), user, uid(), lines(Path.of("/etc/subuid")), lines(Path.of("/etc/subgid")),
            tools.lookUp("newuidmap").isPresent() && tools.lookUp("newgidmap").isPresent());
    }

    private Virtualisation virtualisation() throws InterruptedException {
        try {
            Path qemu = tools.find("qemu-system-x86_64");
            List<String> said = processes.run(Command.of(qemu, "--version").within(LIMIT), line -> { }).lastLines();
            return new Virtualisation(said.stream().findFirst(), "", Optional.of(accelerators.verdict()));
        } catch (HostLacks missing) {
            return new Virtualisation(Optional.empty(), missing.remedy(), Optional.empty());
        } catch (Failure broken) {
            return new Virtualisation(Optional.empty(), "Repair it, since it does not work: " + broken.getMessage(),
                Optional.empty());
        }
    }

    private StoreFolder storeFolder() {
        try {
            Files.createDirectories(store);
            Path place = Files.createTempDirectory(store, "case-trial");
            Path lower = Files.createFile(place.resolve("a"));
            boolean apart = !Files.exists(place.resolve("A"));
            Files.delete(lower);
            Files.delete(place);
            return new StoreFolder(store, Trial.WORKED, Files.getFileStore(store).getUsableSpace(), apart);
        } catch (IOException refused) {
            return new StoreFolder(store, Trial.failed(refused.toString()), 0, false);
        }
    }

    private Surroundings surroundings() {
        Map<String, String> proxies = environment.entrySet().stream()
            .filter(variable -> variable.getKey().toLowerCase(Locale.ROOT)
                .matches("(https?|ftp|all|no)_proxy") && !variable.getValue().isBlank())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<Path> sources = new ArrayList<>();
        Path list = Path.of("/etc/apt/sources.list");
        if (lines(list).stream().anyMatch(line -> line.startsWith("deb"))) {
            sources.add(list);
        }
        try (Stream<Path> files = Files.list(Path.of("/etc/apt/sources.list.d"))) {
            files.filter(file -> file.toString().endsWith(".list") || file.toString().endsWith(".sources"))
                .sorted().forEach(sources::add);
        } catch (IOException none) {
            // A host without apt.
        }
        return new Surroundings(proxies, sources);
    }

    private static boolean isRoot() {
        return uid() == 0;
    }

    /** From the kernel, since Java has no call for it; -1 where there is no /proc. */
    private static long uid() {
        return lines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("Uid:"))
            .map(line -> Long.parseLong(line.split("\\s+")[2])).findFirst().orElse(-1L);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException absent) {
            return List.of();
        }
    }
}
