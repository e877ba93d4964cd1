package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rootbuild.command.Desk.Said;
import org.rootbuild.machine.Attachment;
import org.rootbuild.machine.Drive;

/** Disks booted by a recipe and from the command line, in a real QEMU. */
class BootTest {
    private static final String RECIPE = """
        recipe 'r'
        root('s') { pass('p') { copy local('%s'), '/disk.img' } }
        artifact('disk.img') { file root('s'), '/disk.img' }
        boot('it boots') {
            %s
        }
        """;

    @TempDir
    Path folder;

    /** A disk whose first sector prints a text on the serial port, then waits for a key and switches off. */
    private static byte[] disk(String text) {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
            code.writeBytes(hex("bafd03eca82074fbbaf803b0"));
            code.write(b);
            code.write(0xee);
        }
        code.writeBytes(hex("bafd03eca80174fb" + "ba0406b80020ef" + "faf4ebfd"));
        byte[] disk = Arrays.copyOf(code.toByteArray(), 1 << 20);
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        return disk;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private Desk recipe(String image, String... lines) throws Exception {
        return Desk.at(folder).write("r.groovy", RECIPE.formatted(image, String.join("\n    ", lines)));
    }

    @Test
    void aDiskThatWasBuiltIsBooted() throws Exception {
        Files.write(folder.resolve("made.img"), disk("login:"));
        Said said = recipe("made.img", "disk artifact('disk.img'), interface: 'sata'", "memory 32.MiB",
            "expect 'login:', within: 60.seconds", "send 'x'").call("run", "r");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.errors().contains("the console showed 'login:' after "), said.errors());
        assertArrayEquals(disk("login:"), Files.readAllBytes(folder.resolve("out/disk.img")));
    }

    @Test
    void aDiskThatLiesBesideTheRecipeIsBootedAndStaysAsItIs() throws Exception {
        Path image = Files.write(folder.resolve("made.img"), disk("login:"));
        Said said = recipe("made.img", "disk local('made.img'), interface: 'ide'", "expect 'login:'").call("run", "r");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.errors().contains("the console showed 'login:' after "), said.errors());
        assertArrayEquals(disk("login:"), Files.readAllBytes(image));
    }

    @Test
    void aCompressedDiskIsBootedToo() throws Exception {
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("made.img.gz")))) {
            out.write(disk("login:"));
        }
        Said said = recipe("made.img.gz", "disk artifact('disk.img')", "expect 'login:'").call("run", "r");
        assertEquals(0, said.status(), said.errors());
    }

    @Test
    void aDiskThatDoesNotBootUnderOneOfTwoFirmwaresFailsWithItsScreen() throws Exception {
        Files.write(folder.resolve("made.img"), disk("login:"));
        Said said = recipe("made.img", "disk artifact('disk.img')", "firmware 'bios', 'uefi'", "memory 128.MiB",
            "expect 'login:', within: 12.seconds").call("run", "r", "--on-error", "stop");
        assertEquals(1, said.status(), said.errors());
        assertTrue(said.errors().contains("the console showed 'login:' under bios after "), said.errors());
        assertTrue(said.errors().contains("its screen: "), said.errors());
        try (Stream<Path> all = Files.walk(folder.resolve(".rootbuild"))) {
            List<Path> pictures = all.filter(file -> file.endsWith("console-uefi.png")).toList();
            assertEquals(1, pictures.size());
            assertTrue(ImageIO.read(pictures.get(0).toFile()).getWidth() >= 640);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "firmware 'efi'                                   | 5:5: error: there is no firmware 'efi'. Did you mean 'uefi'?",
        "disk artifact('disk.img'), interface: 'satta'    | 5:5: error: a disk cannot be connected by 'satta'. Did you mean",
        "disk artifact('disk.img'), interface: 'sata', sectorSize: 4096 | 5:5: error: a disk on sata cannot have sectors",
        "memory 1023                                      | 5:5: error: ",
        "commandLine 'quiet'                              | 4:1: error: 'initrd' and 'commandLine' are for a kernel",
        "network true; network false                      | 5:5: error: 'network' is said twice",
    })
    void aMachineThatCannotBeIsSaidBeforeAnythingRuns(String line, String error) throws Exception {
        Files.write(folder.resolve("made.img"), new byte[512]);
        Said said = recipe("made.img", line, "disk artifact('disk.img')", "expect 'x'").call("check", "r");
        assertEquals(2, said.status(), said.errors());
        assertTrue(said.errors().startsWith("r.groovy:" + error), said.errors());
    }

    @Test
    void anEmptyDiskIsAFailure() throws Exception {
        Files.createFile(folder.resolve("made.img"));
        Said said = recipe("made.img", "disk artifact('disk.img')", "expect 'x'").call("run", "r", "--on-error", "stop");
        assertEquals(1, said.status(), said.errors());
        assertTrue(said.errors().contains("less than one sector"), said.errors());
    }

    @Test
    void theCommandHasTheMachinesConsoleAtItsOwnStreams() throws Exception {
        Path image = Files.write(folder.resolve("a disk.img"), disk("press a key"));
        Process program = start("boot", "a disk.img", "--memory", "32MiB");
        StringBuilder seen = new StringBuilder();
        var output = program.inputReader();
        while (!seen.toString().contains("press a key")) {
            int next = output.read();
            assertTrue(next >= 0, seen.toString());
            seen.append((char) next);
        }
        program.getOutputStream().write('x');
        program.getOutputStream().flush();
        assertEquals(0, program.waitFor());
        assertArrayEquals(disk("press a key"), Files.readAllBytes(image));
        try (Stream<Path> left = Files.walk(folder.resolve("store/tmp"))) {
            assertEquals(1, left.count(), "nothing is left in the folder for what is in the making");
        }
    }

    @Test
    void theCommandRefusesWhatCannotBe() throws Exception {
        Desk desk = Desk.at(folder);
        assertTrue(desk.call("boot").errors().contains("nothing to boot"));
        assertTrue(desk.call("boot", "d", "--firmware", "efi").errors().contains("Did you mean 'uefi'?"));
        assertTrue(desk.call("boot", "d", "--memory", "1").errors().contains("whole MiB"));
        assertTrue(desk.call("boot", "d", "--initrd", "i").errors().contains("--kernel FILE"));
        assertTrue(desk.call("boot", "missing.img").errors().contains("not a file that can be read"));
        assertEquals(2, desk.call("boot", "d", "--interface", "floppy").status());
        Files.write(folder.resolve("packed"), hex("1f8b08000000000002ff03000000000000000000"));
        assertTrue(desk.call("boot", "packed", "--write").errors().contains("compressed"));
    }

    @Test
    void anIsoThatCannotStartAsADiskIsPutInAsACdAndAnInitramfsIsToldApart() throws Exception {
        Path file = folder.resolve("a.iso");
        byte[] iso = new byte[17 * 2048];
        System.arraycopy("CD001".getBytes(StandardCharsets.US_ASCII), 0, iso, 16 * 2048 + 1, 5);
        Files.write(file, iso);
        assertEquals(Drive.cdrom(file), new BootImage("a.iso", file).drive(Attachment.VIRTIO, false));
        iso[510] = 0x55;
        iso[511] = (byte) 0xaa;
        Files.write(file, iso);
        assertEquals(Drive.disk(file, Attachment.USB), new BootImage("a.iso", file).drive(Attachment.USB, false));
        Files.writeString(folder.resolve("initrd"), "070701" + "0".repeat(104));
        assertTrue(Desk.at(folder).call("boot", "initrd").errors().contains("--kernel FILE --initrd initrd"));
    }

    private Process start(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
            System.getProperty("java.class.path"), "org.rootbuild.shell.Main"));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile())
            .redirectError(new File(folder.toFile(), "errors"));
        builder.environment().put("ROOTBUILD_STORE", folder.resolve("store").toString());
        return builder.start();
    }
}
