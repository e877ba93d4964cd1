package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.Options;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.Reference;
import org.rootbuild.language.RootRef;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.Verb;

/** {@code remaster}: the CD of a Tiny Core with other extensions, files and boot codes, and a disk of the same. */
public final class Remaster implements Verb.Word {
    static final String ISO = "iso";
    static final String MIRROR = "mirror";
    static final String CORE = "core";
    static final String VMLINUZ = "vmlinuz";

    @Doc(value = "Remasters the CD of a Tiny Core. Declares the roots NAME (the initramfs), NAME-boot and NAME-tce, their"
        + " passes, and the artifacts NAME.gz (the new initramfs), NAME.iso and, where disk is said, NAME.img. A change"
        + " in it reaches the passes behind it and nothing else.",
        examples = {"remaster('kiosk', iso: local('CorePure64-11.1.iso'), mirror: core) {",
            "    bootCodes 'tce=sda1', 'home=sda1', 'opt=sda1', 'restore=sda1'",
            "    insideInitramfs 'openssh', 'original-modules-KERNEL'", "    onBoot 'nginx'",
            "    bootLocal '/usr/local/etc/init.d/openssh start'",
            "    files { write '/etc/sysconfig/Xserver', 'Xorg\\n' }",
            "    disk size: 20.GiB, bios: debian('bookworm').deb('grub-pc-bin')", "}"})
    public static void remaster(RecipeScript self,
        @Option(name = ISO, type = Reference.class, about = "the CD: local('…'), source(…) or an artifact",
            required = true)
        @Option(name = MIRROR, type = TczRepository.class, about = "where extensions come from: repository('http://…',"
            + " release: '11.x', arch: 'x86_64', kernel: '5.4.3-tinycore64')")
        @Option(name = CORE, type = String.class, about = "the initramfs on the CD; /boot/corepure64.gz where it is not"
            + " given")
        @Option(name = VMLINUZ, type = String.class, about = "the kernel on the CD; /boot/vmlinuz64 where it is not"
            + " given")
        Map<String, Object> options, String name,
        @DelegatesTo(value = RemasterSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        Options given = Options.of(options);
        Optional<Reference> iso = given.find(ISO, Reference.class);
        if (iso.isEmpty() || iso.get() instanceof RootRef) {
            self.problem("'iso:' names no CD", "Name a file or an artifact: iso: local('CorePure64-11.1.iso').");
            return;
        }
        RemasterWishes wishes = new RemasterWishes(self);
        DiskBlocks.run(body, new RemasterSpec(wishes));
        Optional<TczRepository> mirror = given.find(MIRROR, TczRepository.class);
        if (mirror.isEmpty() && (wishes.hasExtensionsBeside() || !wishes.inside.isEmpty())) {
            self.problem("nothing says where the extensions come from", "Name a repository: mirror: repository("
                + "'http://…', release: '11.x', arch: 'x86_64').");
            return;
        }
        RemasterPlaces places = new RemasterPlaces(name, iso.get().value(),
            given.text(CORE).orElse("/boot/corepure64.gz"), given.text(VMLINUZ).orElse("/boot/vmlinuz64"));
        RemasterRoots roots = new RemasterRoots(self, places, mirror, wishes);
        roots.declare();
        ArtifactRef core = roots.packed();
        RemasterResults results = new RemasterResults(self, places, wishes, core);
        results.iso();
        results.disk();
    }

    @Override
    public String name() {
        return "remaster";
    }
}
