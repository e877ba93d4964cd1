package org.rootbuild.squashfs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/**
 * Goes through a tree in string order of whole paths. In it, what a folder holds comes after a neighbour whose name goes
 * on with a character before the slash; so a folder is due twice, as itself and as {@code name/}. Some entries are
 * looked up ahead, so that the contents of files can be decoded before they are asked for.
 */
final class SquashfsWalk implements Iterator<Entry> {
    private static final int AHEAD = 128;
    private static final long MOST_NAMES = 10_000_000;

    private final SquashfsTree tree;
    private final Deque<Iterator<Due>> levels = new ArrayDeque<>();
    private final Set<Long> visited = new HashSet<>();
    private final Deque<Entry> ahead = new ArrayDeque<>();
    private Optional<SquashfsContent> last = Optional.empty();
    private Optional<IOException> trouble = Optional.empty();
    private boolean ended;
    private long names;

    /** A name that is due, or what the folder of that name holds. */
    private record Due(String key, String path, FolderName name, boolean inside) {
    }

    SquashfsWalk(SquashfsTree tree, String folder, Inode inode) throws IOException {
        this.tree = tree;
        enter(folder, inode);
    }

    private void enter(String path, Inode folder) throws IOException {
        if (!visited.add(folder.reference())) {
            throw SquashfsDamage.found("the folder " + TreePath.shown(path) + " (inode " + folder.number()
                + ") is in more than one place");
        }
        List<Due> dues = new ArrayList<>();
        for (FolderName one : tree.names(folder, path)) {
            String child = TreePath.child(path, one.name());
            dues.add(new Due(one.name(), child, one, false));
            if (one.isFolder()) {
                dues.add(new Due(one.name() + "/", child, one, true));
            }
        }
        dues.sort(Comparator.comparing(Due::key));
        levels.push(dues.iterator());
    }

    private Optional<Entry> advance() throws IOException {
        while (!levels.isEmpty()) {
            if (!levels.peek().hasNext()) {
                levels.pop();
                continue;
            }
            Due due = levels.peek().next();
            if (due.inside()) {
                enter(due.path(), tree.folder(due.path(), due.name()));
                continue;
            }
            check(due.path());
            return Optional.of(tree.entry(due.path(), due.name()));
        }
        return Optional.empty();
    }

    private void check(String path) throws IOException {
        if (path.length() > TreePath.PATH_LIMIT) {
            throw SquashfsDamage.found("the path " + TreePath.shown(path.substring(0, 60)) + "… is longer than "
                + TreePath.PATH_LIMIT + " characters");
        }
        if (++names > MOST_NAMES) {
            throw SquashfsDamage.unsupported("has more than " + MOST_NAMES + " names, which are more than are read"
                + " here", "Unpack it with unsquashfs if it can be trusted.");
        }
    }

    private void lookAhead() {
        try {
            while (!ended && ahead.size() < AHEAD) {
                Optional<Entry> next = advance();
                ended = next.isEmpty();
                next.ifPresent(this::add);
            }
        } catch (IOException damaged) {
            // What comes before it is still given out.
            ended = true;
            trouble = Optional.of(damaged);
        }
    }

    private void add(Entry entry) {
        ahead.add(entry);
        if (entry instanceof Entry.PlainFile file && file.content() instanceof SquashfsContent content) {
            last.ifPresent(before -> before.isFollowedBy(content));
            last = Optional.of(content);
        }
    }

    @Override
    public boolean hasNext() {
        if (ahead.size() < AHEAD / 2 && !ended) {
            lookAhead();
        }
        if (ahead.isEmpty() && trouble.isPresent()) {
            throw new UncheckedIOException(trouble.get());
        }
        return !ahead.isEmpty();
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ahead.remove();
    }
}
