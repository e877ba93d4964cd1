package org.rootbuild.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;

class VolumeEditTest {
    private static final int SIZE = 700_001;
    private static final int GROWN = 800_000;

    @TempDir
    Path folder;
    private Path image;
    private byte[] before;

    @BeforeEach
    void makeImage() throws IOException {
        image = folder.resolve("disk.img");
        before = new byte[SIZE];
        new Random(1).nextBytes(before);
        Files.write(image, before);
    }

    /** Small and large changes, zeros, and a larger image. */
    private static void change(Volume volume) throws IOException {
        byte[] some = new byte[150_000];
        Arrays.fill(some, (byte) 'x');
        volume.write(3, ByteBuffer.wrap(some, 0, 5));
        volume.write(200_000, ByteBuffer.wrap(some));
        volume.zero(new Range(400_000, 200_000));
        volume.write(GROWN - 4, ByteBuffer.wrap(some, 0, 4));
    }

    private byte[] after() throws IOException {
        Volume all = new MemoryVolume(GROWN);
        all.write(0, ByteBuffer.wrap(before));
        change(all);
        return all.read(0, GROWN).array();
    }

    private void assertNothingIsLeft() throws IOException {
        try (var all = Files.list(folder)) {
            assertEquals(1, all.count());
        }
    }

    @Test
    void aCommittedEditIsDone() throws IOException {
        try (VolumeEdit edit = VolumeEdit.begin(image, GROWN, "a test")) {
            change(edit.volume());
            assertArrayEquals(before, Files.readAllBytes(image));
            edit.commit();
        }
        assertArrayEquals(after(), Files.readAllBytes(image));
        assertNothingIsLeft();
    }

    @Test
    void anEditThatIsNotCommittedLeavesNothing() throws IOException {
        try (VolumeEdit edit = VolumeEdit.begin(image, "a test")) {
            edit.volume().write(0, ByteBuffer.wrap(new byte[SIZE]));
        }
        assertArrayEquals(before, Files.readAllBytes(image));
        assertNothingIsLeft();
    }

    @Test
    void stoppedAtAnyMomentItIsDoneOrNotDone() throws IOException {
        byte[] after = after();
        boolean complete = false;
        int done = 0;
        long stop = 0;
        while (!complete) {
            Files.write(image, before);
            StoppingFiles files = new StoppingFiles(stop);
            complete = wholeEdit(files);
            files.losePower(new Random(stop));
            boolean changed = stopAlsoTheNextOpening(stop, after);
            done += changed ? 1 : 0;
            assertTrue(!complete || changed, "complete, but not done");
            assertNothingIsLeft();
            stop++;
        }
        assertTrue(stop > 20, stop + " moments");
        assertTrue(done > 5 && done < stop - 5, done + " of " + stop);
    }

    private boolean wholeEdit(StoppingFiles files) {
        try (VolumeEdit edit = VolumeEdit.begin(image, GROWN, "a test", files)) {
            change(edit.volume());
            edit.commit();
            return true;
        } catch (IOException stopped) {
            return false;
        }
    }

    /** Answers whether the edit was done. */
    private boolean stopAlsoTheNextOpening(long moment, byte[] after) throws IOException {
        StoppingFiles again = new StoppingFiles(moment % 7);
        try (VolumeEdit edit = VolumeEdit.begin(image, 0, "a second test", again)) {
            edit.volume().read(0, 1);
        } catch (IOException stopped) {
            again.losePower(new Random(moment));
        }
        try (Volume volume = VolumeEdit.reading(image)) {
            byte[] now = volume.read(0, (int) volume.sizeBytes()).array();
            boolean isDone = Arrays.equals(after, now);
            assertTrue(isDone || Arrays.equals(before, now), "half done, stopped at " + moment);
            return isDone;
        }
    }

    @Test
    void aSecondEditIsToldWhoseTheFirstIs() throws IOException, InterruptedException {
        try (VolumeEdit first = VolumeEdit.begin(image, "the first")) {
            Failure inside = assertThrows(Failure.class, () -> VolumeEdit.begin(image, "the second"));
            assertTrue(inside.getMessage().contains("the first"), inside.getMessage());
            assertThrows(Failure.class, () -> VolumeEdit.reading(image));
            for (String how : new String[] {"begin", "reading"}) {
                String said = otherProcess(how);
                assertTrue(said.contains("in use by the first"), said);
            }
            first.volume().write(0, ByteBuffer.wrap(new byte[] {1}));
            first.commit();
        }
        assertEquals("free\n", otherProcess("begin"));
        assertEquals(1, Files.readAllBytes(image)[0]);
    }

