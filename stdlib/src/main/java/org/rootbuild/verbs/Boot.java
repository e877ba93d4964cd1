package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.machine.AcceleratorProbe;
import org.rootbuild.machine.Guest;
import org.rootbuild.machine.Machine;
import org.rootbuild.machine.Qemu;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.StepContext;
import org.rootbuild.verb.Verb;

/** {@code boot}: starts a machine with what was built and waits for words on its serial console. */
public final class Boot implements Verb.OnCheck {
    @Doc(value = "Boots what was built in QEMU, without a screen, and holds when the serial console shows what is"
        + " expected."
        + " Where QEMU is not installed the check is skipped, which is said.",
        examples = {"boot('it boots') {", "    kernel artifact('vmlinuz')", "    initrd artifact('initramfs.cpio.gz')",
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
        Runners runners = context.equipment(Runners.class, Runners::on);
        Path console = context.logFile().resolveSibling("console.log");
        AcceleratorProbe probe = AcceleratorProbe.ofThisHost(runners.processes(), runners.tools(),
            context.host().memory().resolve("accelerator"));
        Machine machine = machine(context);
        try (Guest guest = new Qemu(runners.processes(), runners.tools(), probe)
                .start(machine, console, context.activity())) {
            for (Value one : context.arguments().list("talk")) {
                talk(guest, ((Value.Group) one).fields(), context);
            }
        }
    }

    private static Machine machine(StepContext context) throws IOException {
        Fields fields = context.arguments();
        Machine machine = Machine.booting(context.artifact(fields.ref("kernel")))
            .commandLine(fields.findText("commandLine").orElse("console=ttyS0"))
            .memoryMiB(fields.findWhole("memoryMiB").orElse(256L).intValue())
            .cpus(fields.findWhole("processors").orElse(1L).intValue());
        return fields.find("initrd").isPresent()
            ? machine.initrd(context.artifact(fields.ref("initrd"))) : machine;
    }

    private static void talk(Guest guest, Fields one, StepContext context) throws IOException, InterruptedException {
        if (one.find("send").isPresent()) {
            guest.send(one.text("send"));
            return;
        }
        long started = System.nanoTime();
        guest.expect(one.text("expect"), Duration.ofMillis(one.whole("withinMillis")));
        context.activity().note("the console showed '" + one.text("expect") + "' after "
            + Math.max(1, (System.nanoTime() - started) / 1_000_000_000) + " s");
    }
}
