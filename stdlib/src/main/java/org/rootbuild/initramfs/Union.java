package org.rootbuild.initramfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/**
 * The files of several archives as a kernel would have them after unpacking one after the other ({@code
 * init/initramfs.c}): links on the way to an entry are followed, what is of another kind is replaced, a folder keeps
 * what it holds, and a folder that holds something is not replaced by anything else.
 */
final class Union {
    /** Numbers above all that an edit gives to groups of its own. */
    private static final long GROUPS_FROM = 1L << 40;

    private final TreeIndex index = new TreeIndex(0);
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Map<Long, String> places = new HashMap<>();
    private final Set<String> implied = new HashSet<>();
    private final List<String> ignored = new ArrayList<>();
    private long lastGroup = GROUPS_FROM;

    /** Hard links of one segment: the number of the group, and the record that has the bytes. */
    private static final class Links {
        private final long group;
        private CpioRecord data;
        private int names;

        Links(long group, CpioRecord first) {
            this.group = group;
            this.data = first;
        }
    }

    static Union of(List<Segment> segments) throws IOException {
        Union union = new Union();
        for (Segment segment : segments) {
            union.add(segment);
        }
        return union;
    }

    TreeIndex index() {
        return index;
    }

    /** What provides each path. */
    Map<String, Held> held() {
        return held;
    }

    /** Folders that no header tells of. */
    Set<String> implied() {
        return implied;
    }

    /** Names that a kernel would not unpack, since a folder with something in it or a file is in their way. */
    List<String> ignored() {
        return ignored;
    }

    /** Where the entry of this header lies, once links are followed; empty for one that is ignored. */
    Optional<String> place(Segment segment, CpioRecord record) {
        return Optional.ofNullable(places.get(key(segment, record)));
    }

    private static long key(Segment segment, CpioRecord record) {
        return (long) segment.number() << Long.SIZE - Short.SIZE | record.at();
    }

    private void add(Segment segment) throws IOException {
        Map<String, Links> links = new HashMap<>();
        for (CpioRecord record : segment.records()) {
            if (record.isLinked()) {
                Links group = links.computeIfAbsent(record.file(), file -> new Links(++lastGroup, record));
                group.names++;
                group.data = record.sizeBytes() > 0 ? record : group.data;
            }
        }
        for (CpioRecord record : segment.records()) {
            if (!record.isTrailer()) {
                add(segment, record, Optional.ofNullable(links.get(record.file())).filter(one -> record.isLinked()));
            }
        }
    }

    private void add(Segment segment, CpioRecord record, Optional<Links> links) throws IOException {
        String folder = index.follow(TreePath.parent(record.path()));
        String place = record.path().isEmpty() ? "" : TreePath.child(folder, TreePath.name(record.path()));
        Entry entry = entry(segment, record, place, links);
        if (!makeFolders(folder, record.mtime()) || !isFree(place, entry)) {
            ignored.add(record.name());
            return;
        }
        index.restore(place, Optional.of(entry));
        implied.remove(place);
        held.put(place, new Held(entry, segment, record));
        places.put(key(segment, record), place);
    }

    /** Kernels would leave out what has no folder; everybody else makes one. Answers whether there is one now. */
    private boolean makeFolders(String folder, long mtime) {
        Optional<Entry> there = index.get(folder);
        if (there.isEmpty()) {
            if (!makeFolders(TreePath.parent(folder), mtime)) {
                return false;
            }
            index.restore(folder, Optional.of(new Entry.Folder(folder, Attributes.ofRoot(Attributes.FOLDER_MODE,
                mtime))));
            implied.add(folder);
            return true;
        }
        return there.get() instanceof Entry.Folder;
    }

    /** As {@code clean_path()} of the kernel, which takes away all but folders with something in them. */
    private boolean isFree(String place, Entry entry) {
        boolean hidesFolder = index.get(place).filter(old -> old instanceof Entry.Folder).isPresent()
            && !(entry instanceof Entry.Folder);
        return !hidesFolder || index.children(place).isEmpty();
    }

    private Entry entry(Segment segment, CpioRecord record, String place, Optional<Links> links)
        throws IOException {
        Attributes attributes = Attributes.of(record.permissions(), record.owner(), record.group(), record.mtime());
        Content data = links.map(one -> one.data).orElse(record).content(segment.decoded());
        long group = links.filter(one -> one.names > 1).map(one -> one.group).orElse(0L);
        return switch (record.type()) {
            case 0040000 -> new Entry.Folder(place, attributes);
            case 0120000 -> new Entry.Symlink(place, attributes, target(record, data));
            case 0020000, 0060000 -> new Entry.Device(place, attributes, record.type() == 0060000,
                (int) record.rdev()[0], (int) record.rdev()[1]);
            case 0010000, 0140000 -> new Entry.Pipe(place, attributes, record.type() == 0140000);
            default -> new Entry.PlainFile(place, attributes, data, group);
        };
    }

    private static String target(CpioRecord record, Content data) throws IOException {
        String target = CpioScan.text(data.bytes());
        if (target.isEmpty()) {
            throw new Failure("the link '" + CpioScan.shown(record.name()) + "' of the initramfs has no proper target",
                "The initramfs is damaged or hostile; fetch or make it again.");
        }
        return target;
    }
}
