package org.rootbuild.verbs;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rootbuild.extension.ExtensionName;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.PassSpec;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.language.RootRef;
import org.rootbuild.language.RootSpec;
import org.rootbuild.language.SourceRef;
import org.rootbuild.remaster.BootCodes;

/**
 * Declares the roots of a remaster. What changes seldom comes first: the initramfs of the CD, then a pass for each
 * extension, then the settings, and last the recipe's own files.
 */
final class RemasterRoots {
    private static final String ROOT = "/";

    private final RecipeScript script;
    private final RemasterPlaces places;
    private final Optional<TczRepository> mirror;
    private final RemasterWishes wishes;

    RemasterRoots(RecipeScript script, RemasterPlaces places, Optional<TczRepository> mirror, RemasterWishes wishes) {
        this.script = script;
        this.places = places;
        this.mirror = mirror;
        this.wishes = wishes;
    }

    void declare() {
        root(places.boot(), this::boot);
        root(places.extensions(), this::extensions);
        root(places.initramfs(), this::initramfs);
    }

    private void root(RootRef root, Consumer<RootSpec> words) {
        script.root(root.name(), new RemasterBlock<>(script, RootSpec.class, words));
    }

    private void pass(RootSpec root, String what, Consumer<PassSpec> words) {
        root.pass(places.pass(what), new RemasterBlock<>(script, PassSpec.class, words));
    }

    private void boot(RootSpec root) {
        pass(root, "boot", pass -> RemasterTake.record(pass, places.iso(), "/boot", "/boot", List.of(places.core())));
        BootCodes codes = new BootCodes(isoCodes(), wishes.withoutCodes);
        if (!codes.added().isEmpty() || !codes.removed().isEmpty()) {
            pass(root, "menu", pass -> RemasterMenu.record(pass, codes));
        }
    }

    /** Extensions on the CD are found with the boot code {@code cde}. */
    private List<String> isoCodes() {
        List<String> codes = new ArrayList<>(wishes.isoCodes);
        boolean isUnwanted = wishes.withoutCodes.contains("cde");
        if (wishes.hasExtensionsBeside() && !codes.contains("cde") && !isUnwanted) {
            codes.add("cde");
        }
        return codes;
    }

    private void extensions(RootSpec root) {
        pass(root, "cde", pass -> {
            RemasterTake.record(pass, places.iso(), "/cde", ROOT, List.of());
            Mkdir.mkdir(pass, "/optional");
        });
        wishes.onBoot.forEach(name -> pass(root, "onboot:" + name, pass ->
            TczFiles.tczFiles(pass, Map.of("from", mirror.orElseThrow(), "to", ROOT, "onBoot", true), name)));
        wishes.outside.forEach(name -> pass(root, "outside:" + name, pass ->
            TczFiles.tczFiles(pass, Map.of("from", mirror.orElseThrow(), "to", ROOT), name)));
        if (wishes.copiesAll || !wishes.copied.isEmpty()) {
            pass(root, "copy2fs", this::copied);
        }
    }

    private void copied(PassSpec pass) {
        if (wishes.copiesAll) {
            Write.write(pass, "/copy2fs.flg", "");
        }
        if (!wishes.copied.isEmpty()) {
            Write.write(pass, "/copy2fs.lst", wishes.copied.stream().map(name -> name + ExtensionName.ENDING + "\n")
                .reduce("", String::concat));
        }
    }

    private void initramfs(RootSpec root) {
        pass(root, "core", pass -> RemasterCore.record(pass, places.iso(), places.core()));
        wishes.inside.forEach(name -> pass(root, "inside:" + name, pass -> inside(pass, name)));
        if (!wishes.inside.isEmpty()) {
            pass(root, "indexes", RemasterRoots::indexes);
        }
        settings(root);
        int number = 0;
        for (Closure<?> files : wishes.files) {
            number++;
            root.pass(places.pass(number == 1 ? "files" : "files:" + number), files);
        }
    }

    private void inside(PassSpec pass, String name) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("from", mirror.orElseThrow());
        if (wishes.scripts.equals(RemasterWishes.NOW)) {
            options.put("scripts", "run");
        }
        Tcz.tcz(pass, options, name);
    }

    /** As it is after the extensions; where the recipe's own files need it, they say so themselves. */
    private static void indexes(PassSpec pass) {
        Depmod.depmod(pass);
        Ldconfig.ldconfig(pass);
    }

    private void settings(RootSpec root) {
        List<SourceRef> lists = wishes.scripts.equals(RemasterWishes.AT_BOOT) ? wishes.inside.stream()
            .map(name -> mirror.orElseThrow().extensions(List.of(ExtensionName.of(name)))).toList() : List.of();
        boolean isLocal = !wishes.local.isEmpty() || !lists.isEmpty();
        if (!isLocal && wishes.mirror.isEmpty() && wishes.kept.isEmpty()) {
            return;
        }
        pass(root, "settings", pass -> {
            if (isLocal) {
                RemasterLocal.record(pass, lists, wishes.local);
            }
            wishes.mirror.ifPresent(address -> Write.write(pass, "/opt/tcemirror", address + "\n"));
            if (!wishes.kept.isEmpty()) {
                Write.write(pass, Map.of("append", true), "/opt/.filetool.lst", String.join("\n", wishes.kept) + "\n");
            }
        });
    }

    /** The new initramfs. */
    ArtifactRef packed() {
        return script.artifact(places.name() + ".gz", new RemasterBlock<>(script, ArtifactSpec.class, self -> {
            Map<String, Object> options = new LinkedHashMap<>();
            options.put(Packing.COMPRESS, wishes.compress.orElse("gzip"));
            wishes.level.ifPresent(level -> options.put(Packing.LEVEL, level));
            Initramfs.initramfs(self, options, places.initramfs());
        }));
    }
}
