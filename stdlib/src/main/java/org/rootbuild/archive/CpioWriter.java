package org.rootbuild.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/**
 * Writes a tree as cpio in the newc format ("initramfs buffer format" of the kernel's documentation). The same tree
 * gives the same bytes: entries in the tree's order, inode numbers counted from 1, device 0, folders with two links,
 * times no later than the given one. Of hard links the last name carries the bytes. Extended attributes cannot be held,
 * which is noted.
 */
public final class CpioWriter {
    private static final int BLOCK_BYTES = 512;
    private static final long SIZE_LIMIT_BYTES = 0xffffffffL;
    private static final long HIGHEST_TIME = 0xffffffffL;

    private final long epochSeconds;

    /** @param epochSeconds the latest time that any entry gets; {@code SOURCE_DATE_EPOCH} */
    public CpioWriter(long epochSeconds) {
        this.epochSeconds = Math.max(0, Math.min(epochSeconds, HIGHEST_TIME));
    }

    /**
     * Writes the whole archive, filled up to a multiple of 512 bytes; the stream stays open.
     *
     * @throws Failure when a file has 4 GiB or more, or changes meanwhile
     */
    public void write(FileTree tree, OutputStream out, Activity activity) throws IOException {
        Run run = writeEntries(tree, out);
        run.writeTrailer();
        if (run.withXattrs > 0) {
            activity.note("Extended attributes of " + run.withXattrs + (run.withXattrs == 1 ? " entry is" : " entries are")
                + " lost, since cpio cannot hold them.");
        }
    }

    private Run writeEntries(FileTree tree, OutputStream out) throws IOException {
        try {
            LinkGroups groups = LinkGroups.of(tree);
            Run run = new Run(out, groups);
            try (Stream<Entry> entries = groups.entries()) {
                Iterator<Entry> each = entries.iterator();
                while (each.hasNext()) {
                    run.write(each.next());
                }
            }
            return run;
        } catch (java.io.UncheckedIOException trouble) {
            // A tree cannot say otherwise that walking it failed.
            throw trouble.getCause();
        }
    }

    /** One archive. */
    private final class Run {
        private final OutputStream out;
        private final LinkGroups groups;
        private final Map<Long, Long> inodes = new HashMap<>();
        private final Map<Long, Integer> namesWritten = new HashMap<>();
        private final FileBytes bytes = new FileBytes();
        private long lastInode;
        private long written;
        private long withXattrs;

        Run(OutputStream out, LinkGroups groups) {
            this.out = out;
            this.groups = groups;
        }

        void write(Entry entry) throws IOException {
            withXattrs += entry.attributes().xattrs().isEmpty() ? 0 : 1;
            if (entry instanceof Entry.PlainFile file) {
                writeFile(file);
            } else if (entry instanceof Entry.Symlink link) {
                byte[] target = link.target().getBytes(StandardCharsets.UTF_8);
                writeHeader(entry, 0120000, ++lastInode, 1, target.length, 0, 0);
                writePadded(target);
            } else if (entry instanceof Entry.Folder) {
                writeHeader(entry, 0040000, ++lastInode, 2, 0, 0, 0);
            } else if (entry instanceof Entry.Device device) {
                writeHeader(entry, device.block() ? 0060000 : 0020000, ++lastInode, 1, 0, device.major(),
                    device.minor());
            } else if (entry instanceof Entry.Pipe pipe) {
                writeHeader(entry, pipe.socket() ? 0140000 : 0010000, ++lastInode, 1, 0, 0, 0);
            }
        }

        private void writeFile(Entry.PlainFile file) throws IOException {
            long sizeBytes = file.content().sizeBytes();
            if (sizeBytes > SIZE_LIMIT_BYTES) {
                throw new Failure(TreePath.shown(file.path()) + " has " + sizeBytes
                    + " bytes, and a file in a cpio archive has less than 4 GiB",
                    "Leave the file out, or split it.");
            }
            int names = groups.names(file);
            long inode = names < 2 ? ++lastInode : inodes.computeIfAbsent(file.linkGroup(), group -> ++lastInode);
            boolean carries = names < 2 || namesWritten.merge(file.linkGroup(), 1, Integer::sum) == names;
            writeHeader(file, 0100000, inode, names, carries ? sizeBytes : 0, 0, 0);
            if (carries) {
                bytes.copy(file, out);
                written += sizeBytes;
                pad(4);
            }
        }

        private void writeHeader(Entry entry, int type, long inode, int links, long sizeBytes, int major, int minor)
            throws IOException {
            var attributes = entry.attributes();
            long mtime = Math.max(0, Math.min(attributes.mtimeSeconds(), epochSeconds));
            writeHeader(entry.path().isEmpty() ? "." : entry.path(), inode, type | attributes.mode(),
                attributes.owner(), attributes.group(), links, mtime, sizeBytes, 0, 0, major, minor);
        }

        /** The fields in the order of the format; then the length of the name, a sum that newc leaves 0, the name. */
        private void writeHeader(String name, long... fields) throws IOException {
            byte[] nameBytes = (name + "\0").getBytes(StandardCharsets.UTF_8);
            if (nameBytes.length > TreePath.PATH_LIMIT) {
                throw new Failure("the name '" + Reading.shown(name) + "' is longer than cpio and the kernel take",
                    "Use shorter names of folders.");
            }
            byte[] header = new byte[110 + nameBytes.length];
            System.arraycopy("070701".getBytes(StandardCharsets.US_ASCII), 0, header, 0, 6);
            int at = 6;
            for (long field : fields) {
                at = putHex(header, at, field);
            }
            at = putHex(header, at, nameBytes.length);
            at = putHex(header, at, 0);
            System.arraycopy(nameBytes, 0, header, at, nameBytes.length);
            writePadded(header);
        }

        private static int putHex(byte[] bytes, int at, long value) {
            for (int i = 0; i < 8; i++) {
                bytes[at + i] = (byte) "0123456789ABCDEF".charAt((int) (value >> 28 - 4 * i & 15));
            }
            return at + 8;
        }

        private void writePadded(byte[] all) throws IOException {
            out.write(all);
            written += all.length;
            pad(4);
        }

        private void pad(int alignment) throws IOException {
            int padding = (int) (-written & alignment - 1);
            out.write(new byte[padding]);
            written += padding;
        }

        void writeTrailer() throws IOException {
            writeHeader(CpioHeader.TRAILER, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0);
            pad(BLOCK_BYTES);
        }
    }
}
