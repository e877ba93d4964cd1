package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/** Compares what was found in an upper folder with what lies below it. */
final class Resemblance {
    private final Powers powers;

    Resemblance(Powers powers) {
        this.powers = powers;
    }

    /**
     * What was found, but for what this process could not have changed. A file or folder carries a note of that. A
     * link, a pipe or a device cannot: one that is what it was keeps what it had.
     */
    Entry truth(EntryReader.Found found, Optional<Entry> old) {
        Entry now = found.entry();
        boolean canCarryNote = now instanceof Entry.PlainFile || now instanceof Entry.Folder || found.noted();
        if (canCarryNote || old.isEmpty() || !isSameThing(now, old.get())) {
            return now;
        }
        Attributes had = old.get().attributes();
        Attributes has = now.attributes();
        SortedMap<String, byte[]> xattrs = new TreeMap<>(has.xattrs());
        had.xattrs().forEach((name, value) -> {
            if (!powers.holdsOnSpecial(name)) {
                xattrs.putIfAbsent(name, value);
            }
        });
        return now.with(has.withXattrs(xattrs).withOwner(
            has.owner() == 0 && !powers.holdsUser(had.owner()) ? had.owner() : has.owner(),
            has.group() == 0 && !powers.holdsGroup(had.group()) ? had.group() : has.group()));
    }

    private static boolean isSameThing(Entry now, Entry old) {
        return now.with(old.attributes()).equals(old);
    }

    /** Whether both are the same but for the names that they share their file with. */
    static boolean isSame(Entry now, Entry old) throws IOException {
        if (now instanceof Entry.PlainFile file && old instanceof Entry.PlainFile other) {
            return file.attributes().equals(other.attributes())
                && file.content().sizeBytes() == other.content().sizeBytes() && hasSameBytes(file, other);
        }
        return now.equals(old);
    }

    private static boolean hasSameBytes(Entry.PlainFile file, Entry.PlainFile other) throws IOException {
        Path left = file.content().file().orElseThrow();
        Path right = other.content().file().orElseThrow();
        try {
            return Files.mismatch(left, right) < 0;
        } catch (NoSuchFileException gone) {
            throw Files.exists(left) ? new DamagedContent(right, "it is gone", gone) : gone;
        }
    }
}
