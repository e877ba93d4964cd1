package org.rootbuild.accounts;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a user shall be like. What is not said stays as it is, or is chosen for a new user.
 *
 * @param uid      for a new user; of one that is there it must be the same
 * @param group    name or number of the user's own group; a new user without it gets a group of the same name
 * @param groups   those that the user joins; none is left
 * @param comment  the full name
 * @param home     an absolute path
 * @param shell    an absolute path
 * @param system   whether a new user's number is one of those for daemons
 * @param password the hash
 * @param locked   whether the password is of no use, whatever it is
 */
public record UserRequest(String name, Optional<Long> uid, Optional<String> group, List<String> groups,
                          Optional<String> comment, Optional<String> home, Optional<String> shell, boolean system,
                          Optional<PasswordHash> password, Optional<Boolean> locked) {
    public UserRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(uid);
        Objects.requireNonNull(group);
        groups = List.copyOf(groups);
        Objects.requireNonNull(comment);
        Objects.requireNonNull(home);
        Objects.requireNonNull(shell);
        Objects.requireNonNull(password);
        Objects.requireNonNull(locked);
    }
}
