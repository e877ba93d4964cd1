package org.rootbuild.host;

/**
 * Whether a step's programs can be kept to themselves.
 *
 * @param root  whether the process is root already (of the host or of a namespace)
 * @param trial process, IPC, host name and network namespaces made, a {@code /proc} mounted in them, and what the
 *              sandbox needs of util-linux
 */
record Confinement(boolean root, Trial trial) {
    private static final String NAME = "sandbox for steps";

    Check check() {
        if (trial.worked()) {
            return Check.ok(NAME, "own processes, network and /proc");
        }
        if (trial.said().contains("not found") || trial.said().contains("is not there")) {
            return Check.lacks(NAME, trial.said(), "Type 'sudo apt-get install util-linux mount' (Debian, Ubuntu),"
                + " 'sudo dnf install util-linux' (Fedora) or 'apk add util-linux-misc setpriv mount' (Alpine).");
        }
        return Check.lacks(NAME, trial.said(), root
            ? "In a container, start it with 'docker run --privileged …'; elsewhere it needs Linux 5.11."
            : "In a container, start it with 'podman run --security-opt unmask=ALL …' or 'docker run --security-opt"
                + " systempaths=unconfined …', since parts of its /proc are hidden; elsewhere see 'user namespaces'.");
    }
}
