package org.rootbuild.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Command;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

/** Machines that boot from disks. */
class DiskBootTest {
    private static final Tools TOOLS = new Tools("/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Processes processes = new Processes(TOOLS);
    private final Heard heard = new Heard();

    @AfterEach
    void end() {
        processes.close();
    }

    @ParameterizedTest
    @EnumSource
    void aDiskBootsHoweverItIsConnected(Attachment attachment) throws Exception {
        Path image = new BootSector().print("up\r\n").halt().write(folder.resolve("a, b.img"));
        try (Guest guest = start(Machine.of(List.of(Drive.disk(image, attachment))))) {
            guest.expect("up", LONG);
        }
    }

    @Test
    void theFirstDiskIsBootedWhateverTheOthersAreConnectedBy() throws Exception {
        Path one = new BootSector().print("one").halt().write(folder.resolve("1"));
        Path two = new BootSector().print("two").halt().write(folder.resolve("2"));
        try (Guest guest = start(Machine.of(List.of(Drive.disk(two, Attachment.USB),
            Drive.disk(one, Attachment.VIRTIO))))) {
            guest.expect("two", LONG);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VIRTIO", "IDE"})
    void aCdIsTriedBehindADiskThatHoldsNothing(Attachment attachment) throws Exception {
        Path empty = Files.write(folder.resolve("empty"), new byte[1 << 20]);
        Path cd = new BootSector().print("from the CD").halt().writeCd(folder.resolve("cd.iso"));
        try (Guest guest = start(Machine.of(List.of(Drive.disk(empty, attachment), Drive.cdrom(cd))))) {
            guest.expect("from the CD", LONG);
        }
    }

    @Test
    void whatTheMachineWritesStaysOutOfTheImageUnlessItIsToBeKept() throws Exception {
        BootSector sector = new BootSector().copyToSecondSector().print("written").halt();
        Path image = sector.write(folder.resolve("disk"));
        byte[] before = Files.readAllBytes(image);
        assertTrue(image.toFile().setWritable(false), "so that nothing can");
        try (Guest guest = start(Machine.of(List.of(Drive.disk(image, Attachment.VIRTIO))))) {
            guest.expect("written", LONG);
        }
        assertArrayEquals(before, Files.readAllBytes(image));
        assertTrue(image.toFile().setWritable(true));
        try (Guest guest = start(Machine.of(List.of(Drive.disk(image, Attachment.VIRTIO).kept(true))))) {
            guest.expect("written", LONG);
        }
        assertArrayEquals(sector.bytes(), Arrays.copyOfRange(Files.readAllBytes(image), 512, 1024));
        try (Stream<Path> left = Files.list(folder.resolve("scratch"))) {
            assertEquals(List.of(), left.filter(file -> !file.endsWith(Monitor.SOCKET)).toList());
        }
    }

    @Test
    void aMachineWithUefiStartsTheRemovablePathOfItsEsp() throws Exception {
        Path image = esp("serial; terminal_output serial; echo loaded by grub; halt");
        Machine machine = Machine.of(List.of(Drive.disk(image, Attachment.VIRTIO))).firmware(Firmware.UEFI);
        try (Guest guest = start(machine)) {
            guest.expect("loaded by grub", LONG);
            guest.awaitEnd(LONG);
        }
    }

    @Test
    void aDiskIsThereForAKernelThatIsStartedDirectly() throws Exception {
        Path image = new BootSector().print("not me").halt().write(folder.resolve("disk"));
        Path kernel = new TinyGuest().print("kernel").halt().write(folder.resolve("k"));
        Machine machine = Machine.booting(kernel).drives(List.of(Drive.disk(image, Attachment.VIRTIO)));
        try (Guest guest = start(machine)) {
            guest.expect("kernel", LONG);
            assertThrows(Failure.class, () -> guest.expect("not me", Duration.ofMillis(300)));
        }
    }

    @Test
    void aFailingBootLeavesAPictureOfItsScreen() throws Exception {
        Path image = new BootSector().show("No system here").print("x").halt().write(folder.resolve("disk"));
        Path deep = Files.createDirectories(folder.resolve("a".repeat(100)).resolve("b".repeat(100)));
        Machine machine = Machine.of(List.of(Drive.disk(image, Attachment.VIRTIO)));
        try (Guest guest = qemu(new Ovmf(Path.of("/"))).start(emulated(machine), deep, deep.resolve("console.log"),
            heard)) {
            guest.expect("x", LONG);
            Failure late = assertThrows(Failure.class, () -> guest.expect("login:", Duration.ofMillis(300)));
            Path picture = deep.resolve("console.png");
            assertTrue(late.getMessage().contains("its screen: " + picture), late.getMessage());
            BufferedImage seen = ImageIO.read(picture.toFile());
            assertTrue(seen.getWidth() >= 640 && seen.getHeight() >= 350, seen.toString());
            assertTrue(colours(seen).size() > 1, "letters on a ground");
            byte[] damaged = Files.readAllBytes(picture);
            Files.write(picture, Arrays.copyOf(damaged, damaged.length / 2));
            assertThrows(IOException.class, () -> ImageIO.read(picture.toFile()), "the oracle sees damage");
        }
    }

    @Test
    void aSilentDiskIsAFailureThatShowsWhatTheFirmwareSaid() throws Exception {
        Path image = Files.write(folder.resolve("disk"), new byte[1 << 20]);
        Machine machine = Machine.of(List.of(Drive.disk(image, Attachment.VIRTIO)));
        try (Guest guest = start(machine)) {
            Failure late = assertThrows(Failure.class, () -> guest.expect("login:", Duration.ofSeconds(1)));
            assertTrue(late.getMessage().contains("its screen: "), late.getMessage());
        }
    }

    @Test
    void anImageThatIsNoneIsRefusedBeforeTheStart() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));
        for (Path image : List.of(empty, folder.resolve("missing"), folder)) {
            Failure none = assertThrows(Failure.class,
                () -> start(Machine.of(List.of(Drive.disk(image, Attachment.VIRTIO)))));
            assertTrue(none.getMessage().contains(image.toString()), none.getMessage());
        }
    }

