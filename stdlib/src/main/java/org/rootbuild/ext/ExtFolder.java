package org.rootbuild.ext;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/**
 * The names of one directory while it is edited, and where they are. A name is kept as a text of which every character
 * is a byte, so that names that are no UTF-8 stay as they are.
 */
final class ExtFolder {
    /** A name and the block of the directory that it is in; -1 where that is not written yet. */
    record Slot(ExtName name, int block) {
    }

    private final long number;
    private final LinkedHashMap<String, Slot> slots = new LinkedHashMap<>();
    private long parent;
    private boolean scattered;

    ExtFolder(long number, long parent) {
        this.number = number;
        this.parent = parent;
    }

    static ExtFolder read(ExtAccess access, ExtInode inode) throws IOException {
        ExtFolder folder = new ExtFolder(inode.number(), 0);
        ExtFolderReader.read(access, inode, (name, block) -> {
            if (name.isDots()) {
                folder.parent = name.bytes().length == 2 ? name.inode() : folder.parent;
            } else if (folder.slots.put(key(name.bytes()), new Slot(name, block)) != null) {
                throw ExtDamage.found("the directory of inode " + inode.number() + " has a name twice");
            }
        });
        folder.scattered = inode.is(ExtInode.INLINE);
        return folder;
    }

    static String key(byte[] name) {
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /** @throws Failure when no bytes say this name */
    static byte[] bytes(String name) throws Failure {
        return ExtText.nameBytes(name).orElseThrow(() -> new Failure("the name '" + name.replace("\0", "\\0")
            + "' cannot stand in a folder of ext", "Use a name of whole characters, without NUL."));
    }

    long number() {
        return number;
    }

    long parent() {
        return parent;
    }

    void setParent(long changed) {
        parent = changed;
    }

    Optional<Slot> find(byte[] name) {
        return Optional.ofNullable(slots.get(key(name)));
    }

    /** As the tree spells it, which for a name that is not UTF-8 is not its bytes. */
    Optional<Slot> find(String name) {
        Optional<Slot> found = ExtText.nameBytes(name).flatMap(this::find);
        return found.isPresent() || name.indexOf('\\') < 0 ? found
            : slots.values().stream().filter(one -> ExtText.text(one.name().bytes()).equals(name)).findFirst();
    }

    void put(ExtName name, int block) {
        slots.put(key(name.bytes()), new Slot(name, block));
    }

    void remove(byte[] name) {
        slots.remove(key(name));
    }

    Collection<Slot> slots() {
        return slots.values();
    }

    Map<String, Slot> byKey() {
        return slots;
    }

    /** Whether its blocks no longer hold what this says, so that all of them must be written anew. */
    boolean isScattered() {
        return scattered;
    }

    void setScattered(boolean now) {
        scattered = now;
    }
}
