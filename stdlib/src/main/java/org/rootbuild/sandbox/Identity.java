package org.rootbuild.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whose root this process is.
 *
 * @param userNamespace whether it is only root of a user namespace (user_namespaces(7))
 * @param setsGroups    whether it may set its supplementary groups
 */
record Identity(boolean userNamespace, boolean setsGroups) {
    private static final String ALL_IDS = "0 0 4294967295";

    /** Reads it from the kernel's folder about this process, {@code /proc/self}. */
    static Identity read(Path self) throws IOException {
        String map = Files.readString(self.resolve("uid_map")).strip().replaceAll("\\s+", " ");
        return new Identity(!map.equals(ALL_IDS), Files.readString(self.resolve("setgroups")).strip().equals("allow"));
    }
}
