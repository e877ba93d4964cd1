package org.rootbuild.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rootbuild.image.HostTool.run;
import static org.rootbuild.image.HostTool.tried;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.compress.Compression;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.MemoryVolume;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

class ImageOutputTest {
    private static final Map<String, Compression> CODECS = Map.of("gz", Compression.gzip(6), "xz", Compression.xz(1),
        "zst", Compression.zstd(3));

    @TempDir
    Path folder;
    private Bench bench;
    private Path disk;

    @BeforeEach
    void prepare() throws IOException {
        bench = new Bench(folder);
        disk = Bench.disk(folder.resolve("disk.img"));
    }

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void aRawImageHasHolesWhereverThereAreZeros() throws Exception {
        Path plain = folder.resolve("plain.img");
        run("cp", "--sparse=never", disk, plain);
        Path target = folder.resolve("out.img");
        try (OpenImage image = bench.images().read(plain)) {
            bench.output().raw(image.volume(), target);
        }
        run("cmp", plain, target);
        long wanted = Long.parseLong(run("bash", "-c", "cp --sparse=always " + plain + " " + folder.resolve("cp.img")
            + " && stat -c %b " + folder.resolve("cp.img")).strip());
        long blocks = Long.parseLong(run("stat", "-c", "%b", target).strip());
        assertTrue(blocks <= wanted + 64, blocks + " blocks of 512 bytes, cp has " + wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz", "zst"})
    void whatIsCompressedUnpacksToTheImageAndIsWrittenByBmaptool(String ending) throws Exception {
        Path target = folder.resolve("out.img." + ending);
        Path map = folder.resolve("out.img.bmap");
        Path sum = folder.resolve("out.img." + ending + ".sha256");
        compress(target, map, sum, CODECS.get(ending));
        String tool = Map.of("gz", "gzip", "xz", "xz", "zst", "zstd").get(ending);
        run(tool, "-t", target);
        run("bash", "-c", tool + " -dc " + target + " | cmp - " + disk);
        run("bash", "-c", "cd " + folder + " && sha256sum -c " + sum.getFileName());
        Path copied = folder.resolve("copied.img");
        run("bmaptool", "copy", target, copied);
        run("cmp", copied, disk);
        String text = Files.readString(map);
        assertTrue(text.contains("<MappedBlocksCount>") && !text.contains("<MappedBlocksCount> 10241 "), text);
    }

    private void compress(Path target, Path map, Path sum, Compression compression) throws Exception {
        try (OpenImage image = bench.images().read(disk)) {
            bench.output().compressed(image.volume(), target, compression, Optional.of(map), Optional.of(sum),
                Activity.SILENT);
        }
    }

    @Test
    void bmaptoolRefusesAnImageThatDoesNotFitToItsBlockMap() throws Exception {
        Path target = folder.resolve("out.img.gz");
        Path map = folder.resolve("out.img.bmap");
        compress(target, map, folder.resolve("sum"), Compression.gzip(1));
        try (Volume volume = FileVolume.forWriting(disk)) {
            volume.write(2 << 20, ByteBuffer.wrap("damage".getBytes()));
        }
        assertNotEquals(0, tried("bmaptool", "copy", "--bmap", map, disk, folder.resolve("copied")).status());
        byte[] bytes = Files.readAllBytes(map);
        bytes[bytes.length / 2] ^= 1;
        Files.write(map, bytes);
        assertNotEquals(0, tried("bmaptool", "copy", target, folder.resolve("copied")).status());
    }

    @Test
    void twoRunsGiveTheSameBytesHoweverManyHolesThereAre() throws Exception {
        compress(folder.resolve("1.gz"), folder.resolve("1.bmap"), folder.resolve("1.sum"), Compression.gzip(6));
        byte[] first = Files.readAllBytes(folder.resolve("1.gz"));
        run("cp", "--sparse=never", disk, folder.resolve("full.img"));
        disk = folder.resolve("full.img");
        compress(folder.resolve("1.gz"), folder.resolve("2.bmap"), folder.resolve("2.sum"), Compression.gzip(6));
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("1.gz")));
    }

