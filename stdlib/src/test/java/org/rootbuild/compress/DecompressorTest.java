package org.rootbuild.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.problem.Failure;

class DecompressorTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"gzip -9,GZIP", "bzip2,BZIP2", "xz -6,XZ", "xz -T2 --block-size=100000,XZ", "lzma,LZMA", "zstd "
        + "-T2,ZSTD",
        "lz4 -9,LZ4", "lz4 -l,LZ4_LEGACY", "pigz,GZIP", "xz --check=sha256,XZ", "cat,NONE"})
    void whatAStandardToolWroteIsToldByItsContentAndReadToItsEnd(String tool, Codec codec) throws Exception {
        for (int size : new int[] {0, 1, 1_000_000}) {
            byte[] plain = CompressorTest.text(size);
            byte[] packed = made(tool, plain);
            boolean empty = packed.length == 0;
            PeekInput in = input(packed);
            assertEquals(empty ? Codec.NONE : codec, new Decompressor().detect(in), tool + " of " + size);
            assertArrayEquals(plain, new Decompressor().open(in).readAllBytes());
            assertEquals(-1, in.read());
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip", "bzip2", "xz", "zstd", "lz4", "lz4 -l"})
    void severalMembersInARowAreOneStream(String tool) throws Exception {
        byte[] one = made(tool, CompressorTest.text(300_000));
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(one);
        both.write(made(tool, "and more".getBytes(StandardCharsets.US_ASCII)));
        byte[] plain = new Decompressor().open(input(both.toByteArray())).readAllBytes();
        assertEquals(300_008, plain.length);
        assertEquals("and more", new String(plain, 300_000, 8, StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({"gzip", "bzip2", "xz", "zstd", "lz4"})
    void whatFollowsTheStreamIsLeftUntouched(String tool) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(made(tool, CompressorTest.text(200_000)));
        bytes.write("\0\0something else".getBytes(StandardCharsets.US_ASCII));
        PeekInput in = input(bytes.toByteArray());
        assertEquals(200_000, new Decompressor().open(in).readAllBytes().length);
        assertEquals(2, in.skipZeros());
        assertEquals("something else", new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({"gzip", "bzip2", "xz", "lzma", "zstd", "lz4"})
    void aFileThatIsCutOffAnywhereSaysSo(String tool) throws Exception {
        byte[] packed = made(tool, noise(300_000));
        for (int part = 1; part < 16; part++) {
            byte[] cut = Arrays.copyOf(packed, packed.length * part / 16);
            Failure failure = assertThrows(Failure.class, () -> new Decompressor().open(input(cut)).readAllBytes());
            assertTrue(failure.getMessage().contains("cut off"), tool + " at " + part + ": " + failure.getMessage());
        }
        byte[] almost = Arrays.copyOf(packed, packed.length - 1);
        assertThrows(Failure.class, () -> new Decompressor().open(input(almost)).readAllBytes());
    }

    @ParameterizedTest
    @CsvSource({"gzip", "bzip2", "xz", "zstd", "lz4"})
    void aDamagedFileIsAFailureAndNeverOtherBytes(String tool) throws Exception {
        byte[] plain = CompressorTest.text(300_000);
        byte[] packed = made(tool, plain);
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = packed.clone();
            // Behind the header: there are bits in it, such as gzip's time, that change nothing.
            int where = 32 + random.nextInt(packed.length - 32);
            damaged[where] ^= (byte) (1 << random.nextInt(8));
            try {
                byte[] read = new Decompressor().open(input(damaged)).readAllBytes();
                assertArrayEquals(plain, read, tool + " at " + where);
            } catch (Failure expected) {
                assertTrue(expected.getMessage().contains(" of sample"), expected.getMessage());
            }
        }
    }

    @Test
    void anXzFileThatAsksForTooMuchMemoryIsRefused() throws Exception {
        byte[] packed = made("xz --lzma2=dict=512MiB", CompressorTest.text(1000));
        Failure failure = assertThrows(Failure.class, () -> new Decompressor().open(input(packed)).readAllBytes());
        assertTrue(failure.getMessage().contains("more memory than is allowed"), failure.getMessage());
    }

    @Test
    void aDiskThatFailsIsNotCalledDamagedData() throws Exception {
        byte[] packed = made("gzip", noise(200_000));
        PeekInput in = new PeekInput(new java.io.SequenceInputStream(
            new ByteArrayInputStream(packed, 0, 100_000), new java.io.InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("Input/output error");
                }
            }), "sample");
        Failure failure = assertThrows(Failure.class, () -> new Decompressor().open(in).readAllBytes());
        assertEquals("sample could not be read: Input/output error", failure.getMessage());
    }

    @Test
    void readingAheadGivesTheSameBytesAndTheFailureBehindThem() throws Exception {
        byte[] plain = CompressorTest.text(5_000_000);
        byte[] packed = made("gzip -1", plain);
        try (ReadAhead ahead = new ReadAhead(new Decompressor().open(input(packed)))) {
            assertArrayEquals(plain, ahead.readAllBytes());
        }
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);
        try (ReadAhead ahead = new ReadAhead(new Decompressor().open(input(cut)))) {
            assertTrue(ahead.readNBytes(1_000_000).length == 1_000_000);
            assertThrows(Failure.class, ahead::readAllBytes);
        }
    }

    @Test
    void readingAheadStopsItsThreadWhenClosedEarly() throws Exception {
        ReadAhead ahead = new ReadAhead(new java.io.InputStream() {
            @Override
            public int read() {
                return 0;
            }
        });
        assertEquals(0, ahead.read());
        ahead.close();
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(one -> one.getName().equals("read-ahead")));
    }

    private static PeekInput input(byte[] bytes) {
        return new PeekInput(new ByteArrayInputStream(bytes), "sample");
    }

    private byte[] made(String tool, byte[] plain) throws IOException {
        Files.write(folder.resolve("plain"), plain);
        HostTool.sh(folder, tool + " < plain > packed");
        return Files.readAllBytes(folder.resolve("packed"));
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(3).nextBytes(bytes);
        return bytes;
    }
}
