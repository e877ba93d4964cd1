package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void whatCannotBeDoneIsRefusedAndChangesNothing() throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), "-t ext4 -L old", "24M", Optional.empty());
        try (FileVolume volume = FileVolume.forWriting(image)) {
            Failure sums = assertThrows(Failure.class, () -> new ExtIdentity(volume).uuid(OTHER));
            assertTrue(sums.getMessage().contains("metadata_csum"), sums.getMessage());
            assertThrows(Failure.class, () -> new ExtIdentity(volume).label("seventeen letters"));
            assertEquals(Optional.of("old"), ExtTools.open(volume).facts().label());
        }
        ExtTools.check(image);
    }
}
