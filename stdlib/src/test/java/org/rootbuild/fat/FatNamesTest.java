package org.rootbuild.fat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;

class FatNamesTest {
    private static final FatOptions OPTIONS = FatOptions.defaults();

    @TempDir
    private Path folder;

    private Path image() {
        return folder.resolve("fat.img");
    }

    @ParameterizedTest
    @CsvSource({"README.TXT,README.TXT,0", "readme.txt,README.TXT,24", "README.txt,README.TXT,16", "vmlinuz,VMLINUZ,8",
        "a{}~.$,A{}~.$,8", "12345678.123,12345678.123,0"})
    void whatFitsEightAndThreeNeedsNoLongName(String name, String shortName, int flags) {
        ShortName found = ShortName.exactly(name).orElseThrow();
        assertEquals(shortName, found.text());
        assertEquals(flags, found.caseFlags());
        assertEquals(name, ShortName.shown(found.bytes(), found.caseFlags()));
    }

    @ParameterizedTest
    @CsvSource({"Readme.txt,README.TXT", "a long name.text,ALONGN~1.TEX", ".bashrc,BASHRC~1", "a.b.c,AB~1.C",
        "a+b,A_B~1",
        "Ünï.cödé,_N_~1.C_D", "123456789,123456~1", "a b,AB~1", "..x,X~1", "漢字,__~1"})
    void otherNamesGetAShortOneMadeUp(String name, String shortName) {
        assertTrue(ShortName.exactly(name).isEmpty());
        assertEquals(shortName, new ShortNames().make(name).text());
    }

