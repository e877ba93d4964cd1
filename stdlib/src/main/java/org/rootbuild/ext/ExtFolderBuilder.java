package org.rootbuild.ext;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a directory anew: in one block where it fits, otherwise sorted by hash below an index where the filesystem has
 * these. Blocks that it has are used again; what is too many goes back, what is missing is taken.
 */
final class ExtFolderBuilder {
    private static final byte[] DOT = {'.'};
    private static final byte[] DOTS = {'.', '.'};

    /** A name and its hash. */
    private record Hashed(ExtName name, int hash) {
    }

    private final ExtAccess access;
    private final ExtBlockGroups groups;
    private final ExtMapWriter maps;
    private final ExtXattrWriter xattrs;
    private final int size;
    private final int room;

    ExtFolderBuilder(ExtAccess access, ExtBlockGroups groups, ExtMapWriter maps, ExtXattrWriter xattrs) {
        this.access = access;
        this.groups = groups;
        this.maps = maps;
        this.xattrs = xattrs;
        this.size = access.blockSize();
        this.room = DirectoryBlock.room(size, access.sums().on());
    }

    /** Writes all names of the folder and then the inode. */
    void write(ExtFolder folder, ExtInode inode) throws IOException {
        List<ExtName> names = folder.slots().stream().map(ExtFolder.Slot::name).toList();
        int needed = 2 * DirectoryBlock.length(2);
        for (ExtName one : names) {
            needed += DirectoryBlock.length(one.bytes().length);
        }
        List<List<ExtName>> leaves = new ArrayList<>();
        List<Integer> firsts = new ArrayList<>();
        boolean indexed = needed > room && access.head().has(ExtFeature.DIR_INDEX);
        if (indexed) {
            split(hashed(names), leaves, firsts);
            indexed = levels(leaves.size()) >= 0;
        }
        if (indexed) {
            writeIndexed(folder, inode, leaves, firsts);
        } else {
            writePlain(folder, inode, names);
        }
        access.store(inode);
        folder.setScattered(false);
    }

    private int version() {
        return (int) access.head().block().get(Superblock.HASH_VERSION) % DirectoryHash.UNSIGNED;
    }

    private List<Hashed> hashed(List<ExtName> names) {
        DirectoryHash hash = DirectoryHash.of(access.head().block(), version());
        List<Hashed> all = new ArrayList<>(names.size());
        for (ExtName one : names) {
            all.add(new Hashed(one, hash.of(one.bytes(), 0, one.bytes().length)));
        }
        all.sort((one, other) -> Integer.compareUnsigned(one.hash(), other.hash()));
        return all;
    }

    /** Fills blocks by four fifths, so that the next names have room. */
    private void split(List<Hashed> all, List<List<ExtName>> leaves, List<Integer> firsts) {
        int used = room + 1;
        int last = 0;
        for (Hashed one : all) {
            int length = DirectoryBlock.length(one.name().bytes().length);
            if (used + length > room * 4 / 5 && used > 0 || leaves.isEmpty()) {
                firsts.add(leaves.isEmpty() ? 0 : one.hash() == last ? one.hash() | 1 : one.hash());
                leaves.add(new ArrayList<>());
                used = 0;
            }
            leaves.get(leaves.size() - 1).add(one.name());
            used += length;
            last = one.hash();
        }
    }

    private int rootCapacity() {
        return HashIndex.capacity(size, HashIndex.ROOT_AT, access.sums().on());
    }

    private int nodeCapacity() {
        return HashIndex.capacity(size, HashIndex.NODE_AT, access.sums().on());
    }

    /** How many levels of nodes are needed below the root; -1 where an index would be too deep for every kernel. */
    private int levels(int leaves) {
        if (leaves <= rootCapacity()) {
            return 0;
        }
        return leaves <= (long) rootCapacity() * nodeCapacity() ? 1 : -1;
    }