    @Test
    void aHostWithoutOvmfIsToldWhatToInstall() throws Exception {
        Path image = new BootSector().halt().write(folder.resolve("disk"));
        Machine machine = Machine.of(List.of(Drive.disk(image, Attachment.VIRTIO))).firmware(Firmware.UEFI);
        HostLacks lacks = assertThrows(HostLacks.class,
            () -> qemu(new Ovmf(folder)).start(machine, folder, folder.resolve("log"), heard));
        assertTrue(lacks.remedy().contains("'apt-get install ovmf'"), lacks.remedy());
    }

    @Test
    void aMachineIsCheckedWhenItIsDescribed() {
        Drive disk = Drive.disk(folder, Attachment.SATA);
        assertThrows(IllegalArgumentException.class, () -> Machine.of(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Machine.of(Collections.nCopies(7, disk)));
        assertThrows(IllegalArgumentException.class, () -> disk.sectorBytes(4096));
        assertThrows(IllegalArgumentException.class, () -> Drive.cdrom(folder).kept(true));
        Machine old = Machine.of(List.of(Drive.disk(folder, Attachment.IDE), Drive.cdrom(folder)));
        assertEquals(Attachment.IDE, old.drives().get(1).attachment(), "a CD is on the one kind of cable that an old machine has");
        assertNotEquals(Machine.of(List.of(disk)), Machine.of(List.of(disk)).firmware(Firmware.UEFI));
        assertFalse(Machine.of(List.of(disk)).isOld());
    }

    /** A FAT without a partition table, which UEFI takes too. */
    private Path esp(String commands) throws Exception {
        Path config = Files.writeString(folder.resolve("grub.cfg"), commands.replace("; ", "\n") + "\n");
        Path loader = folder.resolve("BOOTX64.EFI");
        run("grub-mkimage", "-O", "x86_64-efi", "-o", loader.toString(), "-c", config.toString(), "-p", "/", "serial",
            "terminal", "echo", "halt");
        Path image = Files.write(folder.resolve("esp.img"), new byte[8 << 20]);
        run("mformat", "-i", image.toString(), "::");
        run("mmd", "-i", image.toString(), "::/EFI", "::/EFI/BOOT");
        run("mcopy", "-i", image.toString(), loader.toString(), "::/EFI/BOOT/BOOTX64.EFI");
        return image;
    }

    private void run(String tool, String... arguments) throws Exception {
        processes.run(Command.of(TOOLS.find(tool), arguments), heard::log);
    }

    private Guest start(Machine machine) throws Exception {
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        return qemu(new Ovmf(Path.of("/"))).start(emulated(machine), scratch, folder.resolve("log/console.log"), heard);
    }

    private static Machine emulated(Machine machine) {
        return machine.memoryMiB(machine.firmware() == Firmware.UEFI ? 128 : 32).acceleration(Acceleration.TCG);
    }

    private Qemu qemu(Ovmf ovmf) {
        AcceleratorProbe probe = AcceleratorProbe.ofThisHost(processes, TOOLS, folder.resolve("verdict"));
        return new Qemu(processes, TOOLS, probe, ovmf);
    }

    private static Set<Integer> colours(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                colours.add(picture.getRGB(x, y));
            }
        }
        return colours;
    }
}
