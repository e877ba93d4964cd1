package org.rootbuild.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;

class FolderTreeTest {
    @TempDir
    Path temp;
    private Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        folder = Files.createDirectories(temp.resolve("in"));
        Files.createDirectories(folder.resolve("a/sub"));
        Files.writeString(folder.resolve("a/file"), "hello");
        Files.writeString(folder.resolve("a-b"), "x");
        Files.createLink(folder.resolve("a/sub/hard"), folder.resolve("a-b"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("a/file"));
        Files.writeString(temp.resolve("outside"), "secret");
        Files.createSymbolicLink(folder.resolve("out"), Path.of(".."));
        Files.setAttribute(folder.resolve("a/file"), "unix:mode", 0104751);
        Files.setLastModifiedTime(folder.resolve("a/file"), FileTime.from(Instant.ofEpochSecond(-10)));
    }

    @Test
    void entriesComeInStringOrderOfTheirPaths() throws Exception {
        List<String> paths = new FolderTree(folder).entries().map(Entry::path).toList();
        assertEquals(List.of("", "a", "a-b", "a/file", "a/sub", "a/sub/hard", "link", "out"), paths);
        assertEquals(paths.stream().sorted().toList(), paths);
    }

    @Test
    void namesThatBeginAsAFolderIsCalledComeWhereTheirPathsSortThem() throws Exception {
        Path top = Files.createDirectory(folder.resolve("order"));
        for (String name : List.of("a/c", "a/b/d", "a-b/e", "a b", "a.c", "a0", "a/\u00e9", "a-b-")) {
            Files.createDirectories(top.resolve(name).getParent());
            Files.writeString(top.resolve(name), name);
        }
        List<String> paths = new FolderTree(top).entries().map(Entry::path).toList();
        assertEquals(paths.stream().sorted().toList(), paths);
        assertEquals(12, paths.size());
    }

    @Test
    void aFileHasItsModeOwnerTimeAndBytes() throws Exception {
        Entry.PlainFile file = (Entry.PlainFile) new FolderTree(folder).get("a/file").orElseThrow();
        assertEquals(04751, file.attributes().mode());
        assertEquals(-10, file.attributes().mtimeSeconds());
        assertEquals(((Integer) Files.getAttribute(folder, "unix:uid")).longValue(), file.attributes().owner());
        assertEquals("hello", new String(file.content().bytes()));
        assertEquals(5, file.content().sizeBytes());
        assertEquals(folder.toRealPath().resolve("a/file"), file.content().file().orElseThrow());
        assertEquals(0, file.linkGroup());
    }

    @Test
    void hardLinksShareAGroup() throws Exception {
        FolderTree tree = new FolderTree(folder);
        long group = ((Entry.PlainFile) tree.get("a-b").orElseThrow()).linkGroup();
        assertTrue(group != 0);
        assertEquals(group, ((Entry.PlainFile) tree.get("a/sub/hard").orElseThrow()).linkGroup());
    }

    @Test
    void noLinkIsFollowedOutOfTheFolder() throws Exception {
        FolderTree tree = new FolderTree(folder);
        assertEquals("..", ((Entry.Symlink) tree.get("out").orElseThrow()).target());
        assertTrue(tree.get("out/outside").isEmpty());
        assertTrue(tree.get("../outside").isEmpty());
        assertTrue(tree.get("link/x").isEmpty());
        assertTrue(tree.children("out").isEmpty());
        assertEquals("a/file", tree.follow("/link"));
        assertEquals("outside", tree.follow("out/outside"));
    }

    @Test
    void childrenAreOnlyThoseOfTheFolderItself() throws Exception {
        FolderTree tree = new FolderTree(folder);
        assertEquals(List.of("a/file", "a/sub"), tree.children("a").stream().map(Entry::path).toList());
        assertTrue(tree.children("a/file").isEmpty());
        assertTrue(tree.children("nowhere").isEmpty());
    }

    @Test
    void devicesAndPipesAreWhatTheyAre() throws Exception {
        Entry.Device device = (Entry.Device) new FolderTree(Path.of("/dev")).get("null").orElseThrow();
        assertEquals("1,3", device.major() + "," + device.minor());
        assertEquals('c', device.letter());
    }

    @Test
    void extendedAttributesOfTheUserAreRead() throws Exception {
        UserDefinedFileAttributeView view =
            Files.getFileAttributeView(folder.resolve("a/file"), UserDefinedFileAttributeView.class);
        view.write("bytes", ByteBuffer.wrap(new byte[] {0, -1, 7}));
        Entry file = new FolderTree(folder).get("a/file").orElseThrow();
        assertArrayEquals(new byte[] {0, -1, 7}, file.attributes().xattrs().get("user.bytes"));
    }

    @Test
    void aFolderThatIsNotThereIsAFailure() {
        assertThrows(Failure.class, () -> new FolderTree(folder.resolve("nowhere")));
        assertThrows(Failure.class, () -> new FolderTree(folder.resolve("a/file")));
    }

    @Test
    void aFileThatVanishedIsAFailure() throws Exception {
        Entry.PlainFile file = (Entry.PlainFile) new FolderTree(folder).get("a/file").orElseThrow();
        Files.delete(folder.resolve("a/file"));
        assertThrows(Failure.class, () -> file.content().open());
    }
}
