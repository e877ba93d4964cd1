package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.tree.Entry;

/**
 * Gives every inode its blocks, one inode after the other in the order of their numbers. That order makes what is
 * written one stream, and what is in use one run; counting the room goes the same way without writing.
 */
final class Laying {
    private static final int SHORT_LINK_LIMIT = Inode.MAP_LENGTH - 1;

    /** A block of extended attributes that more inodes may take. */
    private record Shared(long block, int left) {
    }

    private final Geometry geometry;
    private final Inventory inventory;
    private final Output output;
    private final Checksums sums;
    private final BlockSpace space;
    private final FileMap map;
    private final ByteBuffer root = ByteBuffer.allocate(Inode.MAP_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final Map<List<Xattr>, Shared> shared = new HashMap<>();
    private final Map<List<Xattr>, Integer> toShare;

    Laying(Geometry geometry, Inventory inventory, Output output, Checksums sums) {
        this.geometry = geometry;
        this.inventory = inventory;
        this.output = output;
        this.sums = sums;
        this.space = new BlockSpace(geometry);
        this.map = new FileMap(geometry, space, output);
        this.toShare = new HashMap<>(inventory.xattrBlocks());
    }

    /** Answers where all is used before, and nothing but the frame behind. */
    long lay() throws IOException, InterruptedException {
        layJournal();
        if (geometry.has(ExtFeature.RESIZE_INODE)) {
            output.resize(space.take(1));
        }
        for (Node node : inventory.nodes()) {
            lay(node);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return space.next();
    }

    private void layJournal() throws IOException {
        long blocks = Journal.blocks(geometry);
        if (blocks > 0) {
            begin(Inode.JOURNAL);
            map.take(0, blocks);
            map.finish(root);
            output.journal(blocks, map, root);
        }
    }

    private int begin(int number) {
        int seed = sums.on() ? sums.ofInode(number, 0) : 0;
        map.begin(seed);
        root.clear().put(new byte[Inode.MAP_LENGTH]).clear();
        return seed;
    }

    private void lay(Node node) throws IOException, InterruptedException {
        int seed = begin(node.number);
        int flags = 0;
        long sizeBytes = 0;
        boolean mapped = true;
        if (node.entry instanceof Entry.PlainFile file) {
            output.content(file, map, space);
            sizeBytes = file.content().sizeBytes();
        } else if (node.entry instanceof Entry.Folder) {
            Output.FolderSize size = output.folder(node, map, seed);
            sizeBytes = size.blocks() * geometry.blockSize;
            flags = size.indexed() ? Inode.INDEXED : 0;
        } else if (node.entry instanceof Entry.Symlink link) {
            byte[] target = Fitness.targetOf(link);
            sizeBytes = target.length;
            mapped = target.length > SHORT_LINK_LIMIT;
            layLink(target);
        } else {
            mapped = false;
            if (node.entry instanceof Entry.Device device) {
                new DeviceNumber(device.major(), device.minor()).encode(root);
            }
        }
        if (mapped) {
            map.finish(root);
            flags |= map.hasExtents() ? Inode.EXTENTS : 0;
        }
        long xattrBlock = node.outside.isEmpty() ? 0 : xattrBlock(node.outside);
        output.inode(node, new Output.Shape(sizeBytes, map.blocks() + (xattrBlock == 0 ? 0 : 1), flags, root,
            xattrBlock));
    }

    private void layLink(byte[] target) throws IOException {
        if (target.length <= SHORT_LINK_LIMIT) {
            root.put(0, target);
            return;
        }
        ByteBuffer block = output.block();
        block.put(0, target);
        output.write(space.next(), block);
        map.take(0, 1);
    }

    private long xattrBlock(List<Xattr> xattrs) throws IOException {
        Shared block = shared.get(xattrs);
        if (block == null || block.left == 0) {
            int sharers = Math.min(XattrArea.SHARERS_LIMIT, toShare.get(xattrs));
            toShare.merge(xattrs, -sharers, Integer::sum);
            block = new Shared(space.take(1), sharers);
            output.xattrs(block.block, xattrs, sharers);
        }
        shared.put(xattrs, new Shared(block.block, block.left - 1));
        return block.block;
    }
}
