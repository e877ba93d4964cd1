package org.rootbuild.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rootbuild.problem.Failure;

class CompressorTest {
    private static final long MEMORY = 300L << 20;

    @TempDir
    Path folder;

    static List<Compression> all() {
        return List.of(Compression.gzip(1), Compression.gzip(6), Compression.gzip(9), Compression.xz(0),
            Compression.xz(1), new Compression(Codec.LZMA, 1), Compression.zstd(3),
            Compression.zstd(12));
    }

    private static String tool(Compression how) {
        return switch (how.codec()) {
            case GZIP -> "gzip";
            case XZ -> "xz";
            case LZMA -> "xz --format=lzma";
            default -> "zstd";
        };
    }

    @ParameterizedTest
    @MethodSource("all")
    void theStandardToolReadsWhatWasWrittenAtEverySize(Compression how) throws Exception {
        int block = GzipBlocks.BLOCK_BYTES;
        for (int size : new int[] {0, 1, block - 1, block, block + 1, 5 * block + 77}) {
            byte[] plain = text(size);
            Path file = folder.resolve("packed");
            Files.write(file, packed(plain, how, 2));
            HostTool.sh(folder, tool(how) + " -t < packed");
            HostTool.sh(folder, tool(how) + " -dc < packed > plain");
            assertArrayEquals(plain, Files.readAllBytes(folder.resolve("plain")), "size " + size);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theStandardToolRejectsADamagedFile(Compression how) throws Exception {
        byte[] packed = packed(text(3_000_000), how, 2);
        packed[packed.length / 2] ^= 0x55;
        Files.write(folder.resolve("packed"), packed);
        assertTrue(HostTool.attempt(folder, tool(how) + " -t < packed").failed());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theBytesDoNotDependOnTheNumberOfThreads(Compression how) throws Exception {
        byte[] plain = text(4_500_000);
        byte[] one = packed(plain, how, 1);
        assertArrayEquals(one, packed(plain, how, 2));
        assertArrayEquals(one, packed(plain, how, 5));
    }

    @Test
    void aFlushOnTheWayDoesNotChangeTheBytes() throws Exception {
        byte[] plain = text(100_000);
        for (Compression how : all()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new Compressor(2, MEMORY).open(bytes, how)) {
                for (int i = 0; i < plain.length; i += 10_000) {
                    out.write(plain, i, 10_000);
                    out.flush();
                }
            }
            assertArrayEquals(packed(plain, how, 2), bytes.toByteArray());
        }
    }

    @Test
    void gzipIsOneMemberWithoutTimeAndName() throws Exception {
        byte[] packed = packed(text(3_000_000), Compression.gzip(6), 2);
        assertArrayEquals(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, -1}, java.util.Arrays.copyOf(packed, 10));
        InputStream in = new GzipMember(new PeekInput(new ByteArrayInputStream(packed), "x"));
        assertEquals(3_000_000, in.readAllBytes().length);
    }

    @Test
    void gzipIsHardlyLargerThanWhatGzipMakes() throws Exception {
        byte[] plain = text(8_000_000);
        Files.write(folder.resolve("plain"), plain);
        HostTool.sh(folder, "gzip -6 -n < plain > packed");
        long theirs = Files.size(folder.resolve("packed"));
        long ours = packed(plain, Compression.gzip(6), 2).length;
        assertTrue(ours < theirs * 1.005, ours + " against " + theirs);
    }

    @Test
    void xzIsOneStreamOfSeveralBlocksWithACheckThatEveryKernelKnows() throws Exception {
        Files.write(folder.resolve("packed.xz"), packed(text(4_500_000), Compression.xz(1), 2));
        String list = HostTool.sh(folder, "xz --robot --list packed.xz | grep ^file");
        List<String> fields = List.of(list.trim().split("\t"));
        assertEquals("1", fields.get(1), "streams");
        assertTrue(Integer.parseInt(fields.get(2)) > 1, "blocks: " + list);
        assertEquals("CRC32", fields.get(6));
    }

    @Test
    void xzThatNeedsMoreMemoryThanAllowedIsRefusedInASentence() {
        Failure failure = assertThrows(Failure.class,
            () -> new Compressor(2, 100L << 20).open(new ByteArrayOutputStream(), Compression.xz(9)));
        assertTrue(failure.getMessage().startsWith("xz at level 9 needs "), failure.getMessage());
    }

    @Test
    void aLevelThatDoesNotExistIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Compression.gzip(0));
        assertThrows(IllegalArgumentException.class, () -> Compression.zstd(20));
        assertThrows(IllegalArgumentException.class, () -> new Compression(Codec.LZ4, 13));
    }

    @Test
    void aTargetThatIsFullEndsTheWritingAndNoThreadStays() throws Exception {
        OutputStream full = new OutputStream() {
            private int left = 1000;

            @Override
            public void write(int one) throws IOException {
                if (--left < 0) {
                    throw new IOException("No space left on device");
                }
            }
        };
        OutputStream out = new Compressor(2, MEMORY).open(full, Compression.gzip(6));
        byte[] plain = new byte[20_000_000];
        new Random(1).nextBytes(plain);
        IOException trouble = assertThrows(IOException.class, () -> out.write(plain));
        assertEquals("No space left on device", trouble.getMessage());
        out.close();
        // A thread whose work is over needs a moment until it is gone.
        long patience = System.nanoTime() + 5_000_000_000L;
        while (compressing() && System.nanoTime() < patience) {
            Thread.sleep(5);
        }
        assertFalse(compressing());
    }

    private static boolean compressing() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(one -> one.getName().equals("compress"));
    }

    @Test
    void noFileOfTheNativeLibraryStaysBehind() throws Exception {
        packed(text(10), Compression.zstd(3), 1);
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith("rootbuild-zstd")));
        }
    }

    static byte[] packed(byte[] plain, Compression how, int threads) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new Compressor(threads, MEMORY).open(bytes, how)) {
            int done = 0;
            while (done < plain.length) {
                int count = Math.min(plain.length - done, 7 + done % 70_000);
                out.write(plain, done, count);
                done += count;
            }
        }
        return bytes.toByteArray();
    }

    /** Words in no order, with matches near and far. */
    static byte[] text(int size) {
        Random random = new Random(42);
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append("word").append(random.nextInt(5000)).append(random.nextInt(9) == 0 ? '\n' : ' ');
        }
        return java.util.Arrays.copyOf(text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII), size);
    }
}