    @Test
    void thousandsOfNamesWithOneBeginningGetDifferentShortOnes() throws Exception {
        ShortNames names = new ShortNames();
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 30_000; i++) {
            assertTrue(made.add(names.make("a common beginning " + i + ".html").text()));
        }
        assertTrue(made.contains("ACOMMO~9.HTM") && made.contains("ACO~1000.HTM"), "numbers grow by the digit");
        SmallTree tree = new SmallTree();
        for (int i = 0; i < 5000; i++) {
            tree.file("many/a common beginning " + i + ".html", "");
        }
        FatTools.make(tree, image(), 8 << 20, OPTIONS);
        FatTools.sound(image());
        assertEquals(SmallTree.lines(tree), FatTools.lines(image()));
    }

    @Test
    void aMadeUpNameIsNeverThatOfAnotherFile() throws Exception {
        SmallTree tree = new SmallTree().file("longna~1.txt", "1").file("LONGNA~2.txt", "2").file("Longna~3.txt", "3")
            .file("long name.txt", "4").file("long names.txt", "5");
        FatTools.make(tree, image(), 2 << 20, OPTIONS);
        FatTools.sound(image());
        String listing = FatTools.must("mdir", "-i", image().toString(), "::");
        assertTrue(listing.contains("LONGNA~4 TXT") && listing.contains("LONGNA~5 TXT"), listing);
        assertEquals("4", FatTools.must("mtype", "-i", image().toString(), "::long name.txt"));
        assertEquals("3", FatTools.must("mtype", "-i", image().toString(), "::Longna~3.txt"));
    }

    @Test
    void namesOfEveryLengthUpToTheLimitAreKept() throws Exception {
        SmallTree tree = new SmallTree();
        for (int length = 1; length <= 255; length++) {
            tree.file("d/" + "n".repeat(length - 1) + "é", "" + length);
        }
        FatTools.make(tree, image(), 4 << 20, OPTIONS);
        FatTools.sound(image());
        assertEquals(SmallTree.lines(tree), FatTools.lines(image()));
        assertEquals("255", FatTools.must("mtype", "-i", image().toString(), "::d/" + "n".repeat(254) + "é"));
    }

    @Test
    void everythingThatCannotBeHeldIsNamedAtOnce() {
        Attributes plain = Attributes.ofRoot(0644, SmallTree.TIME);
        SmallTree tree = new SmallTree().file("File", "").file("file", "").file("what?", "").file("ends in dot.", "")
            .file("ends in blank ", "").file("tab\t", "").file("half \ud83d", "").file("n".repeat(256), "")
            .put(new Entry.Symlink("link", plain, "File")).put(new Entry.Device("null", plain, false, 1, 3))
            .put(new Entry.Pipe("pipe", plain, false)).put(new Entry.PlainFile("huge", plain, sized(1L << 32)));
        Failure failure = assertThrows(Failure.class, () -> new FatMaker(OPTIONS).neededBytes(tree));
        for (String sentence : List.of("11 entries", "differs from 'File' by case alone",
            "/what? holds the character ?",
            "/ends in dot. ends in a dot", "/ends in blank  ends in", "the control character 0x09",
            "half of a surrogate",
            "is longer than 255", "/link is a symbolic link to File", "/null is a device", "/pipe is a pipe",
            "/huge has 4294967296 bytes")) {
            assertTrue(failure.getMessage().contains(sentence), sentence + " is not in: " + failure.getMessage());
        }
    }

    private static Content sized(long bytes) {
        return new Content() {
            @Override
            public long sizeBytes() {
                return bytes;
            }

            @Override
            public java.io.InputStream open() {
                return java.io.InputStream.nullInputStream();
            }
        };
    }

    @Test
    void linksAndDevicesAreLeftOutOrFollowedWhereThatIsAskedFor() throws Exception {
        Attributes plain = Attributes.ofRoot(0777, SmallTree.TIME);
        SmallTree tree = new SmallTree().file("boot/vmlinuz-6.1", "kernel")
            .put(new Entry.Symlink("vmlinuz", plain, "boot/vmlinuz-6.1"))
            .put(new Entry.Device("dev/null", plain, false, 1, 3));
        FatOptions options = OPTIONS.withOmitSpecial(true);
        FatTools.make(tree, image(), 2 << 20, options.withLinks(FatOptions.Links.FOLLOW));
        assertEquals("kernel", FatTools.must("mtype", "-i", image().toString(), "::vmlinuz"));
        FatTools.make(tree, image(), 2 << 20, options.withLinks(FatOptions.Links.OMIT));
        assertEquals(List.of("d ", "d boot", "f boot/vmlinuz-6.1", "d dev"), FatTools.lines(image()).lines()
            .map(line -> line.replaceFirst("^(. [^ ]*).*", "$1")).toList());
        tree.put(new Entry.Symlink("away", plain, "/nowhere"));
        assertThrows(Failure.class,
            () -> FatTools.make(tree, image(), 2 << 20, options.withLinks(FatOptions.Links.FOLLOW)));
    }

    @Test
    void aFolderHoldsAsManyEntriesAsItCanAndNoMore() throws Exception {
        SmallTree tree = new SmallTree();
        // Two entries are the folder's own.
        for (int i = 0; i < 65_534; i++) {
            tree.file("full/" + i, "");
        }
        FatTools.make(tree, image(), 40 << 20, OPTIONS);
        FatTools.sound(image());
        try (var volume = org.rootbuild.volume.FileVolume.forReading(image())) {
            assertEquals(65_534, FatFilesystem.open(volume).orElseThrow().tree().children("full").size());
        }
        tree.file("full/more", "");
        Failure failure = assertThrows(Failure.class, () -> FatTools.make(tree, image(), 40 << 20, OPTIONS));
        assertTrue(failure.getMessage().contains("/full needs 65537 entries"), failure.getMessage());
    }

    @Test
    void timesOutsideOfWhatFatKnowsBecomeTheNearest() throws Exception {
        SmallTree tree = new SmallTree();
        long[] seconds = {0, DosTime.FIRST_SECOND, DosTime.LAST_SECOND, 9_999_999_999L, 1_700_000_001L};
        for (int i = 0; i < seconds.length; i++) {
            tree.put(new Entry.PlainFile("f" + i, Attributes.ofRoot(0644, seconds[i]), Content.of("")));
        }
        List<String> notes = FatTools.make(tree, image(), 2 << 20, OPTIONS);
        assertTrue(notes.get(0).startsWith("2 entries have times"), notes.toString());
        FatTools.sound(image());
        List<Long> found = new ArrayList<>();
        try (var volume = org.rootbuild.volume.FileVolume.forReading(image())) {
            FatFilesystem.open(volume).orElseThrow().tree().children("")
                .forEach(entry -> found.add(entry.attributes().mtimeSeconds()));
        }
        assertEquals(List.of(DosTime.FIRST_SECOND, DosTime.FIRST_SECOND, DosTime.LAST_SECOND, DosTime.LAST_SECOND,
            1_700_000_000L), found);
    }

    @Test
    void labelsAndIdsHaveAForm() {
        for (String bad : List.of("", " ", "twelve chars", "a.b", "ü", "a/b", "\"q\"")) {
            assertTrue(FatOptions.labelProblem(bad).isPresent(), bad);
            assertThrows(IllegalArgumentException.class, () -> OPTIONS.withLabel(bad));
        }
        assertTrue(FatOptions.labelProblem("EFI SYSTEM").isEmpty());
        assertEquals(0x1234abcdL, FatOptions.volumeId("1234-ABCD").orElseThrow());
        assertEquals(0xffffffffL, FatOptions.volumeId("ffffffff").orElseThrow());
        assertTrue(FatOptions.volumeId("123-4ABCD").isEmpty());
    }
}
