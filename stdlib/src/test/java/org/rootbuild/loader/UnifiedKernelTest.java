package org.rootbuild.loader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;

/** Unified kernel images beside binutils, and in a firmware. */
class UnifiedKernelTest {
    private static final Path STUB = Path.of("/usr/lib/systemd/boot/efi/linuxx64.efi.stub");

    @TempDir
    Path folder;

    private TestMachine machine;

    @BeforeEach
    void machine() {
        machine = new TestMachine(folder);
    }

    @Test
    void firmwareStartsItWithItsCommandLineAndAllItsInitrds() throws Exception {
        Path program = write(unified(content(TestMachine.kernel()),
            List.of(content(machine.initrd("first")), content(machine.overlay("second"))),
            "console=ttyS0 foo=\"a b\" it's=\\$x"));
        Path esp = folder.resolve("esp.img");
        TestMachine.run(folder, "sh", "-c", "truncate -s 64M esp.img && mkfs.vfat -F 32 esp.img >/dev/null"
            + " && mmd -i esp.img ::/EFI ::/EFI/BOOT && mcopy -i esp.img " + program + " ::/EFI/BOOT/BOOTX64.EFI");
        String console = machine.boot(esp, true, TestMachine.END);
        assertTrue(console.contains("CMDLINE<console=ttyS0 foo=\"a b\" it's=\\$x>"), console);
        assertTrue(console.contains("EXTRA<second>"), console);
    }

    @Test
    void binutilsFindEverySectionWithItsBytes() throws Exception {
        byte[] kernel = bytes(70_001);
        byte[] first = bytes(4097);
        byte[] second = bytes(511);
        Path program = write(unified(Content.of(kernel), List.of(Content.of(first), Content.of(second)), "quiet"));
        assertArrayEquals(kernel, section(program, ".linux"));
        byte[] initrd = Arrays.copyOf(first, 4100 + second.length);
        System.arraycopy(second, 0, initrd, 4100, second.length);
        assertArrayEquals(initrd, section(program, ".initrd"));
        assertArrayEquals("quiet".getBytes(), section(program, ".cmdline"));
        assertArrayEquals("ID=test\n".getBytes(), section(program, ".osrel"));
        for (String name : List.of(".text", ".data", ".sdmagic", ".sbat")) {
            assertArrayEquals(section(STUB, name), section(program, name), name);
        }
        String headers = TestMachine.run(folder, "objdump", "-h", program.toString());
        assertEquals(12, headers.lines().filter(line -> line.matches("\\s+\\d+ \\..*")).count(), headers);
    }

    @Test
    void itsKernelsVersionIsInIt() throws Exception {
        Path program = write(unified(content(TestMachine.kernel()), List.of(), ""));
        String version = new String(section(program, ".uname"));
        assertTrue(version.matches("[0-9]+\\.[0-9.]+-.*-amd64"), version);
    }

    @Test
    void twoRunsGiveTheSameBytes() throws Exception {
        Content kernel = Content.of(bytes(100_000));
        assertEquals(-1, Files.mismatch(write(unified(kernel, List.of(kernel), "a")),
            write(unified(kernel, List.of(kernel), "a"))));
    }

    @Test
    void aStubThatIsNoneIsRefused() throws Exception {
        byte[] stub = Files.readAllBytes(STUB);
        Content kernel = Content.of(new byte[10]);
        for (int cut : new int[] {0, 2, 0x40, 0x90, 0x200, 0x5000}) {
            assertThrows(Failure.class, () -> new UnifiedKernel(Content.of(Arrays.copyOf(stub, cut)), kernel, List.of(),
                new KernelArguments(List.of()), "").write(OutputStream.nullOutputStream()), "cut at " + cut);
        }
        Failure failure = assertThrows(Failure.class, () -> new UnifiedKernel(
            content(Path.of("/usr/lib/systemd/boot/efi/systemd-bootx64.efi")), kernel, List.of(),
            new KernelArguments(List.of()), "").write(OutputStream.nullOutputStream()));
        assertTrue(failure.getMessage().contains("none of systemd's") || failure.getMessage().contains("no room"),
            failure.getMessage());
    }

    @Test
    void aStubWithWildHeadersIsRefusedAndNeverReadsOutsideOfItself() throws Exception {
        byte[] stub = Files.readAllBytes(STUB);
        Random random = new Random(5);
        for (int round = 0; round < 2000; round++) {
            byte[] wild = stub.clone();
            for (int i = 0; i < 4; i++) {
                wild[random.nextInt(0x400)] = (byte) random.nextInt();
            }
            var unified = new UnifiedKernel(Content.of(wild), Content.of(new byte[600]), List.of(),
                new KernelArguments(List.of()), "");
            try {
                unified.write(new ByteArrayOutputStream());
            } catch (Failure refused) {
                assertTrue(!refused.remedy().isEmpty());
            }
        }
    }

    private static UnifiedKernel unified(Content kernel, List<Content> initrds, String line) throws IOException {
        return new UnifiedKernel(content(STUB), kernel, initrds, KernelArguments.of(List.of(line)), "ID=test\n");
    }

    private Path write(UnifiedKernel unified) throws IOException {
        Path file = Files.createTempFile(folder, "linux", ".efi");
        try (OutputStream out = Files.newOutputStream(file)) {
            unified.write(out);
        }
        return file;
    }

    private byte[] section(Path program, String name) throws Exception {
        Path out = Files.createTempFile(folder, "section", "");
        TestMachine.run(folder, "objcopy", "-O", "binary", "--only-section=" + name, program.toString(),
            out.toString());
        return Files.readAllBytes(out);
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    static Content content(Path file) throws IOException {
        long sizeBytes = Files.size(file);
        return new Content() {
            @Override
            public long sizeBytes() {
                return sizeBytes;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }
}
