package org.rootbuild.initramfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** What becomes of each header of an initramfs, and what comes new. */
final class Fates {
    /** What becomes of a header. */
    enum Fate { KEPT, MADE_ANEW, LEFT_OUT }

    private final Union union;
    private final FileTree tree;
    private final Comparison comparison;

    Fates(Union union, FileTree tree) {
        this.union = union;
        this.tree = tree;
        this.comparison = new Comparison(union, tree);
    }

    long withXattrs() {
        return comparison.withXattrs();
    }

    /** What the header becomes, if it is made anew. */
    Entry entry(Segment segment, CpioRecord record) {
        return comparison.next().get(union.place(segment, record).orElseThrow());
    }

    /** One for each record, in their order. */
    List<Fate> of(Segment segment) throws IOException {
        List<Fate> fates = new ArrayList<>();
        Set<String> touched = new HashSet<>();
        for (CpioRecord record : segment.records()) {
            Fate fate = record.isTrailer() ? Fate.KEPT : fate(segment, record);
            fates.add(fate);
            if (fate != Fate.KEPT && record.isLinked()) {
                touched.add(record.file());
            }
        }
        for (int i = 0; i < fates.size(); i++) {
            CpioRecord record = segment.records().get(i);
            // The bytes of a file may be with another of its names.
            if (fates.get(i) == Fate.KEPT && record.isLinked() && touched.contains(record.file())) {
                fates.set(i, isProvider(segment, record) ? Fate.MADE_ANEW : Fate.LEFT_OUT);
            }
        }
        return fates;
    }

    private Fate fate(Segment segment, CpioRecord record) throws IOException {
        Optional<String> place = union.place(segment, record);
        if (place.isEmpty()) {
            return Fate.KEPT;
        }
        if (!comparison.next().containsKey(place.get())) {
            return Fate.LEFT_OUT;
        }
        if (!isProvider(segment, record)) {
            return Fate.KEPT;
        }
        return comparison.isSame(place.get()) && leadsThere(record, place.get()) ? Fate.KEPT : Fate.MADE_ANEW;
    }

    private boolean isProvider(Segment segment, CpioRecord record) {
        return union.place(segment, record).map(union.held()::get)
            .filter(held -> held.segment() == segment && held.record() == record).isPresent();
    }

    /** Whether the name still means this place: it may pass through a link that is another one now. */
    boolean leadsThere(CpioRecord record, String place) throws IOException {
        return record.path().equals(place) || TreePath.child(tree.follow(TreePath.parent(record.path())),
            TreePath.name(record.path())).equals(place);
    }

    /** What no header told of before, in order. */
    List<Entry> additions() {
        Map<String, Held> held = union.held();
        return comparison.next().values().stream()
            .filter(entry -> !entry.path().isEmpty() && !held.containsKey(entry.path()))
            .filter(entry -> !(entry instanceof Entry.Folder && union.implied().contains(entry.path())))
            .toList();
    }
}
