package org.rootbuild.verbs;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.language.Options;
import org.rootbuild.loader.GrubEfi;
import org.rootbuild.loader.GrubFiles;
import org.rootbuild.loader.GrubLoader;
import org.rootbuild.loader.GrubSettings;
import org.rootbuild.loader.Loader;
import org.rootbuild.loader.Menu;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;
import org.rootbuild.tree.FileTree;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.OptionsOf;
import org.rootbuild.verb.StepContext;
import org.rootbuild.verb.Verb;

/** {@code grub}: GRUB 2 on a disk, for a BIOS, for UEFI, or for both. */
public final class GrubWords implements Verb.Word, DiskLoader {
    private static final String KIND = "grub";
    private static final String MENU = "menu";
    private static final String EFI_FOLDER = "grub";
    private static final String BIOS_FOLDER = "grub/" + GrubFiles.BIOS;

    @Doc(value = "Puts GRUB on the disk, so that a BIOS starts it, or UEFI, or either. For a BIOS a GPT needs a"
        + " partition"
        + " of type 'bios-boot', and an MBR a gap before its first partition, which is there by default. Nothing of the"
        + " host's own boot set-up is looked at.",
        examples = {"grub(bios: bookworm.deb('grub-pc-bin'), efi: bookworm.deb('grub-efi-amd64-bin'),",
            "     timeout: 3.seconds, serial: 115200) {", "    entry('Debian') {",
            "        linux '/vmlinuz', 'root=LABEL=root', 'console=ttyS0'", "        initrd '/initrd.img'",
            "    }", "}"})
    public static void grub(DiskSpec self,
        @OptionsOf({GrubOptions.class, MenuOptions.class}) Map<String, Object> options,
        @DelegatesTo(value = MenuSpec.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        Options given = Options.of(options);
        Fields.Builder fields = Fields.builder();
        files(self, given, GrubOptions.BIOS, BIOS_FOLDER, fields);
        files(self, given, GrubOptions.EFI, EFI_FOLDER, fields);
        if (!given.has(GrubOptions.BIOS) && !given.has(GrubOptions.EFI)) {
            self.problem("nothing says what is to start GRUB", "Say where its files come from: bios: for a BIOS,"
                + " efi: for"
                + " UEFI, or both.");
        }
        String on = given.text(GrubOptions.ON).orElse("root");
        String esp = given.text(GrubOptions.ESP).orElse("esp");
        BootFiles.requirePartition(self, GrubOptions.ON, on);
        if (given.has(GrubOptions.EFI)) {
            BootFiles.requirePartition(self, GrubOptions.ESP, esp);
        }
        String folder = BootFiles.folder(self, given, GrubOptions.FOLDER, GrubSettings.USUAL_FOLDER);
        fields.text(GrubOptions.ON, on).text(GrubOptions.ESP, esp).text(GrubOptions.FOLDER, folder)
            .texts(GrubOptions.MODULES, given.texts(GrubOptions.MODULES));
        Optional<Menu> menu = MenuFields.read(given, body, self::problem);
        menu.ifPresent(read -> {
            MenuFields.report(GrubLoader.problems(read), self::problem);
            self.loader(KIND, fields.group(MENU, MenuFields.fields(read)).build());
        });
    }

    private static void files(DiskSpec self, Options given, String option, String folder, Fields.Builder fields) {
        given.find(option, Object.class).flatMap(from -> BootFiles.value(self.artifact(), option, from, folder))
            .ifPresent(value -> fields.put(option, value));
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
        Optional<GrubFiles> bios = Optional.empty();
        if (told.find(GrubOptions.BIOS).isPresent()) {
            Value.Ref files = told.ref(GrubOptions.BIOS);
            bios = Optional.of(new GrubFiles(BootFiles.tree(context, files, BIOS_FOLDER), GrubFiles.BIOS,
                BootFiles.shown(files)));
        }
        List<GrubEfi> efi = List.of();
        if (told.find(GrubOptions.EFI).isPresent()) {
            Value.Ref files = told.ref(GrubOptions.EFI);
            FileTree tree = BootFiles.tree(context, files, EFI_FOLDER);
            efi = GrubEfi.all(tree, BootFiles.shown(files));
        }
        return new GrubLoader(new GrubSettings(bios, efi, told.text(GrubOptions.ON), told.text(GrubOptions.FOLDER),
            told.text(GrubOptions.ESP), told.texts(GrubOptions.MODULES), MenuFields.menu(told.group(MENU)),
            context.epochSeconds()));
    }
}
