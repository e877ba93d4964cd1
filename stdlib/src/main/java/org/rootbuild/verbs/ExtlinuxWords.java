package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.Options;
import org.rootbuild.loader.Loader;
import org.rootbuild.loader.Menu;
import org.rootbuild.loader.Syslinux;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.OptionsOf;
import org.rootbuild.verb.StepContext;
import org.rootbuild.verb.Verb;

/** {@code extlinux}: syslinux on a disk, for a BIOS. */
public final class ExtlinuxWords implements Verb.Word, DiskLoader {
    static final String FOLDER = "syslinux";

    private static final String KIND = "extlinux";
    private static final String FROM = "from";
    private static final String ON = "on";
    private static final String INTO = "folder";
    private static final String MENU = "menu";
    private static final String USUAL_FOLDER = "boot/extlinux";

    @Doc(value = "Puts syslinux on the disk for a BIOS: on FAT, ext2 or ext3. Its installer is run on a scratch file,"
        + " so the host needs syslinux and mtools. The partition is to be marked: active: true on an MBR, flags:"
        + " ['legacy-boot'] on a GPT.",
        examples = {"extlinux(from: bookworm.deb('syslinux-common'), on: 'root', timeout: 3.seconds) {",
            "    entry('Linux') { linux '/boot/vmlinuz', 'root=LABEL=root' }", "}"})
    public static void extlinux(DiskSpec self,
        @Option(name = FROM, type = Object.class, about = "where its files come from: Debian's syslinux-common, a"
            + " root with"
            + " it, or 'host'", required = true)
        @Option(name = ON, type = String.class, about = "the partition with the kernels; 'root' where it is not given")
        @Option(name = INTO, type = String.class, about = "syslinux's folder on it; /boot/extlinux where it is"
            + " not given")
        @OptionsOf(MenuOptions.class)
        Map<String, Object> options,
        @DelegatesTo(value = MenuSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder();
        given.find(FROM, Object.class).flatMap(from -> BootFiles.value(self.artifact(), FROM, from, FOLDER))
            .ifPresent(value -> fields.put(FROM, value));
        String on = given.text(ON).orElse("root");
        BootFiles.requirePartition(self, ON, on);
        fields.text(ON, on).text(INTO, BootFiles.folder(self, given, INTO, USUAL_FOLDER));
        Optional<Menu> menu = MenuFields.read(given, body, self::problem);
        menu.ifPresent(read -> {
            MenuFields.report(Syslinux.problems(read), self::problem);
            self.loader(KIND, fields.group(MENU, MenuFields.fields(read)).build());
        });
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Loader make(Fields told, StepContext context) throws IOException, InterruptedException {
        Value.Ref from = told.ref(FROM);
        SyslinuxInstaller installer = new SyslinuxInstaller(context);
        return new Syslinux(installer.files(BootFiles.tree(context, from, FOLDER), BootFiles.shown(from)),
            told.text(ON),
            told.text(INTO), MenuFields.menu(told.group(MENU)), context.epochSeconds());
    }
}
