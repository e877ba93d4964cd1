package org.rootbuild.loader;

import java.util.List;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;

/** Several things that are wrong, said at once. */
final class Complaints {
    private Complaints() {
    }

    /** @throws Failure when there is one at least */
    static void none(List<Failure> found) throws Failure {
        if (found.size() == 1) {
            throw found.get(0);
        }
        if (!found.isEmpty()) {
            throw new Failure(found.stream().map(Failure::getMessage).collect(Collectors.joining("; ")),
                found.stream().map(Failure::remedy).distinct().collect(Collectors.joining(" ")));
        }
    }
}
