package org.rootbuild.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.rootbuild.event.Activity;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/**
 * Writes a tree as tar in the pax format (POSIX.1-2017, pax). The same tree gives the same bytes: entries in the tree's
 * order, numeric owners without names, times no later than the given one, pax headers only where ustar is too narrow.
 * Extended attributes go into {@code SCHILY.xattr} records byte by byte. Of hard links the first name carries the
 * bytes. Sockets cannot be held, which is noted.
 */
public final class TarWriter {
    /** GNU tar fills up to twenty blocks. */
    private static final int RECORD_BYTES = 10240;

    private final long epochSeconds;

    /** @param epochSeconds the latest time that any entry gets; {@code SOURCE_DATE_EPOCH} */
    public TarWriter(long epochSeconds) {
        this.epochSeconds = epochSeconds;
    }

    /**
     * Writes the whole archive; the stream stays open. Names begin with {@code ./}, as in Debian packages.
     *
     * @throws org.rootbuild.problem.Failure when a file changes meanwhile
     */
    public void write(FileTree tree, OutputStream out, Activity activity) throws IOException {
        Run run = new Run(out);
        try (Stream<Entry> entries = tree.entries()) {
            Iterator<Entry> each = entries.iterator();
            while (each.hasNext()) {
                run.write(each.next());
            }
        } catch (java.io.UncheckedIOException trouble) {
            throw trouble.getCause();
        }
        run.writeEnd();
        if (run.sockets > 0) {
            activity.note(run.sockets + " sockets are left out, since tar cannot hold them.");
        }
    }

    /** One archive. */
    private final class Run {
        private final OutputStream out;
        private final Map<Long, String> firstNames = new HashMap<>();
        private final FileBytes bytes = new FileBytes();
        private long written;
        private long sockets;

        Run(OutputStream out) {
            this.out = out;
        }

        void write(Entry entry) throws IOException {
            String name = "./" + entry.path();
            if (entry instanceof Entry.PlainFile file) {
                writeFile(file, name);
            } else if (entry instanceof Entry.Symlink link) {
                writeHeader(new TarBlock(name, '2').link(link.target()), entry);
            } else if (entry instanceof Entry.Folder) {
                writeHeader(new TarBlock(entry.path().isEmpty() ? name : name + "/", '5'), entry);
            } else if (entry instanceof Entry.Device device) {
                TarBlock block = new TarBlock(name, device.block() ? '4' : '3');
                writeHeader(block.device(device.major(), device.minor()), entry);
            } else if (entry instanceof Entry.Pipe pipe && !pipe.socket()) {
                writeHeader(new TarBlock(name, '6'), entry);
            } else {
                sockets++;
            }
        }

        private void writeFile(Entry.PlainFile file, String name) throws IOException {
            String first = file.linkGroup() == 0 ? null : firstNames.putIfAbsent(file.linkGroup(), name);
            if (first != null) {
                writeHeader(new TarBlock(name, '1').link(first), file);
                return;
            }
            long sizeBytes = file.content().sizeBytes();
            writeHeader(new TarBlock(name, '0').size(sizeBytes), file);
            bytes.copy(file, out);
            written += sizeBytes;
            pad(TarHeader.BLOCK_BYTES);
        }

        private void writeHeader(TarBlock block, Entry entry) throws IOException {
            Attributes attributes = entry.attributes();
            byte[] all = block.attributes(attributes.withMtime(Math.min(attributes.mtimeSeconds(), epochSeconds)))
                .bytes();
            out.write(all);
            written += all.length;
        }

        private void pad(int alignment) throws IOException {
            int padding = (int) ((alignment - written % alignment) % alignment);
            out.write(new byte[padding]);
            written += padding;
        }

        void writeEnd() throws IOException {
            out.write(new byte[2 * TarHeader.BLOCK_BYTES]);
            written += 2 * TarHeader.BLOCK_BYTES;
            pad(RECORD_BYTES);
        }
    }
}
