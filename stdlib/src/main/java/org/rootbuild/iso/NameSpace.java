package org.rootbuild.iso;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/**
 * One hierarchy of names over the files of an ISO: the primary one or Joliet's. Folders are in the order of the path
 * table (ECMA-119, 6.9.1): by depth, then by their holder, then by their identifiers.
 */
final class NameSpace {
    private static final int MOST_DEPTH = 8;
    private static final int MOST_FOLDERS = 0xFFFF;
    private static final String MOVED = "rr_moved";

    private final Naming naming;
    private final boolean rockRidge;
    private final boolean moves;
    private final Map<PlacedFolder, Naming.Taken> taken = new HashMap<>();
    private final List<PlacedFolder> folders = new ArrayList<>();

    /**
     * @param rockRidge whether records tell what Rock Ridge has a field for
     * @param moves     whether what is too deep is moved
     */
    NameSpace(IsoNode root, Naming naming, boolean rockRidge, boolean moves) throws Failure {
        this.naming = naming;
        this.rockRidge = rockRidge;
        this.moves = moves;
        PlacedFolder top = new PlacedFolder(root, new byte[] {0}, Optional.empty(), Optional.empty());
        place(top);
        number(top);
    }

    boolean hasRockRidge() {
        return rockRidge;
    }

    PlacedFolder root() {
        return folders.get(0);
    }

    List<PlacedFolder> folders() {
        return folders;
    }

    private void place(PlacedFolder top) {
        Queue<PlacedFolder> open = new ArrayDeque<>(List.of(top));
        Optional<PlacedFolder> moved = Optional.empty();
        while (!open.isEmpty()) {
            PlacedFolder folder = open.remove();
            Naming.Taken names = taken.computeIfAbsent(folder, one -> naming.taken());
            for (IsoNode child : folder.node.children) {
                if (!naming.holds(child)) {
                    continue;
                }
                byte[] identifier = names.identifier(child);
                Optional<PlacedFolder> inside = Optional.empty();
                if (child.isFolder()) {
                    boolean away = moves && folder.depth() >= MOST_DEPTH;
                    if (away && moved.isEmpty()) {
                        moved = Optional.of(movedInto(top));
                    }
                    inside = Optional.of(away ? moveInto(moved.orElseThrow(), child, folder)
                        : new PlacedFolder(child, identifier, Optional.of(folder), Optional.empty()));
                    open.add(inside.get());
                }
                folder.members.add(new PlacedFolder.Member(identifier, child, inside));
            }
        }
    }

    /** The folder of what is moved; the tree may have one of that name, which then serves. */
    private PlacedFolder movedInto(PlacedFolder top) {
        Optional<PlacedFolder> there = top.members.stream().flatMap(one -> one.folder().stream())
            .filter(one -> one.node.name.equals(MOVED)).findFirst();
        if (there.isPresent()) {
            return there.get();
        }
        long time = top.node.entry.attributes().mtimeSeconds();
        IsoNode node = new IsoNode(new Entry.Folder(MOVED, Attributes.ofRoot(Attributes.FOLDER_MODE, time)),
            Optional.empty(), 0);
        byte[] identifier = taken.get(top).identifier(node);
        PlacedFolder made = new PlacedFolder(node, identifier, Optional.of(top), Optional.empty());
        taken.put(made, naming.taken());
        top.members.add(new PlacedFolder.Member(identifier, node, Optional.of(made)));
        return made;
    }

    private PlacedFolder moveInto(PlacedFolder moved, IsoNode child, PlacedFolder home) {
        byte[] identifier = taken.computeIfAbsent(moved, one -> naming.taken()).identifier(child);
        PlacedFolder folder = new PlacedFolder(child, identifier, Optional.of(moved), Optional.of(home));
        moved.members.add(new PlacedFolder.Member(identifier, child, Optional.of(folder)));
        return folder;
    }

    private void number(PlacedFolder top) throws Failure {
        Comparator<byte[]> order = naming.order();
        Queue<PlacedFolder> open = new ArrayDeque<>(List.of(top));
        while (!open.isEmpty()) {
            PlacedFolder folder = open.remove();
            folders.add(folder);
            folder.number = folders.size();
            folder.members.sort(Comparator.comparing(PlacedFolder.Member::identifier, order));
            folder.members.stream().filter(one -> one.folder().isPresent() && !one.isMovedFrom(folder))
                .forEach(one -> open.add(one.folder().get()));
        }
        if (folders.size() > MOST_FOLDERS) {
            throw new Failure("the tree has " + folders.size() + " folders, and an ISO's path table counts "
                + MOST_FOLDERS, "Put the files into an archive or a filesystem that lies in the ISO as one file.");
        }
        taken.clear();
    }

    /** How many bytes the path table takes. */
    int pathTableBytes() {
        return folders.stream().mapToInt(one -> 8 + one.identifier.length + one.identifier.length % 2).sum();
    }

    /** The path table (ECMA-119, 9.4), counted from a block of the ISO. */
    byte[] pathTable(ByteOrder order, int from) {
        ByteBuffer table = ByteBuffer.allocate(Blocks.roundUp(pathTableBytes())).order(order);
        for (PlacedFolder one : folders) {
            table.put((byte) one.identifier.length).put((byte) 0).putInt(one.block - from)
                .putShort((short) one.parent.number).put(one.identifier);
            table.position(table.position() + one.identifier.length % 2);
        }
        return table.array();
    }
}
