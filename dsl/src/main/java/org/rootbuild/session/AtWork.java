package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rootbuild.store.FileClaim;

/** Whether somebody works on a recipe, for those who look in from outside and take no lock. */
public final class AtWork {
    private static final Pattern OWNER = Pattern.compile("process (\\d{1,18}), .*, since (\\S+)\\s*", Pattern.DOTALL);

    private AtWork() {
    }

    /** The line of the lock about its holder, who may have been killed since; empty where nobody held it. */
    private static String line(Path stateFolder) throws IOException {
        try {
            return FileClaim.owner(stateFolder.resolve("lock"));
        } catch (NoSuchFileException never) {
            return "";
        }
    }

    /** Whether the process that the lock names is alive and is not another one that came by its number. */
    public static boolean on(Path stateFolder) throws IOException {
        Matcher owner = OWNER.matcher(line(stateFolder));
        if (!owner.matches()) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(owner.group(1)));
        if (process.isEmpty() || !process.get().isAlive()) {
            return false;
        }
        try {
            Instant since = Instant.parse(owner.group(2)).plusSeconds(2);
            return process.get().info().startInstant().map(since::isAfter).orElse(true);
        } catch (DateTimeParseException otherForm) {
            return true;
        }
    }
}
