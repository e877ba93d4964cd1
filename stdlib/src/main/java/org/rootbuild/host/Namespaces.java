package org.rootbuild.host;

import java.util.Map;

/**
 * Whether steps can have mounts and owners of their own.
 *
 * @param root           whether the process is root already (of the host or of a namespace)
 * @param namespace      {@code unshare} of a mount namespace, with a user namespace around it if not root
 * @param overlay        an overlay mounted and written to in such a namespace, on the store's disk
 * @param kernelSettings the settings that decide about it, by their {@code sysctl} names, as far as the kernel has them
 */
record Namespaces(boolean root, Trial namespace, Trial overlay, Map<String, String> kernelSettings) {
    static final String CLONE = "kernel.unprivileged_userns_clone";
    static final String MOST = "user.max_user_namespaces";
    static final String APPARMOR = "kernel.apparmor_restrict_unprivileged_userns";

    private static final String NAME = "user namespaces";
    private static final String LOST = "steps that run commands have no isolation";

    Namespaces {
        kernelSettings = Map.copyOf(kernelSettings);
    }

    Check namespaces() {
        if (namespace.worked()) {
            return Check.ok(NAME, root ? "root, with mount namespaces of its own" : "allowed to this user");
        }
        if (root) {
            return Check.lacks(NAME, "root may not make a mount namespace: " + namespace.said() + "; " + LOST,
                containerRemedy());
        }
        return forbiddenBySetting();
    }

    Check overlays() {
        if (overlay.worked()) {
            return Check.ok("overlay mounts", "work on the store's disk");
        }
        if (!namespace.worked()) {
            return Check.lacks("overlay mounts", "not tried without namespaces", namespaces().remedy());
        }
        return Check.lacks("overlay mounts", overlay.said(), "Type 'sudo modprobe overlay'; if that changes nothing,"
            + " the kernel is older than 5.11 or the store's disk cannot carry an overlay: then type"
            + " 'export ROOTBUILD_STORE=FOLDER' with a folder on ext4, xfs or btrfs.");
    }

    private Check forbiddenBySetting() {
        if ("0".equals(kernelSettings.get(CLONE))) {
            return forbidden(CLONE, "0", "1");
        }
        if ("0".equals(kernelSettings.get(MOST))) {
            return forbidden(MOST, "0", "15000");
        }
        if (!kernelSettings.getOrDefault(APPARMOR, "0").equals("0")) {
            return forbidden(APPARMOR, kernelSettings.get(APPARMOR), "0");
        }
        return Check.lacks(NAME, namespace.said() + "; " + LOST, containerRemedy());
    }

    private Check forbidden(String setting, String value, String wanted) {
        String assignment = setting + "=" + wanted;
        return Check.lacks(NAME, "forbidden by " + setting + "=" + value + " (" + namespace.said() + "); " + LOST,
            "Type 'sudo sysctl -w " + assignment + "', and to keep it: 'echo " + assignment
                + " | sudo tee /etc/sysctl.d/90-rootbuild.conf'.");
    }

    private static String containerRemedy() {
        return "In a container, start it with 'docker run --security-opt seccomp=unconfined --security-opt"
            + " apparmor=unconfined --cap-add SYS_ADMIN …' or 'podman run --security-opt seccomp=unconfined …';"
            + " elsewhere type 'rootbuild run --isolation none …' for recipes that can do without.";
    }
}