    private void writeIndexed(ExtFolder folder, ExtInode inode, List<List<ExtName>> leaves, List<Integer> firsts)
        throws IOException {
        int perNode = nodeCapacity();
        int nodes = levels(leaves.size()) == 0 ? 0 : (leaves.size() + perNode - 1) / perNode;
        List<Long> places = places(inode, 1 + nodes + leaves.size());
        List<HashIndex.Target> targets = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            int logical = 1 + nodes + i;
            fill(places.get(logical), leaves.get(i), logical, folder, inode);
            targets.add(new HashIndex.Target(firsts.get(i), logical));
        }
        int seed = seed(inode);
        List<HashIndex.Target> top = nodes == 0 ? targets : new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            List<HashIndex.Target> part = targets.subList(i * perNode, Math.min(targets.size(), (i + 1) * perNode));
            new HashIndex(0, 0, part).encodeNode(access.blocks().fresh(places.get(1 + i)), size, access.sums().on(),
                seed);
            top.add(new HashIndex.Target(part.get(0).hash(), 1 + i));
        }
        ByteBuffer root = access.blocks().fresh(places.get(0));
        dots(root, folder, size);
        new HashIndex(version(), nodes == 0 ? 0 : 1, top).encodeRoot(root, size, access.sums().on(), seed);
        inode.set(ExtInode.INDEXED, true);
    }

    private int seed(ExtInode inode) {
        return access.sums().ofInode(inode.number(), inode.generation());
    }

    private void writePlain(ExtFolder folder, ExtInode inode, List<ExtName> names) throws IOException {
        List<List<ExtName>> parts = new ArrayList<>();
        int used = 2 * DirectoryBlock.length(2);
        parts.add(new ArrayList<>());
        for (ExtName one : names) {
            int length = DirectoryBlock.length(one.bytes().length);
            if (used + length > room) {
                parts.add(new ArrayList<>());
                used = 0;
            }
            parts.get(parts.size() - 1).add(one);
            used += length;
        }
        List<Long> places = places(inode, parts.size());
        for (int i = 0; i < parts.size(); i++) {
            fill(places.get(i), parts.get(i), i, folder, inode);
        }
        inode.set(ExtInode.INDEXED, false);
    }

    /** Writes {@code .} and {@code ..}; the second reaches up to {@code end}. */
    private void dots(ByteBuffer block, ExtFolder folder, int end) {
        int type = access.head().has(ExtFeature.FILETYPE) ? DirectoryBlock.FOLDER : DirectoryBlock.UNKNOWN;
        int first = DirectoryBlock.length(1);
        DirectoryBlock.put(block, new DirectoryBlock.Name(folder.number(), type, DOT, 0, first));
        DirectoryBlock.put(block, new DirectoryBlock.Name(folder.parent(), type, DOTS, first, end - first));
    }

    private void fill(long place, List<ExtName> names, int logical, ExtFolder folder, ExtInode inode)
        throws IOException {
        ByteBuffer block = access.blocks().fresh(place);
        boolean typed = access.head().has(ExtFeature.FILETYPE);
        int at = 0;
        int last = 0;
        if (logical == 0) {
            last = DirectoryBlock.length(1);
            at = last + DirectoryBlock.length(2);
            dots(block, folder, names.isEmpty() ? room : at);
        }
        for (ExtName one : names) {
            int length = DirectoryBlock.length(one.bytes().length);
            DirectoryBlock.put(block, new DirectoryBlock.Name(one.inode(), typed ? one.type() : 0, one.bytes(), at,
                length));
            folder.put(one, logical);
            last = at;
            at += length;
        }
        if (at == 0) {
            DirectoryBlock.put(block, 0, 0, 0, room);
        } else {
            DirectoryBlock.stretch(block, last, room - last);
        }
        if (access.sums().on()) {
            DirectoryBlock.seal(block, size, seed(inode));
        }
    }

    /** As many blocks as are wanted, the directory's own ones first; its map and its size say so then. */
    private List<Long> places(ExtInode inode, int wanted) throws IOException {
        boolean inline = inode.is(ExtInode.INLINE);
        ExtMap map = inline || inode.sizeBytes() == 0 ? new ExtMap(List.of(), List.of())
            : new ExtMap(ExtFolderReader.blocks(access, inode), ExtMapReader.read(access, inode).nodes());
        List<ExtRun> runs = new ArrayList<>();
        long have = 0;
        for (ExtRun run : map.runs()) {
            long kept = Math.min(run.count(), wanted - have);
            if (kept > 0) {
                runs.add(new ExtRun(have, run.physical(), kept, false));
            }
            if (kept < run.count()) {
                groups.free(run.physical() + Math.max(0, kept), run.count() - Math.max(0, kept));
            }
            have += Math.max(0, kept);
        }
        boolean same = have == wanted && map.logicalEnd() == wanted;
        while (have < wanted) {
            long goal = runs.isEmpty() ? access.groups().inodeTable(access.groupOfInode(inode.number()))
                : runs.get(runs.size() - 1).physicalEnd();
            ExtRun taken = groups.take(goal, wanted - have);
            ExtFileWriter.add(runs, new ExtRun(have, taken.physical(), taken.count(), false));
            have += taken.count();
        }
        if (!same) {
            maps.freeNodes(map);
            if (inline) {
                xattrs.dropData(inode);
                inode.set(ExtInode.INLINE, false);
            }
            maps.write(inode, runs);
            inode.setSizeBytes((long) wanted * size);
        }
        List<Long> places = new ArrayList<>(wanted);
        for (ExtRun run : runs) {
            for (long i = 0; i < run.count(); i++) {
                places.add(run.physical() + i);
            }
        }
        return places;
    }
}
