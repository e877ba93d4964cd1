package org.rootbuild.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.DeltaWriter;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.layer.WorkTree;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;

/** A checkpoint's contents become a folder to stack where they lie; what is made of them elsewhere is the oracle. */
class FilledInPlaceTest {
    private Path folder;
    private Bed bed;
    private TreeIndex tree;

    @BeforeEach
    void aLayer() throws Exception {
        folder = Files.createTempDirectory(Path.of("/tmp"), "inplace");
        bed = new Bed(folder);
        bed.layer(below -> {
            below.write("etc/old", attributes(0644), Content.of("old"));
            below.write("etc/gone", attributes(0644), Content.of("gone"));
        });
        tree = bed.index;
    }

    @AfterEach
    void removeIt() throws Exception {
        Shell.bash(folder, "rm -rf \"$PWD\"");
    }

    private static Attributes attributes(int mode) {
        return Attributes.ofRoot(mode, 1234);
    }

    /** All that a step in Java can do, on its checkpoint. */
    private List<Change> checkpoint(Path place) throws Exception {
        Path contents = Files.createDirectories(folder.resolve("step"));
        WorkTree work = new WorkTree(tree, contents, Bed.EPOCH);
        work.write("build/new", attributes(04755), Content.of("new"));
        work.write("build/deep/er/file", attributes(0600).withOwner(7, 8), Content.of("deep"));
        work.write("build/one", attributes(0640), Content.of("names"));
        work.link("build/other", "build/one");
        work.write("build/copy", attributes(0400), work.get("build/new").map(Entry.PlainFile.class::cast).orElseThrow().content());
        work.write("build/of-layer", attributes(0700), work.get("etc/old").map(Entry.PlainFile.class::cast).orElseThrow().content());
        work.put(new Entry.Symlink("build/link", attributes(0777), "nowhere"));
        work.put(new Entry.Device("build/null", attributes(0666), false, 1, 3));
        work.put(new Entry.Pipe("build/pipe", attributes(0600), false));
        work.put(new Entry.Folder("build/closed", attributes(0)));
        work.remove("etc/gone");
        Map<String, Optional<Entry>> touched = new TreeMap<>(work.touched());
        List<Change> changes = new DeltaWriter(tree, contents).write(touched, place);
        work.undo();
        tree.apply(new Manifest(Fields.none(), changes));
        return changes;
    }

    private static List<Object> said(Path folder) throws Exception {
        Map<String, String> found = new TreeMap<>(Listing.found(folder));
        // A whiteout has the time at which it was made.
        found.replaceAll((path, line) -> line.endsWith(" 0,0") ? "whiteout" : line);
        return List.of(found, Listing.xattrs(folder), Listing.contents(folder), Listing.groups(folder));
    }

    @Test
    void itIsWhatIsMadeElsewhereAndCanBeMadeAgainFromAnyState() throws Exception {
        Path place = folder.resolve("checkpoint");
        List<Change> changes = checkpoint(place);
        Path below = bed.store.folder().resolve("results");
        List<Object> layerBefore = said(below);
        Shell.bash(folder, "cp -a checkpoint plain");
        Path view = place.resolve("tree");

        bed.views.fill(view, changes, tree);
        List<Object> inPlace = said(view);
        bed.views.fill(view, changes, tree);
        assertEquals(inPlace, said(view), "done twice");
        Shell.bash(view, "rm build/link build/null etc/gone; chmod 600 build/new; ln -s wrong build/link; touch build");
        assertNotEquals(inPlace, said(view), "the damage is seen");
        bed.views.fill(view, changes, tree);
        assertEquals(inPlace, said(view), "done half and then again");
        assertEquals(layerBefore, said(below), "the layer that it shares a file with is as it was");

        bed.views.fill(folder.resolve("elsewhere"), changes, tree);
        assertEquals(said(folder.resolve("elsewhere")), inPlace);
        assertEquals(Shell.bash(folder, "cd plain/tree; find . -type f | sort | xargs sha256sum"),
            Shell.bash(view, "cd '" + view + "'; (cd ../../plain/tree; find . -type f | sort) | xargs sha256sum"));
    }
}
