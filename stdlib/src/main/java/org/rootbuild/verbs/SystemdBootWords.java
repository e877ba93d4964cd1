package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.Options;
import org.rootbuild.loader.Loader;
import org.rootbuild.loader.Menu;
import org.rootbuild.loader.SystemdBoot;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.tree.Content;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Option;
import org.rootbuild.verb.OptionsOf;
import org.rootbuild.verb.StepContext;
import org.rootbuild.verb.Verb;

/** {@code systemdBoot}: systemd-boot on an EFI system partition. */
public final class SystemdBootWords implements Verb.Word, DiskLoader {
    static final String FOLDER = "systemd/boot/efi";

    private static final String KIND = "systemdBoot";
    private static final String FROM = "from";
    private static final String ESP = "esp";
    private static final String UNIFIED = "unified";
    private static final String MENU = "menu";

    @Doc(value = "Puts systemd-boot on the EFI system partition, which holds the kernels too: it reads no other one.",
        examples = {"systemdBoot(from: bookworm.deb('systemd-boot-efi'), timeout: 3.seconds) {",
            "    entry('Debian') {",
            "        linux '/vmlinuz', 'root=LABEL=root'", "        initrd '/initrd.img'", "    }", "}"})
    public static void systemdBoot(DiskSpec self,
        @Option(name = FROM, type = Object.class, about = "where it comes from: Debian's systemd-boot-efi, a root"
            + " with it,"
            + " or 'host'", required = true)
        @Option(name = ESP, type = String.class, about = "the EFI system partition; 'esp' where it is not given")
        @Option(name = UNIFIED, type = List.class, about = "unified kernel images, which it shows besides the entries")
        @OptionsOf(MenuOptions.class)
        Map<String, Object> options,
        @DelegatesTo(value = MenuSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder();
        given.find(FROM, Object.class).flatMap(from -> BootFiles.value(self.artifact(), FROM, from, FOLDER))
            .ifPresent(value -> fields.put(FROM, value));
        String esp = given.text(ESP).orElse(ESP);
        BootFiles.requirePartition(self, ESP, esp);
        List<Value> unified = given.find(UNIFIED, List.class).map(many -> unified(self, many)).orElse(List.of());
        fields.text(ESP, esp).put(UNIFIED, new Value.ListOf(unified));
        Optional<Menu> menu = MenuFields.read(given, body, self::problem);
        menu.ifPresent(read -> {
            MenuFields.report(SystemdBoot.problems(read, !unified.isEmpty()), self::problem);
            self.loader(KIND, fields.group(MENU, MenuFields.fields(read)).build());
        });
    }

    private static List<Value> unified(DiskSpec self, List<?> many) {
        return many.stream().<Value>mapMulti((one, found) -> {
            if (one instanceof ArtifactRef artifact && artifact.name().endsWith(".efi")) {
                found.accept(artifact.value());
            } else {
                self.problem("'" + UNIFIED + ":' holds what is no artifact whose name ends with .efi",
                    "Make it with artifact('linux.efi') { uki(…) }, and write unified: [artifact('linux.efi')].");
            }
        }).toList();
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
    public Loader make(Fields told, StepContext context) throws IOException {
        SortedMap<String, Content> unified = new TreeMap<>();
        for (Value one : told.list(UNIFIED)) {
            Value.Ref image = (Value.Ref) one;
            unified.put(image.name().substring(image.name().lastIndexOf('/') + 1),
                BootFiles.content(context.artifact(image)));
        }
        Value.Ref files = told.ref(FROM);
        return new SystemdBoot(BootFiles.tree(context, files, FOLDER), BootFiles.shown(files), unified, told.text(ESP),
            MenuFields.menu(told.group(MENU)), context.epochSeconds());
    }
}
