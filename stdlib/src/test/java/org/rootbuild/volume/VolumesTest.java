package org.rootbuild.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;

class VolumesTest {
    private static final int SIZE = 3_000_003;

    @TempDir
    Path folder;

    @Test
    void aFileDoesWhatAnArrayDoes() throws IOException {
        try (Volume volume = FileVolume.create(folder.resolve("image"), SIZE)) {
            behavesAsAnArray(volume, new byte[SIZE], 1);
        }
    }

    @Test
    void memoryDoesWhatAnArrayDoes() throws IOException {
        behavesAsAnArray(new MemoryVolume(SIZE), new byte[SIZE], 2);
    }

    @Test
    void aChangedVolumeDoesWhatAnArrayDoesAndLeavesItsBaseAlone() throws IOException {
        byte[] before = new byte[SIZE];
        new Random(3).nextBytes(before);
        Arrays.fill(before, 1_000_000, 2_000_000, (byte) 0);
        Path base = Files.write(folder.resolve("base"), before);
        // So few blocks in memory that most of them go through the scratch file.
        try (Volume volume = new ChangedVolume(FileVolume.forReading(base), SIZE, new ChangedBlocks(() ->
                FileChannel.open(folder.resolve("scratch"), java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.READ, java.nio.file.StandardOpenOption.WRITE), 3))) {
            behavesAsAnArray(volume, before.clone(), 3);
        }
        assertArrayEquals(before, Files.readAllBytes(base));
    }

    @Test
    void theScratchFileOfAChangedVolumeHasNoName() throws IOException {
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        try (Volume volume = ChangedVolume.over(new MemoryVolume(64L << 20), scratch)) {
            for (long at = 0; at < volume.sizeBytes(); at += 1 << 20) {
                volume.write(at, ByteBuffer.wrap(new byte[1 << 20]));
            }
            try (var left = Files.list(scratch)) {
                assertEquals(0, left.count());
            }
        }
    }

    @Test
    void aWindowDoesWhatAnArrayDoesAndReachesNothingElse() throws IOException {
        byte[] all = new byte[SIZE + 20_000];
        Arrays.fill(all, (byte) 7);
        Volume whole = new MemoryVolume(all.length);
        whole.write(0, ByteBuffer.wrap(all));
        whole.zero(new Range(10_000, SIZE));
        behavesAsAnArray(whole.window(new Range(10_000, SIZE)), new byte[SIZE], 4);
        byte[] edges = new byte[10_000];
        Arrays.fill(edges, (byte) 7);
        assertArrayEquals(edges, whole.read(0, 10_000).array());
        assertArrayEquals(edges, whole.read(SIZE + 10_000, 10_000).array());
    }

    private void behavesAsAnArray(Volume volume, byte[] expected, long seed) throws IOException {
        Random random = new Random(seed);
        byte[] content = new byte[300_000];
        random.nextBytes(content);
        Path source = Files.write(folder.resolve("content" + seed), content);
        try (FileChannel channel = FileChannel.open(source)) {
            for (int turn = 0; turn < 300; turn++) {
                int length = random.nextInt(4) == 0 ? random.nextInt(content.length) : random.nextInt(5000);
                int at = random.nextInt(SIZE - length + 1);
                switch (random.nextInt(4)) {
                    case 0 -> {
                        volume.write(at, ByteBuffer.wrap(content, 0, length));
                        System.arraycopy(content, 0, expected, at, length);
                    }
                    case 1 -> {
                        int from = random.nextInt(content.length - length + 1);
                        volume.copy(at, channel, new Range(from, length));
                        System.arraycopy(content, from, expected, at, length);
                    }
                    case 2 -> {
                        volume.zero(new Range(at, length));
                        Arrays.fill(expected, at, at + length, (byte) 0);
                    }
                    default -> assertArrayEquals(Arrays.copyOfRange(expected, at, at + length),
                        volume.read(at, length).array());
                }
            }
        }
        assertArrayEquals(expected, volume.read(0, SIZE).array());
        allThatIsNotZeroIsInItsData(volume, expected);
        Volume copy = new MemoryVolume(SIZE + 5);
        copy.copy(5, volume, new Range(0, SIZE));
        assertArrayEquals(expected, copy.read(5, SIZE).array());
        assertThrows(Failure.class, () -> volume.read(SIZE - 1, ByteBuffer.allocate(2)));
        assertThrows(Failure.class, () -> volume.write(-1, ByteBuffer.allocate(1)));
        assertThrows(Failure.class, () -> volume.zero(new Range(SIZE, 1)));
    }

    private static void allThatIsNotZeroIsInItsData(Volume volume, byte[] expected) throws IOException {
        byte[] seen = new byte[SIZE];
        long at = 0;
        Optional<Range> data = volume.nextData(at);
        while (data.isPresent()) {
            assertTrue(data.get().at() >= at && data.get().lengthBytes() > 0, data.toString());
            int start = (int) data.get().at();
            int end = (int) data.get().end();
            System.arraycopy(expected, start, seen, start, end - start);
            at = end;
            data = volume.nextData(at);
        }
        assertArrayEquals(expected, seen);
    }

    @Test
    void holesOfAFileAreSeenMadeAndKept() throws Exception {
        Path image = folder.resolve("sparse");
        try (Volume volume = FileVolume.create(image, 1L << 33)) {
            assertEquals(Optional.empty(), volume.nextData(0));
            volume.write(5L << 30, ByteBuffer.wrap(new byte[8 << 20]));
            Range data = volume.nextData(0).orElseThrow();
            assertEquals(new Range(5L << 30, 8 << 20), data);
            assertEquals(8 << 20, allocatedBytes(image));
            volume.zero(new Range(1L << 30, 6L << 30));
            assertEquals(Optional.empty(), volume.nextData(0));
            assertFalse(volume.nextData(volume.sizeBytes()).isPresent());
        }
        assertEquals(0, allocatedBytes(image));
        assertEquals(1L << 33, Files.size(image));
    }

    /** As the standard tool says. */
    private static long allocatedBytes(Path file) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        String blocks = new String(stat.getInputStream().readAllBytes()).strip();
        assertEquals(0, stat.waitFor());
        return Long.parseLong(blocks) * 512;
    }
}
