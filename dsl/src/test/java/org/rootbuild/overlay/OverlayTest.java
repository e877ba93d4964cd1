package org.rootbuild.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real mounts and real commands, as root and as others. */
class OverlayTest {
    private Path folder;

    @BeforeEach
    void folderThatEverybodyMayEnter() throws Exception {
        folder = Files.createTempDirectory(Path.of("/tmp"), "overlay");
    }

    @AfterEach
    void removeIt() throws Exception {
        Shell.bash(folder, "rm -rf \"$PWD\"");
    }

    @ParameterizedTest
    @EnumSource(Namespaces.class)
    void whatCommandsChangeIsALayerThatShowsJustThat(Namespaces namespaces) throws Exception {
        assertEquals("well\n", namespaces.run(folder, "random", "1", "3"));
    }
}
