package org.rootbuild.ext;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.volume.SmallFiles;

/**
 * Reads the small files of the host that come next in another thread, since opening each costs more than writing it.
 * Holds a few MiB at most. The files must be asked for in their order; one that could not be read ahead is left to be
 * read where it is wanted, so that trouble is told there.
 */
final class ReadAhead implements Closeable {
    private static final int LONGEST = SmallFiles.LONGEST_BYTES;
    private static final int BATCH = 1 << 20;
    private static final int BATCHES = 3;
    private static final int FILES = 512;

    /** Files that were read one behind the other; the length of one that was not is -1. */
    private record Batch(ByteBuffer bytes, List<Content> contents, List<Integer> lengths) {
    }

    private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(BATCHES + 1);
    private final BlockingQueue<ByteBuffer> empty = new ArrayBlockingQueue<>(BATCHES);
    private final SmallFiles files = new SmallFiles();
    private final Thread reader;
    private Batch batch = new Batch(ByteBuffer.allocate(0), List.of(), List.of());
    private int next;

    ReadAhead(List<Node> nodes) {
        for (int i = 0; i < BATCHES; i++) {
            empty.add(ByteBuffer.allocateDirect(BATCH));
        }
        reader = new Thread(() -> read(nodes.iterator()), "reads files ahead");
        reader.setDaemon(true);
        reader.start();
    }

    static boolean takes(Content content) {
        return content.sizeBytes() > 0 && content.sizeBytes() <= LONGEST && content.file().isPresent();
    }

    /**
     * The bytes of a content that {@link #takes} names, good until the next is asked for; empty when it must be read
     * from its file.
     */
    Optional<ByteBuffer> next(Content content) throws InterruptedException {
        while (next == batch.contents.size()) {
            if (batch.bytes.isDirect()) {
                empty.add(batch.bytes.clear());
            }
            batch = full.take();
            batch.bytes.flip();
            next = 0;
        }
        if (batch.contents.get(next) != content) {
            throw new IllegalStateException("contents are not asked for in their order");
        }
        int length = batch.lengths.get(next++);
        if (length < 0) {
            return Optional.empty();
        }
        ByteBuffer bytes = batch.bytes.slice(batch.bytes.position(), length);
        batch.bytes.position(batch.bytes.position() + length);
        return Optional.of(bytes);
    }

    private void read(Iterator<Node> nodes) {
        try {
            Batch filling = begin();
            while (nodes.hasNext()) {
                if (nodes.next().entry instanceof Entry.PlainFile file && takes(file.content())) {
                    if (filling.bytes.remaining() <= LONGEST || filling.contents.size() == FILES) {
                        full.put(filling);
                        filling = begin();
                    }
                    filling.contents.add(file.content());
                    filling.lengths.add(read(file.content(), filling.bytes));
                }
            }
            full.put(filling);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Batch begin() throws InterruptedException {
        return new Batch(empty.take(), new ArrayList<>(), new ArrayList<>());
    }

    private int read(Content content, ByteBuffer into) {
        int length = (int) content.sizeBytes();
        try {
            return files.read(content.file().orElseThrow(), length, into) ? length : -1;
        } catch (IOException trouble) {
            // It is told where the content is wanted.
            return -1;
        }
    }

    /** Ends the thread; what it still holds is given up. */
    @Override
    public void close() {
        reader.interrupt();
    }
}
