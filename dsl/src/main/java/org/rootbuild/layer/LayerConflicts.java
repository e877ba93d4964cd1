package org.rootbuild.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.Glob;
import org.rootbuild.tree.TreePath;

/**
 * Finds what layers, made side by side on the same base, do to the same path differently, so that the order of stacking
 * them would matter. Times are not compared: two folders of the same mode and owner are the same, whoever wrote in them
 * last. Reads manifests only, and no contents.
 */
public final class LayerConflicts {
    /** Indexes and caches over what is installed: each pass writes its own, and the next tool that asks renews them. */
    private static final List<String> HARMLESS = List.of("**/share/info/dir", "**/etc/ld.so.cache",
        "**/var/cache/ldconfig/aux-cache", "**/perllocal.pod", "**/share/mime/mime.cache",
        "**/share/applications/mimeinfo.cache", "**/icon-theme.cache", "**/gschemas.compiled");
    private static final int SHOWN = 10;
    /** Of a strand: the layers that follow each other beside the block count as one. */
    private static final int BESIDE = 0;

    private final List<Glob> lastWins = new ArrayList<>();

    /**
     * A layer and who made it.
     *
     * @param pass as messages name it
     */
    public record Layer(String pass, Manifest manifest) {
        public Layer {
            Objects.requireNonNull(pass);
            Objects.requireNonNull(manifest);
        }
    }

    /**
     * One path and the first two passes that do not agree on it.
     *
     * @param path as {@link TreePath} spells it
     * @param what how they differ, in a few words
     */
    public record Conflict(String path, String first, String second, String what) {
        /** Whether the pass is one of the two. */
        public boolean isOf(String pass) {
            return first.equals(pass) || second.equals(pass);
        }

        @Override
        public String toString() {
            return TreePath.shown(path) + " ('" + first + "' and '" + second + "': " + what + ")";
        }
    }

    /**
     * @param lastWins patterns of paths on which the layers may differ, besides those that are known to be harmless
     * @throws Failure when a pattern is not well formed
     */
    public LayerConflicts(List<String> lastWins) throws Failure {
        for (String pattern : HARMLESS) {
            this.lastWins.add(Glob.of(pattern));
        }
        for (String pattern : lastWins) {
            this.lastWins.add(Glob.of(pattern));
        }
    }

    /**
     * Compares layers before they are stacked.
     *
     * @param beside  layers that lie on each other between the base and the others, lowest first; they are compared
     *                with the others only
     * @param members layers that each lie on the base alone
     * @throws Failure when two of them made a path differently
     */
    public void check(List<Layer> beside, List<Layer> members) throws Failure {
        refuse(find(beside, members));
    }

    /** @throws Failure that names the conflicts, if there are any */
    public static void refuse(List<Conflict> found) throws Failure {
        if (!found.isEmpty()) {
            String shown = found.stream().limit(SHOWN).map(Conflict::toString).collect(Collectors.joining("; "));
            int more = found.size() - SHOWN;
            throw new Failure("stacking the layers of independent passes found "
                + (found.size() == 1 ? "a path" : found.size() + " paths") + " that they made differently: " + shown
                + (more > 0 ? "; and " + more + " more" : ""), remedy(found.get(0)));
        }
    }

    private static String remedy(Conflict first) {
        return "Declare '" + first.second() + "' behind the block, so that it sees what '" + first.first()
            + "' made, or change one of them; where it does not matter whose stays, say so:"
            + " independent(lastWins: ['" + TreePath.shown(first.path()) + "']), which makes none of them again.";
    }

    /** All conflicts, sorted by path. As {@link #check} describes. */
    public List<Conflict> find(List<Layer> beside, List<Layer> members) {
        List<Strand> strands = new ArrayList<>();
        strands.add(together(beside));
        for (Layer layer : members) {
            Strand strand = new Strand(strands.size(), new ArrayList<>());
            layer.manifest().changes().forEach(change -> strand.add(layer.pass(), change));
            strands.add(strand);
        }
        return List.copyOf(new Comparison(strands).run().values());
    }

