package org.rootbuild.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.rootbuild.archive.Limits;
import org.rootbuild.compress.Compressor;
import org.rootbuild.event.Activity;
import org.rootbuild.initramfs.Initrd;
import org.rootbuild.initramfs.InitrdEdit;
import org.rootbuild.initramfs.InitrdWriter;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;
import org.rootbuild.volume.VolumeEdit;

/** Changes the files of an initramfs where it lies: a new one takes its place when it is whole and on the disk. */
public final class InitramfsEditor {
    private final Path scratch;
    private final String owner;
    private final Compressor compressor;
    private final long epochSeconds;

    /**
     * @param scratch      an existing folder with room for what the initramfs holds
     * @param owner        who changes it, for others who want to meanwhile
     * @param epochSeconds the time that folders made on the way carry
     */
    public InitramfsEditor(Path scratch, String owner, Compressor compressor, long epochSeconds) {
        this.scratch = scratch;
        this.owner = owner;
        this.compressor = compressor;
        this.epochSeconds = epochSeconds;
    }

    /** @throws Failure when it could not be; it is then as it was */
    public void change(Path file, DiskEditor.Change change, Activity activity)
        throws IOException, InterruptedException {
        Path contents = Files.createTempDirectory(scratch, "initramfs");
        // Nothing is changed through this edit: it keeps others away.
        try (VolumeEdit held = VolumeEdit.begin(file, owner);
             Initrd old = Initrd.open(file, file.toString(), scratch, Limits.USUAL)) {
            InitrdEdit edit = old.edit(contents, epochSeconds);
            change.make(edit);
            replace(file.toRealPath(), old, edit, activity);
        } finally {
            remove(contents);
        }
    }

    private void replace(Path file, Initrd old, InitrdEdit edit, Activity activity) throws IOException {
        try (NewFile changed = NewFile.at(file)) {
            try (OutputStream out = Files.newOutputStream(changed.path())) {
                new InitrdWriter(compressor, epochSeconds).write(old, edit, out, activity);
            }
            changed.becomeOf(file);
            changed.finish();
        } catch (IOException trouble) {
            String remedy = trouble instanceof Failure failure ? failure.remedy() : "Mend the cause, then try again.";
            throw new Failure("changing " + file + " did not work: " + Reason.of(trouble) + "; it is as it was",
                remedy, trouble);
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path one, IOException trouble) throws IOException {
                Files.delete(one);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
