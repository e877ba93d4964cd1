package org.rootbuild.accounts;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a group shall be like.
 *
 * @param gid     for a new group; of one that is there it must be the same
 * @param system  whether a new group's number is one of those for daemons
 * @param members users that join it; none is taken out
 */
public record GroupRequest(String name, Optional<Long> gid, boolean system, List<String> members) {
    public GroupRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(gid);
        members = List.copyOf(members);
    }
}
