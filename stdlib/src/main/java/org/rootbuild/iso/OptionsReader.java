package org.rootbuild.iso;

import java.io.IOException;
import java.util.stream.Stream;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.Volume;

/** Reads what an ISO says of itself. */
final class OptionsReader {
    private static final int LEVEL_OF_SHORT_NAMES = 1;
    private static final int USUAL_LEVEL = 3;
    /** Of a path with eight folders in a row, the file itself not counted (ECMA-119, 6.8.2.1). */
    private static final int MOST_LEVELS = 8;

    private final Volume volume;
    private final IsoHeads heads;
    private final boolean rockRidge;

    OptionsReader(Volume volume, IsoHeads heads, boolean rockRidge) {
        this.volume = volume;
        this.heads = heads;
        this.rockRidge = rockRidge;
    }

    IsoOptions read(FileTree tree) throws IOException {
        IsoVolume head = heads.primary();
        IsoOptions.Names names = new IsoOptions.Names(head.text(8, 32), head.text(190, 128), head.text(318, 128),
            head.text(446, 128), head.text(574, 128), head.text(702, 37), head.text(739, 37), head.text(776, 37));
        IsoOptions.Times times = new IsoOptions.Times(head.time(0), head.time(1), head.time(2), head.time(3));
        FileTree plain = new IsoScan(volume, head, IsoScan.NameSpace.PLAIN, 0).read();
        IsoPlaces places = new IsoPlaces(tree);
        long padding = Math.min(volume.sizeBytes(), head.sizeBytes()) - places.endBytes();
        return new IsoOptions(head.label(), names, times, rockRidge, heads.joliet().isPresent(), level(plain),
            !rockRidge || isDeep(plain) || !isDeep(tree), places.order(),
            padding >= IsoOptions.USUAL_PADDING ? IsoOptions.USUAL_PADDING : 0);
    }

    private static int level(FileTree plain) {
        try (Stream<Entry> entries = plain.entries()) {
            return entries.allMatch(entry -> TreePath.name(entry.path()).matches("[^.]{0,8}(\\.[^.]{0,3})?"))
                ? LEVEL_OF_SHORT_NAMES : USUAL_LEVEL;
        }
    }

    private static boolean isDeep(FileTree tree) {
        try (Stream<Entry> entries = tree.entries()) {
            return entries.filter(Entry.Folder.class::isInstance)
                .anyMatch(entry -> entry.path().chars().filter(one -> one == '/').count() >= MOST_LEVELS - 1);
        }
    }
}
