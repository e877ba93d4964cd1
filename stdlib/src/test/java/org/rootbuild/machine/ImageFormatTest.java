package org.rootbuild.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.process.Command;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

class ImageFormatTest {
    private static final Tools TOOLS = new Tools("/usr/bin:/bin:/usr/sbin:/sbin");

    @TempDir
    Path folder;

    private final Processes processes = new Processes(TOOLS);

    @AfterEach
    void end() {
        processes.close();
    }

    @ParameterizedTest
    @CsvSource({"raw,size=1M", "qcow2,compat=1.1", "qcow2,compat=0.10", "vmdk,subformat=monolithicSparse",
        "vmdk,subformat=streamOptimized", "vdi,static=off", "vpc,subformat=dynamic", "vpc,subformat=fixed",
        "vhdx,subformat=dynamic"})
    void aFormatIsKnownByItsBytes(String driver, String options) throws Exception {
        Path raw = new BootSector().halt().write(folder.resolve("raw"));
        Path image = folder.resolve("image");
        run("qemu-img", "convert", "-f", "raw", "-O", driver, "-o", options, raw.toString(), image.toString());
        assertEquals(driver, ImageFormat.of(image).driver());
    }

    @Test
    void anImageThatStandsOnAnotherFileIsRefused() throws Exception {
        Path raw = new BootSector().halt().write(folder.resolve("raw"));
        Path backed = folder.resolve("backed");
        run("qemu-img", "create", "-f", "qcow2", "-b", raw.toString(), "-F", "raw", backed.toString());
        Path apart = folder.resolve("apart");
        run("qemu-img", "create", "-f", "qcow2", "-o", "data_file=" + folder.resolve("data"), apart.toString(), "1M");
        Path described = folder.resolve("described.vmdk");
        run("qemu-img", "create", "-f", "vmdk", "-o", "subformat=monolithicFlat", described.toString(), "1M");
        for (Path image : new Path[] {backed, apart, described}) {
            Failure refused = assertThrows(Failure.class, () -> ImageFormat.of(image));
            assertTrue(refused.getMessage().contains("names another file"), refused.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "zstd", "bzip2", "lz4"})
    void aCompressedImageIsUnpackedWithHoles(String tool) throws Exception {
        byte[] bytes = new byte[9 << 20];
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        System.arraycopy(noise, 0, bytes, 5 << 20, noise.length);
        Path plain = Files.write(folder.resolve("disk.img"), bytes);
        Path packed = folder.resolve("packed");
        run("bash", "-c", "exec \"$0\" -c \"$1\" > \"$2\"", tool, plain.toString(), packed.toString());
        Path unpacked = UnpackedImage.of(packed, folder);
        assertArrayEquals(bytes, Files.readAllBytes(unpacked));
        assertTrue(blocks(unpacked) * 512 < 1 << 20, "zeros are holes");
        assertNotEquals(plain, unpacked);
        assertEquals(plain, UnpackedImage.of(plain, folder));
    }

    @Test
    void aCutCompressedImageIsAFailure() throws Exception {
        Path plain = Files.write(folder.resolve("disk.img"), new byte[9 << 20]);
        run("gzip", plain.toString());
        Path packed = folder.resolve("disk.img.gz");
        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(whole, whole.length / 2));
        Failure cut = assertThrows(Failure.class, () -> UnpackedImage.of(packed, folder));
        assertTrue(cut.getMessage().contains(packed.toString()), cut.getMessage());
    }

    private static long blocks(Path file) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return Long.parseLong(new String(stat.getInputStream().readAllBytes()).strip());
    }

    /** Tools find others by the search path, such as bash its commands. */
    private void run(String tool, String... arguments) throws Exception {
        processes.run(Command.of(TOOLS.find(tool), arguments)
            .environment(Map.of("PATH", TOOLS.searchPath())), Activity.SILENT::log);
    }
}
