package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.machine.AcceleratorProbe;
import org.rootbuild.machine.Attachment;
import org.rootbuild.machine.Drive;
import org.rootbuild.machine.Firmware;
import org.rootbuild.machine.Guest;
import org.rootbuild.machine.Machine;
import org.rootbuild.machine.Ovmf;
import org.rootbuild.machine.Qemu;
import org.rootbuild.machine.UnpackedImage;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.StepContext;
import org.rootbuild.verb.Verb;

/** {@code boot}: starts a machine with what was built and waits for words on its serial console. */
public final class Boot implements Verb.OnCheck {
    private static final Ovmf THIS_HOSTS_UEFI = new Ovmf(Path.of("/"));

    @Doc(value = "Boots what was built in QEMU, and holds when the serial console shows what is expected. The artifacts"
        + " are not changed by it. Where it does not hold, the failure names a picture of the machine's screen."
        + " Where QEMU is not installed the check is skipped, which is said.",
        examples = {"boot('it boots') {", "    disk artifact('disk.img')", "    firmware 'bios', 'uefi'",
            "    expect 'login:', within: 90.seconds", "}", "boot('the kernel boots') {",
            "    kernel artifact('vmlinuz')", "    initrd artifact('initramfs.cpio.gz')",
            "    expect 'login:', within: 90.seconds", "}"})
    public static void boot(RecipeScript self, String name,
        @DelegatesTo(value = BootSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        BootSpec spec = new BootSpec(self);
        Closure<?> bound = (Closure<?>) body.clone();
        bound.setDelegate(spec);
        bound.setResolveStrategy(Closure.DELEGATE_FIRST);
        bound.call();
        self.declareCheck(name, Boot.class, spec.finished(name));
    }

    @Override
    public String name() {
        return "boot";
    }

    @Override
    public void check(StepContext context) throws IOException, InterruptedException {
        List<String> firmware = context.arguments().texts("firmware");
        List<String> words = firmware.isEmpty() ? List.of(Firmware.BIOS.word()) : firmware;
        if (words.contains(Firmware.UEFI.word())) {
            THIS_HOSTS_UEFI.require();
        }
        Machine machine = machine(context);
        for (String word : words) {
            Path scratch = Files.createDirectory(context.scratch().resolve(word));
            String log = words.size() == 1 ? "console.log" : "console-" + word + ".log";
            talk(machine.firmware(Firmware.of(word).orElseThrow()), scratch, context.logFile().resolveSibling(log),
                context);
        }
    }

    private static void talk(Machine machine, Path scratch, Path log, StepContext context)
        throws IOException, InterruptedException {
        Runners runners = context.equipment(Runners.class, Runners::on);
        AcceleratorProbe probe = AcceleratorProbe.ofThisHost(runners.processes(), runners.tools(),
            context.host().memory().resolve("accelerator"));
        Qemu qemu = new Qemu(runners.processes(), runners.tools(), probe, THIS_HOSTS_UEFI);
        try (Guest guest = qemu.start(machine, scratch, log, context.activity())) {
            for (Value one : context.arguments().list("talk")) {
                talk(guest, ((Value.Group) one).fields(), machine.firmware(), context);
            }
        }
    }

    private static Machine machine(StepContext context) throws IOException {
        Fields fields = context.arguments();
        List<Drive> drives = new ArrayList<>();
        for (Value one : fields.list("drives")) {
            drives.add(drive(((Value.Group) one).fields(), context));
        }
        boolean direct = fields.find("kernel").isPresent();
        Machine machine = direct ? direct(fields, context).drives(drives) : Machine.of(drives);
        return machine.screen(true)
            .memoryMiB(fields.findWhole("memoryMiB").orElse(direct ? 256L : 512L).intValue())
            .cpus(fields.findWhole("processors").orElse(1L).intValue())
            .network(fields.flag("network")).restarts(fields.flag("restarts"));
    }

    private static Machine direct(Fields fields, StepContext context) throws IOException {
        Machine machine = Machine.booting(context.artifact(fields.ref("kernel")))
            .commandLine(fields.findText("commandLine").orElse("console=ttyS0"));
        return fields.find("initrd").isPresent()
            ? machine.initrd(context.artifact(fields.ref("initrd"))) : machine;
    }

    private static Drive drive(Fields one, StepContext context) throws IOException {
        if (one.find("cdrom").isPresent()) {
            return Drive.cdrom(file(one.ref("cdrom"), context));
        }
        Path image = UnpackedImage.of(file(one.ref("disk"), context), context.scratch());
        return Drive.disk(image, Attachment.of(one.text("interface")).orElseThrow())
            .sectorBytes((int) one.whole("sectorBytes"));
    }

    private static Path file(Value.Ref image, StepContext context) throws IOException {
        return image.kind() == Value.RefKind.SOURCE ? context.source(image) : context.artifact(image);
    }

    private static void talk(Guest guest, Fields one, Firmware firmware, StepContext context)
        throws IOException, InterruptedException {
        if (one.find("send").isPresent()) {
            guest.send(one.text("send"));
            return;
        }
        long started = System.nanoTime();
        guest.expect(one.text("expect"), Duration.ofMillis(one.whole("withinMillis")));
        String with = context.arguments().texts("firmware").size() > 1 ? " under " + firmware.word() : "";
        context.activity().note("the console showed '" + one.text("expect") + "'" + with + " after "
            + Math.max(1, (System.nanoTime() - started) / 1_000_000_000) + " s");
    }
}
