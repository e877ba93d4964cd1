package org.rootbuild.fat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

class FatGrowthTest {
    @TempDir
    private Path folder;

    private Path image() {
        return folder.resolve("fat.img");
    }

    private void grow(long sizeBytes) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(image().toFile(), "rw")) {
            file.setLength(sizeBytes);
        }
        try (Volume volume = FileVolume.forWriting(image())) {
            new FatGrowth(volume).grow(Activity.SILENT);
            assertTrue(sizeBytes - FatFilesystem.open(volume).orElseThrow().facts().sizeBytes() < 512);
        }
    }

    @ParameterizedTest
    @CsvSource({"12,1M,7M,4", "12,3M,8M,4", "16,16M,120M,4", "16,20M,21M,4", "32,40M,300M,1", "32,300M,2G,8",
        "32,40M,41M,1"})
    void whatMkfsMadeGrowsAndKeepsItsFiles(String kind, String from, String to, String cluster) throws Exception {
        FatTools.must("truncate", "-s", from, image().toString());
        FatTools.must("mkfs.vfat", "-F", kind, "-s", cluster, image().toString());
        Path files = folder.resolve("files");
        FatTools.copyOut(new Trees(5).next(40), files);
        byte[] large = new byte[600_000];
        new Random(1).nextBytes(large);
        Files.write(files.resolve("large"), large);
        try (Volume volume = FileVolume.forWriting(image())) {
            var edit = FatFilesystem.open(volume).orElseThrow().edit();
            for (var entry : new FolderTree(files).entries().filter(one -> !one.path().isEmpty()).toList()) {
                edit.put(entry);
            }
            edit.remove("large");
            edit.put(new FolderTree(files).get("large").orElseThrow().at("moved"));
            edit.finish();
        }
        FatTools.sound(image());
        String before = FatTools.lines(image());
        long size = Long.parseLong(FatTools.must("numfmt", "--from=iec", to).strip());
        grow(size);
        FatTools.sound(image());
        assertEquals(before, FatTools.lines(image()));
        byte[] grown = size < 1 << 28 ? Files.readAllBytes(image()) : new byte[0];
        grow(size);
        assertTrue(grown.length == 0 || java.util.Arrays.equals(grown, Files.readAllBytes(image())), "a second time");
    }

    @Test
    void aKindThatWouldHaveToChangeIsRefusedAndTheRewriteDoesIt() throws Exception {
        SmallTree tree = new Trees(3).next(60);
        FatTools.make(tree, image(), 4 << 20,
            FatOptions.defaults().withKind(FatKind.FAT12).withLabel("KEPT").withVolumeId(0xcafe1234L));
        byte[] before = Files.readAllBytes(image());
        Failure failure = assertThrows(Failure.class, () -> grow(64 << 20));
        assertTrue(failure.getMessage().contains("can have no more than 4084") && failure.remedy().contains("Rewrite"),
            failure.getMessage());
        assertArrayEquals(before, java.util.Arrays.copyOf(Files.readAllBytes(image()), before.length));
        Path larger = folder.resolve("larger.img");
        try (Volume from = FileVolume.forReading(image()); Volume into = FileVolume.create(larger, 64 << 20)) {
            FatRewrite rewrite = new FatRewrite(FatFilesystem.open(from).orElseThrow());
            assertTrue(rewrite.neededBytes(rewrite.options()) < 64 << 20);
            rewrite.into(into, rewrite.options(), Activity.SILENT);
            var facts = FatFilesystem.open(into).orElseThrow().facts();
            assertEquals("fat16", facts.kind());
            assertEquals(Optional.of("KEPT"), facts.label());
            assertEquals(Optional.of("CAFE-1234"), facts.uuid());
        }
        FatTools.sound(larger);
        assertEquals(SmallTree.lines(tree), FatTools.lines(larger));
    }

    @Test
    void aDamagedOneIsNotTouched() throws Exception {
        FatTools.make(new SmallTree().file("a", new byte[9000]), image(), 4 << 20, FatOptions.defaults());
        try (Volume volume = FileVolume.forWriting(image())) {
            FatTable table = new FatTable(volume, FatFilesystem.open(volume).orElseThrow().boot());
            table.link(3, 3);
            table.flush();
        }
        byte[] before = Files.readAllBytes(image());
        assertThrows(Failure.class, () -> grow(7 << 20));
        assertArrayEquals(before, java.util.Arrays.copyOf(Files.readAllBytes(image()), before.length));
    }
}
