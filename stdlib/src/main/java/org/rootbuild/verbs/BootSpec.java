package org.rootbuild.verbs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.Options;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.SourceRef;
import org.rootbuild.language.Values;
import org.rootbuild.language.Words;
import org.rootbuild.machine.Attachment;
import org.rootbuild.machine.Firmware;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Size;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;

/** The inside of {@code boot('…') { … }}. */
@Words
public final class BootSpec {
    private static final long MIB = 1L << 20;
    private static final Duration DEFAULT_WITHIN = Duration.ofSeconds(60);
    private static final long SECTOR = 512;
    private static final long BIG_SECTOR = 4096;

    private final RecipeScript script;
    private final Fields.Builder fields = Fields.builder();
    private final List<Value> talk = new ArrayList<>();
    private final List<Value> drives = new ArrayList<>();

    BootSpec(RecipeScript script) {
        this.script = script;
    }

    @Doc(value = "The kernel to start, whatever the disks hold.", examples = "kernel artifact('vmlinuz')")
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

    @Doc(value = "A disk of the machine: raw, qcow2, VMDK, VDI or VHD, compressed or not. What the machine writes to it"
        + " is thrown away. Where there are several, it boots from the first.",
        examples = "disk artifact('disk.img')")
    public void disk(ArtifactRef image) {
        disk(Map.of(), image.value());
    }

    @Doc(value = "A disk of the machine that comes from outside. It is not changed either.",
        examples = "disk local('disk.img')")
    public void disk(SourceRef image) {
        disk(Map.of(), image.value());
    }

    @Doc(value = "A disk of the machine, connected as is said.",
        examples = {"disk artifact('disk.img'), interface: 'nvme'", "disk artifact('disk.img'), sectorSize: 4096"})
    public void disk(
        @Option(name = "interface", type = String.class, about = "virtio, ide, sata, scsi, nvme or usb; virtio where it"
            + " is not given")
        @Option(name = "sectorSize", type = Integer.class, about = "512 or 4096; 512 where it is not given")
        Map<String, Object> options, ArtifactRef image) {
        disk(options, image.value());
    }

    @Doc(value = "A disk of the machine that comes from outside, connected as is said.",
        examples = "disk source('debian.qcow2', …), interface: 'sata'")
    public void disk(
        @Option(name = "interface", type = String.class, about = "as above")
        @Option(name = "sectorSize", type = Integer.class, about = "as above")
        Map<String, Object> options, SourceRef image) {
        disk(options, image.value());
    }

    private void disk(Map<String, Object> options, Value.Ref image) {
        Options given = Options.of(options);
        String word = given.text("interface").orElse(Attachment.VIRTIO.word());
        Optional<Attachment> attachment = Attachment.of(word);
        if (attachment.isEmpty()) {
            script.problem("a disk cannot be connected by '" + word + "'."
                + Suggestion.sentence(word, Attachment.words()), "It can be by " + listed(Attachment.words()) + ".");
            return;
        }
        long sector = given.whole("sectorSize").orElse(SECTOR);
        if (sector != SECTOR && (sector != BIG_SECTOR || !attachment.get().hasAnySectors())) {
            script.problem("a disk on " + word + " cannot have sectors of " + sector + " bytes", sector == BIG_SECTOR
                ? "Connect it by virtio, scsi, nvme or usb." : "Give it 512 or 4096.");
            return;
        }
        drives.add(new Value.Group(Fields.builder().put("disk", image).text("interface", word)
            .whole("sectorBytes", sector).build()));
    }

    @Doc(value = "A CD in the machine. Disks and CDs are tried in the order in which they are written.",
        examples = "cdrom artifact('installer.iso')")
    public void cdrom(ArtifactRef image) {
        drives.add(new Value.Group(Fields.builder().put("cdrom", image.value()).build()));
    }

    @Doc(value = "A CD in the machine that comes from outside.", examples = "cdrom source('debian.iso', …)")
    public void cdrom(SourceRef image) {
        drives.add(new Value.Group(Fields.builder().put("cdrom", image.value()).build()));
    }

    @Doc(value = "What the machine starts with: 'bios' or 'uefi' (OVMF); bios where it is not given. Where both are"
        + " named, the machine is tried with one after the other.",
        examples = {"firmware 'uefi'", "firmware 'bios', 'uefi'"})
    public void firmware(String... words) {
        Set<String> wanted = new LinkedHashSet<>(List.of(words));
        for (String word : wanted) {
            if (Firmware.of(word).isEmpty()) {
                script.problem("there is no firmware '" + word + "'." + Suggestion.sentence(word, Firmware.words()),
                    "There is " + listed(Firmware.words()) + ".");
                return;
            }
        }
        if (wanted.isEmpty()) {
            script.problem("'firmware' names none", "Name " + listed(Firmware.words()) + ", or both.");
            return;
        }
        put("firmware", new Value.ListOf(wanted.stream().<Value>map(Value.Text::new).toList()));
    }

    @Doc(value = "The memory of the machine; 256.MiB where it is not given, 512.MiB for what boots from disks.",
        examples = "memory 1.GiB")
    public void memory(Size amount) {
        if (amount.bytes() < MIB || amount.bytes() % MIB != 0 || amount.bytes() / MIB > 1 << 20) {
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

    @Doc(value = "Whether the machine has a network card, with a way out and none in; it has none where this is not"
        + " given.",
        examples = "network true")
    public void network(boolean wanted) {
        put("network", new Value.Flag(wanted));
    }

    @Doc(value = "Whether the machine may reset itself and start again, as after an installation; where this is not"
        + " given, a reset ends it.", examples = "restarts true")
    public void restarts(boolean wanted) {
        put("restarts", new Value.Flag(wanted));
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
        talk.add(new Value.Group(Fields.builder().text("expect", text).whole("withinMillis", within.toMillis())
            .build()));
    }

    @Doc(value = "Types this on the serial console.", examples = {"send 'root\\n'", "send \"$password\\n\""})
    public void send(CharSequence text) {
        talk.add(new Value.Group(Fields.builder().put("send", Values.sealed(text)).build()));
    }

    private void put(String label, Value value) {
        try {
            fields.put(label, value);
        } catch (IllegalArgumentException twice) {
            script.problem("'" + label + "' is said twice", "Say it once.");
        }
    }

    private static String listed(List<String> words) {
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1);
    }

    Fields finished(String name) {
        Fields said = fields.build();
        boolean direct = said.find("kernel").isPresent();
        if (!direct && drives.isEmpty()) {
            script.problem("the machine of '" + name + "' has nothing to boot",
                "Name a disk: disk artifact('disk.img'). Or a kernel: kernel artifact('vmlinuz').");
        }
        if (!direct && (said.find("initrd").isPresent() || said.find("commandLine").isPresent())) {
            script.problem("'initrd' and 'commandLine' are for a kernel, and '" + name + "' names none",
                "Name one: kernel artifact('vmlinuz'). Or leave them out, where a loader on the disk has its own.");
        }
        if (talk.stream().noneMatch(one -> ((Value.Group) one).fields().find("expect").isPresent())) {
            script.problem("'" + name + "' waits for nothing, so it could not fail",
                "Say what the console is to show: expect 'login:', within: 90.seconds.");
        }
        return said.toBuilder().put("drives", new Value.ListOf(drives)).put("talk", new Value.ListOf(talk)).build();
    }
}
