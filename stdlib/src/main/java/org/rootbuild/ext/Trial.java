package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.volume.Range;

/**
 * Lays a tree out without writing it, to see whether it fits. Holes of files of the host count as such, all other
 * bytes as if they were no zeros: so the real thing never needs more. Remembers what does not change between sizes.
 */
final class Trial implements Output {
    private final ExtOptions options;
    private final Inventory inventory;
    private final Map<Content, List<Range>> ranges = new IdentityHashMap<>();
    private final Map<Integer, Map<Node, FolderSize>> folders = new HashMap<>();
    private Geometry geometry;
    private boolean exact;
    private long contentBlocks;
    private ByteBuffer scratch = ByteBuffer.allocate(0);

    Trial(ExtOptions options, Inventory inventory) {
        this.options = options;
        this.inventory = inventory;
    }

    /**
     * As {@link #fits(long)}, but large contents are read, so that their zeros count as holes. Costly, and only for a
     * volume that is too small otherwise.
     */
    Optional<Geometry> fitsWithoutZeros(long sizeBytes) throws IOException, InterruptedException {
        exact = true;
        ranges.clear();
        return fits(sizeBytes);
    }

    /** The frame for a volume of this size; empty when the tree does not fit into it. */
    Optional<Geometry> fits(long sizeBytes) throws IOException, InterruptedException {
        Optional<Geometry> frame = frame(sizeBytes);
        if (frame.isEmpty()) {
            return frame;
        }
        geometry = frame.get();
        Fitness.check(inventory, geometry);
        scratch = ByteBuffer.allocate(geometry.blockSize).order(ByteOrder.LITTLE_ENDIAN);
        long end = new Laying(geometry, inventory, this, new Checksums(false, 0)).lay();
        long taken = end - geometry.firstBlock - geometry.used.within(geometry.firstBlock, end);
        contentBlocks = taken - Journal.blocks(geometry);
        return end <= geometry.blocks ? frame : Optional.empty();
    }

    /**
     * Whether what the last {@link #fits} laid, but for the journal, is no more than such a frame leaves. True of almost
     * exactly those sizes that fit: how the frame cuts files into runs changes what their maps take by some blocks.
     */
    boolean seemsToFit(long sizeBytes) {
        return frame(sizeBytes).filter(one -> contentBlocks + Journal.blocks(one) <= one.freeBlocks()).isPresent();
    }

    private Optional<Geometry> frame(long sizeBytes) {
        try {
            return Optional.of(new Geometry(options, sizeBytes, inventory.inodes()));
        } catch (Geometry.TooSmall small) {
            return Optional.empty();
        }
    }

    @Override
    public void content(Entry.PlainFile file, FileMap map, BlockSpace space) throws IOException {
        Content content = file.content();
        int blockSize = geometry.blockSize;
        if (content.sizeBytes() < DataRanges.LOWEST_BYTES || !exact && content.file().isEmpty()) {
            map.take(0, Geometry.ceil(content.sizeBytes(), blockSize));
            return;
        }
        List<Range> data = ranges.get(content);
        if (data == null) {
            data = exact ? DataRanges.read(content, blockSize) : DataRanges.of(content);
            ranges.put(content, data);
        }
        long next = 0;
        for (Range one : data) {
            long from = Math.max(next, one.at() / blockSize);
            next = Math.max(next, Geometry.ceil(one.end(), blockSize));
            map.take(from, next - from);
        }
    }

    @Override
    public FolderSize folder(Node node, FileMap map, int seed) throws IOException {
        Map<Node, FolderSize> known = folders.computeIfAbsent(geometry.blockSize, size -> new IdentityHashMap<>());
        FolderSize size = known.get(node);
        if (size == null) {
            FolderLayout layout = new FolderLayout(geometry, node.names);
            size = VolumeOutput.sizeOf(layout, node, geometry);
            known.put(node, size);
        }
        map.take(0, size.blocks());
        return size;
    }

    @Override
    public ByteBuffer block() {
        return scratch;
    }

    @Override
    public void write(long block, ByteBuffer bytes) {
    }

    @Override
    public void xattrs(long block, List<Xattr> xattrs, int sharers) {
    }

    @Override
    public void inode(Node node, Shape shape) {
    }

    @Override
    public void journal(long blocks, FileMap map, ByteBuffer root) {
    }

    @Override
    public void resize(long listBlock) {
    }
}
