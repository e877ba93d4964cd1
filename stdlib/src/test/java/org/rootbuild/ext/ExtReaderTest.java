package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Range;

/** Images that {@code mke2fs} and {@code debugfs} made, read as a tree. */
class ExtReaderTest {
    @TempDir
    Path folder;

    static List<String> kinds() {
        return ExtTools.KINDS;
    }

    /** Names, links, sizes and modes that are at the edges of what the formats hold. */
    private Path source() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Path deep = Files.createDirectories(source.resolve("a/b/c d/ü"));
        Files.createDirectory(source.resolve("a-b"));
        for (int size : new int[] {0, 1, 59, 60, 61, 160, 1023, 1024, 4095, 4096, 4097, 70_000, 5_000_000}) {
            byte[] bytes = new byte[size];
            new java.util.Random(size).nextBytes(bytes);
            Files.write(deep.resolve("size" + size), bytes);
        }
        for (int length : new int[] {1, 59, 60, 61, 255, 1000}) {
            Files.createSymbolicLink(source.resolve("link" + length), Path.of("x/".repeat(length / 2) + "y"));
        }
        for (int i = 0; i < 1500; i++) {
            Files.writeString(source.resolve("a-b/" + "name ".repeat(i % 40) + i), "" + i);
        }
        Files.writeString(source.resolve("n".repeat(255)), "long");
        Files.createLink(source.resolve("second name"), deep.resolve("size1024"));
        try (RandomAccessFile sparse = new RandomAccessFile(source.resolve("sparse").toFile(), "rw")) {
            sparse.seek(39_999_999);
            sparse.write(7);
        }
        ExtTools.must("mkfifo", source.resolve("pipe").toString());
        ExtTools.must("chmod", "4751", deep.resolve("size4096").toString());
        return source;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anImageHoldsWhatItWasMadeFrom(String kind) throws Exception {
        Path source = source();
        Path image = ExtTools.image(folder.resolve("image"), kind, "48M", Optional.of(source));
        try (FileVolume volume = FileVolume.forReading(image)) {
            Filesystem filesystem = ExtTools.open(volume);
            List<String> found = ExtTools.lines(filesystem.tree());
            ExtTools.same(ExtTools.lines(new FolderTree(source)), found, kind);
            assertEquals(kind.substring(3, 7), filesystem.facts().kind());
            assertTrue(filesystem.tree().children("a-b").size() == 1500);
            assertTrue(filesystem.tree().get("a/b/none").isEmpty());
        }
    }

    @Test
    void whatOnlyRootMayMakeIsRead() throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), "-t ext4", "16M", Optional.empty());
        Path commands = Files.writeString(folder.resolve("commands"), String.join("\n", "mknod block b 8 1",
            "mknod wide c 200 3000", "mknod pipe p", "write " + commandsFile() + " file",
            "set_inode_field file uid 100000", "ea_set file user.big " + "v".repeat(700),
            "ea_set file security.small s", "ea_set file trusted.t \"\"", ""));
        ExtTools.must("debugfs", "-w", "-f", commands.toString(), image.toString());
        try (FileVolume volume = FileVolume.forReading(image)) {
            FileTree tree = ExtTools.open(volume).tree();
            Entry.Device block = (Entry.Device) tree.get("block").orElseThrow();
            Entry.Device wide = (Entry.Device) tree.get("wide").orElseThrow();
            assertEquals(List.of(8, 1, 200, 3000), List.of(block.major(), block.minor(), wide.major(),
                wide.minor()));
            assertEquals('p', tree.get("pipe").orElseThrow().letter());
            Entry file = tree.get("file").orElseThrow();
            assertEquals(100000, file.attributes().owner());
            assertEquals(700, file.attributes().xattrs().get("user.big").length);
            assertArrayEquals(new byte[] {'s'}, file.attributes().xattrs().get("security.small"));
        }
    }

    private Path commandsFile() throws Exception {
        return Files.writeString(folder.resolve("text"), "text\n");
    }

    @Test
    void theHolesOfASparseFileAreKnown() throws Exception {
        Path source = source();
        Path image = ExtTools.image(folder.resolve("image"), "-t ext4 -b 4096", "48M", Optional.of(source));
        try (FileVolume volume = FileVolume.forReading(image)) {
            Entry.PlainFile file = (Entry.PlainFile) ExtTools.open(volume).tree().get("sparse").orElseThrow();
            List<Range> data = ((ExtContent) file.content()).data();
            assertEquals(List.of(new Range(39_997_440, 2560)), data);
        }
    }

    @Test
    void labelUuidAndSizesAreTold() throws Exception {
        String uuid = "01234567-89ab-cdef-0123-456789abcdef";
        Path image = ExtTools.image(folder.resolve("image"), "-t ext3 -L root -m 0 -U " + uuid, "16M",
            Optional.empty());
        try (FileVolume volume = FileVolume.forReading(image)) {
            Filesystem.Facts facts = ExtTools.open(volume).facts();
            assertEquals("ext3", facts.kind());
            assertEquals(Optional.of("root"), facts.label());
            assertEquals(Optional.of(uuid), facts.uuid());
            assertEquals(16 << 20, facts.sizeBytes());
            String free = ExtTools.must("dumpe2fs", "-h", image.toString()).lines()
                .filter(line -> line.startsWith("Free blocks:")).findFirst().orElseThrow();
            assertEquals(Long.parseLong(free.replaceAll("\\D", "")) * 1024, facts.freeBytes());
        }
    }

    @Test
    void whatIsNoneIsNoneAndWhatIsCutOffIsRefused() throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), "-t ext4", "16M", Optional.empty());
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(15 << 20);
        }
        try (FileVolume volume = FileVolume.forWriting(image)) {
            Failure cut = assertThrows(Failure.class, () -> ExtFilesystem.open(volume));
            assertTrue(cut.getMessage().contains("but its volume has only"), cut.getMessage());
            volume.write(1024 + 0x38, ByteBuffer.allocate(2));
            assertTrue(ExtFilesystem.open(volume).isEmpty());
        }
        try (FileVolume tiny = FileVolume.create(folder.resolve("tiny"), 100)) {
            assertTrue(ExtFilesystem.open(tiny).isEmpty());
        }
    }

    @Test
    void aDirectoryInTwoPlacesDoesNotMakeTheWalkEndless() throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), "-t ext2", "16M", Optional.empty());
        Path commands = Files.writeString(folder.resolve("commands"), "mkdir a\nmkdir a/b\nlink a a/b/again\n");
        ExtTools.must("debugfs", "-w", "-f", commands.toString(), image.toString());
        try (FileVolume volume = FileVolume.forReading(image)) {
            FileTree tree = ExtTools.open(volume).tree();
            assertTrue(tree.get("a/b").isPresent());
            Exception found = assertThrows(java.io.UncheckedIOException.class, () -> tree.entries().count());
            assertTrue(found.getCause().getMessage().contains("more than one place"), found.getMessage());
        }
    }

    @Test
    void hundredsOfDamagesEndInASentenceAndNotInALoop() throws Exception {
        IntStream.range(0, ExtTools.KINDS.size()).forEach(kind -> {
            try {
                new ExtDamages(folder, kind).run(25);
            } catch (Exception trouble) {
                throw new AssertionError(ExtTools.KINDS.get(kind), trouble);
            }
        });
    }
}
