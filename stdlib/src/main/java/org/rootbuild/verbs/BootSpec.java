package org.rootbuild.verbs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.Options;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.Words;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** The inside of {@code boot('…') { … }}. */
@Words
public final class BootSpec {
    private static final long MIB = 1L << 20;
    private static final Duration DEFAULT_WITHIN = Duration.ofSeconds(60);

    private final RecipeScript script;
    private final Fields.Builder fields = Fields.builder();
    private final List<Value> talk = new ArrayList<>();

    BootSpec(RecipeScript script) {
        this.script = script;
    }

    @Doc(value = "The kernel to start.", examples = "kernel artifact('vmlinuz')")
    public void kernel(ArtifactRef file) {
        put("kernel", file.value());
    }

    @Doc(value = "The initramfs that the kernel is given.", examples = "initrd artifact('initramfs.cpio.gz')")
    public void initrd(ArtifactRef file) {
        put("initrd", file.value());
    }

    @Doc(value = "The kernel's command line; console=ttyS0 where it is not given.",
        examples = "commandLine 'console=ttyS0 panic=-1'")
    public void commandLine(String line) {
        put("commandLine", new Value.Text(line));
    }

    @Doc(value = "The memory of the machine; 256.MiB where it is not given.", examples = "memory 1.GiB")
    public void memory(Size amount) {
        if (amount.bytes() < MIB || amount.bytes() % MIB != 0) {
            script.problem("a machine cannot have a memory of " + amount, "Give it whole MiB, such as 256.MiB.");
            return;
        }
        put("memoryMiB", new Value.Whole(amount.bytes() / MIB));
    }

    @Doc(value = "The processors of the machine; 1 where it is not given.", examples = "processors 2")
    public void processors(int count) {
        if (count < 1 || count > 64) {
            script.problem("a machine cannot have " + count + " processors", "Give it 1 to 64.");
            return;
        }
        put("processors", new Value.Whole(count));
    }

    @Doc(value = "Waits until the serial console shows this text, for 60 seconds at most.", examples = "expect"
        + " 'login:'")
    public void expect(String text) {
        expect(Map.of(), text);
    }

    @Doc(value = "Waits until the serial console shows this text, after what was waited for before.",
        examples = "expect 'login:', within: 90.seconds")
    public void expect(
        @Option(name = "within", type = Duration.class, about = "how long; 60.seconds where it is not given")
        Map<String, Object> options, String text) {
        if (text.isEmpty()) {
            script.problem("an empty text is always there", "Write what the console is to show.");
            return;
        }
        Duration within = Options.of(options).duration("within").orElse(DEFAULT_WITHIN);
        talk.add(new Value.Group(Fields.builder().text("expect", text).whole("withinMillis", within.toMillis()).build()));
    }

    @Doc(value = "Types this on the serial console.", examples = "send 'root\\n'")
    public void send(String text) {
        talk.add(new Value.Group(Fields.builder().text("send", text).build()));
    }

    private void put(String label, Value value) {
        try {
            fields.put(label, value);
        } catch (IllegalArgumentException twice) {
            script.problem("'" + label + "' is said twice", "Say it once.");
        }
    }

    Fields finished(String name) {
        Fields said = fields.build();
        if (said.find("kernel").isEmpty()) {
            script.problem("the machine of '" + name + "' has nothing to boot",
                "Name a kernel: kernel artifact('vmlinuz').");
        }
        if (talk.stream().noneMatch(one -> ((Value.Group) one).fields().find("expect").isPresent())) {
            script.problem("'" + name + "' waits for nothing, so it could not fail",
                "Say what the console is to show: expect 'login:', within: 90.seconds.");
        }
        return said.toBuilder().put("talk", new Value.ListOf(talk)).build();
    }
}
