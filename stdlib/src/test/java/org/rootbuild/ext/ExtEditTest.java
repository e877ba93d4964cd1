package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.layer.WorkTree;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.volume.FileVolume;

/** What is changed on an ext filesystem, against a tree in memory and {@code e2fsck}. */
class ExtEditTest {
    private static final Attributes PLAIN = Attributes.ofRoot(0644, 1_700_000_000);
    private static final int ROUNDS = 2;
    private static final int STEPS = 90;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 14, 28, 42, 56, 70, 84, 98})
    void randomChangesLeaveWhatAModelHasAndAreCleanForE2fsck(int first) throws Exception {
        for (int seed = first; seed < first + ExtTools.KINDS.size(); seed++) {
            Random random = new Random(seed);
            String kind = ExtTools.KINDS.get(seed % ExtTools.KINDS.size());
            Path image = ExtTools.image(folder.resolve("image"), kind + " -N 3000", "24M", Optional.empty());
            WorkTree model = new WorkTree(new TreeIndex(0), Files.createTempDirectory(folder, "model"), 0);
            model.change("", Attributes.ofRoot(0755, 1));
            for (int round = 0; round < ROUNDS; round++) {
                try (FileVolume volume = FileVolume.forWriting(image)) {
                    Filesystem.Edit edit = ExtTools.open(volume).edit();
                    if (round == 0) {
                        edit.change("", Attributes.ofRoot(0755, 1));
                    }
                    ExtRandomEdits edits = new ExtRandomEdits(random, model, edit);
                    for (int i = 0; i < STEPS; i++) {
                        edits.step();
                    }
                    edit.finish();
                }
                try (FileVolume volume = FileVolume.forReading(image)) {
                    ExtTools.same(ExtTools.lines(model), ExtTools.lines(ExtTools.open(volume).tree()), kind + seed);
                }
                ExtTools.check(image);
            }
        }
    }

    @Test
    void theCheckerRejectsADamagedImage() throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), "-t ext4", "24M", Optional.empty());
        try (FileVolume volume = FileVolume.forWriting(image)) {
            Filesystem.Edit edit = ExtTools.open(volume).edit();
            edit.write("file", PLAIN, Content.of("text"));
            edit.finish();
            ExtAccess access = new ExtAccess(volume, ExtHead.read(volume).orElseThrow());
            volume.write(access.groups().blockBitmap(0) * access.blockSize() + 200, ByteBuffer.allocate(1));
        }
        assertNotEquals(0, ExtTools.run("e2fsck", "-fn", image.toString()).status());
    }

    @Test
    void oneNewFileTouchesFewBlocks() throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), "-t ext4", "64M", Optional.of(Path.of("src")));
        byte[] before = Files.readAllBytes(image);
        edit(image, edit -> edit.write("main/new", PLAIN, Content.of("text")));
        byte[] after = Files.readAllBytes(image);
        int changed = 0;
        for (int at = 0; at < before.length; at += 4096) {
            changed += java.util.Arrays.equals(before, at, at + 4096, after, at, at + 4096) ? 0 : 1;
        }
        assertTrue(changed <= 7, changed + " blocks were changed");
        ExtTools.check(image);
    }

    /** Something that is done to a filesystem. */
    private interface Change {
        void to(Filesystem.Edit edit) throws Exception;
    }

    private static void edit(Path image, Change change) throws Exception {
        try (FileVolume volume = FileVolume.forWriting(image)) {
            Filesystem.Edit edit = ExtTools.open(volume).edit();
            change.to(edit);
            edit.finish();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ext4", "-t ext4 -b 1024", "-t ext2 -b 1024", "-t ext3 -O ^dir_index"})
    void aFolderOfThousandsIsFoundByTheKernelsIndexAndShrinksAgain(String kind) throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), kind + " -N 20000", "64M", Optional.empty());
        edit(image, edit -> {
            for (int i = 0; i < 12_000; i++) {
                edit.put(new Entry.Pipe("many/a name that is not short " + i, PLAIN, false));
            }
        });
        ExtTools.check(image);
        String found = ExtTools.must("debugfs", "-R", "stat \"/many/a name that is not short 11999\"",
            image.toString());
        assertTrue(found.contains("Type: FIFO"), found);
        edit(image, edit -> {
            for (int i = 0; i < 12_000; i++) {
                if (i % 100 != 0) {
                    edit.remove("many/a name that is not short " + i);
                }
            }
            edit.put(new Entry.Pipe("many/" + "x".repeat(255), PLAIN, false));
        });
        ExtTools.check(image);
        try (FileVolume volume = FileVolume.forReading(image)) {
            assertEquals(121, ExtTools.open(volume).tree().children("many").size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ext4 -b 1024", "-t ext2 -b 1024", "-t ext4"})
    void aFileOfManyHolesIsWrittenReadAndMadeLonger(String kind) throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), kind, "64M", Optional.empty());
        byte[] bytes = new byte[9_000_001];
        for (int at = 0; at < bytes.length; at += 8192) {
            bytes[at] = (byte) (1 + at % 100);
        }
        edit(image, edit -> {
            edit.write("holes", PLAIN, Content.of(bytes));
            edit.write("short", PLAIN, Content.of("abc"));
        });
        ExtTools.check(image);
        byte[] more = new byte[100_000];
        new Random(1).nextBytes(more);
        edit(image, edit -> {
            ((ExtEdit) edit).append("holes", PLAIN, new ByteArrayInputStream(more));
            ((ExtEdit) edit).append("short", PLAIN, new ByteArrayInputStream(more));
        });
        ExtTools.check(image);
        Path out = folder.resolve("out");
        ExtTools.must("debugfs", "-R", "dump /holes " + out, image.toString());
        byte[] dumped = Files.readAllBytes(out);
        assertArrayEquals(bytes, java.util.Arrays.copyOf(dumped, bytes.length));
        assertArrayEquals(more, java.util.Arrays.copyOfRange(dumped, bytes.length, dumped.length));
        try (FileVolume volume = FileVolume.forReading(image)) {
            Entry.PlainFile file = (Entry.PlainFile) ExtTools.open(volume).tree().get("holes").orElseThrow();
            assertArrayEquals(dumped, file.content().bytes());
            assertTrue(((ExtContent) file.content()).data().size() > 1000);
        }
    }

    @Test
    void whenNoRoomIsLeftThatIsSaidAndWhatThereWasIsStillWhole() throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), "-t ext4 -b 1024", "8M", Optional.empty());
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        edit(image, edit -> {
            edit.write("first", PLAIN, Content.of(bytes));
            Failure full = assertThrows(Failure.class, () -> {
                for (int i = 0; i < 20; i++) {
                    edit.write("more" + i, PLAIN, Content.of(bytes));
                }
            });
            assertTrue(full.getMessage().contains("no free block"), full.getMessage());
        });
        ExtTools.check(image);
        try (FileVolume volume = FileVolume.forReading(image)) {
            Entry.PlainFile file = (Entry.PlainFile) ExtTools.open(volume).tree().get("first").orElseThrow();
            assertArrayEquals(bytes, file.content().bytes());
        }
    }

    @Test
    void whatCannotBeKeptRightIsRefused() throws Exception {
        for (String feature : new String[] {"-O bigalloc", "-O quota"}) {
            Path image = ExtTools.image(folder.resolve("image"), "-t ext4 " + feature, "64M", Optional.empty());
            try (FileVolume volume = FileVolume.forWriting(image)) {
                Filesystem filesystem = ExtTools.open(volume);
                assertTrue(filesystem.tree().get("lost+found").isPresent());
                assertThrows(Failure.class, filesystem::edit);
            }
        }
    }
}
