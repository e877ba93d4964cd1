package org.rootbuild.layer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/**
 * The tree on which one step works. It changes an index in place and remembers what stood there before, so that the
 * step can be taken back whatever the tree's size. New contents go to numbered files in a folder of the step's own.
 */
public final class WorkTree implements EditableTree {
    private final TreeIndex index;
    private final Path contents;
    private final long epochSeconds;
    private final Map<String, Optional<Entry>> before = new HashMap<>();
    private final long groupsBelow;
    private final ContentFile writer = new ContentFile();
    private long lastContent;

    /**
     * @param contents     an existing folder, on the filesystem of the layers, for the files that are written
     * @param epochSeconds the time that folders made on the way carry
     */
    public WorkTree(TreeIndex index, Path contents, long epochSeconds) {
        this.index = index;
        this.contents = contents;
        this.epochSeconds = epochSeconds;
        this.groupsBelow = index.lastGroup();
    }

    /** What stood at every path that was touched; empty where nothing did. */
    public Map<String, Optional<Entry>> touched() {
        return before;
    }

    /** Takes every change back. */
    public void undo() {
        before.forEach(index::restore);
        before.clear();
    }

    @Override
    public void write(String path, Attributes attributes, InputStream content) throws IOException {
        String place = placeFor(path, "a file");
        set(new Entry.PlainFile(place, attributes, take(content)));
    }

    @Override
    public void write(String path, Attributes attributes, Content content) throws IOException {
        if (content instanceof LayerContent held) {
            set(new Entry.PlainFile(placeFor(path, "a file"), attributes, held));
            return;
        }
        try (InputStream in = content.open()) {
            write(path, attributes, in);
        }
    }

    private LayerContent take(InputStream content) throws IOException {
        return writer.write(contents.resolve(Long.toString(++lastContent)), content);
    }

    @Override
    public void put(Entry entry) throws IOException {
        if (entry instanceof Entry.PlainFile file) {
            write(file.path(), file.attributes(), file.content());
            return;
        }
        if (entry instanceof Entry.Folder) {
            String place = index.followParents(TreePath.of(entry.path()));
            Optional<Entry> there = index.get(place);
            if (there.isPresent() && there.get() instanceof Entry.Folder) {
                set(entry.at(place));
                return;
            }
        }
        set(entry.at(placeFor(entry.path(), TreeIndex.word(entry))));
    }

    @Override
    public void link(String path, String existing) throws IOException {
        String target = index.followParents(TreePath.of(existing));
        Entry found = index.get(target).orElseThrow(() -> new Failure(
            "there is no " + TreePath.shown(target) + " to make another name of", "Make the file first."));
        if (!(found instanceof Entry.PlainFile file)) {
            throw new Failure(TreePath.shown(target) + " is " + TreeIndex.word(found)
                + " and cannot have a second name",
                "Make a symbolic link instead.");
        }
        String place = placeFor(path, "a file");
        if (place.equals(target)) {
            return;
        }
        set(ownGroup(file).at(place));
    }

    /**
     * The file in a group that this step made, with all its names. A group that spanned two layers would fall apart, as
     * on overlayfs; a new number makes every name differ from what stood there, so that all of them come into this
     * layer.
     */
    private Entry.PlainFile ownGroup(Entry.PlainFile file) {
        if (file.linkGroup() > groupsBelow) {
            return file;
        }
        Entry.PlainFile grouped = file.inGroup(index.newGroup());
        index.names(file).forEach(name -> set(grouped.at(name)));
        return grouped;
    }

    @Override
    public void change(String path, Attributes attributes) throws IOException {
        String place = index.followParents(TreePath.of(path));
        Entry found = existing(place);
        if (found instanceof Entry.PlainFile file) {
            index.names(file).forEach(name -> set(index.get(name).orElseThrow().with(attributes)));
        } else {
            set(found.with(attributes));
        }
    }

