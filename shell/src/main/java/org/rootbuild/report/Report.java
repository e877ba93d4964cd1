package org.rootbuild.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.rootbuild.journal.Journal;
import org.rootbuild.journal.JournalState;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;
import org.rootbuild.record.Records;
import org.rootbuild.session.AtWork;

/**
 * One self-contained page of HTML about the last build of a recipe. Nothing is locked: another process may be building,
 * or may have died.
 */
public final class Report {
    private static final String JOURNAL = "journal";

    private Report() {
    }

    /**
     * The page.
     *
     * @param stateFolder of the recipe: with its journal, its logs and the records of its sessions
     * @throws Failure when nothing was ever built there
     */
    public static String page(Path stateFolder, Clock clock) throws IOException {
        Instant now = clock.instant();
        boolean atWork = AtWork.on(stateFolder);
        List<Attempt> sessions = sessions(stateFolder, atWork ? Optional.of(now) : Optional.empty());
        if (sessions.isEmpty()) {
            throw new Failure("there is nothing to report: no build of this recipe is remembered in " + stateFolder,
                "Build it first with 'rootbuild run'; with --state, name the same folder here.");
        }
        JournalState journal = Journal.read(stateFolder.resolve(JOURNAL));
        Build build = Build.last(sessions, node -> journal.touched(node).isPresent());
        return Page.of(build, stateFolder.toAbsolutePath(), now);
    }

    /**
     * Writes the page to a file, whole or not at all.
     *
     * @return how many bytes it has
     * @throws Failure when nothing was ever built there, or the file cannot be written
     */
    public static long write(Path stateFolder, Path file, Clock clock) throws IOException {
        byte[] page = page(stateFolder, clock).getBytes(StandardCharsets.UTF_8);
        Path target = file.toAbsolutePath();
        try {
            if (target.getParent() != null) {
                Files.createDirectories(target.getParent());
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                // A pipe or a device: there is nothing to be replaced.
                Files.write(target, page);
                return page.length;
            }
            Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
            try {
                Files.write(fresh, page);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException refused) {
            throw new Failure("the report cannot be written to " + file + ": " + Reason.of(refused),
                "Name a file in a folder that is there and is yours: -o FILE.", refused);
        }
        return page.length;
    }

    /** The sessions of the last build and those after it, the oldest first. */
    private static List<Attempt> sessions(Path stateFolder, Optional<Instant> now) throws IOException {
        List<Path> files = new Records(stateFolder).files();
        Deque<Attempt> sessions = new ArrayDeque<>();
        boolean found = false;
        for (int i = files.size() - 1; i >= 0; i--) {
            Attempt one = RecordReader.read(files.get(i), i == files.size() - 1 ? now : Optional.empty());
            if (found && one.outcome() == Outcome.DONE && !one.isIdle()) {
                break;
            }
            found |= !one.isIdle();
            sessions.addFirst(one);
        }
        if (!found) {
            fromJournal(stateFolder, sessions.isEmpty() ? now : Optional.empty()).ifPresent(sessions::addFirst);
        }
        return List.copyOf(sessions);
    }

    private static Optional<Attempt> fromJournal(Path stateFolder, Optional<Instant> now) throws IOException {
        JournalState journal = Journal.read(stateFolder.resolve(JOURNAL));
        Outcome unfinished = now.isPresent() ? Outcome.RUNNING : Outcome.KILLED;
        return JournalAttempt.of(journal, journal.isRunning() ? unfinished
            : journal.failures().isEmpty() ? Outcome.DONE : Outcome.FAILED);
    }
}
