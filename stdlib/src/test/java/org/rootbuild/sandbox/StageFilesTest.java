package org.rootbuild.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a root by looking through its layers. */
class StageFilesTest {
    @TempDir
    Path folder;

    private Path layer(String name, String... files) throws IOException {
        Path layer = Files.createDirectories(folder.resolve(name));
        for (String file : files) {
            Files.createDirectories(layer.resolve(file).getParent());
            Files.writeString(layer.resolve(file), name + "\n");
        }
        return layer;
    }

    @Test
    void theHighestLayerWinsLinksAreFollowedAndWhatIsRemovedIsGone() throws Exception {
        try (Ground ground = new Ground(folder)) {
            ground.onHost = false;
            ground.lowers.clear();
            Path above = layer("above", "a", "dir/only-above");
            Path below = layer("below", "a", "dir/b", "gone/x", "removed", "usr/bin/sh", "chroot/real/deep");
            ground.lowers.addAll(List.of(above, below));
            Ground.said("mknod", above.resolve("removed").toString(), "c", "0", "0");
            Ground.said("mknod", above.resolve("gone").toString(), "c", "0", "0");
            Files.createSymbolicLink(above.resolve("bin"), Path.of("usr/bin"));
            Files.createSymbolicLink(below.resolve("loop"), Path.of("loop"));
            Files.createSymbolicLink(below.resolve("dir/up"), Path.of("../../../a"));
            Files.createSymbolicLink(below.resolve("chroot/link"), Path.of("/real/deep"));
            StageFiles files = new StageFiles(ground.stage(), Optional.empty());
            assertEquals(Optional.of(above.resolve("a")), files.find("/a"));
            assertEquals(Optional.of(above.resolve("a")), files.find("/dir/up"));
            assertEquals(Optional.of(below.resolve("dir/b")), files.find("/dir/./b"));
            assertEquals(Optional.of(below.resolve("usr/bin/sh")), files.find("/bin/sh"));
            for (String none : List.of("/removed", "/gone/x", "/loop", "/nothing", "/a/below")) {
                assertEquals(Optional.empty(), files.find(none), none);
            }
            assertEquals(Optional.of(below.resolve("chroot/real/deep")),
                new StageFiles(ground.stage(), Optional.of("/chroot")).find("/link"));
            assertEquals(Optional.empty(), files.find("/chroot/link"));
            Files.createDirectories(ground.upper(""));
            Files.writeString(ground.upper("a"), "upper\n");
            assertEquals(Optional.of(ground.upper("a")), files.find("/a"));
        }
    }

    @Test
    void theHostLiesLowest() throws Exception {
        try (Ground ground = new Ground(folder)) {
            Path found = new StageFiles(ground.stage(), Optional.empty()).find("/bin/sh").orElseThrow();
            assertTrue(found.startsWith("/usr/bin") || found.startsWith("/bin"), found.toString());
        }
    }
}
