package org.rootbuild.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rootbuild.image.HostTool.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

class ImagesTest {
    @TempDir
    Path folder;
    private Path scratch;
    private Bench bench;

    @BeforeEach
    void prepare() throws IOException {
        scratch = Files.createDirectory(folder.resolve("scratch"));
        bench = new Bench(scratch);
    }

    @AfterEach
    void end() throws IOException {
        bench.close();
        try (var left = Files.list(scratch)) {
            assertEquals(0, left.count());
        }
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void anEditOfEveryFormatIsSeenByTheToolOfQemu(ImageFormat format) throws Exception {
        Path raw = Bench.disk(folder.resolve("disk.raw"));
        Path image = folder.resolve("image");
        run("qemu-img", "convert", "-f", "raw", "-O", format.qemuName(), raw, image);
        byte[] before = Files.readAllBytes(image);
        try (OpenImage open = bench.images().edit(image)) {
            assertEquals(format, open.format());
            open.volume().write(7 << 20, ByteBuffer.wrap("changed".getBytes()));
            assertArrayEquals(before, Files.readAllBytes(image));
        }
        assertArrayEquals(before, Files.readAllBytes(image));
        try (OpenImage open = bench.images().edit(image, 64 << 20)) {
            open.volume().write(7 << 20, ByteBuffer.wrap("changed".getBytes()));
            open.volume().write((64 << 20) - 3, ByteBuffer.wrap("end".getBytes()));
            open.commit();
        }
        Path back = folder.resolve("back");
        run("qemu-img", "convert", "-f", format.qemuName(), "-O", "raw", image, back);
        assertEquals("changed", run("bash", "-c", "tail -c +" + ((7 << 20) + 1) + " " + back + " | head -c 7"));
        assertEquals("end", run("bash", "-c", "head -c " + (64 << 20) + " " + back + " | tail -c 3"));
    }

    @Test
    void anImageThatStandsOnAnotherFileIsRefused() throws Exception {
        Path secret = Files.write(folder.resolve("secret"), new byte[1 << 20]);
        Path backed = folder.resolve("backed.qcow2");
        run("qemu-img", "create", "-q", "-f", "qcow2", "-b", secret, "-F", "raw", backed);
        refused(backed, "backing file");
        Path data = folder.resolve("data.qcow2");
        run("qemu-img", "create", "-q", "-f", "qcow2", "-o", "data_file=" + folder.resolve("d.raw"), data, "1M");
        refused(data, "data in another file");
        Path flat = Files.writeString(folder.resolve("flat.vmdk"), "# Disk DescriptorFile\nversion=1\nCID=fffffffe\n"
            + "parentCID=ffffffff\ncreateType=\"monolithicFlat\"\n\nRW 16 FLAT \"/etc/shadow\" 0\n");
        refused(flat, "/etc/shadow");
        Path child = folder.resolve("child.vmdk");
        run("qemu-img", "create", "-q", "-f", "vmdk", folder.resolve("parent.vmdk"), "1M");
        run("qemu-img", "create", "-q", "-f", "vmdk", "-b", folder.resolve("parent.vmdk"), "-F", "vmdk", child);
        refused(child, "parent");
    }

    /** What QEMU would open of a VMDK, however its description says it: that it would is asked of it first. */
    @Test
    void noTrickMakesAVmdkShowAnotherFile() throws Exception {
        Path secret = Files.write(folder.resolve("secret"), "secret".repeat(200_000).getBytes());
        Path link = Files.createSymbolicLink(scratch.resolveSibling("link"), secret);
        String head = "# Disk DescriptorFile\nversion=1\nCID=fffffffe\nparentCID=ffffffff\n"
            + "createType=\"monolithicFlat\"\n";
        String extent = "RW %s2048 FLAT \"%s\" 0\n";
        Path empty = folder.resolve("empty");
        Files.write(empty, emptySparse(head + String.format(extent, "", secret)));
        List<byte[]> images = List.of((head + String.format(extent, "+", secret)).getBytes(),
            (head + String.format(extent, "", secret).replaceFirst(" ", "\n")).getBytes(),
            (head + "# filled up\n".repeat(20_000) + String.format(extent, "", secret)).getBytes(),
            (head + String.format(extent, "", link.getFileName())).getBytes(),
            (head + String.format(extent, "", "empty").replace("FLAT", "SPARSE")).replace("\" 0", "\"").getBytes(),
            Files.readAllBytes(empty), movedDescription());
        for (int i = 0; i < images.size(); i++) {
            Path image = Files.write(folder.resolve(i + ".vmdk"), images.get(i));
            String shown = run("bash", "-c", "qemu-img convert -f vmdk -O raw " + image + " " + folder
                + "/shown && head -c 6 " + folder + "/shown");
            assertEquals("secret", shown, image.toString());
            refused(image, "which is not opened");
            assertThrows(Failure.class, () -> org.rootbuild.machine.ImageFormat.of(image));
        }
    }

    /** A sparse extent without sectors, and a description behind its header. */
    private static byte[] emptySparse(String description) {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.put("KDMV".getBytes()).putInt(1).putInt(3).putLong(0).putLong(128).putLong(1).putLong(20).putInt(512);
        return bytes.position(512).put(description.getBytes()).array();
    }

    /** A child whose header says that its description is another one, which names no parent. */
    private byte[] movedDescription() throws Exception {
        Path parent = folder.resolve("parent.vmdk");
        run("qemu-img", "convert", "-f", "raw", "-O", "vmdk", folder.resolve("secret"), parent);
        Path child = folder.resolve("moved.vmdk");
        run("qemu-img", "create", "-q", "-f", "vmdk", "-b", parent, "-F", "vmdk", child);
        byte[] bytes = Files.readAllBytes(child);
        ByteBuffer moved = ByteBuffer.allocate(bytes.length + 512).order(java.nio.ByteOrder.LITTLE_ENDIAN).put(bytes);
        moved.put("parentCID=ffffffff\n".getBytes());
        return moved.putLong(28, bytes.length / 512).array();
    }

    @Test
    void anEncryptedImageIsCalledSo() throws Exception {
        Path image = folder.resolve("locked.qcow2");
        // Not luks: qemu-img times its key function by the processor's clock and gives up where that is too coarse.
        run("qemu-img", "create", "-q", "-f", "qcow2", "--object", "secret,id=s,data=word", "-o",
            "encrypt.format=aes,encrypt.key-secret=s", image, "1M");
        refused(image, "is encrypted");
    }

    @ParameterizedTest
    @CsvSource({"qcow2,compat=0.10", "qcow2,'cluster_size=2097152,extended_l2=on,lazy_refcounts=on'",
        "vpc,subformat=fixed", "vpc,subformat=dynamic", "vdi,static=on", "vmdk,subformat=streamOptimized"})
    void anEditedImageIsOfTheKindThatItWas(String format, String options) throws Exception {
        Path raw = Bench.disk(folder.resolve("disk.raw"));
        Path image = folder.resolve("image");
        run("qemu-img", "convert", "-f", "raw", "-O", format, "-o", options, raw, image);
        String kind = kind(image, format);
        try (OpenImage open = bench.images().edit(image)) {
            open.volume().write(7 << 20, ByteBuffer.wrap("changed".getBytes()));
            open.commit();
        }
        assertEquals(kind, kind(image, format));
        run("qemu-img", "convert", "-f", format, "-O", "raw", image, folder.resolve("back"));
        assertEquals("changed", run("bash", "-c", "tail -c +" + ((7 << 20) + 1) + " " + folder.resolve("back")
            + " | head -c 7"));
    }

    /** What the tool says of it; of fixed images it says nothing, but their files have all of the disk's bytes. */
    private static String kind(Path image, String format) throws Exception {
        String said = run("qemu-img", "info", "-f", format, image)
            .replaceAll("(?m)^(disk size|.*[cC]id:|.*CID).*$", "");
        boolean isFixed = Files.size(image) >= 8 << 20 && !format.equals("qcow2");
        return said + isFixed;
    }

    private void refused(Path image, String why) {
        Failure failure = assertThrows(Failure.class, () -> bench.images().read(image));
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
        assertThrows(Failure.class, () -> bench.images().edit(image));
    }

    @Test
    void snapshotsAreNotLostByAnEdit() throws Exception {
        Path image = folder.resolve("disk.qcow2");
        run("qemu-img", "create", "-q", "-f", "qcow2", image, "1M");
        run("qemu-img", "snapshot", "-c", "one", image);
        Failure failure = assertThrows(Failure.class, () -> bench.images().edit(image));
        assertTrue(failure.getMessage().contains("snapshots"), failure.getMessage());
    }

    @Test
    void damagedImagesAreRefusedWithASentence() throws Exception {
        Path good = folder.resolve("good.qcow2");
        run("qemu-img", "create", "-q", "-f", "qcow2", good, "16M");
        run("qemu-io", "-f", "qcow2", "-c", "write -P 7 0 4M", good);
        byte[] bytes = Files.readAllBytes(good);
        for (int turn = 0; turn < 15; turn++) {
            byte[] damaged = bytes.clone();
            Random random = new Random(turn);
            for (int i = 0; i < 20; i++) {
                damaged[8 + random.nextInt(700)] = (byte) random.nextInt();
            }
            Path image = Files.write(folder.resolve("damaged" + turn), damaged);
            try (OpenImage opened = bench.images().read(image)) {
                assertTrue(opened.volume().sizeBytes() >= 0);
            } catch (Failure said) {
                assertTrue(said.getMessage().length() > 10 && said.remedy().length() > 10);
            }
        }
        Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(bytes, 100));
        assertThrows(Failure.class, () -> bench.images().read(cut));
    }

