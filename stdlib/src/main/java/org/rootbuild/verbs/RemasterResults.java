package org.rootbuild.verbs;

import groovy.lang.Closure;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.language.ArtifactRef;
import org.rootbuild.language.ArtifactSpec;
import org.rootbuild.language.Options;
import org.rootbuild.language.RecipeScript;
import org.rootbuild.model.Extent;
import org.rootbuild.model.Size;

/** Declares what a remaster puts out. */
final class RemasterResults {
    private static final String PARTITION = "core";
    /** What Tiny Core's own menus say besides. */
    private static final String QUIET = "loglevel=3";
    private static final long BLOCK_BYTES = 4096;
    private static final long ROOM_BYTES = 64L << 20;

    private final RecipeScript script;
    private final RemasterPlaces places;
    private final RemasterWishes wishes;
    private final ArtifactRef core;

    RemasterResults(RecipeScript script, RemasterPlaces places, RemasterWishes wishes, ArtifactRef core) {
        this.script = script;
        this.places = places;
        this.wishes = wishes;
        this.core = core;
    }

    /** The old CD with another initramfs, other menus and other extensions; what makes it bootable stays. */
    void iso() {
        script.artifact(places.name() + ".iso", new RemasterBlock<>(script, ArtifactSpec.class, self -> {
            Closure<?> changes = new RemasterBlock<>(script, ImageFilesSpec.class, files -> {
                files.copy(places.boot(), "/");
                files.copy(core, places.core());
                if (wishes.hasExtensionsBeside() || wishes.copiesAll || !wishes.copied.isEmpty()) {
                    files.copy(places.extensions(), "/cde");
                }
                wishes.onIso.forEach(more -> DiskBlocks.run(more, files));
            });
            Iso.changed(self, Map.of(), places.iso(), changes);
        }));
    }

    void disk() {
        wishes.disk.ifPresent(wish -> script.artifact(places.name() + ".img",
            new RemasterBlock<>(script, ArtifactSpec.class, self -> disk(self, wish))));
    }

    private void disk(ArtifactSpec self, RemasterWishes.DiskWish wish) {
        Optional<Size> size = Options.of(wish.options()).size(RemasterDiskOptions.SIZE);
        Map<String, Object> whole = size.<Map<String, Object>>map(bytes -> Map.of("size", bytes)).orElse(Map.of());
        Extent extent = size.<Extent>map(bytes -> new DiskExtent.Rest())
            .orElse(new DiskExtent.Contents(10, ROOM_BYTES, 0));
        Disk.disk(self, whole, new RemasterBlock<>(script, DiskSpec.class, disk -> {
            disk.mbr(new RemasterBlock<>(script, DiskMbrSpec.class, table -> partition(self, table, extent, wish)));
            menu(disk, wish);
        }));
    }

    private void partition(ArtifactSpec self, DiskMbrSpec table, Extent size, RemasterWishes.DiskWish wish) {
        Options given = Options.of(wish.options());
        String kind = given.text(RemasterDiskOptions.FILESYSTEM).orElse("ext3");
        if (!List.of("ext2", "ext3", "ext4").contains(kind)) {
            self.problem("a disk of Tiny Core cannot be '" + kind + "' here", "It is ext2, ext3 or ext4.");
            return;
        }
        // With smaller blocks, which small disks get, GRUB needs minutes for a kernel.
        Map<String, Object> label = Map.of("label", given.text(RemasterDiskOptions.LABEL).orElse(PARTITION),
            "blockSize", new Size(BLOCK_BYTES));
        table.partition(Map.of("size", size, "active", true), PARTITION,
            DiskFormats.format(self, kind, Options.of(label)),
            new RemasterBlock<>(script, PartitionSpec.class, files -> {
                files.copy(Map.of("from", folder(places.vmlinuz()), "into", "/boot", "only", name(places.vmlinuz())),
                    places.boot());
                files.copy(core, "/boot/" + name(places.core()));
                files.copy(Map.of("into", "/tce"), places.extensions());
                Closure<?> more = wish.body();
                DiskBlocks.run(more, files);
            }));
    }

    private void menu(DiskSpec disk, RemasterWishes.DiskWish wish) {
        Options given = Options.of(wish.options());
        Map<String, Object> options = new LinkedHashMap<>();
        wish.options().forEach((label, value) -> {
            if (List.of(GrubOptions.BIOS, MenuFields.TIMEOUT, MenuFields.DEFAULT, MenuFields.SERIAL).contains(label)) {
                options.put(label, value);
            }
        });
        options.put(GrubOptions.ON, PARTITION);
        Set<String> words = new LinkedHashSet<>(List.of(QUIET));
        words.addAll(wishes.diskCodes);
        GrubWords.grub(disk, options, new RemasterBlock<>(script, MenuSpec.class, menu ->
            menu.entry(given.text(RemasterDiskOptions.TITLE).orElse(places.name()),
                new RemasterBlock<>(script, MenuEntrySpec.class, entry -> {
                    entry.linux("/boot/" + name(places.vmlinuz()), words.toArray(String[]::new));
                    entry.initrd("/boot/" + name(places.core()));
                }))));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String folder(String path) {
        return path.lastIndexOf('/') > 0 ? path.substring(0, path.lastIndexOf('/')) : "/";
    }
}
