package org.rootbuild.iso;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;

/**
 * Where everything lies in an ISO, in blocks of 2048 bytes: system area, descriptors, path tables, folders, the same
 * again as a partition inside sees it, files, padding, appended images, the end of a GPT.
 */
final class IsoLayout {
    /** Linux and others count in 32 bits, and signed ones at times. */
    private static final long MOST_BLOCKS = Integer.MAX_VALUE;

    private final IsoPlan plan;
    private final List<NameSpace> spaces = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final List<FileData> data;
    private final Map<Integer, Extent> appended = new LinkedHashMap<>();
    private long next;
    private final long filesystemEnd;
    private final long appendedEnd;
    private final long end;

    /** Some blocks one behind the other, with the size of what is in them. */
    record Extent(int block, long sizeBytes) {
        /** In sectors of 512 bytes. */
        long firstSector() {
            return (long) block * Blocks.SECTORS;
        }

        long sectorCount() {
            return (sizeBytes + 511) / 512;
        }
    }

    /**
     * The descriptors and all that leads from them to the files, as seen from a place.
     *
     * @param from    the block that places are counted from
     * @param tables  the block of the first path table of each name space; another one follows it
     * @param folders the block of the first folder of each name space
     */
    record View(int from, List<Integer> tables, List<Integer> folders) {
    }

    private IsoLayout(IsoPlan plan) throws Failure {
        this.plan = plan;
        IsoOptions options = plan.options();
        spaces.add(new NameSpace(plan.root(), new EcmaNames(options.level()), options.rockRidge(),
            options.rockRidge() && !options.deepFolders()));
        if (options.joliet()) {
            spaces.add(new NameSpace(plan.root(), new JolietNames(), false, false));
        }
        for (NameSpace space : spaces) {
            space.folders().forEach(folder -> FolderRecords.measure(folder, space.hasRockRidge()));
        }
        SystemArea area = plan.boot().systemArea();
        next = area.innerBlock() + Blocks.SYSTEM_AREA + descriptors();
        view(0);
        if (area.innerBlock() > 0) {
            view(area.innerBlock());
        }
        data = plan.data();
        placeData();
        long filesEnd = next;
        for (BootImage.Appended image : plan.boot().appended()) {
            long sizeBytes = image.content().sizeBytes();
            appended.put(image.number(), new Extent(take(sizeBytes, "an appended image"), sizeBytes));
        }
        appendedEnd = next;
        long aligned = area.alignment() / Blocks.BYTES;
        end = (next + (area.gpt().isEmpty() ? 0 : HybridTables.BACKUP_BLOCKS) + aligned - 1) / aligned * aligned;
        // Some drivers refuse a partition that is smaller than its filesystem, and others the opposite.
        filesystemEnd = appended.isEmpty() ? end : filesEnd;
    }

    private void placeData() throws Failure {
        // Readers take what lies at one place for one file, so that empty ones get a place that no other has.
        int empty = data.stream().anyMatch(file -> file.sizeBytes == 0) ? take(Blocks.BYTES, "an empty file") : 0;
        for (FileData file : data) {
            file.block = file.sizeBytes == 0 ? empty : take(file.sizeBytes, TreePath.shown(file.path));
        }
        take(plan.options().paddingBytes(), "padding");
    }

    static IsoLayout of(IsoPlan plan) throws Failure {
        return new IsoLayout(plan);
    }

    private void view(int from) throws Failure {
        List<Integer> tables = new ArrayList<>();
        List<Integer> folders = new ArrayList<>();
        for (NameSpace space : spaces) {
            tables.add(take(2L * Blocks.roundUp(space.pathTableBytes()), "the path table"));
        }
        for (NameSpace space : spaces) {
            folders.add(block());
            for (PlacedFolder folder : space.folders()) {
                take(folder.sizeBytes, TreePath.shown(folder.node.entry.path()));
            }
        }
        views.add(new View(from, tables, folders));
    }

    private int block() {
        return (int) next;
    }

    private int take(long sizeBytes, String what) throws Failure {
        long blocks = (sizeBytes + Blocks.BYTES - 1) / Blocks.BYTES;
        if (next + blocks > MOST_BLOCKS) {
            throw new Failure("with " + what + " the ISO would have more than " + MOST_BLOCKS + " blocks of 2048 bytes",
                "Make several ISOs.");
        }
        int at = block();
        next += blocks;
        return at;
    }

    /** Says to the folders where they are in this view; records are made for one view after the other. */
    void place(View view) {
        for (int i = 0; i < spaces.size(); i++) {
            int at = view.folders().get(i);
            for (PlacedFolder folder : spaces.get(i).folders()) {
                folder.block = at;
                at += folder.sizeBytes / Blocks.BYTES;
            }
        }
    }

    /** How many volume descriptors there are: primary, boot record, Joliet's, and the end of the set. */
    int descriptors() {
        return 2 + (plan.options().joliet() ? 1 : 0) + (plan.boot().catalogue().isPresent() ? 1 : 0);
    }

    IsoPlan plan() {
        return plan;
    }

    /** The primary one first. */
    List<NameSpace> spaces() {
        return spaces;
    }

    /** That of the whole first. */
    List<View> views() {
        return views;
    }

    List<FileData> data() {
        return data;
    }

    Map<Integer, Extent> appended() {
        return appended;
    }

    /** Where the image of that entry of the catalogue is. */
    Extent image(int index) throws Failure {
        Optional<FileData> file = plan.image(index);
        if (file.isPresent()) {
            return new Extent(file.get().block, file.get().sizeBytes);
        }
        return appended.get(((BootImage.Appended) plan.boot().entries().get(index).image()).number());
    }

    /** The block behind the filesystem with its padding; that is all where nothing is appended. */
    long filesystemEnd() {
        return filesystemEnd;
    }

    /**
     * The block behind what the descriptors of a view call the volume. Those of the whole count appended images where a
     * GPT has them, as xorriso does: so they are there too when somebody copies a CD by the size that it tells.
     */
    long volumeEnd(View view) {
        boolean hasGpt = !plan.boot().systemArea().gpt().isEmpty();
        return view.from() == 0 && hasGpt && !appended.isEmpty() ? appendedEnd : filesystemEnd;
    }

    /** The block behind everything. */
    long end() {
        return end;
    }
}
