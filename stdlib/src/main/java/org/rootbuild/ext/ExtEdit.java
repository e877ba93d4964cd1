package org.rootbuild.ext;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/**
 * An ext filesystem that is being changed. Contents reach the volume at once, what describes them when it is finished.
 */
public final class ExtEdit implements Filesystem.Edit {
    private final ExtAccess access;
    private final ExtNodes nodes;
    private final ExtFolders folders;
    private final ExtLinks links;
    private final ExtTree tree;

    ExtEdit(ExtAccess access) {
        this.access = access;
        this.nodes = new ExtNodes(access);
        this.folders = new ExtFolders(access, nodes.folderBuilder());
        this.links = new ExtLinks(access, nodes, folders);
        this.tree = new ExtTree(access, folders);
    }

    @Override
    public Optional<Entry> get(String path) {
        return tree.get(path);
    }

    @Override
    public Stream<Entry> entries() {
        return tree.entries();
    }

    @Override
    public List<Entry> children(String folder) {
        return tree.children(folder);
    }

    @Override
    public void write(String path, Attributes attributes, Content content) throws IOException {
        try (InputStream in = content.open()) {
            write(path, attributes, in);
        }
    }

    @Override
    public void write(String path, Attributes attributes, InputStream content) throws IOException {
        String place = placeFor(path, "a file", attributes);
        long folder = tree.find(TreePath.parent(place));
        // The new file is whole before the old one is freed: its content may be the old one's.
        long made = nodes.file(folder, attributes, content);
        links.name(folder, place, made, DirectoryBlock.PLAIN_FILE);
    }

    /**
     * Adds bytes to the end of the plain file and gives it these attributes.
     *
     * @throws Failure when there is no such file
     */
    public void append(String path, Attributes attributes, InputStream content) throws IOException {
        String place = tree.followParents(TreePath.of(path));
        Entry found = existing(place);
        if (!(found instanceof Entry.PlainFile)) {
            throw new Failure(TreePath.shown(place) + " is no plain file", "Name the file that is to be longer.");
        }
        nodes.append(tree.find(place), content, attributes);
    }

    @Override
    public void put(Entry entry) throws IOException {
        if (entry instanceof Entry.PlainFile file) {
            write(file.path(), file.attributes(), file.content());
            return;
        }
        if (entry instanceof Entry.Folder) {
            putFolder(entry);
            return;
        }
        String place = placeFor(entry.path(), word(entry), entry.attributes());
        long folder = tree.find(TreePath.parent(place));
        links.name(folder, place, nodes.other(folder, entry), type(entry));
    }

    private void putFolder(Entry entry) throws IOException {
        String there = tree.followParents(TreePath.of(entry.path()));
        if (tree.get(there).filter(Entry.Folder.class::isInstance).isPresent()) {
            change(there, entry.attributes());
            return;
        }
        String place = placeFor(entry.path(), "a folder", entry.attributes());
        makeFolder(place, entry.attributes());
    }

    private void makeFolder(String place, Attributes attributes) throws IOException {
        long parent = tree.find(TreePath.parent(place));
        links.add(parent, true);
        long made = 0;
        try {
            made = nodes.folder(parent, attributes);
            folders.begin(made, parent);
        } catch (IOException trouble) {
            if (made != 0) {
                nodes.free(access.inode(made));
            }
            links.drop(parent);
            throw trouble;
        }
        links.name(parent, place, made, DirectoryBlock.FOLDER);
    }

    private static int type(Entry entry) {
        if (entry instanceof Entry.Symlink) {
            return DirectoryBlock.SYMLINK;
        }
        if (entry instanceof Entry.Device device) {
            return device.block() ? DirectoryBlock.BLOCK_DEVICE : DirectoryBlock.CHARACTER_DEVICE;
        }
        return entry instanceof Entry.Pipe pipe && pipe.socket() ? DirectoryBlock.SOCKET : DirectoryBlock.PIPE;
    }

    private static String word(Entry entry) {
        return switch (entry.letter()) {
            case 'f' -> "a file";
            case 'd' -> "a folder";
            case 'l' -> "a symbolic link";
            case 'b', 'c' -> "a device";
            default -> "a pipe or a socket";
        };
    }

    @Override
    public void link(String path, String existing) throws IOException {
        String target = tree.followParents(TreePath.of(existing));
        Entry found = tree.get(target).orElseThrow(() -> new Failure(
            "there is no " + TreePath.shown(target) + " to make another name of", "Make the file first."));
        if (!(found instanceof Entry.PlainFile)) {
            throw new Failure(TreePath.shown(target) + " is " + word(found) + " and cannot have a second name",
                "Make a symbolic link instead.");
        }
        String place = placeFor(path, "a file", found.attributes());
        long number = tree.find(target);
        if (tree.find(place) == number) {
            return;
        }
        links.add(number, false);
        links.name(tree.find(TreePath.parent(place)), place, number, DirectoryBlock.PLAIN_FILE);
    }

