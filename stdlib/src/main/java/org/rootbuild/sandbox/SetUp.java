package org.rootbuild.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;

/** Why a program was never reached. */
final class SetUp {
    private static final String DOCTOR = "Type 'rootbuild doctor', which tries what a build needs and prints what mends"
        + " it";
    private static final String CONTAINER = "; in a container, start it with 'docker run --privileged …' or 'podman run"
        + " --security-opt unmask=ALL …'";
    private static final String NONE = "; recipes that can do without isolation run with --isolation none.";

    private SetUp() {
    }

    /**
     * The failure that belongs to what {@code enter.sh} left in the place.
     *
     * @param lastLines what was printed before there was a place to write to
     */
    static Failure failure(Place place, List<String> lastLines) throws IOException {
        Optional<String> failed = place.said("failed");
        String said = place.said("said").map(text -> ": " + String.join("; ", text.split("\n"))).orElse("");
        if (failed.isEmpty()) {
            return new HostLacks("making the namespaces of a program did not work: "
                + String.join("; ", lastLines) + said, DOCTOR + CONTAINER + NONE);
        }
        String message = "putting together the root of a program stopped at " + failed.get() + said;
        if (failed.get().startsWith("mounting the layers")) {
            return new HostLacks(message, DOCTOR + " (overlay mounts); an overlay needs Linux 5.11, and a store on"
                + " ext4, xfs, btrfs or tmpfs that is not itself in an overlay" + NONE);
        } else if (failed.get().startsWith("mounting") || failed.get().startsWith("making a process")) {
            return new HostLacks(message, DOCTOR + CONTAINER + NONE);
        } else if (failed.get().startsWith("finding a folder") || failed.get().startsWith("making the folder /")) {
            return new Failure(message, "The root needs folders at /proc, /sys, /dev, /run and /tmp to mount on: make"
                + " folders of what an earlier pass put there.");
        }
        return new Failure(message, DOCTOR + ".");
    }

    /** Whether the program was not run because its folder is not there, which is seen only inside the root. */
    static Optional<Failure> missingFolder(Job job, List<String> lastLines) {
        return lastLines.size() == 1 && lastLines.get(0).startsWith("unshare: cannot ch")
            ? Optional.of(new Failure("running " + job.words().get(0) + " in the folder " + job.folder()
                + " did not work because the root has no such folder"
                + job.chroot().map(top -> " in " + top).orElse(""),
                "Make it in an earlier step, or name one that is there; only /build and what is below it is made for a"
                    + " program.")) : Optional.empty();
    }
}
