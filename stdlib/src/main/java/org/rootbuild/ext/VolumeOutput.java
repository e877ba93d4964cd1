package org.rootbuild.ext;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.rootbuild.event.Activity;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.volume.Volume;

/** Writes what {@link Laying} lays to a volume: contents through one buffer, inodes through another. */
final class VolumeOutput implements Output, Closeable {
    private static final int CONTENT_BUFFER = 4 << 20;
    private static final int TABLE_BUFFER = 1 << 18;
    private static final long TOLD_BYTES = 16 << 20;
    private static final int LOST_AND_FOUND_BYTES = 16384;
    private static final int LOST_AND_FOUND_BLOCKS = 12;

    private final Geometry geometry;
    private final Checksums sums;
    private final Activity activity;
    private final Outlet outlet;
    private final Outlet tables;
    private final Contents contents;
    private final ByteBuffer block;
    private final byte[] nothing;
    private final Inode inode;
    private final int[] folders;
    private final ReadAhead ahead;
    private final byte[] journalBackup = new byte[Superblock.JOURNAL_BACKUP_LENGTH];
    private long told;

    VolumeOutput(Geometry geometry, Checksums sums, Volume volume, Inventory inventory, Activity activity) {
        this.geometry = geometry;
        this.sums = sums;
        this.activity = activity;
        this.outlet = new Outlet(volume, CONTENT_BUFFER);
        this.tables = new Outlet(volume, TABLE_BUFFER);
        this.contents = new Contents(geometry.blockSize, outlet);
        this.block = ByteBuffer.allocate(geometry.blockSize).order(ByteOrder.LITTLE_ENDIAN);
        this.nothing = new byte[geometry.blockSize];
        int inodeSize = geometry.options.inodeSize();
        this.inode = new Inode(ByteBuffer.allocate(inodeSize).order(ByteOrder.LITTLE_ENDIAN), 0, inodeSize);
        this.folders = new int[geometry.groups];
        this.ahead = new ReadAhead(inventory.nodes());
    }

    /** How many folders the inodes of each group are. */
    int[] folders() {
        return folders;
    }

    /** What the superblock keeps of the journal's inode. */
    byte[] journalBackup() {
        return journalBackup;
    }

    @Override
    public void close() {
        ahead.close();
    }

    void flush() throws IOException {
        outlet.flush();
        tables.flush();
    }

    @Override
    public ByteBuffer block() {
        block.clear().put(nothing).clear();
        return block;
    }

    @Override
    public void write(long at, ByteBuffer bytes) throws IOException {
        outlet.write(at * geometry.blockSize, bytes);
    }

    @Override
    public void content(Entry.PlainFile file, FileMap map, BlockSpace space) throws IOException, InterruptedException {
        contents.write(file, map, space, ahead);
        long done = space.next() * geometry.blockSize;
        if (done - told >= TOLD_BYTES) {
            told = done;
            activity.progress("writing " + geometry.options.revision().word(), done, -1);
        }
    }

    @Override
    public FolderSize folder(Node node, FileMap map, int seed) throws IOException {
        FolderLayout layout = new FolderLayout(geometry, node.names);
        FolderSize size = sizeOf(layout, node, geometry);
        map.take(0, size.blocks());
        FolderSink sink = new FolderSink(map.runs());
        layout.write(node.number, node.parent, seed, sink);
        for (long i = layout.blocks(); i < size.blocks(); i++) {
            layout.writeEmpty(seed, sink);
        }
        return size;
    }

    /** The blocks of a folder; lost+found gets more than it needs, since e2fsck takes none when it repairs. */
    static FolderSize sizeOf(FolderLayout layout, Node node, Geometry geometry) {
        long blocks = layout.blocks();
        if (node.number == Inventory.LOST_AND_FOUND && !layout.isIndexed()) {
            blocks = Math.max(blocks, Math.min(LOST_AND_FOUND_BLOCKS, LOST_AND_FOUND_BYTES / geometry.blockSize));
        }
        return new FolderSize(blocks, layout.isIndexed());
    }

    /** Writes the blocks of a folder where they were taken. */
    private final class FolderSink implements FolderLayout.Sink {
        private final List<ExtentNode.Extent> runs;
        private int run;
        private int done;

        FolderSink(List<ExtentNode.Extent> runs) {
            this.runs = runs;
        }

        @Override
        public ByteBuffer block() {
            return VolumeOutput.this.block();
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            VolumeOutput.this.write(runs.get(run).physical() + done, bytes);
            done++;
            if (done == runs.get(run).count()) {
                run++;
                done = 0;
            }
        }
    }

    @Override
    public void xattrs(long at, List<Xattr> xattrs, int sharers) throws IOException {
        ByteBuffer bytes = block();
        XattrArea.encodeBlock(bytes, geometry.blockSize, xattrs, sharers);
        XattrArea.sealBlock(bytes, geometry.blockSize, sums, at);
        write(at, bytes);
    }

