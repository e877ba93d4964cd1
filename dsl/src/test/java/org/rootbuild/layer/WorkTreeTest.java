package org.rootbuild.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;

class WorkTreeTest {
    private static final Attributes PLAIN = Attributes.of(0640, 7, 8, 9);
    @TempDir
    private Path contents;
    private final TreeIndex index = new TreeIndex(100);
    private WorkTree tree;

    @BeforeEach
    void freshTree() {
        tree = new WorkTree(index, contents, 100);
    }

    private void write(String path, String text) throws IOException {
        tree.write(path, PLAIN, Content.of(text));
    }

    private String text(String path) throws IOException {
        return new String(((Entry.PlainFile) tree.get(path).orElseThrow()).content().bytes(), StandardCharsets.UTF_8);
    }

    private String paths() {
        return tree.entries().map(entry -> entry.letter() + ":" + entry.path()).collect(Collectors.joining(" "));
    }

    private void symlink(String path, String target) throws IOException {
        tree.put(new Entry.Symlink(path, PLAIN, target));
    }

    private static void refused(String message, Executable action) {
        Failure failure = assertThrows(Failure.class, action);
        assertEquals(message, failure.getMessage());
        assertTrue(failure.remedy().endsWith("."), failure.remedy());
    }

    @Test
    void writingMakesTheFoldersOnTheWay() throws IOException {
        tree.write("/usr/share/doc", PLAIN, new ByteArrayInputStream("text".getBytes(StandardCharsets.UTF_8)));
        assertEquals("d: d:usr d:usr/share f:usr/share/doc", paths());
        assertEquals(Attributes.ofRoot(0755, 100), tree.get("usr/share").orElseThrow().attributes());
        assertEquals(PLAIN, tree.get("usr/share/doc").orElseThrow().attributes());
        assertEquals("text", text("usr/share/doc"));
    }

    @Test
    void writingAgainReplacesTheFileAndLeavesItsOtherNamesAlone() throws IOException {
        write("/a", "old");
        tree.link("/b", "/a");
        write("/a", "new");
        assertEquals("new", text("a"));
        assertEquals("old", text("b"));
    }

    @Test
    void linksInFoldersAreFollowedInsideTheTree() throws IOException {
        tree.put(new Entry.Folder("/usr/lib", PLAIN));
        symlink("/lib", "usr/lib");
        symlink("/usr/lib/up", "../../../../usr/lib");
        symlink("/usr/abs", "/lib");
        write("/lib/a", "1");
        write("/usr/lib/up/b", "2");
        write("/usr/abs/c", "3");
        assertEquals("d: l:lib d:usr l:usr/abs d:usr/lib f:usr/lib/a f:usr/lib/b f:usr/lib/c l:usr/lib/up", paths());
    }

    @Test
    void aFileWrittenOverALinkReplacesTheLink() throws IOException {
        write("/real", "kept");
        symlink("/name", "real");
        write("/name", "own");
        assertEquals("kept", text("real"));
        assertEquals("own", text("name"));
    }

    @Test
    void linksThatGoRoundInACircleAreRefused() throws IOException {
        symlink("/a", "b");
        symlink("/b", "a");
        refused("the links of /a/x go round in a circle", () -> write("/a/x", ""));
    }

    @Test
    void aDanglingFolderLinkIsFollowedToWhereItPoints() throws IOException {
        symlink("/lib", "usr/lib");
        write("/lib/a", "1");
        assertEquals("d: l:lib d:usr d:usr/lib f:usr/lib/a", paths());
    }

    @Test
    void foldersAndFilesDoNotTakeEachOthersPlace() throws IOException {
        write("/etc/passwd", "x");
        refused("nothing can be put at /etc/passwd/x, because /etc/passwd is a file", () -> write("/etc/passwd/x", ""));
        refused("/etc is a folder with something in it and cannot be replaced by a file", () -> write("/etc", ""));
        refused("/etc is a folder with something in it and cannot be replaced by a symbolic link",
            () -> symlink("/etc", "usr/etc"));
        refused("the root folder cannot be replaced by a file", () -> write("/", ""));
        tree.put(new Entry.Folder("/empty", PLAIN));
        write("/empty", "a file now");
        tree.put(new Entry.Folder("/etc/passwd", PLAIN));
        assertEquals("d: f:empty d:etc d:etc/passwd", paths());
    }

    @Test
    void aFolderThatIsThereKeepsWhatItHolds() throws IOException {
        write("/etc/a", "x");
        tree.put(new Entry.Folder("/etc", PLAIN));
        tree.put(new Entry.Folder("/", PLAIN.withMode(0700)));
        assertEquals("d: d:etc f:etc/a", paths());
        assertEquals(PLAIN, tree.get("etc").orElseThrow().attributes());
        assertEquals(0700, tree.get("").orElseThrow().attributes().mode());
    }

