package org.rootbuild.session;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.layer.Digests;

/** The folder in which the passes of one recipe grow. */
record Workspace(Path folder) {
    private static final int PASS_DIGITS = 16;
    private static final int CHECKPOINT_DIGITS = 24;
    /** No name of a pass's folder begins like this: those are hexadecimal. */
    private static final String CONTENTS = "step";
    private static final String HAND = "hand-";

    /** The pass's own folder. */
    Path pass(String name) {
        return folder.resolve(Digests.hex(name.getBytes(StandardCharsets.UTF_8)).substring(0, PASS_DIGITS));
    }

    /** What a finished step left, in the folder of its pass. */
    static Path checkpoint(Path pass, String fingerprint) {
        return pass.resolve(fingerprint.substring(0, CHECKPOINT_DIGITS));
    }

    /** Where the running step of that lane puts its contents. */
    Path contents(int lane) {
        return folder.resolve(lane == 0 ? CONTENTS : CONTENTS + lane);
    }

    boolean isContents(Path path) {
        return path.getFileName().toString().startsWith(CONTENTS);
    }

    /** What the programs of the running step change, or those of the failed one changed. */
    static Path running(Path pass) {
        return pass.resolve("running");
    }

    /** The whole root, where programs run on a plain copy of it. */
    static Path plain(Path pass) {
        return pass.resolve("plain");
    }

    /** What a failed step had changed by then; its manifest only. */
    static Path failed(Path pass) {
        return pass.resolve("failed");
    }

    /** What a person changed before the step with that lineage and kept, the n-th time, from 1. */
    static Path hand(Path pass, String lineage, int number) {
        return pass.resolve(HAND + lineage.substring(0, CHECKPOINT_DIGITS) + "-" + number);
    }

    /** Where people's visits to passes are. */
    Path visits() {
        return folder.resolve("visits");
    }

    /** The folder of the pass that the file belongs to, if it belongs to one. */
    Optional<Path> owner(Path file) {
        return file.startsWith(folder) && file.getNameCount() > folder.getNameCount()
            ? Optional.of(folder.resolve(folder.relativize(file).getName(0))) : Optional.empty();
    }
}