    @Override
    public void inode(Node node, Shape shape) throws IOException {
        Attributes attributes = node.entry.attributes();
        boolean many = node.links() > geometry.options.revision().linksLimit();
        begin(node.modeType() | attributes.mode(), attributes.mtimeSeconds());
        inode.set(Inode.OWNER, attributes.owner());
        inode.set(Inode.GROUP, attributes.group());
        inode.set(Inode.LINKS, many ? 1 : node.links());
        if (shape.xattrBlock() != 0) {
            inode.set(Inode.XATTR_BLOCK, shape.xattrBlock());
        }
        if (!node.inside.isEmpty()) {
            XattrArea.encodeInInode(inode, node.inside);
        }
        if (node.entry instanceof Entry.Folder) {
            folders[(node.number - 1) / geometry.inodesPerGroup]++;
        }
        end(node.number, shape);
    }

    private void begin(int mode, long seconds) {
        inode.bytes().clear().put(nothing, 0, inode.sizeBytes()).clear();
        inode.set(Inode.MODE, mode);
        inode.set(Inode.LINKS, 1);
        if (inode.sizeBytes() > Inode.GOOD_OLD_SIZE) {
            inode.set(Inode.EXTRA_SIZE, Inode.USUAL_EXTRA_SIZE);
        }
        inode.seconds(Inode.Time.ACCESS, seconds);
        inode.seconds(Inode.Time.CHANGE, seconds);
        inode.seconds(Inode.Time.MODIFICATION, seconds);
        inode.seconds(Inode.Time.CREATION, geometry.options.epochSeconds());
    }

    private void end(int number, Shape shape) throws IOException {
        long sectors = shape.blocks() * (geometry.blockSize / 512);
        boolean huge = sectors >= 1L << 48;
        inode.set(Inode.SIZE, shape.sizeBytes());
        inode.set(Inode.BLOCKS, huge ? shape.blocks() : sectors);
        inode.set(Inode.FLAGS, shape.flags() | (huge ? Inode.HUGE_FILE : 0));
        inode.bytes().put(Inode.MAP_AT, shape.map(), 0, Inode.MAP_LENGTH);
        inode.seal(sums, number);
        int index = number - 1;
        long at = geometry.inodeTables[index / geometry.inodesPerGroup] * geometry.blockSize
            + (long) (index % geometry.inodesPerGroup) * inode.sizeBytes();
        tables.write(at, inode.bytes());
    }

    @Override
    public void journal(long blocks, FileMap map, ByteBuffer root) throws IOException {
        long sizeBytes = blocks * geometry.blockSize;
        begin(Inode.PLAIN_FILE | 0600, geometry.options.epochSeconds());
        end(Inode.JOURNAL, new Shape(sizeBytes, map.blocks(), map.hasExtents() ? Inode.EXTENTS : 0, root, 0));
        ByteBuffer backup = ByteBuffer.wrap(journalBackup).order(ByteOrder.LITTLE_ENDIAN);
        backup.put(0, root, 0, Inode.MAP_LENGTH).putInt(60, (int) (sizeBytes >>> 32)).putInt(64, (int) sizeBytes);
        outlet.write(map.runs().get(0).physical() * geometry.blockSize, JournalSuperblock
            .empty(geometry.blockSize, blocks, geometry.options.uuid()).encode());
    }

    /** As {@code resize2fs} and the kernel want it: a block that lists reserved blocks, each of which lists its backups. */
    @Override
    public void resize(long listBlock) throws IOException {
        int pointers = geometry.blockSize / 4;
        long first = geometry.start(0) + 1 + geometry.descriptorBlocks;
        ByteBuffer list = ByteBuffer.allocate(geometry.blockSize).order(ByteOrder.LITTLE_ENDIAN);
        int backups = 0;
        for (int i = 0; i < geometry.reservedDescriptorBlocks; i++) {
            list.putInt((geometry.descriptorBlocks + i) % pointers * 4, (int) (first + i));
            ByteBuffer each = block();
            backups = 0;
            for (int group = 1; group < geometry.groups; group++) {
                if (geometry.hasSuperblock(group)) {
                    each.putInt(4 * backups++, (int) (first + i + (long) group * geometry.blocksPerGroup));
                }
            }
            write(first + i, each);
        }
        write(listBlock, list);
        begin(Inode.PLAIN_FILE | 0600, geometry.options.epochSeconds());
        ByteBuffer map = ByteBuffer.allocate(Inode.MAP_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        map.putInt(4 * 13, (int) listBlock);
        long sizeBlocks = (long) pointers * pointers + pointers + 12;
        long blocks = 1 + geometry.reservedDescriptorBlocks * (1L + backups);
        end(Inode.RESIZE, new Shape(sizeBlocks * geometry.blockSize, blocks, 0, map, 0));
    }
}
