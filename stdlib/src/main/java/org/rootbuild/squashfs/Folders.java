package org.rootbuild.squashfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.tree.TreePath;

/**
 * Reads what folders hold ({@code struct squashfs_dir_header} and {@code squashfs_dir_entry}). Those with few names that
 * were asked for last are kept. Safe for use by several threads.
 */
final class Folders {
    /** The length of a listing counts what every folder holds: itself and its parent. */
    private static final int UNLISTED_BYTES = 3;
    private static final int HEADER_BYTES = 12;
    private static final int ENTRY_BYTES = 8;
    private static final int MOST_OF_ONE_HEADER = 256;
    private static final int FOLDER = 1;
    private static final int LARGEST = 1_000_000;
    private static final int KEPT = 64;
    private static final int KEPT_NAMES = 2048;

    private final Superblock head;
    private final MetadataPieces metadata;
    private final Map<Long, List<FolderName>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<FolderName>> eldest) {
            return size() > KEPT;
        }
    };

    Folders(Superblock head, MetadataPieces metadata) {
        this.head = head;
        this.metadata = metadata;
    }

    /** What the folder of that path holds, in order of the names. */
    List<FolderName> names(Inode inode, String path) throws IOException {
        synchronized (kept) {
            List<FolderName> known = kept.get(inode.reference());
            if (known != null) {
                return known;
            }
        }
        List<FolderName> names = read(Inodes.folder(inode, path), path);
        if (names.size() <= KEPT_NAMES) {
            synchronized (kept) {
                kept.put(inode.reference(), names);
            }
        }
        return names;
    }

    Optional<FolderName> find(Inode inode, String path, String name) throws IOException {
        List<FolderName> names = names(inode, path);
        int low = 0;
        int high = names.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = names.get(middle).name().compareTo(name);
            if (order == 0) {
                return Optional.of(names.get(middle));
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    private List<FolderName> read(Inode.Folder folder, String path) throws IOException {
        List<FolderName> names = new ArrayList<>();
        long left = folder.lengthBytes() - UNLISTED_BYTES;
        if (left <= 0) {
            return names;
        }
        MetadataInput in = metadata.at(head.folderTableAt(), folder.pieceAt(), folder.offset());
        while (left > 0) {
            long count = in.unsignedInt() + 1;
            long pieceAt = in.unsignedInt();
            in.unsignedInt();
            left -= HEADER_BYTES;
            if (count > MOST_OF_ONE_HEADER) {
                throw SquashfsDamage.found("the listing of " + TreePath.shown(path) + " has a run of " + count
                    + " names");
            }
            for (long i = 0; i < count; i++) {
                left -= entry(in, pieceAt, path, names);
            }
            if (left < 0) {
                throw SquashfsDamage.found("the listing of " + TreePath.shown(path) + " is longer than it says");
            }
            if (names.size() > LARGEST) {
                throw SquashfsDamage.unsupported("has more than " + LARGEST + " names in " + TreePath.shown(path)
                    + ", which are more than are read here", "Unpack it with unsquashfs if it can be trusted.");
            }
        }
        return sorted(names, path);
    }

    /** @return how many bytes of the listing it takes */
    private int entry(MetadataInput in, long pieceAt, String path, List<FolderName> names) throws IOException {
        int offset = in.unsignedShort();
        in.unsignedShort();
        int type = in.unsignedShort();
        int length = in.unsignedShort() + 1;
        if (length > TreePath.NAME_LIMIT_BYTES + 1) {
            throw SquashfsDamage.found("a name in " + TreePath.shown(path) + " has " + length + " bytes");
        }
        byte[] name = in.bytes(length);
        for (byte one : name) {
            if (one == 0 || one == '/') {
                throw SquashfsDamage.found("a name in " + TreePath.shown(path) + " has a slash or a NUL in it");
            }
        }
        String text = SquashfsText.name(name);
        if (text.equals(".") || text.equals("..")) {
            throw SquashfsDamage.found(TreePath.shown(path) + " lists '" + text + "' as a name");
        }
        names.add(new FolderName(text, pieceAt << 16 | offset, type == FOLDER));
        return ENTRY_BYTES + length;
    }

    /** Java's order of texts is not that of their bytes. */
    private static List<FolderName> sorted(List<FolderName> names, String path) throws IOException {
        names.sort(Comparator.comparing(FolderName::name));
        for (int i = 1; i < names.size(); i++) {
            if (names.get(i).name().equals(names.get(i - 1).name())) {
                throw SquashfsDamage.found(TreePath.shown(TreePath.child(path, names.get(i).name()))
                    + " is listed twice");
            }
        }
        return names;
    }
}
