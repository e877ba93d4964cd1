package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.journal.JournalEntry.StepTime;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.ManifestFile;
import org.rootbuild.model.Fields;
import org.rootbuild.store.StoredResult;

/**
 * What a finished step left in the workspace. A step in Java leaves a small layer; a step that ran programs leaves the
 * upper folder of its overlay as it was, with nothing read or digested, since the next step only has to be put on it.
 *
 * @param place  its folder
 * @param staged whether it is such an upper folder
 */
record Checkpoint(Path place, Manifest manifest, boolean staged) {
    private static final String STEP = "step";
    private static final String MILLIS = "millis";
    private static final String STAGED = "staged";
    private static final String BOOT = "boot";
    private static final String TOUCHED = "touched";
    /** The upper folder in the place of a staged one. */
    private static final String UPPER = "upper";
    /** A file that says that the contents of a small layer have become a folder for the kernel to stack. */
    private static final String STACKABLE = "stackable";
    /** A file that says that all of the place would survive a loss of power. */
    private static final String SYNCED = "synced";
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    static Path upper(Path place) {
        return place.resolve(UPPER);
    }

    Path upper() {
        return upper(place);
    }

    /**
     * A small layer as a folder for the kernel to stack, once {@link #stackable} is there: its contents, where they
     * are, with their attributes and everything else of it around them. Moving or linking them elsewhere would cost as
     * much again as unpacking them did.
     */
    Path view() {
        return place.resolve(ManifestFile.TREE);
    }

    Path stackable() {
        return place.resolve(STACKABLE);
    }

    Path synced() {
        return place.resolve(SYNCED);
    }

    StepTime time() {
        return new StepTime(manifest.header().text(STEP), manifest.header().whole(MILLIS));
    }

    /** Whether a person had a hand in what it holds. */
    boolean touched() {
        return manifest.header().flag(TOUCHED);
    }

    /**
     * Says that the place, filled by now, is a checkpoint. Written last and renamed: without its manifest it is none.
     */
    static Checkpoint write(Path place, StepTime time, boolean staged, boolean touched, List<Change> changes)
            throws IOException {
        Fields.Builder header = Fields.builder().text(STEP, time.step()).whole(MILLIS, time.millis());
        if (staged) {
            header.flag(STAGED, true).text(BOOT, boot());
        }
        if (touched) {
            header.flag(TOUCHED, true);
        }
        Manifest manifest = new Manifest(header.build(), changes);
        Path fresh = place.resolve(ManifestFile.NAME + ".new");
        Files.write(fresh, ManifestFile.encode(manifest));
        Files.move(fresh, place.resolve(ManifestFile.NAME));
        return new Checkpoint(place, manifest, staged);
    }

    /** The checkpoint, if it is one; whether it can be trusted is another question. */
    static Optional<Checkpoint> read(Path place) throws IOException {
        if (!Files.exists(place.resolve(ManifestFile.NAME))) {
            return Optional.empty();
        }
        try {
            Manifest manifest = ManifestFile.read(place);
            return Optional.of(new Checkpoint(place, manifest, manifest.header().flag(STAGED)));
        } catch (DamagedContent halfWritten) {
            return Optional.empty();
        }
    }

    /**
     * The checkpoint, if all of it can be trusted: it was not synced, so a loss of power may have left a part of it. A
     * small layer is read through; of an upper folder it must be known that the machine has not been started since, or
     * that it was synced later.
     */
    static Optional<Checkpoint> intact(Path place) throws IOException {
        Optional<Checkpoint> found = read(place);
        if (found.isEmpty() || found.get().staged()) {
            return found.filter(staged -> Files.isDirectory(staged.upper()) && staged.survived());
        }
        try {
            new StoredResult("", place).verify();
            return found;
        } catch (DamagedContent halfWritten) {
            return Optional.empty();
        }
    }

    private boolean survived() {
        return Files.exists(synced()) || !boot().isEmpty() && boot().equals(manifest.header().text(BOOT));
    }

    /** Which start of the machine this is; empty where the system does not say. */
    private static String boot() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (NoSuchFileException notLinux) {
            return "";
        } catch (IOException hidden) {
            return "";
        }
    }
}
