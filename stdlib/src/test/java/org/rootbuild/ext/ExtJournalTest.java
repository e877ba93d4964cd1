package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.volume.FileVolume;

/**
 * Images that were copied while the kernel had them mounted. Needs to be root, with loop devices, as the kernel is the
 * only one that leaves a journal behind.
 */
class ExtJournalTest {
    /** Commits, revokes blocks, escapes the journal's magic number, and holds files open that have no name. */
    private static final String WORK = String.join("\n", "set -e", "cd \"$1\"",
        "for i in $(seq 200); do mkdir -p d$((i % 7)); head -c $((i * 37)) /dev/urandom > d$((i % 7))/f$i; done",
        "sync",
        "for i in $(seq 1 3 200); do rm d$((i % 7))/f$i; ln -s target$i link$i; done", "rm -r d3",
        "exec 7> open1 8> open2", "head -c 50000 /dev/urandom >&7; head -c 90000 /dev/urandom >&8",
        "sync open1 open2", "rm open1 open2",
        "printf '\\300\\073\\071\\230%.0s' $(seq 2000) > magic", "echo last > last", "sync last",
        "cp --sparse=always \"$2\" \"$3\"");

    @TempDir
    Path folder;

    private Path leftMounted(String kind, String options) throws Exception {
        Path image = ExtTools.image(folder.resolve("mounted"), kind, "32M", Optional.empty());
        Path place = Files.createDirectories(folder.resolve("place"));
        Path copy = folder.resolve("copy");
        ExtTools.must("mount", "-o", "loop," + options, image.toString(), place.toString());
        try {
            ExtTools.must("bash", "-c", WORK, "work", place.toString(), image.toString(), copy.toString());
        } finally {
            ExtTools.must("umount", place.toString());
        }
        assertTrue(ExtTools.must("dumpe2fs", "-h", copy.toString()).contains("needs_recovery"));
        return copy;
    }

    private static List<String> lines(Path image) throws Exception {
        try (FileVolume volume = FileVolume.forReading(image)) {
            return ExtTools.lines(ExtTools.open(volume).tree());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ext4|commit=5", "-t ext3 -b 1024|commit=5", "-t ext4 -O ^64bit,^metadata_csum|commit=5",
        "-t ext4 -O orphan_file -b 1024|commit=5", "-t ext4 -b 1024|data=journal",
        "-t ext4 -O ^metadata_csum|data=journal"})
    void whatIsReadIsWhatE2fsckMakesOfIt(String kind) throws Exception {
        String[] parts = kind.split("\\|");
        Path image = leftMounted(parts[0], parts[1]);
        byte[] before = Files.readAllBytes(image);
        List<String> seen = lines(image);
        assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(image)), "reading wrote");
        Path repaired = Files.copy(image, folder.resolve("repaired"));
        assertEquals(1, ExtTools.run("e2fsck", "-fy", repaired.toString()).status());
        ExtTools.same(lines(repaired), seen, kind);
        try (FileVolume volume = FileVolume.forWriting(image)) {
            Filesystem.Edit edit = ExtTools.open(volume).edit();
            edit.write("added", Attributes.ofRoot(0644, 1), Content.of("text"));
            edit.remove("added");
            edit.finish();
        }
        ExtTools.check(image);
        ExtTools.same(seen, lines(image), kind);
    }

    @Test
    void aJournalWithDamagedBlocksIsRefused() throws Exception {
        Path image = leftMounted("-t ext4", "data=journal");
        try (FileVolume volume = FileVolume.forWriting(image)) {
            ExtAccess access = new ExtAccess(volume, ExtHead.read(volume).orElseThrow());
            var committed = new ExtJournal(access).committed();
            long copy = committed.firstEntry().getValue().copy();
            volume.write(copy * access.blockSize() + 100, ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
            Failure refused = assertThrows(Failure.class, () -> ExtFilesystem.open(volume));
            assertTrue(refused.getMessage().contains("journal"), refused.getMessage());
        }
    }

    @Test
    void fastCommitsAreLeftToTheKernel() throws Exception {
        Path image = leftMounted("-t ext4 -O fast_commit", "commit=60");
        try (FileVolume volume = FileVolume.forReading(image)) {
            Failure refused = assertThrows(Failure.class, () -> ExtFilesystem.open(volume));
            assertTrue(refused.getMessage().contains("fast commits"), refused.getMessage());
        }
    }
}
