package org.rootbuild.debian;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;

/** Reads dpkg's own list of what is installed (dpkg(1), {@code /var/lib/dpkg/status}). */
public final class InstalledPackages {
    private InstalledPackages() {
    }

    /**
     * Name, version and architecture of each package, in the order of the file.
     *
     * @param shown names the file in failures
     */
    public static List<String> read(byte[] status, String shown) throws Failure {
        List<String> installed = new ArrayList<>();
        for (Stanza stanza : Stanza.parse(new String(status, StandardCharsets.UTF_8), shown)) {
            if (stanza.field("Status").orElse("").endsWith(" installed")) {
                installed.add(stanza.required("Package", shown) + " " + stanza.required("Version", shown) + " "
                    + stanza.required("Architecture", shown));
            }
        }
        return List.copyOf(installed);
    }
}
