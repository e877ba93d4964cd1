package org.rootbuild.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.rootbuild.event.Activity;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/** Goes through a tree as if it were an archive. */
final class TreeMembers {
    private static final long PROGRESS_STEP_BYTES = 4 << 20;

    private final FileTree tree;
    private final Reading reading;
    private final Activity activity;
    private final Map<Long, String> firstNames = new HashMap<>();
    private long doneBytes;
    private long toldBytes;

    TreeMembers(FileTree tree, Reading reading, Activity activity) {
        this.tree = tree;
        this.reading = reading;
        this.activity = activity;
    }

    /** @param packedBytes what all of it takes where it comes from */
    void read(long packedBytes) throws IOException {
        reading.gauge().advance(packedBytes);
        try (Stream<Entry> entries = tree.entries()) {
            Iterator<Entry> each = entries.iterator();
            while (each.hasNext()) {
                emit(each.next());
            }
        } catch (UncheckedIOException trouble) {
            throw trouble.getCause();
        }
    }

    private void emit(Entry entry) throws IOException {
        String name = entry.path().isEmpty() ? "." : entry.path();
        if (entry instanceof Entry.PlainFile file) {
            emitFile(file, name);
        } else if (entry instanceof Entry.Folder) {
            emit(entry, name, new Member.Folder());
        } else if (entry instanceof Entry.Symlink link) {
            emit(entry, name, new Member.Symlink(link.target()));
        } else if (entry instanceof Entry.Device device) {
            emit(entry, name, new Member.Device(device.block(), device.major(), device.minor()));
        } else if (entry instanceof Entry.Pipe pipe) {
            emit(entry, name, new Member.Pipe(pipe.socket()));
        }
    }

    private void emit(Entry entry, String name, Member.Body body) throws IOException {
        reading.emit(new Member(name, entry.attributes(), body));
    }

    private void emitFile(Entry.PlainFile file, String name) throws IOException {
        String first = file.linkGroup() == 0 ? null : firstNames.putIfAbsent(file.linkGroup(), name);
        if (first != null) {
            emit(file, name, new Member.HardLink(first));
            return;
        }
        try (InputStream in = file.content().open()) {
            reading.emit(new Member(name, file.attributes(), new Member.Data(file.content().sizeBytes())), in);
        }
        doneBytes += file.content().sizeBytes();
        if (doneBytes - toldBytes >= PROGRESS_STEP_BYTES) {
            toldBytes = doneBytes;
            activity.progress("unpacking " + reading.name(), doneBytes, -1);
        }
    }
}
