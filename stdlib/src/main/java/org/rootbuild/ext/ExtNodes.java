package org.rootbuild.ext;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

/** Makes and frees inodes with all that belongs to them, but for their names. */
final class ExtNodes {
    /** As many names as an inode may have. */
    static final int LINK_LIMIT = 65000;

    private final ExtAccess access;
    private final ExtBlockGroups blocks;
    private final ExtInodeGroups inodes;
    private final ExtMapWriter maps;
    private final ExtFileWriter files;
    private final ExtXattrWriter xattrs;

    ExtNodes(ExtAccess access) {
        this.access = access;
        this.blocks = new ExtBlockGroups(access);
        this.inodes = new ExtInodeGroups(access);
        this.maps = new ExtMapWriter(access, blocks);
        this.files = new ExtFileWriter(access, blocks, maps);
        this.xattrs = new ExtXattrWriter(access, blocks);
    }

    ExtFolderBuilder folderBuilder() {
        return new ExtFolderBuilder(access, blocks, maps, xattrs);
    }

    /** Something that fills a new inode. */
    private interface Filling {
        void fill(ExtInode inode) throws IOException;
    }

    /** A new file with one name, near the directory. */
    long file(long folder, Attributes attributes, InputStream content) throws IOException {
        return made(folder, ExtInode.FILE, attributes, inode -> {
            files.fill(inode, content);
            if (inode.sizeBytes() > Integer.MAX_VALUE) {
                access.head().block().set(ExtFeature.LARGE_FILE, true);
            }
        });
    }

    private long made(long folder, int type, Attributes attributes, Filling filling) throws IOException {
        ExtInode inode = inodes.take(access.groupOfInode(folder), type == ExtInode.FOLDER);
        inode.setMode(type, attributes.mode());
        inode.setLinks(type == ExtInode.FOLDER ? 2 : 1);
        try {
            filling.fill(inode);
            set(inode, attributes);
        } catch (IOException trouble) {
            maps.free(ExtMapReader.read(access, inode));
            inodes.free(inode);
            throw trouble;
        }
        inode.setBirth();
        access.store(inode);
        return inode.number();
    }

    /** A new folder without a block; {@link ExtFolders#begin} gives it one. */
    long folder(long parent, Attributes attributes) throws IOException {
        return made(parent, ExtInode.FOLDER, attributes, inode -> maps.write(inode, List.of()));
    }

    /** Any other new entry with one name. */
    long other(long folder, Entry entry) throws IOException {
        Attributes attributes = entry.attributes();
        if (entry instanceof Entry.Symlink link) {
            return made(folder, ExtInode.SYMLINK, attributes, inode -> target(inode, link.target()));
        }
        if (entry instanceof Entry.Device device) {
            return made(folder, device.block() ? ExtInode.BLOCK_DEVICE : ExtInode.CHARACTER_DEVICE, attributes,
                inode -> new DeviceNumber(device.major(), device.minor()).encode(inode.view().map()));
        }
        boolean socket = entry instanceof Entry.Pipe pipe && pipe.socket();
        return made(folder, socket ? ExtInode.SOCKET : ExtInode.PIPE, attributes, inode -> { });
    }

    private void target(ExtInode inode, String target) throws IOException {
        byte[] bytes = ExtText.bytes(target).orElseThrow(() -> new Failure(
            "the target of a symbolic link holds a NUL or half of a character", "Use whole characters, without NUL."));
        int longest = Math.min(access.blockSize(), 4096) - 1;
        if (bytes.length > longest) {
            throw new Failure("the target of a symbolic link has " + bytes.length + " bytes, and this filesystem holds "
                + longest, "Use a shorter target.");
        }
        if (bytes.length < ExtInode.MAP_BYTES) {
            inode.raw().put(ExtInode.MAP, bytes);
        } else {
            long goal = access.groups().inodeTable(access.groupOfInode(inode.number()));
            List<ExtRun> runs = new ArrayList<>(List.of(blocks.take(goal, 1)));
            access.blocks().fresh(runs.get(0).physical()).put(0, bytes);
            maps.write(inode, runs);
        }
        inode.setSizeBytes(bytes.length);
    }

    /** Gives an inode other attributes; whoever calls stores it. */
    void set(ExtInode inode, Attributes attributes) throws IOException {
        xattrs.write(inode, attributes.xattrs());
        inode.setMode(inode.type(), attributes.mode());
        inode.setOwner(attributes.owner(), attributes.group());
        inode.setTimes(attributes.mtimeSeconds());
    }

    /** Adds to a file what the stream gives, behind its end. */
    void append(long number, InputStream content, Attributes attributes) throws IOException {
        ExtInode inode = access.inode(number);
        if (inode.is(ExtInode.ENCRYPTED | ExtInode.COMPRESSED | ExtInode.INLINE)) {
            throw new Failure("inode " + number + " is encrypted or holds its content itself and cannot be made longer",
                "Write the whole file anew.");
        }
        ExtMap map = ExtMapReader.read(access, inode);
        int block = access.blockSize();
        long size = inode.sizeBytes();
        int tail = (int) (size % block);
        byte[] last = tail(inode, tail);
        List<ExtRun> runs = new ArrayList<>();
        for (ExtRun run : map.runs()) {
            long kept = Math.min(run.logicalEnd(), size / block) - run.logical();
            if (kept > 0) {
                runs.add(new ExtRun(run.logical(), run.physical(), kept, run.unwritten()));
            }
            long first = Math.max(0, kept);
            if (first < run.count()) {
                blocks.free(run.physical() + first, run.count() - first);
            }
        }
        InputStream all = new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(last), content);
        long goal = runs.isEmpty() ? access.groups().inodeTable(access.groupOfInode(number))
            : runs.get(runs.size() - 1).physicalEnd();
        long end = files.append(all, size - tail, runs, goal);
        maps.freeNodes(map);
        maps.write(inode, runs);
        inode.setSizeBytes(end);
        if (end > Integer.MAX_VALUE) {
            access.head().block().set(ExtFeature.LARGE_FILE, true);
        }
        set(inode, attributes);
        access.store(inode);
    }

    private byte[] tail(ExtInode inode, int count) throws IOException {
        try (InputStream in = new ExtContent(access, inode.number(), inode.sizeBytes()).open()) {
            in.skipNBytes(inode.sizeBytes() - count);
            return in.readNBytes(count);
        }
    }

    /** Frees an inode that has no name any more. */
    void free(ExtInode inode) throws IOException {
        ExtMap map = ExtMapReader.read(access, inode);
        xattrs.drop(inode);
        maps.free(map);
        inodes.free(inode);
    }

    /** Frees what a file has behind its end. */
    void truncate(ExtInode inode) throws IOException {
        ExtMap map = ExtMapReader.read(access, inode);
        long end = (inode.sizeBytes() + access.blockSize() - 1) / access.blockSize();
        if (map.logicalEnd() <= end) {
            return;
        }
        List<ExtRun> runs = new ArrayList<>();
        for (ExtRun run : map.runs()) {
            long kept = Math.max(0, Math.min(run.logicalEnd(), end) - run.logical());
            if (kept > 0) {
                runs.add(new ExtRun(run.logical(), run.physical(), kept, run.unwritten()));
            }
            if (kept < run.count()) {
                blocks.free(run.physical() + kept, run.count() - kept);
            }
        }
        maps.freeNodes(map);
        maps.write(inode, runs);
    }

    /** Writes everything that is still in memory: checksums, group descriptors, the superblock. */
    void finish() throws IOException {
        blocks.seal();
        inodes.seal();
        new ExtHeads(access).write();
        access.blocks().flush();
    }
}
