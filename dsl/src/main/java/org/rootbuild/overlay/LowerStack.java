package org.rootbuild.overlay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.tree.Attributes;

/**
 * The layers of a root as the folders that the kernel stacks. Every 64 layers, counted from the lowest, share one view,
 * so that a stack of hundreds stays far below the 500 folders that the kernel stacks, and their names below the 4096
 * bytes that it takes. A view once made serves every stack that begins with the same layers. Not safe for use by
 * several threads.
 */
public final class LowerStack {
    /** How many layers share a view. */
    public static final int CHUNK = 64;

    private final Views views;
    private final TreeIndex tree;
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<Layer> open = new ArrayList<>();
    private int size;

    /** What becomes one folder. */
    private record Sheet(List<Layer> layers, NavigableMap<String, Attributes> onTheWay) {
        Sheet {
            layers = List.copyOf(layers);
        }
    }

    /** @param epochSeconds the time that the root folder carries */
    public LowerStack(Views views, long epochSeconds) {
        this.views = views;
        this.tree = new TreeIndex(epochSeconds);
    }

    /** Puts a layer on top. Nothing is written before {@link #lowers}. */
    public void add(Layer layer) {
        tree.apply(layer.manifest());
        open.add(layer);
        size++;
        if (open.size() == CHUNK) {
            sheets.subList(sheets.size() - (CHUNK - 1), sheets.size()).clear();
            sheets.add(new Sheet(open, views.onTheWay(open, tree)));
            open.clear();
        } else {
            sheets.add(new Sheet(List.of(layer), views.onTheWay(List.of(layer), tree)));
        }
    }

    /** How many layers there are. */
    public int size() {
        return size;
    }

    /** The folders to stack, highest first; those that are missing are made. */
    public List<Path> lowers() throws IOException {
        List<Path> lowers = new ArrayList<>();
        for (Sheet sheet : sheets) {
            lowers.add(views.of(sheet.layers(), sheet.onTheWay()));
        }
        Collections.reverse(lowers);
        return lowers;
    }
}