    @Test
    void whatIsNoImageIsSaid() throws Exception {
        assertThrows(Failure.class, () -> bench.images().read(folder.resolve("absent")));
        assertThrows(Failure.class, () -> bench.images().read(folder));
        Path packed = folder.resolve("disk.img");
        Files.write(packed, new byte[5000]);
        run("gzip", packed);
        Failure failure = assertThrows(Failure.class, () -> bench.images().edit(folder.resolve("disk.img.gz")));
        assertTrue(failure.getMessage().contains("compressed with gzip"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"gzip,.gz,raw", "xz,.xz,raw", "zstd --rm,.zst,raw", "bzip2,.bz2,raw", "gzip,.gz,qcow2"})
    void compressedImagesAreReadAndConverted(String tool, String ending, String format) throws Exception {
        Path disk = Bench.disk(folder.resolve("disk.img"));
        Path packed = folder.resolve("packed");
        run("qemu-img", "convert", "-O", format, disk, packed);
        run("bash", "-c", tool + " -q " + packed);
        Path file = folder.resolve("packed" + ending);
        try (OpenImage image = bench.images().read(file)) {
            bench.output().raw(image.volume(), folder.resolve("plain.img"));
            bench.output().convert(image, file, folder.resolve("converted.vmdk"), ImageFormat.VMDK, "converted.vmdk");
        }
        assertEquals(-1, Files.mismatch(disk, folder.resolve("plain.img")));
        run("qemu-img", "compare", folder.resolve("converted.vmdk"), disk);
        assertEquals(List.of(), Files.list(scratch).toList());
        byte[] stored = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(stored, stored.length / 2));
        Failure cut = assertThrows(Failure.class, () -> bench.images().read(file));
        assertTrue(cut.getMessage().startsWith("unpacking "), cut.getMessage());
        assertEquals(List.of(), Files.list(scratch).toList());
    }

    @Test
    void aMissingToolIsNamedWithItsPackage() throws Exception {
        Path image = folder.resolve("disk.qcow2");
        run("qemu-img", "create", "-q", "-f", "qcow2", image, "1M");
        Tools none = new Tools("/nowhere");
        try (Processes processes = new Processes(none)) {
            Images images = new Images(new QemuImg(none, processes), scratch, "a test");
            HostLacks lacks = assertThrows(HostLacks.class, () -> images.read(image));
            assertTrue(lacks.remedy().contains("qemu-utils"), lacks.remedy());
            assertThrows(HostLacks.class, () -> images.edit(image));
        }
        assertEquals(1, Files.list(folder).filter(file -> file.toString().contains("qcow2")).count());
    }
}
