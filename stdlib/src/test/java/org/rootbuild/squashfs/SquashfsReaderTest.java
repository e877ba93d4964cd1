package org.rootbuild.squashfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.MemoryVolume;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SquashfsReaderTest {
    @TempDir
    static Path folder;

    private Squash squash;

    @BeforeAll
    void begin() throws Exception {
        squash = new Squash(folder);
        squash.makeTree();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-comp xz", "-comp xz -Xbcj x86,arm -Xdict-size 100%", "-comp zstd",
        "-comp zstd -Xcompression-level 22 -b 1M", "-comp lz4", "-comp lz4 -Xhc", "-comp lzo", "-comp lzo -Xalgorithm"
        + " lzo1x_1", "-comp lzma", "-b 4096", "-b 1M", "-no-fragments", "-always-use-fragments", "-noI -noD -noF -noX",
        "-noI -noId", "-noD", "-noF", "-noX", "-no-xattrs", "-no-exports -no-duplicates", "-no-sparse", "-tailends",
        "-Xwindow-size 8 -Xstrategy filtered", "-all-root -b 4096", "-comp xz -b 4096 -tailends", "-nopad",
        "-no-hardlinks -processors 1", "-comp lzo -b 1M -always-use-fragments"})
    void everythingIsReadAsUnsquashfsReadsItWithAllOptionsOfMksquashfs(String options) throws Exception {
        squash.checkAgainstUnsquashfs(squash.image("x.squashfs", options));
    }

    @Test
    void theOracleSeesADifferenceOfOneByte() throws Exception {
        Path image = squash.image("noisy.squashfs", "-noD -noF");
        byte[] bytes = Files.readAllBytes(image);
        byte[] sought = "hello".getBytes();
        for (int i = 0; i < bytes.length - sought.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                bytes[i] = 'j';
            }
        }
        squash.bash("rm -rf out && unsquashfs -no-progress -quiet -d out noisy.squashfs");
        Files.write(image, bytes);
        try (FileVolume volume = FileVolume.forReading(image)) {
            Entry.PlainFile sparse = (Entry.PlainFile) SquashfsReader.open(volume).orElseThrow().tree().get("sparse")
                .orElseThrow();
            assertTrue(Files.mismatch(squash.file("out/sparse"), Files.write(squash.file("seen"),
                sparse.content().bytes())) == 2_500_000);
        }
    }

    @Test
    void factsOptionsAndListingsAreRight() throws Exception {
        Path image = squash.image("facts.squashfs", "-comp zstd -b 64K -mkfs-time 77");
        try (FileVolume volume = FileVolume.forReading(image)) {
            SquashfsReader reader = SquashfsReader.open(volume).orElseThrow();
            String said = squash.bash("unsquashfs -s facts.squashfs");
            assertTrue(said.contains("Filesystem size " + reader.facts().sizeBytes() + " bytes"), said);
            assertEquals("squashfs zstd 65536 77 0", reader.facts().kind() + " " + reader.compression() + " "
                + reader.blockBytes() + " " + reader.madeSeconds() + " " + reader.facts().freeBytes());
            FileTree tree = reader.tree();
            assertEquals(List.of("a b/new\nline", "a b/ünïcode"), tree.children("a b").stream().map(Entry::path).toList());
            assertEquals(List.of(), tree.children("text"));
            assertEquals(List.of("deep/er", "deep/er/and", "deep/er/and/deep.er", "deep/er/and/two", "deep/er/one"),
                tree.below("deep").map(Entry::path).toList());
            assertTrue(tree.get("text/x").isEmpty() && tree.get("many/file").isEmpty() && tree.get("x/y").isEmpty());
            Failure refused = assertThrows(Failure.class, reader::edit);
            assertTrue(refused.remedy().contains("squashfs root("), refused.remedy());
        }
    }

    @Test
    void whatIsNoSquashfsIsNone() throws Exception {
        assertTrue(SquashfsReader.open(new MemoryVolume(10)).isEmpty());
        assertTrue(SquashfsReader.open(new MemoryVolume(4096)).isEmpty());
    }

    @Test
    void manyThreadsReadAllFilesAtOnce() throws Exception {
        Path image = squash.image("threads.squashfs", "-comp gzip -b 8192");
        try (FileVolume volume = FileVolume.forReading(image)) {
            FileTree tree = SquashfsReader.open(volume).orElseThrow().tree();
            ExecutorService pool = Executors.newFixedThreadPool(4);
            try {
                Callable<Integer> all = () -> tree.entries().filter(Entry.PlainFile.class::isInstance)
                    .collect(Collectors.toList()).stream().mapToInt(entry -> hash((Entry.PlainFile) entry)).sum();
                List<Future<Integer>> sums = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    sums.add(pool.submit(all));
                }
                for (Future<Integer> sum : sums) {
                    assertEquals(sums.get(0).get(), sum.get());
                }
            } finally {
                pool.shutdown();
            }
        }
    }

    private static int hash(Entry.PlainFile file) {
        try (InputStream in = file.content().open()) {
            return java.util.Arrays.hashCode(in.readAllBytes());
        } catch (java.io.IOException trouble) {
            throw new java.io.UncheckedIOException(trouble);
        }
    }

    @Test
    void namesThatAreNoTextAreSpelt() throws Exception {
        squash.bash("mkdir -p odd; cd odd; touch $'\\xff\\xfeab' $'caf\\xc3\\xa9'; ln -s $'\\x80' link;"
            + " cd ..; mksquashfs odd odd.squashfs -quiet -no-progress -noappend");
        try (FileVolume volume = FileVolume.forReading(squash.file("odd.squashfs"))) {
            FileTree tree = SquashfsReader.open(volume).orElseThrow().tree();
            assertEquals(List.of("", "\\xFF\\xFEab", "café", "link"), tree.entries().map(Entry::path).toList());
            assertEquals("\\x80", ((Entry.Symlink) tree.get("link").orElseThrow()).target());
        }
    }

    @Test
    void aHundredThousandEntriesAreWalkedInLittleTime() throws Exception {
        Files.writeString(squash.file("hundred.py"), """
            import io, sys, tarfile
            with tarfile.open(fileobj=sys.stdout.buffer, mode='w|') as tar:
                for i in range(100000):
                    one = tarfile.TarInfo('d%d/f%d' % (i // 100, i % 100))
                    one.size = 8
                    tar.addfile(one, io.BytesIO(b'%8d' % i))
            """);
        squash.bash("python3 hundred.py | mksquashfs - hundred.squashfs -tar -quiet -no-progress -noappend"
            + " -no-duplicates");
        try (FileVolume volume = FileVolume.forReading(squash.file("hundred.squashfs"))) {
            FileTree tree = SquashfsReader.open(volume).orElseThrow().tree();
            long begin = System.nanoTime();
            assertEquals(101_001, tree.entries().count());
            assertTrue(System.nanoTime() - begin < 10_000_000_000L);
            assertArrayEquals("   99942".getBytes(), ((Entry.PlainFile) tree.get("d999/f42").orElseThrow()).content().bytes());
        }
    }
}
