package org.rootbuild.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    private Path image(String name, long size, long... places) throws IOException {
        Path file = folder.resolve(name);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long place : places) {
                out.write(ByteBuffer.wrap(("data at " + place).getBytes()), place);
            }
            out.write(ByteBuffer.allocate(1), size - 1);
        }
        return file;
    }

    @Test
    void aSmallFileAndOneFullOfDataAreKnownByTheirBytes() throws IOException, InterruptedException {
        Path small = image("small", MIB, 0, 70_000);
        byte[] noise = new byte[65 * MIB];
        new Random(1).nextBytes(noise);
        Path full = Files.write(folder.resolve("full"), noise);
        for (Path file : new Path[] {small, full}) {
            FileDigest digest = FileDigest.of(file);
            assertFalse(digest.ofData());
            assertEquals(sha256sum(file), digest.hex());
            assertEquals("sha256", digest.label());
        }
    }

    @Test
    void theDataOfALargeHoleIsDigestedAsTheFormatSays() throws IOException, InterruptedException {
        long size = 100L * MIB + 5;
        Path file = image("large", size, 0, 3 * 65_536 + 100, 90L * MIB);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes("rbdata1\n".getBytes());
        expected.writeBytes(ByteBuffer.allocate(8).putLong(size).array());
        byte[] bytes = Files.readAllBytes(file);
        for (long block : new long[] {0, 3 * 65_536, 90L * MIB}) {
            expected.writeBytes(ByteBuffer.allocate(8).putLong(block).array());
            expected.writeBytes(Arrays.copyOfRange(bytes, (int) block, (int) block + 65_536));
        }
        Path form = Files.write(folder.resolve("form"), expected.toByteArray());
        FileDigest digest = FileDigest.of(file);
        assertTrue(digest.ofData());
        assertEquals(sha256sum(form), digest.hex());
        assertEquals(digest, FileDigest.parse(digest.text()));
    }

    @Test
    void zerosThatWereWrittenAreTheSameAsAHole() throws IOException {
        Path holes = image("holes", 100L * MIB, 50L * MIB);
        Path written = folder.resolve("written");
        Files.write(written, Files.readAllBytes(holes));
        FileDigest digest = FileDigest.of(holes);
        assertTrue(digest.isOf(written));
        try (FileChannel out = FileChannel.open(written, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(new byte[] {1}), 99L * MIB);
        }
        assertFalse(digest.isOf(written));
    }

    @Test
    void anotherSizeIsAnotherFile() throws IOException {
        assertFalse(FileDigest.of(image("one", 100L * MIB, 5)).isOf(image("other", 100L * MIB + 4096, 5)));
    }

    @Test
    void aHoleOfATerabyteTakesNoTime() throws IOException {
        Path file = image("terabyte", 1L << 40, 0, 1L << 39);
        FileDigest digest = Assertions.assertTimeout(Duration.ofSeconds(5), () -> FileDigest.of(file));
        assertTrue(digest.isOf(file));
    }

    private static String sha256sum(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sha256sum", file.toString()).start();
        String line = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor());
        return line.substring(0, 64);
    }
}
