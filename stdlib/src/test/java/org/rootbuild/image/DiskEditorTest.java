package org.rootbuild.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rootbuild.image.HostTool.run;
import static org.rootbuild.image.HostTool.tried;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;

/** Disks made by the standard tools, changed here, and looked at by the standard tools again. */
class DiskEditorTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;
    private Bench bench;
    private Path disk;

    @BeforeEach
    void prepare() throws IOException {
        bench = new Bench(folder);
        disk = folder.resolve("disk.img");
    }

    @AfterEach
    void end() {
        bench.close();
    }

    /** A FAT partition of 40 MiB and one of ext4 with 60. */
    private void makeDisk(String label) throws Exception {
        run("truncate", "-s", "110M", disk);
        run("bash", "-c", "printf 'label: " + label + "\\nstart=2048,size=81920\\nstart=83968,size=122880\\n' | sfdisk -q "
            + disk);
        run("mkfs.vfat", "-F", "16", "--offset", "2048", "-h", "2048", disk, "40960");
        run("mcopy", "-i", disk + "@@1M", "/usr/share/common-licenses/GPL-3", "::services");
        Path content = Files.createDirectories(folder.resolve("content/folder")).getParent();
        Files.writeString(content.resolve("folder/file"), "text\n");
        Files.writeString(Files.createDirectories(content.resolve("apt.conf.d")).resolve("one"), "1");
        run("mke2fs", "-q", "-t", "ext4", "-E", "offset=" + 41 * MIB, "-d", content, disk, "60M");
    }

    private interface Work {
        void on(DiskEditor editor) throws IOException, InterruptedException;
    }

    private void edit(long size, Work work) throws Exception {
        try (OpenImage image = bench.images().edit(disk, size)) {
            work.on(new DiskEditor(image.volume(), Activity.SILENT));
            image.commit();
        }
    }

    private Path part(String called) throws Exception {
        Path target = folder.resolve("part" + called);
        try (OpenImage image = bench.images().read(disk)) {
            bench.output().raw(new DiskParts(image.volume()).volume(called), target);
        }
        return target;
    }

    private void allIsSound() throws Exception {
        run("sfdisk", "--verify", disk);
        run("fsck.fat", "-n", part("1"));
        run("e2fsck", "-fn", part("2"));
        assertEquals(Files.readString(Path.of("/usr/share/common-licenses/GPL-3")), run("mtype", "-i", part("1"), "::services"));
        assertEquals("text\n", catExt("/folder/file"));
    }

    private String catExt(String path) throws Exception {
        Path out = folder.resolve("catted");
        run("debugfs", "-R", "dump " + path + " " + out, part("2"));
        return Files.readString(out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dos", "gpt"})
    void filesOfBothFilesystemsAreChanged(String label) throws Exception {
        makeDisk(label);
        edit(0, editor -> {
            editor.files("1", tree -> tree.write("new.txt", Attributes.ofRoot(0644, 1_600_000_000), Content.of("fat")));
            editor.files("2", tree -> {
                tree.write("etc/new.txt", Attributes.ofRoot(0600, 1_600_000_000), Content.of("ext"));
                tree.remove("apt.conf.d");
            });
        });
        allIsSound();
        assertEquals("fat", run("mtype", "-i", part("1"), "::new.txt"));
        assertEquals("ext", catExt("/etc/new.txt"));
        assertTrue(!run("debugfs", "-R", "ls -l /", part("2")).contains("apt.conf.d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dos", "gpt"})
    void aDiskGrowsWithItsLastPartitionAndFilesystem(String label) throws Exception {
        makeDisk(label);
        edit(400L * MIB, editor -> assertEquals(2, editor.grow()));
        assertEquals(400L * MIB, Files.size(disk));
        allIsSound();
        if (label.equals("gpt")) {
            assertTrue(run("sgdisk", "-v", disk).contains("No problems found"), run("sgdisk", "-v", disk));
        }
        long blocks = Long.parseLong(run("bash", "-c", "dumpe2fs -h " + part("2")
            + " 2>/dev/null | sed -n 's/^Block count: *//p'").strip());
        assertTrue(blocks * 1024 > 350L * MIB || blocks * 4096 > 350L * MIB, blocks + " blocks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dos", "gpt"})
    void partitionsAreMovedAndGrow(String label) throws Exception {
        makeDisk(label);
        edit(300L * MIB, editor -> {
            editor.grow();
        });
        // Refused where another one is.
        assertThrows(Failure.class, () -> edit(0, editor -> editor.move("1", 4096, 81920)));
        assertThrows(Failure.class, () -> edit(0, editor -> editor.move("2", 83968, 2048)));
        allIsSound();
    }

    @Test
    void whatLiesInFrontOfTheFirstPartitionIsNotOverwritten() throws Exception {
        makeDisk("dos");
        try (RandomAccessFile loader = new RandomAccessFile(disk.toFile(), "rw")) {
            loader.seek(64 * 512);
            loader.write("a loader that a board reads here".getBytes());
        }
        String before = run("sha256sum", disk.toString());
        Failure refused = assertThrows(Failure.class, () -> edit(0, editor -> editor.move("1", 8, 81920)));
        assertTrue(refused.getMessage().contains("up to sector 64"), refused.getMessage());
        assertEquals(before, run("sha256sum", disk.toString()));
        edit(0, editor -> editor.move("1", 65, 81920));
        allIsSound();
    }

    @Test
    void aPartitionThatIsMovedUpAndDownAgainIsWhatItWas() throws Exception {
        makeDisk("gpt");
        String before = run("sha256sum", part("2")).substring(0, 64);
        run("truncate", "-s", "300M", disk);
        run("sgdisk", "-e", disk);
        for (long first : new long[] {83968 + 2048, 400_000, 90_112, 83968}) {
            edit(0, editor -> editor.move("2", first, 122880));
            allIsSound();
            assertTrue(run("sgdisk", "-v", disk).contains("No problems found"));
            assertEquals(before, run("sha256sum", part("2")).substring(0, 64));
        }
        edit(0, editor -> {
            editor.move("2", 300_000, 200_000);
            editor.move("1", 4096, 200_000);
        });
        allIsSound();
        assertTrue(run("minfo", "-i", part("1")).contains("hidden sectors: 4096"), run("minfo", "-i", part("1")));
        assertTrue(run("minfo", "-i", part("1")).contains("200000"), run("minfo", "-i", part("1")));
    }

    @Test
    void aPartitionOfOneImageIsCopiedOverThatOfAnother() throws Exception {
        makeDisk("dos");
        Path from = folder.resolve("from.img");
        Files.copy(disk, from);
        edit(0, editor -> editor.files("2", tree -> tree.remove("apt.conf.d")));
        try (OpenImage source = bench.images().read(from)) {
            edit(0, editor -> editor.put(new DiskParts(source.volume()).volume("2"), "2"));
            assertThrows(Failure.class, () -> edit(0, editor -> editor.put(source.volume(), "2")));
        }
        run("cmp", disk, from);
    }

    @Test
    void aDiskThatIsNotDividedIsChangedAndGrows() throws Exception {
        run("mke2fs", "-q", "-t", "ext4", disk, "20M");
        edit(50L * MIB, editor -> {
            editor.files("0", tree -> tree.write("a", Attributes.ofRoot(0644, 0), Content.of("a")));
            assertEquals(0, editor.grow());
        });
        run("e2fsck", "-fn", disk);
        assertTrue(tried("dumpe2fs", "-h", disk).text().contains("51200"), tried("dumpe2fs", "-h", disk).text());
        assertThrows(Failure.class, () -> edit(0, editor -> editor.move("1", 1, 1)));
    }

    @Test
    void whatIsNotThereIsSaidWithWhatIs() throws Exception {
        makeDisk("gpt");
        Failure failure = assertThrows(Failure.class, () -> edit(0, editor -> editor.files("7", tree -> { })));
        assertTrue(failure.remedy().contains("1") && failure.remedy().contains("2"), failure.remedy());
    }
}
