package org.rootbuild.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Command;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

class AcceleratorProbeTest {
    private static final Tools TOOLS = new Tools("/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");

    @TempDir
    Path folder;

    private final Processes processes = new Processes(TOOLS);

    @AfterEach
    void end() {
        processes.close();
    }

    @Test
    void theProbeGuestIsWhatItsAssemblerSourceSays() throws Exception {
        Path source = Path.of(getClass().getResource("ProbeGuest.s").toURI());
        Path object = folder.resolve("p.o");
        Path image = folder.resolve("p.bin");
        processes.run(Command.of(TOOLS.find("as"), "--32", "-o", object.toString(), source.toString()), line -> { });
        processes.run(Command.of(TOOLS.find("ld"), "-m", "elf_i386", "--oformat", "binary", "-Ttext", "0x100000",
            "-o", image.toString(), object.toString()), line -> { });
        assertArrayEquals(Files.readAllBytes(image), ProbeGuest.image());
    }

    @Test
    void theProbeGuestRunsThroughInEmulation() throws Exception {
        Verdict verdict = probe("boot").trial(TOOLS.find("qemu-system-x86_64"), Accelerator.TCG);
        assertTrue(verdict.kvmWorks(), verdict::toString);
        assertEquals(List.of(), filesIn(folder), "the guest's image must not stay");
    }

    @Test
    void aQemuThatCrashesOrLiesIsNoWorkingAccelerator() throws Exception {
        Path crashing = script("crash", "echo 'assertion failed' >&2; kill -ABRT $$");
        Verdict crashed = probe("boot").trial(crashing, Accelerator.KVM);
        assertTrue(crashed.whyNot().orElseThrow().contains("assertion failed"), crashed::toString);
        Path lying = script("lie", "exit 33");
        assertFalse(probe("boot").trial(lying, Accelerator.KVM).kvmWorks());
        Path hanging = script("hang", "sleep 60");
        Verdict hung = probe("boot").trial(hanging, Accelerator.KVM);
        assertTrue(hung.whyNot().orElseThrow().contains("within 3 s"), hung::toString);
    }

    @Test
    void theVerdictIsKeptPerBootAndQemuAndADamagedFileIsTriedAnew() throws Exception {
        Path count = folder.resolve("count");
        script("qemu-system-x86_64", "echo x >> " + count + "; exit 1");
        Tools fake = new Tools(folder.toString());
        Path device = Files.createFile(folder.resolve("kvm"));
        Path file = folder.resolve("store/verdict");
        AcceleratorProbe first = new AcceleratorProbe(processes, fake, file, device, "boot-1");
        Verdict found = first.verdict();
        assertFalse(found.kvmWorks());
        assertEquals(found, first.verdict());
        assertEquals(1, Files.readAllLines(count).size(), "asked once");
        new AcceleratorProbe(processes, fake, file, device, "boot-2").verdict();
        assertEquals(2, Files.readAllLines(count).size(), "another boot");
        Files.writeString(file, "rubbish");
        new AcceleratorProbe(processes, fake, file, device, "boot-2").verdict();
        assertEquals(3, Files.readAllLines(count).size(), "a damaged file");
        script("qemu-system-x86_64", "echo x >> " + count + "; exit 1 # another");
        new AcceleratorProbe(processes, fake, file, device, "boot-2").verdict();
        assertEquals(4, Files.readAllLines(count).size(), "another qemu");
    }

    @Test
    void autoFallsBackToEmulationWithANoteAndKvmIsRefusedWhereItDoesNotWork() throws Exception {
        AcceleratorProbe none = new AcceleratorProbe(processes, TOOLS, folder.resolve("verdict"),
            folder.resolve("no-kvm"), "boot");
        Path kernel = new TinyGuest().print("hello").halt().write(folder.resolve("k"));
        Qemu qemu = new Qemu(processes, TOOLS, none, new Ovmf(Path.of("/")));
        Heard heard = new Heard();
        try (Guest guest = qemu.start(Machine.booting(kernel).memoryMiB(16), folder, folder.resolve("log"), heard)) {
            assertEquals(Accelerator.TCG, guest.accelerator());
            guest.expect("hello", java.time.Duration.ofSeconds(20));
        }
        assertEquals(1, heard.notes.size());
        assertTrue(heard.notes.get(0).contains("rootbuild doctor"), heard.notes.get(0));
        assertTrue(heard.lines.stream().anyMatch(line -> line.contains("no " + folder.resolve("no-kvm"))),
            heard.lines.toString());
        Machine strict = Machine.booting(kernel).acceleration(Acceleration.KVM);
        HostLacks lacks = assertThrows(HostLacks.class, () -> qemu.start(strict, folder, folder.resolve("log"), heard));
        assertTrue(lacks.remedy().contains("modprobe"), lacks.remedy());
    }

    @Test
    void theVerdictOnThisHostIsTheOneAGuestThenFinds() throws Exception {
        AcceleratorProbe probe = AcceleratorProbe.ofThisHost(processes, TOOLS, folder.resolve("verdict"));
        Path kernel = new TinyGuest().print("hello").halt().write(folder.resolve("k"));
        Qemu qemu = new Qemu(processes, TOOLS, probe, new Ovmf(Path.of("/")));
        try (Guest guest = qemu.start(Machine.booting(kernel), folder, folder.resolve("log"), new Heard())) {
            assertEquals(probe.verdict().best(), guest.accelerator());
            guest.expect("hello", java.time.Duration.ofSeconds(20));
        }
    }

    private AcceleratorProbe probe(String boot) {
        return new AcceleratorProbe(processes, TOOLS, folder.resolve("verdict"), Path.of("/dev/kvm"), boot);
    }

    private Path script(String name, String body) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private static List<Path> filesIn(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
