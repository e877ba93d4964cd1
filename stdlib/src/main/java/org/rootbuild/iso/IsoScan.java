package org.rootbuild.iso;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.Volume;

/**
 * Reads all folders of one name space. Each folder is read once, wherever it is named: a folder inside of itself, or
 * one that is in two places, is damage.
 */
final class IsoScan {
    static final int MOST_ENTRIES = 1_000_000;
    /** So many entries in folders of long names would else fill the memory with paths. */
    private static final long MOST_PATH_CHARACTERS = 128L << 20;

    /** Folders in the root for those that are too deep, as mkisofs and others name them. */
    private static final Set<String> MOVED = Set.of("rr_moved", ".rr_moved");

    private final Volume volume;
    private final IsoVolume head;
    private final NameSpace space;
    private final IsoEntries entries;
    private final IsoFolders folders;
    private final SystemUse fields;
    private final TreeMap<String, Entry> found = new TreeMap<>();
    private final Map<String, List<Entry>> children = new HashMap<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Set<Long> visited = new HashSet<>();
    private long pathCharacters;
    private long folderBytes;

    /** Which of the names of an entry counts. */
    enum NameSpace { ROCK_RIDGE, JOLIET, PLAIN }

    /** A folder that was found and not yet read; {@code record} says where it is. */
    private record Pending(String path, IsoRecord record) {
    }

    /** @param skippedBytes of each entry's fields that are not Rock Ridge's */
    IsoScan(Volume volume, IsoVolume head, NameSpace space, int skippedBytes) {
        this.volume = volume;
        this.head = head;
        this.space = space;
        this.entries = new IsoEntries(volume, head.blockBytes());
        this.folders = new IsoFolders(volume, head.blockBytes());
        this.fields = new SystemUse(volume, head.blockBytes(), skippedBytes);
    }

    IsoTree read() throws IOException {
        IsoRecord root = head.root();
        // Its entry in the descriptor has no room for fields.
        found.put("", entries.folder("", root, ridge(folders.self(root.dataBlock()))));
        pending.add(new Pending("", root));
        while (!pending.isEmpty()) {
            folder(pending.remove());
        }
        return new IsoTree(found, children);
    }

    private RockRidge ridge(IsoRecord record) throws IOException {
        RockRidge ridge = new RockRidge();
        if (space == NameSpace.ROCK_RIDGE) {
            fields.read(record, ridge);
        }
        return ridge;
    }

    private void folder(Pending folder) throws IOException {
        folderBytes += folder.record().sizeBytes();
        if (folderBytes > volume.sizeBytes()) {
            throw IsoDamage.found("its folders take more room than there is, up to " + IsoDamage.shown(folder.path()));
        }
        List<IsoRecord> records = folders.read(folder.record(), folder.path(), MOST_ENTRIES - found.size());
        if (!visited.add(folder.record().dataBlock()) && !records.isEmpty()) {
            throw IsoDamage.found("the folder " + IsoDamage.shown(folder.path()) + " lies where another one is");
        }
        List<Entry> inside = new ArrayList<>();
        for (int first = 0; first < records.size();) {
            int end = extents(records, first, folder.path());
            add(folder.path(), records.subList(first, end), inside);
            first = end;
        }
        inside.sort(Comparator.comparing(Entry::path));
        children.put(folder.path(), inside);
        if (inside.isEmpty() && !records.isEmpty() && MOVED.contains(folder.path())) {
            // Writers put there what would be too deep; as a folder it means nothing.
            Entry gone = found.remove(folder.path());
            children.remove(folder.path());
            children.get("").remove(gone);
        }
    }

    /** Where the records of the file end whose first record this is: one for each part of it. */
    private static int extents(List<IsoRecord> records, int first, String folder) throws IOException {
        int last = first;
        while (records.get(last).has(IsoRecord.NOT_THE_LAST)) {
            last++;
            if (last == records.size() || !Arrays.equals(records.get(last).name(), records.get(first).name())
                || records.get(last).isFolder()) {
                throw IsoDamage.found("the folder " + IsoDamage.shown(folder) + " holds a file whose last part is"
                    + " missing");
            }
        }
        return last + 1;
    }

    private void add(String folder, List<IsoRecord> extents, List<Entry> inside) throws IOException {
        IsoRecord record = extents.get(0);
        RockRidge ridge = ridge(record);
        if (ridge.isRelocated() || record.has(IsoRecord.ASSOCIATED)) {
            return;
        }
        String plain = ridge.name().orElseGet(() -> IsoNames.plain(record, space == NameSpace.JOLIET));
        String path = TreePath.child(folder, IsoNames.checked(plain, folder));
        if (found.containsKey(path) && space == NameSpace.PLAIN) {
            // An earlier version of the same file: the newest comes first (ECMA-119, 9.3).
            return;
        }
        check(path);
        Entry entry = ridge.childBlock().isPresent() ? moved(path, ridge.childBlock().getAsLong())
            : entries.entry(path, extents, ridge);
        if (entry instanceof Entry.Folder && ridge.childBlock().isEmpty()) {
            pending.add(new Pending(path, record));
        }
        found.put(path, entry);
        inside.add(entry);
    }

    private void check(String path) throws IOException {
        if (found.containsKey(path)) {
            throw IsoDamage.found("two entries are named " + IsoDamage.shown(path));
        }
        pathCharacters += path.length();
        if (path.length() > TreePath.PATH_LIMIT || pathCharacters > MOST_PATH_CHARACTERS) {
            throw IsoDamage.tooMuch("paths that are too long, such as " + IsoDamage.shown(path));
        }
    }

    /** A folder that is deeper than ECMA-119 allows: it is elsewhere, and tells of itself there. */
    private Entry moved(String path, long block) throws IOException {
        IsoRecord self = folders.self(block);
        pending.add(new Pending(path, self));
        return entries.folder(path, self, ridge(self));
    }
}