    @Test
    void everyKindOfEntryCanBePut() throws IOException {
        tree.put(new Entry.Device("/dev/sda", PLAIN, true, 8, 0));
        tree.put(new Entry.Device("/dev/null", PLAIN, false, 1, 3));
        tree.put(new Entry.Pipe("/run/pipe", PLAIN, false));
        tree.put(new Entry.Pipe("/run/socket", PLAIN, true));
        tree.put(new Entry.PlainFile("/file", PLAIN, Content.of("x")));
        assertEquals("d: d:dev c:dev/null b:dev/sda f:file d:run p:run/pipe s:run/socket", paths());
    }

    @Test
    void hardLinksShareContentAndAttributes() throws IOException {
        write("/a", "x");
        tree.link("/b/c", "/a");
        tree.link("/d", "/b/c");
        tree.link("/a", "/d");
        tree.change("/d", PLAIN.withMode(0600));
        for (String name : List.of("a", "b/c", "d")) {
            assertEquals(0600, tree.get(name).orElseThrow().attributes().mode(), name);
        }
        refused("there is no /none to make another name of", () -> tree.link("/e", "/none"));
        refused("/b is a folder and cannot have a second name", () -> tree.link("/e", "/b"));
    }

    @Test
    void removingTakesEverythingBelowAlong() throws IOException {
        write("/a/b/c", "x");
        write("/a-b", "stays");
        assertTrue(tree.remove("/a"));
        assertFalse(tree.remove("/a"));
        assertEquals("d: f:a-b", paths());
        refused("the root folder itself cannot be removed", () -> tree.remove("/"));
    }

    @Test
    void renamingIsLikeMv() throws IOException {
        write("/a/b", "x");
        tree.rename("/a", "/new/place");
        assertEquals("d: d:new d:new/place f:new/place/b", paths());
        tree.put(new Entry.Folder("/into", PLAIN));
        tree.rename("/new/place/b", "/into");
        assertEquals("d: d:into f:into/b d:new d:new/place", paths());
        write("/c", "y");
        tree.rename("/c", "/into/b");
        assertEquals("y", text("into/b"));
        refused("/new cannot be moved into itself", () -> tree.rename("/new", "/new/place"));
        refused("there is no /none in the root", () -> tree.rename("/none", "/x"));
    }

    @Test
    void aRenamedFileStaysLinkedToItsOtherNames() throws IOException {
        write("/a", "x");
        tree.link("/b", "/a");
        tree.rename("/b", "/d/c");
        tree.change("/a", PLAIN.withMode(0600));
        assertEquals(0600, tree.get("d/c").orElseThrow().attributes().mode());
    }

    @Test
    void undoingLeavesNothing() throws IOException {
        write("/a/b", "x");
        tree.link("/c", "/a/b");
        tree.remove("/a");
        assertEquals(java.util.Set.of("a", "a/b", "c"), tree.touched().keySet());
        tree.undo();
        assertEquals("d:", paths());
        assertEquals(Map.of(), tree.touched());
    }

    @Test
    void pathsThatLeaveTheTreeAreRefused() {
        refused("the path '/../x' leaves the root", () -> write("/../x", ""));
        refused("the path '/a\\0b' holds a NUL character", () -> write("/a\0b", ""));
        refused("a name in the path '/" + "n".repeat(256) + "' is longer than 255 bytes",
            () -> write("/" + "n".repeat(256), ""));
    }

    /** An image of a disk that a recipe unpacks may be of many gigabytes, of which few hold something. */
    @Test
    void longRunsOfZerosAreHoles() throws Exception {
        byte[] bytes = new byte[20 << 20];
        bytes[70_000] = 1;
        for (int length : new int[] {bytes.length, bytes.length - 1, 1 << 17, 1 << 16, 65_535, 1, 0}) {
            byte[] part = java.util.Arrays.copyOf(bytes, length);
            tree.write("/sparse", PLAIN, new ByteArrayInputStream(part));
            Content content = ((Entry.PlainFile) tree.get("sparse").orElseThrow()).content();
            assertEquals(length, content.sizeBytes());
            assertArrayEquals(part, content.bytes());
            Process stat = new ProcessBuilder("stat", "-c", "%b", content.file().orElseThrow().toString()).start();
            String said = new String(stat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int blocks = Integer.parseInt(said.strip());
            assertTrue(blocks <= 2 * 65536 / 512 + 8, length + " bytes take " + blocks + " blocks");
        }
    }
}
