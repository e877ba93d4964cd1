package org.rootbuild.archive;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/**
 * Finds the place in the tree for each name of an archive, and refuses the names that hostile archives use to reach
 * another place than they say.
 */
final class Placement {
    private static final int PARENTS_KEPT = 4096;

    private final String archive;
    private final EditableTree tree;
    private final String into;
    private final UnpackOptions options;
    private final Set<String> madeLinks = new HashSet<>();
    /** Links that an earlier archive of the same initramfs made, through which the later ones may lead. */
    private final Set<String> openLinks = new HashSet<>();
    private final Map<String, String> parents = new HashMap<>();

    Placement(String archive, EditableTree tree, UnpackOptions options) throws Failure {
        this.archive = archive;
        this.tree = tree;
        this.into = TreePath.of(options.into());
        this.options = options;
    }

    /** The name without what does not matter: spelt as {@link TreePath} says; empty for the root of the archive. */
    String plain(String name) throws Failure {
        if (name.startsWith("/") && !options.absoluteNames()) {
            throw refused("the absolute name '" + Reading.shown(name) + "'",
                "Allow absolute names, which are then taken inside the tree, or leave the entry out.");
        }
        try {
            return TreePath.of(name);
        } catch (Failure unfit) {
            throw new Failure(archive + " holds the name '" + Reading.shown(name)
                + "', which leads out of the tree or fits no filesystem",
                "The archive is damaged or hostile; fetch it from a source that you trust.", unfit);
        }
    }

    /**
     * The plain name without its leading names and below the folder to unpack into; empty where nothing is left of it.
     */
    Optional<String> stripped(String plain) {
        String rest = plain;
        for (int i = 0; i < options.stripComponents(); i++) {
            int slash = rest.indexOf('/');
            if (slash < 0) {
                return Optional.empty();
            }
            rest = rest.substring(slash + 1);
        }
        return Optional.of(TreePath.child(into, rest));
    }

    /**
     * Where a path really lies: links of the tree in front of the last name are followed, links of this archive not.
     */
    String place(String path, String name) throws Failure {
        String folder = TreePath.parent(path);
        if (path.isEmpty() || folder.isEmpty()) {
            return path;
        }
        String real = parents.get(folder);
        if (real == null) {
            real = realFolder(folder, name);
            if (parents.size() == PARENTS_KEPT) {
                parents.clear();
            }
            parents.put(folder, real);
        }
        return TreePath.child(real, TreePath.name(path));
    }

    private String realFolder(String folder, String name) throws Failure {
        String at = "";
        for (String step : folder.split("/")) {
            String next = TreePath.child(at, step);
            if (madeLinks.contains(next) && !openLinks.contains(next)) {
                throw refused("the entry '" + Reading.shown(name) + "', which passes through the link "
                    + TreePath.shown(next) + " of the same archive",
                    "The archive is damaged or hostile; leave the link or the entry out with 'without' "
                        + "if you need the rest.");
            }
            at = tree.get(next).filter(entry -> entry instanceof Entry.Symlink).isPresent() ? tree.follow(next) : next;
        }
        return at;
    }

    /** A link is about to stand there. */
    void checkTarget(String place, String target, String name) throws Failure {
        if (target.startsWith("/")) {
            return;
        }
        int depth = place.isEmpty() ? 0 : TreePath.parent(place).isEmpty() ? 0
            : TreePath.parent(place).split("/").length;
        for (String step : target.split("/")) {
            depth += step.equals("..") ? -1 : step.isEmpty() || step.equals(".") ? 0 : 1;
            if (depth < 0) {
                throw refused("the link '" + Reading.shown(name) + "' to '" + Reading.shown(target)
                    + "', which climbs above the root of the tree",
                    "Leave it out with without: ['" + Reading.shown(name) + "'] if it is not needed.");
            }
        }
    }

    /** What comes next is an archive of its own, as the segments of an initramfs are. */
    void nextArchive() {
        openLinks.addAll(madeLinks);
        parents.clear();
    }

    /** An entry of this archive stands there now. */
    void taken(String place, boolean link) {
        openLinks.remove(place);
        boolean changed = link ? madeLinks.add(place) : madeLinks.remove(place);
        if (changed) {
            parents.clear();
        }
    }

    /** An entry is about to stand there; where that is a link, the paths through it will lead elsewhere. */
    void willReplace(String place) {
        if (tree.get(place).filter(entry -> entry instanceof Entry.Symlink).isPresent()) {
            parents.clear();
        }
    }

    /**
     * Whether a folder of the archive meets a link to a folder that was there before, which then stays, as with dpkg.
     */
    boolean isFolderByLink(String place) throws Failure {
        Optional<Entry> there = tree.get(place);
        if (there.isEmpty() || !(there.get() instanceof Entry.Symlink) || madeLinks.contains(place)) {
            return false;
        }
        return tree.get(tree.follow(place)).filter(entry -> entry instanceof Entry.Folder).isPresent();
    }

    private Failure refused(String what, String remedy) {
        return new Failure(archive + " holds " + what, remedy);
    }
}
