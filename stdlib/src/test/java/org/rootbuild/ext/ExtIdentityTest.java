package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.FileVolume;

/** Labels and UUIDs that are changed, as {@code dumpe2fs} sees them. */
class ExtIdentityTest {
    private static final UUID OTHER = UUID.fromString("fedcba98-7654-3210-fedc-ba9876543210");

    @TempDir
    Path folder;

    @Test
    void labelAndUuidAreTheSameInEveryCopy() throws Exception {
        for (String kind : new String[] {"-t ext2", "-t ext4 -O ^metadata_csum,uninit_bg",
            "-t ext4 -O metadata_csum_seed"}) {
            Path image = ExtTools.image(folder.resolve("image"), kind + " -b 1024 -L old", "24M", Optional.empty());
            try (FileVolume volume = FileVolume.forWriting(image)) {
                new ExtIdentity(volume).label("naïve root");
                new ExtIdentity(volume).uuid(OTHER);
                assertEquals(Optional.of("naïve root"), ExtTools.open(volume).facts().label());
            }
            ExtTools.check(image);
            for (String place : new String[] {"1", "8193"}) {
                String said = ExtTools.must("dumpe2fs", "-h", "-o", "superblock=" + place, "-o", "blocksize=1024",
                    image.toString());
                assertTrue(said.contains(OTHER.toString()) && said.contains("naïve root"), said);
            }
        }
    }

    /** Of deep maps, indexes of two levels, shared blocks of attributes, groups that were never used. */
    @ParameterizedTest
    @ValueSource(strings = {"-b 1024 -N 5000", "-b 1024 -O ^extents,^64bit", "-b 1024 -O inline_data -I 256"})
    void everyChecksumIsMadeAnewWhereAllBeginWithTheUuid(String kind) throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree/many"));
        for (int i = 0; i < 1800; i++) {
            Files.writeString(tree.resolve("a-name-that-is-rather-long-so-that-the-index-is-deep-" + i), "");
        }
        byte[] scattered = new byte[900 * 8192];
        for (int at = 0; at < scattered.length; at += 8192) {
            scattered[at] = 1;
        }
        String zeros = Files.write(tree.resolve("zeros"), scattered).toString();
        String holes = tree.resolve("holes").toString();
        ExtTools.must("cp", "--sparse=always", zeros, holes);
        ExtTools.must("setfattr", "-n", "user.long", "-v", "value".repeat(99), zeros, holes);
        Files.createSymbolicLink(tree.resolve("link"), Path.of("t".repeat(100)));
        Path image = ExtTools.image(folder.resolve("image"), "-t ext4 -O ^metadata_csum_seed,^orphan_file " + kind,
            "80M", Optional.of(folder.resolve("tree")));
        List<String> before;
        try (FileVolume volume = FileVolume.forWriting(image)) {
            before = ExtTools.lines(ExtTools.open(volume).tree());
            new ExtIdentity(volume).uuid(OTHER);
            assertEquals(before, ExtTools.lines(ExtTools.open(volume).tree()));
        }
        ExtTools.check(image);
        assertTrue(ExtTools.must("dumpe2fs", "-h", image.toString()).contains(OTHER.toString()));
        ExtTools.must("debugfs", "-w", "-R", "set_super_value uuid " + new UUID(1, 2), image.toString());
        assertTrue(ExtTools.run("e2fsck", "-fn", image.toString()).status() != 0, "the checksums are looked at");
    }

    @Test
    void whatCannotBeDoneIsRefusedAndChangesNothing() throws Exception {
        Path image = ExtTools.image(folder.resolve("image"),
            "-t ext4 -L old -O ^metadata_csum_seed,stable_inodes", "24M", Optional.empty());
        try (FileVolume volume = FileVolume.forWriting(image)) {
            Failure sums = assertThrows(Failure.class, () -> new ExtIdentity(volume).uuid(OTHER));
            assertTrue(sums.getMessage().contains("stable_inodes"), sums.getMessage());
            assertThrows(Failure.class, () -> new ExtIdentity(volume).label("seventeen letters"));
            assertEquals(Optional.of("old"), ExtTools.open(volume).facts().label());
        }
        ExtTools.check(image);
    }
}
