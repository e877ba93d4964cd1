package org.rootbuild.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.image.Filesystems;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.volume.FileVolume;

class UnpackTreeTest {
    @TempDir
    Path folder;

    private UnpackSummary unpack(MemoryTree into, Limits limits, UnpackOptions options) throws Exception {
        try (FileVolume volume = FileVolume.forReading(folder.resolve("x.tcz"))) {
            Filesystem found = Filesystems.packed(volume).orElseThrow();
            return new Unpacker(limits).unpack(found.tree(), volume.sizeBytes(), "x.tcz", into, options,
                Activity.SILENT);
        }
    }

    private void make(String script) throws Exception {
        Process process = new ProcessBuilder("bash", "-euc", script + "; mksquashfs t x.tcz -quiet -no-progress"
            + " -noappend").directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }

    @Test
    void aSquashfsIsUnpackedLikeAnArchive() throws Exception {
        make("mkdir -p t/usr/bin t/etc; echo a > t/usr/bin/a; ln t/usr/bin/a t/etc/b; ln -s /x t/l; mknod t/n c 1 3;"
            + " mkfifo t/p; chown 5:6 t/etc");
        MemoryTree tree = new MemoryTree();
        UnpackSummary summary = unpack(tree, Limits.USUAL, UnpackOptions.EVERYTHING.withInto("opt"));
        assertEquals("1 4 2 2 2", summary.files() + " " + summary.folders() + " " + summary.links() + " "
            + summary.others() + " " + summary.sizeBytes());
        assertEquals("a\n", new String(((Entry.PlainFile) tree.get("opt/usr/bin/a").orElseThrow()).content().bytes()));
        assertEquals(5, tree.get("opt/etc").orElseThrow().attributes().owner());
        MemoryTree some = new MemoryTree();
        unpack(some, Limits.USUAL, UnpackOptions.EVERYTHING.withOnly(List.of("etc/**")));
        assertTrue(some.get("usr").isEmpty() && some.get("etc/b").isPresent());
    }

    @Test
    void aBombIsRefused() throws Exception {
        make("mkdir t; truncate -s 300M t/zeros");
        Failure refused = assertThrows(Failure.class, () -> unpack(new MemoryTree(in -> {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return org.rootbuild.tree.Content.of("");
        }), Limits.USUAL, UnpackOptions.EVERYTHING));
        assertTrue(refused.getMessage().contains("grows more than 250 times"), refused.getMessage());
    }
}
