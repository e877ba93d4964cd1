package org.rootbuild.iso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rootbuild.iso.IsoWork.lines;
import static org.rootbuild.iso.IsoWork.run;
import static org.rootbuild.iso.IsoWork.tree;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.MemoryVolume;
import org.rootbuild.volume.Volume;

class IsoFilesystemTest {
    @TempDir
    Path folder;

    private Path made(String command) throws Exception {
        run(folder, IsoWork.TREE + command);
        return folder.resolve("cd.iso");
    }

    /** What xorriso takes out of it: all but devices, which it leaves to mounting. */
    private TreeMap<String, String> taken() throws Exception {
        run(folder, "xorriso -osirrox on:o_excl_off -indev cd.iso -extract / out");
        return lines(new FolderTree(folder.resolve("out")), false);
    }

    private static TreeMap<String, String> withoutDevices(FileTree tree) throws Exception {
        TreeMap<String, String> lines = lines(tree, false);
        lines.values().removeIf(line -> "bcp".indexOf(line.charAt(0)) >= 0);
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"genisoimage -quiet -R -o cd.iso s", "genisoimage -quiet -R -J -joliet-long -o cd.iso s",
        "xorriso -as mkisofs -quiet -R -o cd.iso s", "xorriso -as mkisofs -quiet -R -J -iso-level 1 -o cd.iso s",
        "xorriso -compliance deep_paths_off:iso_9660_level=3 -outdev cd.iso -map s /"})
    void rockRidgeTellsAllThatWasThere(String command) throws Exception {
        FileTree found = tree(made(command));
        assertEquals(lines(new FolderTree(folder.resolve("s")), true), lines(found, true));
        TreeMap<String, String> taken = taken();
        taken.values().removeIf(line -> line.startsWith("p"));
        taken.remove("rr_moved");
        assertEquals(taken, withoutDevices(found));
    }

    @Test
    void theOracleTellsADamagedImage() throws Exception {
        Path image = made("xorriso -as mkisofs -quiet -R -o cd.iso s");
        Entry.PlainFile file = (Entry.PlainFile) tree(image).get("big/r").orElseThrow();
        try (RandomAccessFile raw = new RandomAccessFile(image.toFile(), "rw")) {
            raw.seek(((IsoContent) file.content()).parts().get(0).at() + 100_000);
            raw.write(raw.read() + 1);
        }
        assertNotEquals(lines(new FolderTree(folder.resolve("s")), false), lines(tree(image), false));
        assertNotEquals(lines(new FolderTree(folder.resolve("s")), false).get("big/r"), taken().get("big/r"));
    }

    @Test
    void hardLinksStayTogether() throws Exception {
        FileTree found = tree(made("xorriso -as mkisofs -quiet -R --hardlinks -o cd.iso s"));
        long group = ((Entry.PlainFile) found.get("hard").orElseThrow()).linkGroup();
        assertTrue(group > 0);
        assertEquals(group, ((Entry.PlainFile) found.get("big/z").orElseThrow()).linkGroup());
        assertEquals(0, ((Entry.PlainFile) found.get("big/r").orElseThrow()).linkGroup());
    }

    @Test
    void jolietIsReadWhereThereIsNoRockRidge() throws Exception {
        FileTree found = tree(made("rm s/l? s/long-link; genisoimage -quiet -J -joliet-long -D -o cd.iso s"));
        assertTrue(found.get("Ünï code.TXT").isPresent());
        assertEquals("hi\n", new String(((Entry.PlainFile) found.get("a/b/c/d/e/f/g/h/i/j/deep.txt").orElseThrow())
            .content().bytes()));
        assertEquals(taken(), lines(found, false));
    }

    @Test
    void plainNamesAreReadWithoutTheirVersions() throws Exception {
        FileTree found = tree(made("rm -r s/l? s/long-link s/a; genisoimage -quiet -iso-level 3 -o cd.iso s"));
        assertTrue(found.get("BIN/FILE_90").isPresent());
        assertEquals(taken(), lines(found, false));
        Map<String, String> plainer = lines(tree(made("rm -rf s out; mkdir s; echo 1 > s/a.b; echo 2 > s/c;"
            + " genisoimage -quiet -o cd.iso s")), false);
        assertEquals(java.util.Set.of("A.B", "C"), plainer.keySet());
    }

    @Test
    void compressedFilesAreReadAsTheyWere() throws Exception {
        FileTree found = tree(made("xorriso -outdev cd.iso -map s / -set_filter_r --zisofs / --"));
        Entry.PlainFile file = (Entry.PlainFile) found.get("big/z").orElseThrow();
        assertEquals(1_000_000, file.content().sizeBytes());
        assertTrue(file.content() instanceof ZisofsContent, "xorriso compressed it");
        assertEquals(lines(new FolderTree(folder.resolve("s")), true), lines(found, true));
        run(folder, "xorriso -osirrox on -indev cd.iso -extract /big/z z.back; cmp z.back s/big/z");
    }

    /** As a file of more than 4 GiB is, two files become one: the same name twice, and the first is not the last. */
    @Test
    void aFileOfSeveralPartsIsOne() throws Exception {
        run(folder, "mkdir s; head -c 6144 /dev/urandom > s/aa; head -c 3000 /dev/urandom > s/ab;"
            + " cat s/aa s/ab > whole; genisoimage -quiet -o cd.iso s");
        Path image = folder.resolve("cd.iso");
        byte[] bytes = Files.readAllBytes(image);
        int root = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(16 * 2048 + 158) * 2048;
        int first = root + bytes[root] + bytes[root + bytes[root]];
        bytes[first + 25] |= (byte) IsoRecord.NOT_THE_LAST;
        bytes[first + bytes[first] + IsoRecord.NAME_AT + 1] = 'A';
        Files.write(image, bytes);
        Map<String, String> lines = lines(tree(image), false);
        run(folder, "bsdtar -xOf cd.iso AA | cmp - whole");
        assertEquals("f 9144 " + run(folder, "sha256sum < whole").substring(0, 64), lines.get("AA"));
        bytes[first + bytes[first] + IsoRecord.NAME_AT + 1] = 'C';
        Files.write(image, bytes);
        assertTrue(assertThrows(Failure.class, () -> tree(image)).getMessage().contains("last part is missing"));
    }

    @Test
    void aLinkToTheRootIsOne() throws Exception {
        run(folder, "mkdir s; ln -s / s/root; genisoimage -quiet -R -o cd.iso s; rm s/root");
        assertEquals("l /", lines(tree(folder.resolve("cd.iso")), false).get("root"));
    }

    @Test
    void itSaysWhatItIs() throws Exception {
        Path image = made("xorriso -as mkisofs -quiet -R -J -iso-level 3 -V 'MY CD' -sysid LINUX -publisher 'The Publisher'"
            + " -p Preparer -A Application --modification-date=2024010203040506 -o cd.iso s");
        try (Volume volume = FileVolume.forReading(image)) {
            IsoFilesystem iso = IsoFilesystem.open(volume).orElseThrow();
            assertEquals("iso9660", iso.facts().kind());
            assertEquals("MY CD", iso.facts().label().orElseThrow());
            assertEquals(run(folder, "blkid -p -s UUID -o value cd.iso").strip(), iso.facts().uuid().orElseThrow());
            assertEquals(Files.size(image), iso.facts().sizeBytes());
            IsoOptions options = iso.options();
            assertEquals("MY CD", options.volumeId());
            assertEquals("2024010203040506", options.times().modified().digits());
            assertEquals("THE PUBLISHER PREPARER APPLICATION LINUX", options.names().publisher() + " "
                + options.names().preparer() + " " + options.names().application() + " " + options.names().system());
            assertTrue(options.rockRidge() && options.joliet() && options.deepFolders());
            assertEquals(3, options.level());
            assertTrue(options.order().contains("big/r"));
            assertThrows(Failure.class, iso::edit);
        }
    }

    @Test
    void movedFoldersAndShortNamesAreToldAsOptions() throws Exception {
        Path image = made("rm -rf s; mkdir -p s/a/b/c/d/e/f/g/h/i; echo 1 > s/a/b/c/d/e/f/g/h/i/x;"
            + " genisoimage -quiet -R -o cd.iso s");
        try (Volume volume = FileVolume.forReading(image)) {
            IsoFilesystem iso = IsoFilesystem.open(volume).orElseThrow();
            assertTrue(iso.tree().get("a/b/c/d/e/f/g/h/i/x").isPresent());
            assertFalse(iso.tree().get("rr_moved").isPresent());
            assertFalse(iso.options().deepFolders());
            assertFalse(iso.options().joliet());
            assertEquals(1, iso.options().level());
        }
    }

    @Test
    void whatIsNoIsoIsNone() throws Exception {
        assertTrue(IsoFilesystem.open(new MemoryVolume(0)).isEmpty());
        assertTrue(IsoFilesystem.open(new MemoryVolume(34 << 10)).isEmpty());
        assertTrue(IsoFilesystem.open(new MemoryVolume(1 << 20)).isEmpty());
    }
}
