package org.rootbuild.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rootbuild.verb.Stage;

/**
 * What is mounted for a program, as tables in the form of fstab(5), so that one call of {@code mount -a} mounts all.
 * The paths are relative to the {@link Place}, where no name needs quoting.
 *
 * <p>Nothing that a program can write to takes device nodes seriously ({@code nodev}): as the host's root it may make
 * them, for the system that it builds, but must not reach the host's disks through them.
 */
final class MountTable {
    /**
     * What would change the host itself, whoever's namespaces a program is in, and is guarded by being root alone: the
     * kernel's settings and its emergency calls.
     */
    private static final List<String> GUARDED = List.of("sys", "sysrq-trigger", "irq", "bus", "fs", "acpi", "scsi");
    /** The changes are made durable once, when they become a layer, and not at the end of each program. */
    private static final String VOLATILE = "volatile";

    private MountTable() {
    }

    /** The overlays that make the tree, with these options besides their folders. */
    static String tree(Stage.Overlay stage, Place place, List<HostFolder> hostFolders, String options) {
        String top = place.chroot().isEmpty() ? "top" : "tree";
        List<String> lines = new ArrayList<>();
        String lowers = IntStream.range(0, stage.lowers().size()).mapToObj(i -> i + ":").collect(Collectors.joining())
            + "skeleton";
        lines.add(overlay(top, lowers, Stage.Overlay.UPPER, place, options));
        for (HostFolder host : hostFolders) {
            String above = host.layers().stream().map(i -> i + "/" + host.name() + ":").collect(Collectors.joining());
            lines.add(overlay(top + "/" + host.name(), above + "/" + host.name(),
                Stage.Overlay.HOST + "/" + host.name(), place, options));
        }
        return text(lines);
    }

    /**
     * The host's devices and the kernel's settings, to look at. A user namespace may mount its own for its own network
     * only, and else take the host's only with all that is mounted in it.
     */
    static String sys(boolean network, boolean userNamespace) {
        String looking = "ro,nosuid,nodev,noexec";
        return !network ? "sysfs top/sys sysfs " + looking + " 0 0\n"
            : userNamespace ? "/sys top/sys none rbind 0 0\n" : "/sys top/sys none bind," + looking + " 0 0\n";
    }

    /** What a program needs besides the tree. */
    static String inside(Path hostProc) {
        List<String> lines = new ArrayList<>();
        // Of the new process namespace, so that no other processes can be seen.
        lines.add("proc top/proc proc nosuid,nodev,noexec 0 0");
        for (String name : GUARDED) {
            if (Files.exists(hostProc.resolve(name))) {
                lines.add("top/proc/" + name + " top/proc/" + name + " none bind,ro,nosuid,nodev,noexec 0 0");
            }
        }
        lines.add("dev top/dev none bind,nosuid,nodev,noexec 0 0");
        // The host's nodes, since a user namespace cannot make any.
        for (String node : Place.NODES) {
            lines.add("/dev/" + node + " top/dev/" + node + " none bind 0 0");
        }
        lines.add("devpts top/dev/pts devpts newinstance,ptmxmode=0666,mode=620,nosuid,noexec 0 0");
        lines.add("shm top/dev/shm tmpfs mode=1777,nosuid,nodev 0 0");
        lines.add("run top/run none bind,nosuid,nodev 0 0");
        lines.add("tmp top/tmp none bind,nosuid,nodev 0 0");
        return text(lines);
    }

    private static String overlay(String target, String lowers, String changes, Place place, String options) {
        return "overlay " + target + " overlay nodev,lowerdir=" + lowers + ",upperdir=changes/" + changes
            + ",workdir=changes/" + Stage.Overlay.WORK + "/" + place.workName() + "/" + changes + "," + VOLATILE + ","
            + options + " 0 0";
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
