package org.rootbuild.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rootbuild.image.HostTool.run;
import static org.rootbuild.image.HostTool.tried;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.compress.Compression;
import org.rootbuild.event.Activity;
import org.rootbuild.ext.ExtMaker;
import org.rootbuild.ext.ExtOptions;
import org.rootbuild.ext.ExtRevision;
import org.rootbuild.fat.FatKind;
import org.rootbuild.fat.FatMaker;
import org.rootbuild.fat.FatOptions;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.raid.MdArray;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.raid.MdUuid;
import org.rootbuild.raid.MdVersion;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Images that bmaptool copies to a disk on which every byte was something else before. */
class UsedTargetTest {
    private static final int MIB = 1 << 20;
    /** What a file holds in each sector until it is overwritten by zeros, which keeps its room. */
    private static final byte[] MARK = "to become a zero".getBytes(StandardCharsets.US_ASCII);
    private static final UUID ID = UUID.fromString("5d279172-1ed2-0bf2-3017-a5a8c86610be");

    @TempDir
    Path folder;
    private Bench bench;
    private Path content;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(folder);
        content = Files.createDirectories(folder.resolve("content/emptied")).getParent();
        Files.createDirectory(content.resolve("empty"));
        Files.write(content.resolve("zeros"), new byte[3 * MIB]);
        byte[] marks = new byte[MIB];
        for (int at = 0; at < MIB; at += MARK.length) {
            System.arraycopy(MARK, 0, marks, at, MARK.length);
        }
        Files.write(content.resolve("overwritten"), marks);
        byte[] mixed = new byte[2 * MIB];
        new Random(3).nextBytes(mixed);
        Arrays.fill(mixed, 100_000, 900_000, (byte) 0);
        Files.write(content.resolve("mixed"), mixed);
        for (int i = 0; i < 300; i++) {
            Files.writeString(content.resolve("emptied/a rather long name of file " + i), "text");
        }
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private Path divided(String label, int... sizesMib) throws Exception {
        Path disk = folder.resolve("made.img");
        StringBuilder script = new StringBuilder("label: " + label + "\\n");
        int at = 1;
        for (int size : sizesMib) {
            script.append("start=").append(at).append("MiB,size=").append(size).append("MiB\\n");
            at += size;
        }
        run("truncate", "-s", at + 1 + "M", disk);
        run("bash", "-c", "printf '" + script + "' | sfdisk -q " + disk);
        return disk;
    }

    private void make(FilesystemMaker maker, Volume into) throws Exception {
        maker.make(new FolderTree(content), into, Activity.SILENT);
        Filesystem.Edit edit = Filesystems.open(into).orElseThrow().edit();
        for (int i = 0; i < 300; i++) {
            assertTrue(edit.remove("emptied/a rather long name of file " + i));
        }
        edit.finish();
    }

    private static ExtMaker ext(ExtRevision revision, int blockSize) {
        return new ExtMaker(ExtOptions.builder(revision, ID).blockSize(blockSize).build());
    }

    private static void overwrite(Path made) throws IOException {
        try (FileVolume volume = FileVolume.forWriting(made)) {
            int count = 0;
            for (long at = 0; at + MIB <= volume.sizeBytes(); at += MIB) {
                byte[] bytes = volume.read(at, MIB).array();
                for (int i = 0; i < MIB; i += 512) {
                    if (Arrays.equals(bytes, i, i + MARK.length, MARK, 0, MARK.length)) {
                        volume.write(at + i, ByteBuffer.allocate(512));
                        count++;
                    }
                }
            }
            assertEquals(0, count % (MIB / 512));
            assertNotEquals(0, count);
        }
    }

    /** With holes wherever there are zeros. */
    private Path sparse(Path made) throws Exception {
        overwrite(made);
        Files.write(content.resolve("overwritten"), new byte[MIB]);
        for (int i = 0; i < 300; i++) {
            Files.deleteIfExists(content.resolve("emptied/a rather long name of file " + i));
        }
        Path disk = folder.resolve("disk.img");
        try (OpenImage image = bench.images().read(made)) {
            bench.output().raw(image.volume(), disk);
        }
        return disk;
    }

    private Path map(Path disk) throws Exception {
        Path map = folder.resolve("disk.bmap");
        try (OpenImage image = bench.images().read(disk)) {
            bench.output().blockMap(image.volume(), map, Activity.SILENT);
        }
        return map;
    }

    /** What lies outside of holes, and no more. */
    private Path mapOfData(Path disk) throws Exception {
        Path map = folder.resolve("data.bmap");
        try (FileVolume volume = FileVolume.forReading(disk)) {
            BlockMap made = new BlockMap(volume.sizeBytes());
            try (ImagePass pass = new ImagePass(volume, new DataRuns(volume), OutputStream.nullOutputStream(),
                Optional.of(made), Activity.SILENT)) {
                pass.run();
            }
            Files.write(map, made.xml());
        }
        return map;
    }

    /** A disk of noise, then what bmaptool makes of it. */
    private Path copied(Path image, Path map, long sizeBytes) throws Exception {
        Path target = folder.resolve("target.img");
        byte[] noise = new byte[MIB];
        Arrays.fill(noise, (byte) 0xff);
        try (OutputStream out = Files.newOutputStream(target)) {
            for (long left = sizeBytes; left > 0; left -= MIB) {
                out.write(noise, 0, (int) Math.min(MIB, left));
            }
        }
        // A plain file would be emptied first; no disk is.
        String device = run("losetup", "-f", "--show", target).strip();
        try {
            run("bmaptool", "copy", "--bmap", map, image, device);
        } finally {
            run("losetup", "-d", device);
        }
        return target;
    }

