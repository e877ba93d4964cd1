package org.rootbuild.verbs;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.SourceRef;
import org.rootbuild.loader.GrubFiles;
import org.rootbuild.loader.GrubLoader;
import org.rootbuild.loader.GrubSettings;
import org.rootbuild.loader.Isolinux;
import org.rootbuild.loader.Menu;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Value;

/** Collects what is to boot a new ISO, and says what cannot be right of it. */
final class IsoLoaderWords {
    static final String KIND = "kind";
    static final String ISOLINUX = "isolinux";
    static final String GRUB = "grub";
    static final String MENU = "menu";
    /** Below {@code /usr/lib}. */
    static final String ISOLINUX_FILES = "ISOLINUX";
    static final String SYSLINUX_FILES = "syslinux/modules/bios";
    static final String GRUB_EFI_FILES = "grub";
    static final String GRUB_BIOS_FILES = "grub/" + GrubFiles.BIOS;
    private static final String USUAL_ISOLINUX = "/isolinux";

    private final ArtifactSpec artifact;
    private final List<Value> all = new ArrayList<>();
    private boolean bios;
    private boolean efi;

    IsoLoaderWords(ArtifactSpec artifact) {
        this.artifact = artifact;
    }

    /** In the order in which they were said. */
    List<Value> all() {
        return all;
    }

    void isolinux(Options given, Closure<?> body) {
        Fields.Builder fields = Fields.builder().text(KIND, ISOLINUX);
        Optional<Object> from = given.find(IsolinuxOptions.FROM, Object.class);
        Optional<Object> modules = given.find(IsolinuxOptions.MODULES, Object.class);
        from.ifPresent(one -> files(IsolinuxOptions.FROM, one, ISOLINUX_FILES, fields));
        if (modules.isEmpty() && from.filter(SourceRef.class::isInstance).isPresent()) {
            artifact.problem("nothing says where the modules of isolinux come from", "Debian has them in another"
                + " package; say modules: debian('bookworm').deb('syslinux-common'), or 'host'.");
        }
        modules.or(() -> from).ifPresent(one -> files(IsolinuxOptions.MODULES, one, SYSLINUX_FILES, fields));
        String folder = given.text(IsolinuxOptions.FOLDER).orElse(USUAL_ISOLINUX).replaceAll("^/+|/+$", "");
        if (!Isolinux.FOLDERS.contains(folder)) {
            artifact.problem("isolinux does not look for its files in '/" + folder + "'", "Say one of: /"
                + String.join(", /", Isolinux.FOLDERS) + ".");
        }
        forBios();
        add(fields.text(IsolinuxOptions.FOLDER, folder), MenuFields.read(given, body, artifact::problem), true);
    }

    void grub(Options given, Closure<?> body) {
        Fields.Builder fields = Fields.builder().text(KIND, GRUB);
        given.find(GrubOptions.BIOS, Object.class).ifPresent(one -> {
            files(GrubOptions.BIOS, one, GRUB_BIOS_FILES, fields);
            forBios();
        });
        given.find(GrubOptions.EFI, Object.class).ifPresent(one -> {
            files(GrubOptions.EFI, one, GRUB_EFI_FILES, fields);
            twice(efi, "UEFI");
            efi = true;
        });
        if (!given.has(GrubOptions.BIOS) && !given.has(GrubOptions.EFI)) {
            artifact.problem("nothing says what is to start GRUB", "Say where its files come from: bios: for a BIOS,"
                + " efi: for UEFI, or both.");
        }
        String folder = PathCheck.checked(artifact::problem,
            given.text(GrubOptions.FOLDER).orElse("/" + GrubSettings.USUAL_FOLDER)).replaceAll("^/+|/+$", "");
        if (folder.isEmpty()) {
            artifact.problem("GRUB has no folder", "Name one, such as /" + GrubSettings.USUAL_FOLDER + ".");
            folder = GrubSettings.USUAL_FOLDER;
        }
        add(fields.text(GrubOptions.FOLDER, folder).texts(GrubOptions.MODULES, given.texts(GrubOptions.MODULES)),
            MenuFields.read(given, body, artifact::problem), false);
    }

    private void forBios() {
        twice(bios, "a BIOS");
        bios = true;
    }

    private void twice(boolean there, String firmware) {
        if (there) {
            artifact.problem("two boot loaders are to be started by " + firmware, "Keep one of them.");
        }
    }

    private void files(String option, Object given, String folder, Fields.Builder fields) {
        BootFiles.value(artifact, option, given, folder).ifPresent(value -> fields.put(option, value));
    }

    private void add(Fields.Builder fields, Optional<Menu> menu, boolean isolinux) {
        menu.ifPresent(read -> {
            MenuFields.report(isolinux ? Isolinux.problems(read) : GrubLoader.problems(read), artifact::problem);
            all.add(new Value.Group(fields.group(MENU, MenuFields.fields(read)).build()));
        });
    }
}
