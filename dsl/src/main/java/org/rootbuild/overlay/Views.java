package org.rootbuild.overlay;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Collectors;
import org.rootbuild.codec.Codec;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.Digests;
import org.rootbuild.layer.ManifestFile;
import org.rootbuild.model.Fields;
import org.rootbuild.posix.Posix;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;
import org.rootbuild.store.Deletion;
import org.rootbuild.store.Store;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/**
 * Layers of the store as folders that the kernel takes as lower layers. Each is made once and kept in the store; {@code
 * docs/formats.md}, "Views", says where. Plain files are further names of the layer's own contents, so a view costs no
 * room to speak of. What this process cannot make (device nodes in a user namespace, owners that it has no number for)
 * is there in a simpler form with a note of the truth; {@link UpperReader} knows of it. Safe for use by several threads
 * and processes.
 */
public final class Views {
    private static final int NAME_DIGITS = 16;
    private static final int TRAILER_BYTES = 32;

    private final Store store;
    private final Path folder;
    private final Posix posix;
    private final Powers powers;

    public Views(Store store, Posix posix, Powers powers) {
        this.store = store;
        this.folder = store.views().resolve(powers.name());
        this.posix = posix;
        this.powers = powers;
    }

    /**
     * The view of one layer.
     *
     * @param tree the tree with this layer on top
     */
    public Path of(Layer layer, FileTree tree) throws IOException {
        return of(List.of(layer), tree);
    }

    /**
     * One view for several layers.
     *
     * @param layers lowest first
     * @param tree   the tree with these layers on top
     */
    public Path of(List<Layer> layers, FileTree tree) throws IOException {
        return of(layers, onTheWay(layers, tree));
    }

    NavigableMap<String, Attributes> onTheWay(List<Layer> layers, FileTree tree) {
        return delta(layers).foldersOnTheWay(tree);
    }

    private static Delta delta(List<Layer> layers) {
        Delta delta = new Delta();
        layers.forEach(layer -> delta.add(layer.manifest().changes()));
        return delta;
    }

    Path of(List<Layer> layers, NavigableMap<String, Attributes> onTheWay) throws IOException {
        Path place = folder.resolve(name(layers, onTheWay));
        Path tree = place.resolve(ManifestFile.TREE);
        if (!isThere(place)) {
            make(layers, onTheWay, place);
        }
        return tree;
    }

    /** Everything that the view depends on: which layers, as they lie there now, and the folders around them. */
    private static String name(List<Layer> layers, NavigableMap<String, Attributes> onTheWay) throws IOException {
        MessageDigest digest = Digests.sha256();
        for (Layer layer : layers) {
            digest.update((layer.fingerprint() + "\n").getBytes(StandardCharsets.UTF_8));
            // A layer that was damaged and made again has other files, though its manifest may be the same.
            digest.update((Files.getAttribute(layer.folder(), "unix:ino") + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(trailer(layer.folder()));
        }
        for (var one : onTheWay.entrySet()) {
            Attributes its = one.getValue();
            Fields.Builder fields = Fields.builder().text("path", one.getKey()).whole("mode", its.mode())
                .whole("owner", its.owner()).whole("group", its.group()).whole("mtime", its.mtimeSeconds());
            its.xattrs().forEach((name, value) -> fields.text("x:" + name, HexFormat.of().formatHex(value)));
            digest.update(Codec.encode(fields.build()));
        }
        String made = Digests.hex(digest).substring(0, NAME_DIGITS);
        return layers.size() == 1 ? layers.get(0).fingerprint() + "-" + made
            : layers.size() + "-" + layers.get(layers.size() - 1).fingerprint() + "-" + made;
    }

    /** The digest at the manifest's end, which is that of all before it. */
    private static byte[] trailer(Path layer) throws IOException {
        for (String name : List.of(ManifestFile.NAME, ManifestFile.PENDING, ManifestFile.NAME)) {
            try (RandomAccessFile file = new RandomAccessFile(layer.resolve(name).toFile(), "r")) {
                byte[] digest = new byte[TRAILER_BYTES];
                file.seek(Math.max(0, file.length() - TRAILER_BYTES));
                file.readFully(digest, 0, (int) Math.min(TRAILER_BYTES, file.length()));
                return digest;
            } catch (java.io.FileNotFoundException otherName) {
                continue;
            }
        }
        throw new NoSuchFileException(layer.resolve(ManifestFile.NAME).toString());
    }

    private boolean isThere(Path place) {
        Path layers = place.resolve(Store.VIEW_LAYERS);
        if (!Files.exists(layers, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        store.touchView(place);
        return true;
    }

    private void make(List<Layer> layers, NavigableMap<String, Attributes> onTheWay, Path place) throws IOException {
        Path assembled = store.temporaryFolder();
        String of = layers.stream().map(Layer::fingerprint).collect(Collectors.joining("\n", "", "\n"));
        try {
            ViewWriter writer = write(assembled.resolve(ManifestFile.TREE), delta(layers), onTheWay);
            Files.writeString(assembled.resolve("simplified"), writer.simplified().stream()
                .map(path -> TreePath.shown(path) + "\n").collect(Collectors.joining()));
            Files.writeString(assembled.resolve(Store.VIEW_LAYERS), of);
            if (writer.hasCopies()) {
                // Names and attributes reach the disk in order, but not the bytes of new files.
                posix.syncFilesystem(assembled);
            }
            Files.createDirectories(folder);
            Files.move(assembled, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (Failure clear) {
            throw clear;
        } catch (IOException trouble) {
            // Another process may have been quicker.
            if (!isThere(place)) {
                throw failed(layers, trouble);
            }
        } finally {
            Deletion.delete(assembled);
        }
    }

    private static IOException failed(List<Layer> layers, IOException trouble) {
        return new Failure("the layer " + layers.get(layers.size() - 1).folder()
            + " could not be laid out for stacking: " + Reason.of(trouble),
            "Make room or mend the permissions in the store, or name another one with ROOTBUILD_STORE.", trouble);
    }

    /**
     * Fills a folder, which is to be stacked, with changes whose contents are files; these must be on the same
     * filesystem and nobody's, or those of a layer. Where it does not come to its end it can be done again.
     *
     * @param target does not exist yet, or has contents of these changes at their own places and nothing else
     * @param tree   the tree with these changes in it
     */
    public void fill(Path target, List<Change> changes, FileTree tree) throws IOException {
        Delta delta = Delta.of(changes);
        write(target, delta, delta.foldersOnTheWay(tree));
    }

    private ViewWriter write(Path target, Delta delta, NavigableMap<String, Attributes> onTheWay) throws IOException {
        Files.createDirectories(target);
        ViewWriter writer = new ViewWriter(posix, powers, target);
        writer.write(delta, onTheWay);
        return writer;
    }
}