    @Override
    public boolean remove(String path) throws IOException {
        String place = index.followParents(TreePath.of(path));
        if (place.isEmpty()) {
            throw new Failure("the root folder itself cannot be removed", "Name what is to go, such as /etc.");
        }
        Optional<Entry> found = index.get(place);
        found.ifPresent(entry -> {
            List.copyOf(index.belowMap(place).keySet()).forEach(this::unset);
            unset(place);
        });
        return found.isPresent();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        String source = index.followParents(TreePath.of(from));
        Entry found = existing(source);
        String target = targetOf(source, to);
        if (target.equals(source)) {
            return;
        }
        if (TreePath.isBelow(target, source) || source.isEmpty()) {
            throw new Failure(TreePath.shown(source) + " cannot be moved into itself", "Choose another place.");
        }
        String place = placeFor(target, TreeIndex.word(found));
        bringLinksAlong(source);
        Entry named = existing(source);
        List<Entry> moved = new ArrayList<>(index.belowMap(source).values());
        remove(source);
        set(named.at(place));
        moved.forEach(entry -> set(entry.at(place + entry.path().substring(source.length()))));
    }

    private void bringLinksAlong(String source) {
        List<Entry> all = new ArrayList<>(index.belowMap(source).values());
        index.get(source).ifPresent(all::add);
        for (Entry entry : all) {
            // Another name of the same file may have brought it along already.
            if (index.get(entry.path()).orElseThrow() instanceof Entry.PlainFile file && file.linkGroup() != 0) {
                ownGroup(file);
            }
        }
    }

    /** As {@code mv}: into the folder that is there, otherwise to that very name. */
    private String targetOf(String source, String to) throws Failure {
        String target = index.followParents(TreePath.of(to));
        boolean intoFolder = index.get(index.follow(target)).filter(Entry.Folder.class::isInstance).isPresent();
        return intoFolder ? TreePath.child(index.follow(target), TreePath.name(source)) : target;
    }

    private Entry existing(String place) throws Failure {
        Optional<Entry> found = index.get(place);
        if (found.isEmpty()) {
            throw new Failure("there is no " + TreePath.shown(place) + " in the root",
                "Make it in an earlier step, or correct the path.");
        }
        return found.get();
    }

    /** Where the entry will stand, its folders made; what stands there already must be replaceable by it. */
    private String placeFor(String path, String what) throws Failure {
        String place = index.followParents(TreePath.of(path));
        if (place.isEmpty()) {
            throw new Failure("the root folder cannot be replaced by " + what, "Name a path below it.");
        }
        makeFolders(TreePath.parent(place), path);
        Optional<Entry> there = index.get(place);
        if (there.isPresent() && there.get() instanceof Entry.Folder) {
            if (!index.belowMap(place).isEmpty()) {
                throw new Failure(TreePath.shown(place) + " is a folder with something in it and cannot be replaced by "
                    + what, "Remove the folder first, or choose another path.");
            }
        }
        return place;
    }

    private void makeFolders(String folder, String path) throws Failure {
        Optional<Entry> there = index.get(folder);
        if (there.isEmpty()) {
            makeFolders(TreePath.parent(folder), path);
            set(new Entry.Folder(folder, Attributes.ofRoot(Attributes.FOLDER_MODE, epochSeconds)));
        } else if (!(there.get() instanceof Entry.Folder)) {
            throw new Failure("nothing can be put at " + TreePath.shown(TreePath.of(path)) + ", because "
                + TreePath.shown(folder) + " is " + TreeIndex.word(there.get()),
                "Remove " + TreePath.shown(folder) + " first, or choose another path.");
        }
    }

    private void set(Entry entry) {
        before.putIfAbsent(entry.path(), index.get(entry.path()));
        index.set(entry);
    }

    private void unset(String path) {
        before.putIfAbsent(path, index.get(path));
        index.unset(path);
    }

    @Override
    public Optional<Entry> get(String path) {
        return index.get(path);
    }

    @Override
    public Stream<Entry> entries() {
        return index.entries();
    }

    @Override
    public Stream<Entry> below(String folder) {
        return index.below(folder);
    }

    @Override
    public List<Entry> children(String folder) {
        return index.children(folder);
    }
}