    @ParameterizedTest
    @EnumSource(value = ImageFormat.class, names = "RAW", mode = EnumSource.Mode.EXCLUDE)
    void everyFormatHoldsTheSameDiskAndIsTheSameTwice(ImageFormat format) throws Exception {
        Path first = converted("1", format);
        Path second = converted("2", format);
        run("qemu-img", "compare", "-f", "raw", "-F", format.qemuName(), disk, first);
        if (format != ImageFormat.VHD) {
            run("qemu-img", "check", "-f", format.qemuName(), first);
        }
        assertEquals(format, ImageFormat.of(first));
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        long blocks = Long.parseLong(run("stat", "-c", "%b", first).strip());
        assertTrue(blocks * 512 < 12 << 20, "zeros are in it: " + blocks);
        try (OpenImage back = bench.images().read(first)) {
            bench.output().raw(back.volume(), folder.resolve("back.img"));
            assertEquals((40 << 20) + 512, back.volume().sizeBytes());
        }
        run("cmp", folder.resolve("back.img"), disk);
    }

    private Path converted(String name, ImageFormat format) throws Exception {
        Path target = folder.resolve(name + "." + format.word());
        try (OpenImage image = bench.images().read(disk)) {
            bench.output().convert(image, disk, target, format, "disk." + format.word());
        }
        return target;
    }

    @Test
    void aFailureLeavesWhatWasThereAndNothingElse() throws Exception {
        Path target = Files.writeString(folder.resolve("out.img.gz"), "old");
        Volume broken = new Volume() {
            private final Volume whole = new MemoryVolume(50 << 20);

            @Override
            public long sizeBytes() {
                return whole.sizeBytes();
            }

            @Override
            public void read(long at, ByteBuffer into) throws IOException {
                if (at > 20 << 20) {
                    throw new Failure("the disk cannot be read", "Mend it.");
                }
                whole.read(at, into);
            }

            @Override
            public void write(long at, ByteBuffer from) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void zero(Range range) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void copy(long at, java.nio.channels.FileChannel from, Range part) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<Range> nextData(long from) {
                return from < sizeBytes() ? Optional.of(new Range(from, sizeBytes() - from)) : Optional.empty();
            }

            @Override
            public void sync() {
                throw new UnsupportedOperationException();
            }
        };
        assertThrows(Failure.class, () -> bench.output().compressed(broken, target, Compression.gzip(1),
            Optional.of(folder.resolve("map")), Optional.empty(), Activity.SILENT));
        assertThrows(Failure.class, () -> bench.output().raw(broken, target));
        assertEquals("old", Files.readString(target));
        assertFalse(Files.exists(folder.resolve("map")));
        try (var left = Files.list(folder)) {
            assertEquals(2, left.count());
        }
    }

    @Test
    void aFullDiskLeavesNothingHalfWritten() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        run("mount", "-t", "tmpfs", "-o", "size=1m", "none", small);
        try {
            Failure full = assertThrows(Failure.class, () -> compress(small.resolve("out.img.gz"),
                small.resolve("map"), small.resolve("sum"), Compression.gzip(1)));
            assertTrue(full.getMessage().contains("out.img.gz did not work: No space"), full.getMessage());
            assertThrows(Failure.class, () -> {
                try (OpenImage image = bench.images().read(disk)) {
                    bench.output().convert(image, disk, small.resolve("out.qcow2"), ImageFormat.QCOW2, "out.qcow2");
                }
            });
            try (var left = Files.list(small)) {
                assertEquals(0, left.count());
            }
        } finally {
            run("umount", small);
        }
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndWhatALivingOneMakesIsNot() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            long started = other.info().startInstant().orElseThrow().toEpochMilli();
            Path living = Files.createFile(folder.resolve(".out.img." + other.pid() + "-" + started + ".unfinished"));
            Path reused = Files.createFile(folder.resolve(".out.img." + other.pid() + "-1.unfinished"));
            Path dead = Files.createFile(folder.resolve(".out.img.999999999-1.unfinished"));
            Path another = Files.createFile(folder.resolve(".out.img.bmap.999999999-1.unfinished"));
            bench.output().raw(new MemoryVolume(4096), folder.resolve("out.img"));
            assertTrue(Files.exists(living) && Files.exists(another) && Files.exists(folder.resolve("out.img")));
            assertFalse(Files.exists(dead) || Files.exists(reused));
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void anEmptyDiskAndOneOfAByteGoThrough() throws Exception {
        for (int size : new int[] {0, 1, 4096, 4097}) {
            Path target = folder.resolve("tiny.gz");
            Volume volume = new MemoryVolume(size);
            if (size > 0) {
                volume.write(size - 1, ByteBuffer.wrap(new byte[] {7}));
            }
            bench.output().compressed(volume, target, Compression.gzip(6), Optional.of(folder.resolve("tiny.bmap")),
                Optional.empty(), Activity.SILENT);
            assertEquals(Integer.toString(size), run("bash", "-c", "gzip -dc " + target + " | wc -c").strip());
        }
    }
}
