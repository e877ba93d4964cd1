package org.rootbuild.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What processes left under {@code tmp/} that were killed. Nobody can come back to it. */
final class Leftovers {
    private Leftovers() {
    }

    /**
     * Removes what belongs to no process that uses the store. The caller uses it, so that no collection is under way.
     * What cannot be removed stays for the collection to complain about.
     */
    static void remove(Places places) {
        try {
            // In this order: whoever puts something there later has said before that it uses the store.
            List<Path> found = StoreScan.list(places.temporary());
            if (found.isEmpty()) {
                return;
            }
            Set<String> users = users(places);
            for (Path folder : found) {
                if (!users.contains(process(folder))) {
                    Deletion.delete(folder);
                }
            }
        } catch (IOException notOurs) {
            return;
        }
    }

    private static Set<String> users(Places places) throws IOException {
        Set<String> alive = new HashSet<>();
        for (Path user : StoreScan.list(places.users())) {
            Optional<FileClaim> dead = FileClaim.take(user, "");
            if (dead.isPresent()) {
                dead.get().close();
                Files.deleteIfExists(user);
            } else {
                alive.add(process(user));
            }
        }
        return alive;
    }

    private static String process(Path named) {
        String name = named.getFileName().toString();
        return name.substring(0, Math.max(0, name.indexOf('-')));
    }
}
