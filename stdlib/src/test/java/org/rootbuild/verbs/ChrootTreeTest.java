package org.rootbuild.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.layer.WorkTree;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;

/** A folder of a tree that is the root to a pass. */
class ChrootTreeTest {
    @TempDir
    Path contents;

    private WorkTree whole;
    private ChrootTree inside;

    @BeforeEach
    void make() throws IOException {
        whole = new WorkTree(new TreeIndex(0), contents, 0);
        write(whole, "/etc/hosts", "outside");
        whole.put(new Entry.Symlink("mnt/now", Attributes.ofRoot(0777, 0), "lfs"));
        inside = new ChrootTree(whole, "/mnt/now");
    }

    private static void write(EditableTree tree, String path, String text) throws IOException {
        tree.write(path, Attributes.ofRoot(0644, 0), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(EditableTree tree, String path) throws IOException {
        return new String(((Entry.PlainFile) tree.get(path).orElseThrow()).content().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void pathsBeginAtTheFolder() throws IOException {
        assertTrue(inside.get("").isPresent());
        assertTrue(inside.get("etc/hosts").isEmpty());
        write(inside, "/etc/hosts", "inside");
        assertEquals("inside", read(inside, "etc/hosts"));
        assertEquals("inside", read(whole, "mnt/lfs/etc/hosts"));
        assertEquals("outside", read(whole, "etc/hosts"));
        assertEquals(List.of("", "etc", "etc/hosts"), inside.entries().map(Entry::path).toList());
        assertEquals(List.of("etc/hosts"), inside.children("etc").stream().map(Entry::path).toList());
        assertEquals(List.of("etc/hosts"), inside.below("etc").map(Entry::path).toList());
    }

    @Test
    void absoluteLinksLeadToPlacesInside() throws IOException {
        inside.put(new Entry.Symlink("conf", Attributes.ofRoot(0777, 0), "/etc"));
        inside.put(new Entry.Symlink("up", Attributes.ofRoot(0777, 0), "../../../etc"));
        write(inside, "conf/one", "1");
        write(inside, "up/two", "2");
        assertEquals(List.of("mnt/lfs/etc/one", "mnt/lfs/etc/two"),
            whole.below("mnt/lfs/etc").map(Entry::path).toList());
        assertEquals(List.of("etc/hosts"), whole.below("etc").map(Entry::path).toList());
        inside.link("conf/three", "up/one");
        inside.rename("/etc/one", "/conf");
        inside.rename("/etc/two", "/conf/four");
        assertEquals(List.of("etc/four", "etc/one", "etc/three"), inside.below("etc").map(Entry::path).toList());
        inside.change("conf/four", Attributes.ofRoot(0600, 0));
        assertEquals(0600, whole.get("mnt/lfs/etc/four").orElseThrow().attributes().mode());
        assertTrue(inside.remove("conf/three"));
        assertTrue(whole.get("mnt/lfs/etc/three").isEmpty());
    }

    @Test
    void theFolderItselfStays() throws IOException {
        write(inside, "x", "x");
        assertThrows(Failure.class, () -> inside.remove("/"));
        assertThrows(Failure.class, () -> inside.rename("/", "/y"));
        assertThrows(Failure.class, () -> write(inside, "/", "y"));
        assertThrows(Failure.class, () -> write(inside, "../y", "y"));
        inside.put(new Entry.Folder("", Attributes.ofRoot(0700, 0)));
        assertEquals(0700, whole.get("mnt/lfs").orElseThrow().attributes().mode());
        assertEquals("x", read(inside, "x"));
    }
}
