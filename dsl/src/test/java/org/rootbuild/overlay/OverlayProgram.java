package org.rootbuild.overlay;

import java.nio.file.Path;
import java.util.List;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.RandomTrees;
import org.rootbuild.store.Deletion;

/** Runs in namespaces of its own, for mounts; an error ends it with its stack. */
final class OverlayProgram {
    private OverlayProgram() {
    }

    public static void main(String[] words) throws Exception {
        Path folder = Path.of(words[1]);
        switch (words[0]) {
            case "random" -> {
                for (long seed = Long.parseLong(words[2]); seed < Long.parseLong(words[3]); seed++) {
                    random(folder.resolve("bed" + seed), seed);
                }
            }
            case "merge" -> {
                for (long seed = Long.parseLong(words[2]); seed < Long.parseLong(words[3]); seed++) {
                    merge(folder.resolve("bed" + seed), seed);
                }
            }
            case "bench" -> Bench.main(folder);
            case "deep" -> Scenes.deep(folder);
            case "shared" -> Scenes.shared(folder);
            case "truth" -> Scenes.truth(folder);
            default -> throw new IllegalArgumentException(words[0]);
        }
        System.out.println("well");
    }

    private static void random(Path folder, long seed) throws Exception {
        Bed bed = new Bed(folder);
        RandomTrees trees = new RandomTrees(seed);
        for (int layer = 0; layer < 4; layer++) {
            bed.layer(tree -> {
                for (int i = 0; i < 30; i++) {
                    trees.step(tree);
                }
            });
        }
        RandomCommands commands = new RandomCommands(seed);
        boolean devices = bed.powers.name().equals("root");
        bed.mount();
        for (int round = 0; round < 3; round++) {
            String where = "seed " + seed + " round " + round;
            same(where + " before", Listing.expected(bed.index, bed.powers, devices), Listing.found(bed.mounted));
            same(where + " nothing read", List.of(), bed.read(path -> false));
            Path plain = folder.resolve("plain" + round);
            Shell.bash(folder, "cp -a --no-preserve=links mounted " + plain);
            String script = commands.script(60);
            Shell.bash(bed.mounted, script);
            Shell.bash(plain, script);
            var live = Listing.found(bed.mounted);
            var xattrs = Listing.xattrs(bed.mounted);
            var contents = Listing.contents(bed.mounted);
            try {
                same(where + " plain copy", Listing.withoutNow(Listing.found(plain)), Listing.withoutNow(live));
                same(where + " xattrs of plain copy", Listing.xattrs(plain), xattrs);
                same(where + " contents of plain copy", Listing.contents(plain), contents);
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + script.replace("2>/dev/null || true",""));
            }
            var madeGroups = Listing.groups(bed.changes.resolve("upper"));
            List<Change> read = bed.read(path -> false);
            bed.unmount();
            bed.commit(read);
            var groups = Listing.groups(bed.index);
            madeGroups.removeAll(groups);
            same(where + " link groups", new java.util.TreeSet<>(), madeGroups);
            same(where + " index", Listing.expected(bed.index, bed.powers, devices), live);
            bed.mount();
            same(where + " again", live, Listing.found(bed.mounted));
            same(where + " xattrs again", xattrs, Listing.xattrs(bed.mounted));
            same(where + " contents again", contents, Listing.contents(bed.mounted));
        }
        bed.unmount();
        Deletion.delete(folder);
        if (java.nio.file.Files.exists(folder)) {
            throw new AssertionError(folder + " is still there");
        }
    }

    /** What two uppers show on each other, the one that they become shows alone, also where it is begun twice. */
    private static void merge(Path folder, long seed) throws Exception {
        Bed bed = new Bed(folder);
        RandomTrees trees = new RandomTrees(seed);
        bed.layer(tree -> {
            for (int i = 0; i < 60; i++) {
                trees.step(tree);
            }
        });
        RandomCommands commands = new RandomCommands(seed);
        bed.mount();
        Shell.bash(bed.mounted, commands.script(60));
        bed.unmount();
        Path lower = bed.changes;
        bed.mount(List.of(lower.resolve("upper")));
        Shell.bash(bed.mounted, commands.script(60));
        var live = Listing.found(bed.mounted);
        var xattrs = Listing.xattrs(bed.mounted);
        var contents = Listing.contents(bed.mounted);
        bed.unmount();
        UpperMerge merge = new UpperMerge(bed.posix, bed.powers);
        boolean dies = seed % 2 == 0;
        if (dies) {
            Path cut = java.nio.file.Files.createDirectory(folder.resolve("cut"));
            Shell.bash(bed.changes.resolve("upper"), "shopt -s dotglob nullglob; n=0; for name in *; do"
                + " (( ++n % 2 )) || mv -- \"$name\" " + cut + "/; done; touch -r . " + cut);
            merge.merge(cut, lower.resolve("upper"));
        }
        merge.merge(bed.changes.resolve("upper"), lower.resolve("upper"));
        bed.changes = lower;
        bed.mountAgain(List.of());
        var merged = Listing.found(bed.mounted);
        same("seed " + seed + " merged", dies ? Listing.withoutNow(live) : live,
            dies ? Listing.withoutNow(merged) : merged);
        same("seed " + seed + " merged xattrs", xattrs, Listing.xattrs(bed.mounted));
        same("seed " + seed + " merged contents", contents, Listing.contents(bed.mounted));
        bed.unmount();
        Deletion.delete(folder);
    }

    static void same(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError(what + Differences.between(expected, found));
        }
    }
}
