package org.rootbuild.loader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.FolderTree;

/** systemd-boot, started by OVMF. */
class SystemdBootTest {
    private static final String ESP = "size=80MiB, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B";

    @TempDir
    Path folder;

    private TestMachine machine;

    @BeforeEach
    void machine() {
        machine = new TestMachine(folder);
    }

    @Test
    void theDefaultEntryIsStartedWithItsArgumentsUnchanged() throws Exception {
        HostileText text = new HostileText(7);
        StringBuilder line = new StringBuilder("console=ttyS0 quoted=\"a b\"");
        for (int i = 0; i < 12; i++) {
            line.append(" x").append(i).append('=').append(text.next(8, "\" \u00a0\ud83d"));
        }
        Menu menu = new Menu(List.of(entry("First", "wrong=1"), entry("Second", line.toString())), 0,
            Optional.of("Second"), OptionalInt.empty());
        Path disk = new TestDisk(folder, 96).partition("esp", ESP, "fat32").file("esp", "vmlinuz", TestMachine.kernel())
            .file("esp", "initrd.img", machine.initrd("one")).file("esp", "more.img", gzipped(machine.overlay("two")))
            .write(loader(menu));
        String console = machine.boot(disk, true, TestMachine.END);
        String shown = console.replaceFirst("(?s).*CMDLINE<", "").replaceFirst("(?s)>\r?\nEXTRA.*", "");
        assertEquals("initrd=\\initrd.img initrd=\\more.img " + line, shown);
        assertTrue(console.contains("EXTRA<two>"), console);
    }

    @Test
    void anInitrdThatTheKernelWouldPassOverIsRefused() throws Exception {
        Menu menu = new Menu(List.of(entry("First", "")), 0, Optional.empty(), OptionalInt.empty());
        Target esp = new Target("esp", 1, true, 512, "fat32", Optional.empty(), Optional.empty(), AddedFiles.at(0)
            .file("vmlinuz", Content.of("k")).file("initrd.img", Content.of("12345"))
            .file("more.img", Content.of(Files.readAllBytes(machine.overlay("x")))).build());
        Failure failure = assertThrows(Failure.class, () -> loader(menu).additions(List.of(esp)));
        assertTrue(failure.getMessage().contains("/more.img would begin 5 bytes behind"), failure.getMessage());
    }

    private Path gzipped(Path file) throws Exception {
        TestMachine.run(folder, "gzip", "-n", file.toString());
        return Path.of(file + ".gz");
    }

    @Test
    void aKernelThatIsNotOnItsPartitionIsNamed() throws Exception {
        Menu menu = new Menu(List.of(entry("First", "")), 0, Optional.empty(), OptionalInt.empty());
        Target esp = new Target("esp", 1, true, 512, "fat32", Optional.empty(), Optional.empty(),
            AddedFiles.at(0).file("VMLINUZ", Content.of("k")).build());
        Failure failure = assertThrows(Failure.class, () -> loader(menu).additions(List.of(esp)));
        assertEquals("systemd-boot is to start /initrd.img, which the partition 'esp' does not hold; systemd-boot is to"
            + " start /more.img, which the partition 'esp' does not hold", failure.getMessage());
    }

    @Test
    void charactersThatItWouldLeaveOutAreRefused() throws Exception {
        Menu menu = new Menu(List.of(entry("First", "a=\ud83d\ude00")), 0, Optional.empty(), OptionalInt.empty());
        Failure failure = assertThrows(Failure.class, () -> loader(menu));
        assertTrue(failure.getMessage().contains("behind U+FFFF"), failure.getMessage());
    }

    @Test
    void anExtPartitionIsNoEfiSystemPartition() throws Exception {
        Menu menu = new Menu(List.of(entry("First", "")), 0, Optional.empty(), OptionalInt.empty());
        Target esp = new Target("esp", 1, true, 512, "ext4", Optional.empty(), Optional.empty(),
            AddedFiles.at(0).build());
        Failure failure = assertThrows(Failure.class, () -> loader(menu).additions(List.of(esp)));
        assertTrue(failure.getMessage().contains("UEFI starts programs from FAT only"), failure.getMessage());
    }

    @Test
    void aPackageWithoutItIsNamedWithTheOneToTake() {
        Menu menu = new Menu(List.of(), 0, Optional.empty(), OptionalInt.empty());
        Failure failure = assertThrows(Failure.class,
            () -> new SystemdBoot(AddedFiles.at(0).build(), "wrong.deb", new TreeMap<>(), "esp", menu, 0));
        assertTrue(failure.remedy().contains("systemd-boot-efi"), failure.remedy());
    }

    private static SystemdBoot loader(Menu menu) throws Exception {
        return new SystemdBoot(new FolderTree(Path.of("/")), "this host", new TreeMap<>(), "esp", menu, 0);
    }

    private static MenuItem.Kernel entry(String title, String line) throws Failure {
        return new MenuItem.Kernel(title, "/vmlinuz", List.of("/initrd.img", "/more.img"),
            KernelArguments.of(List.of(line)));
    }
}
