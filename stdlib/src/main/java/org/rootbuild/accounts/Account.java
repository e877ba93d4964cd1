package org.rootbuild.accounts;

import java.util.Objects;

/**
 * A user as a line of {@code /etc/passwd} describes it.
 *
 * @param uid     0 to 4294967294
 * @param gid     of the user's own group
 * @param comment the full name; may be empty
 * @param home    an absolute path; may be empty in files of others
 * @param shell   may be empty in files of others, which stands for /bin/sh
 */
public record Account(String name, long uid, long gid, String comment, String home, String shell) {
    public Account {
        Objects.requireNonNull(name);
        Objects.requireNonNull(comment);
        Objects.requireNonNull(home);
        Objects.requireNonNull(shell);
    }
}
