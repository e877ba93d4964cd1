package org.rootbuild.fat;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An entry of a filesystem that is there, as it stands in its folder. */
final class FatNode {
    /** Names that differ by case alone stand beside each other. */
    private static final Comparator<String> ORDER =
        String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());
    private static final TreeMap<String, FatNode> NONE = new TreeMap<>();

    private final boolean folder;
    private final TreeMap<String, FatNode> children;
    private Optional<FatNode> parent;
    private String name;
    private DirectoryRecord record;
    /** Number of its first entry in its folder, and how many there are; the last one is the short one. */
    private int firstSlot;
    private int slots;

    FatNode(String name, Optional<FatNode> parent, DirectoryRecord record, int firstSlot, int slots) {
        this.name = name;
        this.parent = parent;
        this.record = record;
        this.firstSlot = firstSlot;
        this.slots = slots;
        folder = record.isFolder();
        children = folder ? new TreeMap<>(ORDER) : NONE;
    }

    boolean isFolder() {
        return folder;
    }

    boolean isRoot() {
        return parent.isEmpty();
    }

    /** Of anything but the root folder. */
    FatNode parent() {
        return parent.orElseThrow();
    }

    String name() {
        return name;
    }

    DirectoryRecord record() {
        return record;
    }

    int firstSlot() {
        return firstSlot;
    }

    int slots() {
        return slots;
    }

    int cluster() {
        return record.firstCluster();
    }

    String path() {
        Deque<String> names = new ArrayDeque<>();
        for (FatNode at = this; !at.isRoot(); at = at.parent()) {
            names.push(at.name);
        }
        return String.join("/", names);
    }

    Collection<FatNode> children() {
        return children.values();
    }

    /** False when there is one of exactly this name already. */
    boolean add(FatNode child) {
        return children.putIfAbsent(child.name, child) == null;
    }

    void drop(FatNode child) {
        children.remove(child.name);
    }

    Optional<FatNode> child(String wanted) {
        return Optional.ofNullable(children.get(wanted));
    }

    /** The one of exactly this name, or else one whose name differs by case alone. */
    Optional<FatNode> childInAnyCase(String wanted) {
        FatNode exact = children.get(wanted);
        if (exact != null) {
            return Optional.of(exact);
        }
        return alike(children.higherEntry(wanted), wanted).or(() -> alike(children.lowerEntry(wanted), wanted));
    }

    private static Optional<FatNode> alike(Map.Entry<String, FatNode> found, String wanted) {
        boolean same = found != null && String.CASE_INSENSITIVE_ORDER.compare(found.getKey(), wanted) == 0;
        return same ? Optional.of(found.getValue()) : Optional.empty();
    }

    /** It stands somewhere else now; both folders are told. */
    void move(FatNode newParent, String newName, DirectoryRecord changed, int slot, int count) {
        parent().drop(this);
        parent = Optional.of(newParent);
        name = newName;
        record = changed;
        firstSlot = slot;
        slots = count;
        newParent.add(this);
    }

    void change(DirectoryRecord changed) {
        record = changed;
    }
}
