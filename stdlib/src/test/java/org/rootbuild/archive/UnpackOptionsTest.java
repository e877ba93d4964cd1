package org.rootbuild.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.compress.HostTool;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/** What is taken from an archive, and where it goes. */
class UnpackOptionsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeArchive() throws IOException {
        HostTool.sh(folder, "mkdir -p pkg-1.0/src/main pkg-1.0/doc; echo m > pkg-1.0/src/main/main.c"
            + "; echo h > pkg-1.0/src/main.h; echo r > pkg-1.0/README; echo d > pkg-1.0/doc/manual.txt"
            + "; ln pkg-1.0/README pkg-1.0/doc/README; tar --sort=name -czf out ./pkg-1.0");
    }

    private MemoryTree unpacked(UnpackOptions options) throws IOException {
        MemoryTree tree = new MemoryTree();
        new Unpacker(Limits.USUAL).unpack(folder.resolve("out"), tree, options, Activity.SILENT);
        return tree;
    }

    private static List<String> files(MemoryTree tree) {
        return tree.entries().filter(entry -> entry instanceof Entry.PlainFile).map(Entry::path).toList();
    }

    @Test
    void leadingNamesAreStrippedAndEverythingGoesIntoAFolder() throws Exception {
        MemoryTree tree = unpacked(UnpackOptions.EVERYTHING.withInto("/usr/src/pkg").withStripComponents(1));
        assertEquals(List.of("usr/src/pkg/README", "usr/src/pkg/doc/README", "usr/src/pkg/doc/manual.txt",
            "usr/src/pkg/src/main.h", "usr/src/pkg/src/main/main.c"), files(tree));
        long group = ((Entry.PlainFile) tree.get("usr/src/pkg/README").orElseThrow()).linkGroup();
        assertTrue(group != 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "pkg-1.0/src; pkg-1.0/src/main.h pkg-1.0/src/main/main.c",
        "**/*.c; pkg-1.0/src/main/main.c",
        "pkg-1.0/*/*.{h,txt}; pkg-1.0/doc/manual.txt pkg-1.0/src/main.h",
        "./pkg-1.0/READM[A-F]; pkg-1.0/README",
        "pkg-?.0/src/**; pkg-1.0/src/main.h pkg-1.0/src/main/main.c"})
    void aPatternChoosesWhatIsTaken(String pattern, String expected) throws Exception {
        assertEquals(List.of(expected.split(" "
            + "")), files(unpacked(UnpackOptions.EVERYTHING.withOnly(List.of(pattern)))));
    }

    @Test
    void aPatternLeavesOut() throws Exception {
        MemoryTree tree = unpacked(UnpackOptions.EVERYTHING.withWithout(List.of("**/doc", "**/*.c")));
        assertEquals(List.of("pkg-1.0/src/main.h"), files(unpacked(UnpackOptions.EVERYTHING
            .withWithout(List.of("**/doc", "**/*.c", "**/README")))));
        assertTrue(tree.get("pkg-1.0/doc").isEmpty());
    }

    @Test
    void aPatternThatMatchesNothingNamesTheNearestNames() {
        Failure failure = assertThrows(Failure.class,
            () -> unpacked(UnpackOptions.EVERYTHING.withOnly(List.of("pkg-1.0/src", "pkg-1.0/READNE"))));
        assertEquals("nothing in out matches 'pkg-1.0/READNE'", failure.getMessage());
        assertTrue(failure.remedy().contains("'pkg-1.0/README'"), failure.remedy());
        Failure other = assertThrows(Failure.class,
            () -> unpacked(UnpackOptions.EVERYTHING.withOnly(List.of("manual.txt"))));
        assertTrue(other.remedy().contains("'pkg-1.0/doc/manual.txt'"), other.remedy());
    }

    @Test
    void aPatternThatIsNotWellFormedIsRefused() {
        for (String pattern : List.of("a[b", "a{b", "a}b", "/", "")) {
            assertThrows(Failure.class, () -> unpacked(UnpackOptions.EVERYTHING.withOnly(List.of(pattern))), pattern);
        }
    }

    @Test
    void aHardLinkToWhatIsLeftOutSaysWhatToAdd() {
        Failure failure = assertThrows(Failure.class,
            () -> unpacked(UnpackOptions.EVERYTHING.withOnly(List.of("pkg-1.0/doc/README"))));
        assertTrue(failure.remedy().contains("'./pkg-1.0/README' too"), failure.remedy());
    }

    @Test
    void everyEntryMayGetOneOwner() throws Exception {
        MemoryTree tree = unpacked(UnpackOptions.EVERYTHING.withOwner(7, 8));
        assertTrue(tree.below("").map(Entry::attributes).allMatch(one -> one.owner() == 7 && one.group() == 8));
    }

    @Test
    void aLinkToAFolderThatWasThereBeforeIsKept() throws Exception {
        MemoryTree tree = new MemoryTree();
        tree.put(new Entry.Folder("usr/lib", Attributes.ofRoot(0755, 0)));
        tree.put(new Entry.Symlink("pkg-1.0", Attributes.ofRoot(0777, 0), "usr/lib"));
        new Unpacker(Limits.USUAL).unpack(folder.resolve("out"), tree, UnpackOptions.EVERYTHING, Activity.SILENT);
        assertEquals('l', tree.get("pkg-1.0").orElseThrow().letter());
        assertEquals('f', tree.get("usr/lib/src/main.h").orElseThrow().letter());
    }
}