    /** What another JVM says that opens the image. */
    private String otherProcess(String how) throws IOException, InterruptedException {
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), Opener.class.getName(), how, image.toString())
            .redirectErrorStream(true).start();
        String said = new String(other.getInputStream().readAllBytes());
        other.waitFor();
        return said;
    }

    /** Opens an image and says whether that worked. */
    static final class Opener {
        private Opener() {
        }

        public static void main(String[] words) throws IOException {
            Path image = Path.of(words[1]);
            try (var opened = words[0].equals("begin") ? VolumeEdit.begin(image, "another")
                : VolumeEdit.reading(image)) {
                System.out.println("free");
            } catch (Failure busy) {
                System.out.println(busy.getMessage());
            }
        }
    }

    @Test
    void qemuAndAnEditKeepOutOfEachOthersWay() throws IOException, InterruptedException {
        try (VolumeEdit edit = VolumeEdit.begin(image, "a test")) {
            edit.volume().write(0, ByteBuffer.wrap(new byte[1]));
            Process qemu = new ProcessBuilder("qemu-io", "-f", "raw", "-c", "write 0 512", image.toString())
                .redirectErrorStream(true).start();
            String said = new String(qemu.getInputStream().readAllBytes());
            assertTrue(qemu.waitFor() != 0 && said.contains("lock"), said);
        }
        Process open = new ProcessBuilder("qemu-io", "-f", "raw", image.toString()).redirectErrorStream(true).start();
        try (var ask = open.outputWriter(); var answers = open.inputReader()) {
            ask.write("length\n");
            ask.flush();
            assertTrue(answers.readLine() != null);
            Failure busy = assertThrows(Failure.class, () -> VolumeEdit.begin(image, "a test"));
            assertTrue(busy.getMessage().contains("QEMU"), busy.getMessage());
        } finally {
            open.destroy();
            open.waitFor();
        }
    }

    @Test
    void aForeignFileBesideTheImageIsNotTouched() throws IOException {
        Path foreign = Files.write(folder.resolve("disk.img.rootbuild-edit"), new byte[] {1});
        Files.write(foreign, "something else".repeat(1000).getBytes());
        Failure refused = assertThrows(Failure.class, () -> VolumeEdit.begin(image, "a test"));
        assertTrue(refused.getMessage().contains("no log of an edit"), refused.getMessage());
        assertTrue(Files.exists(foreign));
    }

    @Test
    void theLogOfAnImageThatWasReplacedIsNotApplied() throws IOException {
        StoppingFiles files = new StoppingFiles(stopWhileApplying());
        assertFalse(wholeEdit(files));
        Path other = Files.write(folder.resolve("other"), before);
        Files.move(other, image, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Failure refused = assertThrows(Failure.class, () -> VolumeEdit.reading(image));
        assertTrue(refused.getMessage().contains("another file"), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(image));
    }

    private long stopWhileApplying() throws IOException {
        StoppingFiles all = new StoppingFiles(Long.MAX_VALUE);
        assertTrue(wholeEdit(all));
        Files.write(image, before);
        return all.count() - 6;
    }

    @Test
    void aDamagedLogOfAHalfChangedImageIsRefused() throws IOException {
        assertFalse(wholeEdit(new StoppingFiles(stopWhileApplying())));
        Path log = folder.resolve("disk.img.rootbuild-edit");
        byte[] bytes = Files.readAllBytes(log);
        bytes[70_000] ^= 1;
        Files.write(log, bytes);
        Failure refused = assertThrows(Failure.class, () -> VolumeEdit.reading(image));
        assertTrue(refused.getMessage().contains("damaged"), refused.getMessage());
        assertTrue(Files.exists(log));
    }

    @Test
    void aFullDiskLeavesTheImageAsItWas() throws IOException, InterruptedException {
        Path small = Files.createDirectory(folder.resolve("small"));
        run("mount", "-t", "tmpfs", "-o", "size=3m", "none", small.toString());
        try {
            Path sparse = small.resolve("disk.img");
            FileVolume.create(sparse, 64 << 20).close();
            // The log finds room, but the image does not.
            Failure full = assertThrows(Failure.class, () -> edit(sparse, 2 << 20));
            assertTrue(full.getMessage().contains("as it was"), full.getMessage());
            // Not even the log finds room.
            assertThrows(IOException.class, () -> edit(sparse, 32 << 20));
            try (Volume volume = VolumeEdit.reading(sparse)) {
                for (int at = 0; at < volume.sizeBytes(); at += 1 << 20) {
                    assertArrayEquals(new byte[1 << 20], volume.read(at, 1 << 20).array());
                }
            }
            edit(sparse, 1 << 20);
            try (var all = Files.list(small)) {
                assertEquals(1, all.count());
            }
        } finally {
            run("umount", small.toString());
        }
    }

    private static void edit(Path sparse, int bytes) throws IOException {
        try (VolumeEdit edit = VolumeEdit.begin(sparse, "a test")) {
            byte[] content = new byte[bytes];
            new Random(2).nextBytes(content);
            edit.volume().write(5 << 20, ByteBuffer.wrap(content));
            edit.commit();
        }
    }

    private static void run(String... words) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor(), String.join(" ", words));
    }
}