    /** What standard tools find wrong with the filesystems of a disk, and how many files differ. */
    private List<String> faults(Path disk, String... places) throws Exception {
        List<String> faults = new ArrayList<>();
        for (String place : places) {
            Path part = folder.resolve("part");
            try (FileVolume volume = FileVolume.forReading(disk)) {
                Volume data = DiskParts.data(new DiskParts(volume).volume(place));
                Files.deleteIfExists(part);
                try (FileVolume plain = FileVolume.create(part, data.sizeBytes())) {
                    plain.copy(0, data, new Range(0, data.sizeBytes()));
                }
            }
            Path files = folder.resolve("files");
            run("rm", "-rf", files);
            Files.createDirectory(files);
            boolean isFat = run("blkid", "-p", "-o", "value", "-s", "TYPE", part).strip().equals("vfat");
            HostTool.Said check = isFat ? tried("fsck.fat", "-n", part) : tried("e2fsck", "-fn", part);
            HostTool.Said out = isFat ? tried("bash", "-c", "mcopy -s -i " + part + " '::*' " + files)
                : tried("debugfs", "-R", "rdump / " + files, part);
            HostTool.Said same = tried("diff", "-r", "-x", "lost+found", content, files);
            if (check.status() + out.status() + same.status() != 0) {
                faults.add(place + ": " + check.text() + out.text() + same.text());
            }
        }
        return faults;
    }

    private void arrives(Path disk, String... places) throws Exception {
        assertEquals(List.of(), faults(disk, places));
        Path map = map(disk);
        Path target = copied(disk, map, Files.size(disk));
        assertEquals(List.of(), faults(target, places));
        assertTrue(mapped(map) < Files.size(disk) / 2, mapped(map) + " of " + Files.size(disk) + " bytes are mapped");
        Path old = copied(disk, mapOfData(disk), Files.size(disk));
        assertNotEquals(List.of(), faults(old, places));
    }

    private static long mapped(Path map) throws IOException {
        String text = Files.readString(map);
        return 4096 * Long.parseLong(text.replaceAll("(?s).*<MappedBlocksCount> (\\d+) .*", "$1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 32})
    void aFatKeepsItsTablesAndTheZerosOfItsFiles(int kind) throws Exception {
        Path disk = divided("dos", 50);
        try (FileVolume volume = FileVolume.forWriting(disk)) {
            make(new FatMaker(FatOptions.defaults().withKind(FatKind.valueOf("FAT" + kind)).withHiddenSectors(2048)),
                new DiskParts(volume).volume("1"));
        }
        arrives(sparse(disk), "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EXT2 1024", "EXT3 4096", "EXT4 4096"})
    void anExtFilesystemKeepsItsBitmapsJournalAndInodes(String kind) throws Exception {
        Path disk = divided("gpt", 96);
        String[] words = kind.split(" ");
        try (FileVolume volume = FileVolume.forWriting(disk)) {
            make(ext(ExtRevision.valueOf(words[0]), Integer.parseInt(words[1])), new DiskParts(volume).volume("1"));
        }
        arrives(sparse(disk), "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ext4 -E lazy_itable_init=1", "-t ext4 -b 1024 -E lazy_itable_init=0 -O ^flex_bg",
        "-t ext4 -O ^metadata_csum,uninit_bg -E lazy_itable_init=1 -b 1024", "-t ext4 -O bigalloc -C 16384",
        "-t ext4 -b 1024 -O meta_bg,^resize_inode"})
    void soDoesOneThatWasMadeElsewhereAndHasNoTable(String options) throws Exception {
        Path disk = folder.resolve("made.img");
        run("bash", "-c", "rm -r " + content + "/emptied/* && mke2fs -q -F -d " + content + " " + options + " " + disk
            + " 90M");
        arrives(sparse(disk), "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1_0", "V1_2"})
    void soDoesTheMemberOfAMirror(String version) throws Exception {
        Path disk = divided("dos", 20, 100);
        try (FileVolume volume = FileVolume.forWriting(disk)) {
            Volume place = new DiskParts(volume).volume("2");
            MdSuperblock member = MdSuperblock.of(MdArray.mirror(MdVersion.valueOf(version),
                MdUuid.parse("5d279172:1ed20bf2:3017a5a8:c86610be").orElseThrow(), 2, 1_600_000_000), 0,
                place.sizeBytes());
            member.write(place);
            make(ext(ExtRevision.EXT4, 4096), member.data(place));
        }
        arrives(sparse(disk), "2");
    }

    @Test
    void aCompressedImageHasAMapOfTheSameKind() throws Exception {
        Path made = divided("gpt", 50, 96);
        try (FileVolume volume = FileVolume.forWriting(made)) {
            make(new FatMaker(FatOptions.defaults().withHiddenSectors(2048)), new DiskParts(volume).volume("1"));
            make(ext(ExtRevision.EXT4, 4096), new DiskParts(volume).volume("2"));
        }
        Path disk = sparse(made);
        Path packed = folder.resolve("disk.img.zst");
        Path map = folder.resolve("packed.bmap");
        try (OpenImage image = bench.images().read(disk)) {
            bench.output().compressed(image.volume(), packed, Compression.zstd(3), Optional.of(map),
                Optional.empty(), Activity.SILENT);
        }
        assertEquals(List.of(), faults(copied(packed, map, Files.size(disk)), "1", "2"));
        // Unpacked again it has other holes, and the same counts.
        assertEquals(List.of(), faults(copied(packed, map(packed), Files.size(disk)), "1", "2"));
    }
}
