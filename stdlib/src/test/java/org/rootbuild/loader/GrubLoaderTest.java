package org.rootbuild.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FolderTree;

/** Disks with our GRUB, started by SeaBIOS and by OVMF. */
class GrubLoaderTest {
    private static final String BIOS_BOOT = "size=1MiB, type=21686148-6449-6E6F-744E-656564454649";
    private static final String ESP = "size=48MiB, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B";

    @TempDir
    Path folder;

    private TestMachine machine;

    @BeforeEach
    void machine() {
        machine = new TestMachine(folder);
    }

    @Test
    void oneGptDiskIsStartedByABiosAndByUefi() throws Exception {
        HostileText text = new HostileText(3);
        String hostile = IntStream.range(0, 12).mapToObj(i -> "x" + i + "=" + text.next(8, "'\"\\ \u00a0"))
            .collect(Collectors.joining(" "));
        Path disk = new TestDisk(folder, 160).partition("bios", BIOS_BOOT, "").partition("esp", ESP, "fat16")
            .partition("root", "type=linux", "ext4").file("root", "boot/vmlinuz", TestMachine.kernel())
            .file("root", "boot/initrd.img", machine.initrd("first")).file("root", "boot/more", machine.overlay("more"))
            .write(new GrubLoader(grub(true, true, kernel("Debian", List.of("/boot/initrd.img", "/boot/more"),
                "console=ttyS0", "foo=\"two words\"", hostile))));
        for (boolean uefi : new boolean[] {false, true}) {
            String console = machine.boot(disk, uefi, TestMachine.END);
            String shown = console.replaceFirst("(?s).*CMDLINE<", "").replaceFirst("(?s)>\r?\nEXTRA.*", "");
            assertEquals("BOOT_IMAGE=/boot/vmlinuz console=ttyS0 \"foo=two words\" " + hostile, shown);
            assertTrue(console.contains("EXTRA<more>"), console);
        }
    }

    @Test
    void anMbrDiskIsStartedFromItsGapWithAMenuOnTheSerialPort() throws Exception {
        Path disk = new TestDisk(folder, 96).mbr().partition("root", "start=2048, type=83, bootable", "ext2")
            .file("root", "boot/vmlinuz", TestMachine.kernel()).file("root", "boot/initrd.img", machine.initrd("one"))
            .write(new GrubLoader(grub(true, false, new Menu(List.of(
                entry("It's \"Debian\" $HOME `é`", List.of("/boot/initrd.img"), "console=ttyS0"),
                new MenuItem.Raw("menuentry 'chain' {\n\tchainloader +1\n}")), 1, Optional.empty(),
                OptionalInt.of(115200)))));
        String console = machine.boot(disk, false, TestMachine.END);
        assertTrue(console.contains("It's \"Debian\" $HOME `é`"), console);
        assertTrue(console.contains("EXTRA<one>"), console);
        TestMachine.run(folder, "sfdisk", "--verify", disk.toString());
    }

    private GrubSettings grub(boolean bios, boolean efi, Menu menu) throws Exception {
        var host = new FolderTree(Path.of("/"));
        return new GrubSettings(bios ? Optional.of(CoreImageTest.host()) : Optional.empty(), efi ? List.of(GrubEfi.in(
            new GrubFiles(host, "x86_64-efi", "this host"), EfiArchitecture.X64)) : List.of(), "root", "boot/grub",
            "esp", List.of(), menu, 0);
    }

    private static Menu kernel(String title, List<String> initrds, String... arguments) throws Failure {
        return new Menu(List.of(entry(title, initrds, arguments)), 0, Optional.empty(), OptionalInt.of(115200));
    }

    private static MenuItem.Kernel entry(String title, List<String> initrds, String... arguments) throws Failure {
        return new MenuItem.Kernel(title, "/boot/vmlinuz", initrds, KernelArguments.of(List.of(arguments)));
    }
}
