package org.rootbuild.testing;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;

/** Texts that were looked at once and kept. They are compared, and written only when a person asks for it. */
final class Golden {
    private static final int CONTEXT_LINES = 3;
    private static final int MOST_LINES = 120;

    private final boolean updates;
    private final List<Path> written = new ArrayList<>();

    Golden(boolean updates) {
        this.updates = updates;
    }

    /** The files that were written anew, in order. */
    synchronized List<Path> written() {
        return List.copyOf(written);
    }

    /** @param name of the file, as the specification says it */
    synchronized Finding compare(Path file, String name, List<String> lines) throws IOException {
        List<String> kept;
        try {
            kept = Files.readAllLines(file);
        } catch (NoSuchFileException none) {
            return updates ? update(file, lines)
                : Finding.not("there is no " + name + " yet: 'rootbuild test --update-golden' writes it");
        } catch (IOException unreadable) {
            throw new Failure("the golden file " + file + " cannot be read: " + Reason.of(unreadable),
                "Mend or remove it; 'rootbuild test --update-golden' writes it anew.", unreadable);
        }
        if (kept.equals(lines)) {
            return Finding.holds();
        }
        return updates ? update(file, lines) : Finding.not(difference(name, kept, lines));
    }

    private Finding update(Path file, List<String> lines) throws IOException {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException refused) {
            throw new Failure("the golden file " + file + " cannot be written: " + Reason.of(refused),
                "Make room, or mend the permissions of its folder.", refused);
        }
        written.add(file);
        return Finding.holds();
    }

    private static String difference(String name, List<String> kept, List<String> now) {
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(name, "what it is now", kept,
            DiffUtils.diff(kept, now), CONTEXT_LINES);
        List<String> shown = new ArrayList<>(diff.subList(0, Math.min(diff.size(), MOST_LINES)));
        if (diff.size() > MOST_LINES) {
            shown.add("… and " + (diff.size() - MOST_LINES) + " more lines");
        }
        shown.add("('rootbuild test --update-golden' takes what it is now)");
        return String.join("\n", shown);
    }
}
