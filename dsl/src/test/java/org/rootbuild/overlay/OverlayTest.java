package org.rootbuild.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @EnumSource(Namespaces.class)
    void twoUppersBecomeOneThatShowsTheSame(Namespaces namespaces) throws Exception {
        assertEquals("well\n", namespaces.run(folder, "merge", "1", "9"));
    }

    @Test
    void aStackOf300LayersIsMountedAndShowsWhatItShould() throws Exception {
        assertEquals("well\n", Namespaces.ROOT.run(folder, "deep"));
    }

    @Test
    void whatASingleIdCannotHoldIsNotLostWhenProgramsTouchIt() throws Exception {
        assertEquals("well\n", Namespaces.SINGLE.run(folder, "truth"));
    }

    @Test
    void whatARangeOfIdsCannotHoldIsNotLostWhenProgramsTouchIt() throws Exception {
        assertEquals("well\n", Namespaces.RANGE.run(folder, "truth"));
    }

    @Test
    void viewsShareFilesWithLayersButNotWithOthersThatDiffer() throws Exception {
        assertEquals("well\n", Namespaces.ROOT.run(folder, "shared"));
    }

    @Test
    void theTestsThatCompareTreesRejectADifference() throws Exception {
        Shell.bash(folder, "mkdir one; echo x > one/a; ln one/a one/b; touch -d @5 one/* one; cp -a one two");
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        assertEquals(said(one), said(two));
        for (String damage : List.of("chmod 600 a", "chown 1 a", "touch -d @6 a", "echo y > a; touch -d @5 a", "rm b",
                "mkdir c", "setfattr -n user.a -v 1 a", "setcap cap_chown+ep a; touch -d @5 a .", "cp -a b c; mv c b; touch -d @5 .")) {
            Shell.bash(folder, "rm -r two; cp -a one two; cd two; " + damage);
            assertNotEquals(said(one), said(two), damage);
        }
    }

    private static List<Object> said(Path tree) throws Exception {
        return List.of(Listing.found(tree), Listing.xattrs(tree), Listing.contents(tree), Listing.groups(tree));
    }
}
