package org.rootbuild.host;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user and group numbers that this user may give to the files of a system that he builds (subuid(5), subgid(5)).
 *
 * @param root      whether the process may use every number anyway
 * @param user      the user's name
 * @param uid       the user's number on the host
 * @param subuid    the lines of {@code /etc/subuid}
 * @param subgid    the lines of {@code /etc/subgid}
 * @param newuidmap whether the tools are there that hand them out
 */
record IdRanges(boolean root, String user, long uid, List<String> subuid, List<String> subgid, boolean newuidmap) {
    private static final String NAME = "owner ranges";
    private static final long ENOUGH = 65_536;
    private static final Pattern LINE = Pattern.compile("([^:]+):(\\d{1,10}):(\\d{1,10})\\s*");

    IdRanges {
        subuid = List.copyOf(subuid);
        subgid = List.copyOf(subgid);
    }

    Check check() {
        if (root) {
            return Check.ok(NAME, "root needs none");
        }
        long users = largest(subuid);
        long groups = largest(subgid);
        if (users < ENOUGH || groups < ENOUGH) {
            return Check.warns(NAME, user + " has " + users + " user and " + groups + " group numbers, and a system"
                + " has " + ENOUGH + "; commands in a step see every file as root's", "Type 'sudo usermod --add-subuids"
                + " 100000-165535 --add-subgids 100000-165535 " + user + "'.");
        }
        return newuidmap ? Check.ok(NAME, users + " user and " + groups + " group numbers")
            : Check.warns(NAME, "newuidmap or newgidmap is missing; commands in a step see every file as root's",
                "Type 'sudo apt-get install uidmap' (Debian, Ubuntu), 'sudo dnf install shadow-utils' (Fedora) or"
                    + " 'apk add shadow-uidmap' (Alpine).");
    }

    private long largest(List<String> lines) {
        return lines.stream().map(LINE::matcher).filter(Matcher::matches)
            .filter(line -> line.group(1).equals(user) || line.group(1).equals(Long.toString(uid)))
            .mapToLong(line -> Long.parseLong(line.group(3))).max().orElse(0);
    }
}
