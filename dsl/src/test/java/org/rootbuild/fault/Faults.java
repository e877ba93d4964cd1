package org.rootbuild.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts everything that changes a disk, and lets nothing through any more from a chosen count on, as if the process had
 * died there; a write at that very moment is cut in half. It knows which contents were never forced, and can damage those as
 * a loss of power may. Names of files are taken for durable at once: losing those is not simulated.
 */
public final class Faults {
    /** What a dead process would not have lived to see. */
    public static final class Stopped extends IOException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped here");
        }
    }

    private final Set<Object> unforced = new HashSet<>();
    private final long last;
    private long count;

    /** @param last how many changes get through */
    public Faults(long last) {
        this.last = last;
    }

    public static Faults none() {
        return new Faults(Long.MAX_VALUE);
    }

    /** The folder as this sees it. */
    public Path over(Path real) {
        return new FaultProvider(this).path(real);
    }

    /** Counts a change. */
    synchronized void change() throws Stopped {
        if (++count > last) {
            throw new Stopped();
        }
    }

    /** Counts a write. Answers false when only half of it still gets through. */
    synchronized boolean writeWhole() throws Stopped {
        if (count == last) {
            count++;
            return false;
        }
        change();
        return true;
    }

    public synchronized long count() {
        return count;
    }

    public synchronized boolean hasStopped() {
        return count > last;
    }

    synchronized void written(Path real) throws IOException {
        unforced.add(key(real));
    }

    synchronized void forced(Path real) throws IOException {
        unforced.remove(key(real));
    }

    private static Object key(Path real) throws IOException {
        return Files.readAttributes(real, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
    }

    /** Cuts every file in the folder whose contents were never forced to the given part of its length. */
    public synchronized void losePower(Path real, int part, int of) throws IOException {
        try (var all = Files.walk(real)) {
            for (Path file : (Iterable<Path>) all.filter(one -> Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS))::iterator) {
                if (unforced.remove(key(file))) {
                    try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
                        channel.truncate(channel.size() * part / of);
                    }
                }
            }
        }
    }
}