    @Override
    public void change(String path, Attributes attributes) throws IOException {
        String place = tree.followParents(TreePath.of(path));
        existing(place);
        ExtInode inode = access.inode(tree.find(place));
        nodes.set(inode, attributes);
        access.store(inode);
    }

    @Override
    public boolean remove(String path) throws IOException {
        String place = tree.followParents(TreePath.of(path));
        if (place.isEmpty()) {
            throw new Failure("the root folder itself cannot be removed", "Name what is to go, such as /etc.");
        }
        if (tree.find(place) == 0) {
            return false;
        }
        long folder = tree.find(TreePath.parent(place));
        removeAt(folder, folders.find(folder, TreePath.name(place)).orElseThrow().bytes(), new HashSet<>());
        return true;
    }

    private void removeAt(long folder, byte[] name, Set<Long> above) throws IOException {
        long number = folders.get(folder).find(name).orElseThrow().name().inode();
        if (access.inode(number).type() == ExtInode.FOLDER) {
            if (!above.add(number) || above.size() > TreePath.PATH_LIMIT / 2) {
                throw ExtDamage.found("its directories are nested in one another without an end");
            }
            for (ExtFolder.Slot one : List.copyOf(folders.get(number).slots())) {
                removeAt(number, one.name().bytes(), above);
            }
            above.remove(number);
        }
        links.unlink(folder, name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        String source = tree.followParents(TreePath.of(from));
        Entry found = existing(source);
        String target = targetOf(source, to);
        if (target.equals(source)) {
            return;
        }
        if (TreePath.isBelow(target, source) || source.isEmpty()) {
            throw new Failure(TreePath.shown(source) + " cannot be moved into itself", "Choose another place.");
        }
        String place = placeFor(target, word(found), found.attributes());
        long number = tree.find(source);
        long oldFolder = tree.find(TreePath.parent(source));
        long newFolder = tree.find(TreePath.parent(place));
        ExtName old = folders.find(oldFolder, TreePath.name(source)).orElseThrow();
        if (tree.find(place) == number) {
            links.unlink(oldFolder, old.bytes());
            return;
        }
        boolean moves = found instanceof Entry.Folder && oldFolder != newFolder;
        if (moves) {
            links.add(newFolder, true);
        }
        folders.remove(oldFolder, old.bytes());
        links.name(newFolder, place, number, old.type());
        if (moves) {
            folders.setParent(number, newFolder);
            links.drop(oldFolder);
        }
    }

    /** As {@code mv}: into the folder that is there, otherwise to that very name. */
    private String targetOf(String source, String to) throws Failure {
        String target = tree.followParents(TreePath.of(to));
        boolean intoFolder = tree.get(tree.follow(target)).filter(Entry.Folder.class::isInstance).isPresent();
        return intoFolder ? TreePath.child(tree.follow(target), TreePath.name(source)) : target;
    }

    private Entry existing(String place) throws Failure {
        return tree.get(place).orElseThrow(() -> new Failure("there is no " + TreePath.shown(place)
            + " on the filesystem", "Correct the path."));
    }

    /** Where the entry will stand, its folders made; what stands there already must be replaceable by it. */
    private String placeFor(String path, String what, Attributes like) throws IOException {
        String place = tree.followParents(TreePath.of(path));
        if (place.isEmpty()) {
            throw new Failure("the root folder cannot be replaced by " + what, "Name a path below it.");
        }
        checkName(place);
        makeFolders(TreePath.parent(place), path, like);
        long there = tree.find(place);
        if (there != 0 && access.inode(there).type() == ExtInode.FOLDER && !folders.get(there).slots().isEmpty()) {
            throw new Failure(TreePath.shown(place) + " is a folder with something in it and cannot be replaced by "
                + what, "Remove the folder first, or choose another path.");
        }
        return place;
    }

    /** A link on the way may lead to a name that nobody wrote as a path. */
    private static void checkName(String place) throws Failure {
        int length = ExtFolder.bytes(TreePath.name(place)).length;
        if (length > TreePath.NAME_LIMIT_BYTES) {
            throw new Failure("a name of " + length + " bytes would be needed in " + TreePath.shown(TreePath
                .parent(place)), "Use a name of at most " + TreePath.NAME_LIMIT_BYTES + " bytes.");
        }
    }

    private void makeFolders(String folder, String path, Attributes like) throws IOException {
        Optional<Entry> there = tree.get(folder);
        if (there.isEmpty()) {
            checkName(folder);
            makeFolders(TreePath.parent(folder), path, like);
            makeFolder(folder, Attributes.ofRoot(Attributes.FOLDER_MODE, like.mtimeSeconds()));
        } else if (!(there.get() instanceof Entry.Folder)) {
            throw new Failure("nothing can be put at " + TreePath.shown(TreePath.of(path)) + ", because "
                + TreePath.shown(folder) + " is " + word(there.get()),
                "Remove " + TreePath.shown(folder) + " first, or choose another path.");
        }
    }

    @Override
    public void finish() throws IOException {
        folders.flush();
        nodes.finish();
    }
}
