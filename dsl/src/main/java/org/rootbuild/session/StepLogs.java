package org.rootbuild.session;

import java.nio.file.Path;

/** Where the logs of steps are. */
public final class StepLogs {
    private StepLogs() {
    }

    /** Names of nodes and steps hold no slash, so each is one folder or file. */
    public static Path path(Path stateFolder, String node, String step) {
        return folder(stateFolder, node).resolve(step + ".log");
    }

    /** The folder with the logs of all steps of the node. */
    public static Path folder(Path stateFolder, String node) {
        return stateFolder.resolve("logs").resolve(node);
    }
}