    /** What layers that lie on each other come to, each path with the pass that had the last word. */
    private static Strand together(List<Layer> layers) {
        NavigableMap<String, Change> net = new TreeMap<>();
        Map<String, String> passes = new HashMap<>();
        for (Layer layer : layers) {
            for (Change change : layer.manifest().changes()) {
                if (hides(change)) {
                    net.subMap(change.path() + "/", change.path() + "0").clear();
                }
                net.put(change.path(), change);
                passes.put(change.path(), layer.pass());
            }
        }
        Strand strand = new Strand(BESIDE, new ArrayList<>());
        net.forEach((path, change) -> strand.add(passes.get(path), change));
        return strand;
    }

    private static boolean hides(Change change) {
        return !(change instanceof Change.Put put && put.entry() instanceof Entry.Folder);
    }

    /**
     * One thing that was done to a path.
     *
     * @param folder that the path lies in
     */
    private record Made(int strand, String pass, Change change, String folder) {
        String path() {
            return change.path();
        }
    }

    /** Everything that was done without seeing the other strands, sorted by path. */
    private record Strand(int number, List<Made> made) {
        void add(String pass, Change change) {
            // Neighbours share one text, whose hash is then computed once.
            String before = made.isEmpty() ? "" : made.get(made.size() - 1).folder();
            int length = Math.max(0, change.path().lastIndexOf('/'));
            boolean sameFolder = before.length() == length && change.path().startsWith(before);
            made.add(new Made(number, pass, change, sameFolder ? before : TreePath.parent(change.path())));
        }
    }

    /** All strands against each other, each path only once. */
    private final class Comparison {
        private final List<Strand> strands;
        private final SharedFolders shared = new SharedFolders();
        private final Map<String, Made> first = new HashMap<>();
        private final SortedMap<String, Conflict> found = new TreeMap<>();

        Comparison(List<Strand> strands) {
            this.strands = strands;
        }

        SortedMap<String, Conflict> run() {
            for (Strand strand : strands) {
                strand.made().forEach(made -> shared.touched(made.folder(), strand.number()));
            }
            strands.forEach(this::samePaths);
            strands.forEach(this::hidden);
            return found;
        }

        private void samePaths(Strand strand) {
            for (Made made : strand.made()) {
                Made other = shared.contains(made.folder()) ? first.putIfAbsent(made.path(), made) : null;
                if (other != null) {
                    Disagreement.between(other.change(), made.change())
                        .ifPresent(what -> conflict(made.path(), other, made, what));
                }
            }
        }

        /** What one did inside a folder that another removed or replaced. */
        private void hidden(Strand strand) {
            Map<String, Optional<Made>> hiders = new HashMap<>();
            for (Made made : strand.made()) {
                Optional<Made> hider = hider(made.folder(), strand.number(), hiders);
                boolean bothGone = made.change() instanceof Change.Gone
                    && hider.isPresent() && hider.get().change() instanceof Change.Gone;
                if (hider.isPresent() && !bothGone && !mayDiffer(made.path())) {
                    String done = hider.get().change() instanceof Change.Gone ? "removed" : "replaced";
                    conflict(hider.get().path(), hider.get(), made, "the first " + done + " it, the second changed "
                        + TreePath.shown(made.path()));
                }
            }
        }

        /** Who removed or replaced the folder, or the one that it lies in; not the strand itself. */
        private Optional<Made> hider(String folder, int strand, Map<String, Optional<Made>> known) {
            Optional<Made> already = known.get(folder);
            if (already == null) {
                Made made = first.get(folder);
                boolean hidden = made != null && made.strand() != strand && hides(made.change());
                already = hidden ? Optional.of(made)
                    : folder.isEmpty() ? Optional.empty() : hider(TreePath.parent(folder), strand, known);
                known.put(folder, already);
            }
            return already;
        }

        private void conflict(String path, Made one, Made other, String what) {
            if (!found.containsKey(path) && !mayDiffer(path)) {
                found.put(path, new Conflict(path, one.pass(), other.pass(), what));
            }
        }

        private boolean mayDiffer(String path) {
            return lastWins.stream().anyMatch(pattern -> pattern.matches(path));
        }
    }
}
