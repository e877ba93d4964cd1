package org.rootbuild.fat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

class FatFilesystemTest {
    @TempDir
    private Path folder;

    private Path image() {
        return folder.resolve("fat.img");
    }

    private FatFilesystem open(Volume volume) throws IOException {
        return FatFilesystem.open(volume).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(FatKind.class)
    void whatMkfsAndMcopyMadeIsRead(FatKind kind) throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            SmallTree tree = new Trees(seed).next(60);
            // mcopy asks about names that the shell or DOS would not like.
            tree.paths().stream().filter(path -> path.matches(".*[\\[\\]~].*")).forEach(tree::drop);
            Path from = folder.resolve("from" + seed);
            FatTools.copyOut(tree, from);
            Files.deleteIfExists(image());
            FatTools.must("truncate", "-s", kind == FatKind.FAT12 ? "4M" : "40M", image().toString());
            FatTools.must("mkfs.vfat", "-F", "" + kind.bits(), "-n", "theirs", "-i", "0000beef", image().toString());
            for (Entry child : new FolderTree(from).children("")) {
                FatTools.must("mcopy", "-s", "-m", "-i", image().toString(),
                    from.resolve(child.path()).toString(), "::");
            }
            try (Volume volume = FileVolume.forReading(image())) {
                FatFilesystem filesystem = open(volume);
                assertEquals(SmallTree.lines(new FolderTree(from)).replaceAll("(?m)^(d [^\\d].*) \\d+$", "$1"),
                    SmallTree.lines(filesystem.tree()).replaceAll("(?m)^(d [^\\d].*) \\d+$", "$1"), "seed " + seed);
                assertEquals(kind.word(), filesystem.facts().kind());
                assertEquals(Optional.of("theirs"), filesystem.facts().label());
                assertEquals(Optional.of("0000-BEEF"), filesystem.facts().uuid());
                assertEquals(free(), filesystem.facts().freeBytes());
            }
        }
    }

    /** What mdir says is left. */
    private long free() throws Exception {
        return FatTools.must("mdir", "-i", image().toString(), "::").lines().filter(line -> line.contains("bytes free"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }

    @Test
    void otherThingsAreNoFat() throws Exception {
        for (byte[] bytes : new byte[][] {{}, new byte[511], new byte[1 << 20]}) {
            Files.write(image(), bytes);
            try (Volume volume = FileVolume.forReading(image())) {
                assertTrue(FatFilesystem.open(volume).isEmpty());
            }
        }
        FatTools.must("mkfs.ext4", "-q", "-F", image().toString(), "4M");
        try (Volume volume = FileVolume.forReading(image())) {
            assertTrue(FatFilesystem.open(volume).isEmpty());
        }
        Random random = new Random(1);
        byte[] noise = new byte[1 << 16];
        for (int i = 0; i < 200; i++) {
            random.nextBytes(noise);
            noise[510] = 0x55;
            noise[511] = (byte) 0xaa;
            noise[0] = (byte) 0xeb;
            Files.write(image(), noise);
            try (Volume volume = FileVolume.forReading(image())) {
                FatFilesystem.open(volume);
            } catch (Failure refused) {
                assertTrue(refused.getMessage().contains("FAT"), refused.getMessage());
            }
        }
    }

    @Test
    void aVolumeThatIsCutOffIsRefused() throws Exception {
        FatTools.make(new SmallTree().file("a", "b"), image(), 4 << 20, FatOptions.defaults());
        try (Volume volume = FileVolume.forReading(image())) {
            Failure failure = assertThrows(Failure.class,
                () -> FatFilesystem.open(volume.window(new org.rootbuild.volume.Range(0, 3 << 20))));
            assertTrue(failure.getMessage().contains("cut off"), failure.getMessage());
        }
    }

    /** Clusters: 2 root, 3 folder d, then a (4, 5) and b (6, 7); all of 4096 bytes. */
    private void makeSmall() throws Exception {
        SmallTree tree = new SmallTree().file("d/a", new byte[5000]).file("d/b", new byte[5000]);
        FatTools.make(tree, image(), 40 << 20, FatOptions.defaults().withKind(FatKind.FAT32).withClusterBytes(4096));
    }

    private String refusal(int cluster, int next) throws Exception {
        makeSmall();
        try (Volume volume = FileVolume.forWriting(image())) {
            BootSector boot = open(volume).boot();
            FatTable table = new FatTable(volume, boot);
            table.link(cluster, next);
            table.flush();
            return assertThrows(Failure.class, () -> open(volume).tree()).getMessage();
        }
    }

    @Test
    void chainsThatCannotBeAreNamed() throws Exception {
        assertTrue(refusal(5, 4).contains("/d/a comes to cluster 4, which is in use already"));
        assertTrue(refusal(5, 7).contains("comes to cluster 7, which is in use already"));
        assertTrue(refusal(2, 2).contains("comes to cluster 2"));
        assertTrue(refusal(3, 3).contains("/d comes to cluster 3"));
        assertTrue(refusal(4, 0).contains("/d/a leads to cluster 0, which is none"));
        assertTrue(refusal(4, 1_000_000).contains("leads to cluster 1000000"));
        assertTrue(refusal(4, 0x0ffffff7).contains("leads to cluster"));
        assertTrue(refusal(4, 0x0fffffff).contains("has 5000 bytes, but only 1 clusters"));
    }

    @Test
    void namesThatNoFileCanHaveAreRefused() throws Exception {
        for (String bad : new String[] {"../x", "a/b", "..", "x\u0001", "half\ud800"}) {
            FatTools.make(new SmallTree().file("1234567890123456", "x"), image(), 4 << 20, FatOptions.defaults());
            try (Volume volume = FileVolume.forWriting(image())) {
                FatGeometry geometry = open(volume).boot().geometry();
                ByteBuffer root = volume.read(geometry.root().at(), 96).order(ByteOrder.LITTLE_ENDIAN);
                byte[] shortName = new byte[11];
                root.get(64, shortName);
                ByteBuffer slots = ByteBuffer.allocate(64);
                LongName.encode(bad + "\0".repeat(16 - bad.length()), shortName, slots);
                volume.write(geometry.root().at(), slots.flip());
                assertThrows(Failure.class, () -> open(volume).tree(), bad);
            }
        }
    }

    @Test
    void hundredsOfDamagedImagesNeitherHangNorBreakAnything() throws Exception {
        int refused = 0;
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            FatKind kind = FatKind.values()[seed % 3];
            FatTools.make(new Trees(seed % 20).next(60), image(), 4 << 20, FatOptions.defaults().withKind(kind)
                .withClusterBytes(512 << (kind == FatKind.FAT12 ? 2 : 0)));
            try (Volume volume = FileVolume.forWriting(image())) {
                long metadata = open(volume).boot().geometry().dataAt() + 20_000;
                for (int i = 0; i < 1 + random.nextInt(30); i++) {
                    long at = random.nextInt(3) == 0 ? random.nextInt(90) : (long) (random.nextDouble() * metadata);
                    byte[] noise = new byte[1 + random.nextInt(8)];
                    random.nextBytes(noise);
                    volume.write(at, ByteBuffer.wrap(noise));
                }
                refused += assertTimeoutPreemptively(Duration.ofSeconds(20), () -> survives(volume) ? 0 : 1);
            }
        }
        assertTrue(refused > 100, "only " + refused + " of 400 were refused");
    }

    /** Whether all could be read; where it could not, the sentence is one of ours. */
    private static boolean survives(Volume volume) throws IOException {
        try {
            Optional<FatFilesystem> filesystem = FatFilesystem.open(volume);
            if (filesystem.isPresent()) {
                SmallTree.lines(filesystem.get().tree());
                var edit = filesystem.get().edit();
                edit.write("new/file", org.rootbuild.tree.Attributes.ofRoot(0644, 0), bytes(30_000));
                edit.remove("new");
                edit.finish();
            }
            return filesystem.isPresent();
        } catch (Failure refusal) {
            return false;
        }
    }

    private static java.io.InputStream bytes(int count) {
        return new java.io.ByteArrayInputStream(new byte[count]);
    }
}
