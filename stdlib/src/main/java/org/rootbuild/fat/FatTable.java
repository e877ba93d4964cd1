package org.rootbuild.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/**
 * The table of a filesystem that is there: for each cluster the next one of its file. Keeps at most 32 MiB of it in
 * memory; what was changed is written to every copy that is in use. Not safe for use by several threads.
 */
final class FatTable {
    /** Small, so that a chain which jumps about in a huge table does not read all of it at each jump. */
    private static final int PAGE_BYTES = 4096;
    private static final int MOST_PAGES = 8192;

    private final Volume volume;
    private final FatGeometry geometry;
    private final int firstCopy;
    private final int lastCopy;
    private final LinkedHashMap<Long, Page> pages = new LinkedHashMap<>(16, 0.75f, true);
    private Page latest = new Page(-1, ByteBuffer.allocate(0));

    FatTable(Volume volume, BootSector boot) {
        this.volume = volume;
        geometry = boot.geometry();
        firstCopy = boot.activeTable();
        lastCopy = boot.mirrored() ? geometry.tables() - 1 : firstCopy;
    }

    /** A piece of the table, by its number. */
    private static final class Page {
        private final long number;
        private final ByteBuffer bytes;
        private boolean changed;

        Page(long number, ByteBuffer bytes) {
            this.number = number;
            this.bytes = bytes;
        }
    }

    /** The cluster behind this one, 0 when it is free, or a mark. */
    int next(int cluster) throws IOException {
        return switch (geometry.kind()) {
            case FAT12 -> {
                long at = cluster * 3L / 2;
                int pair = at(at) | at(at + 1) << 8;
                yield cluster % 2 == 0 ? pair & 0xfff : pair >> 4;
            }
            case FAT16 -> at(cluster * 2L) | at(cluster * 2L + 1) << 8;
            case FAT32 -> whole(cluster * 4L) & 0x0fffffff;
        };
    }

    void link(int cluster, int next) throws IOException {
        switch (geometry.kind()) {
            case FAT12 -> {
                long at = cluster * 3L / 2;
                boolean even = cluster % 2 == 0;
                put(at, even ? next : at(at) & 0x0f | next << 4);
                put(at + 1, even ? at(at + 1) & 0xf0 | next >> 8 : next >> 4);
            }
            case FAT16 -> {
                put(cluster * 2L, next);
                put(cluster * 2L + 1, next >> 8);
            }
            case FAT32 -> {
                // The upper four bits are not ours.
                int kept = whole(cluster * 4L) & 0xf0000000;
                Page page = page(cluster * 4L);
                page.bytes.putInt((int) (cluster * 4L % PAGE_BYTES), Integer.reverseBytes(kept | next));
                page.changed = true;
            }
        }
    }

    boolean ends(int mark) {
        return mark > geometry.kind().badMark();
    }

    /**
     * The cluster behind this one where it must be one.
     *
     * @throws Failure when the chain is broken
     */
    int following(int cluster) throws IOException {
        int next = next(cluster);
        if (!geometry.has(next)) {
            throw Damage.found("a chain of clusters goes from " + cluster + " to " + next
                + ", which is no cluster in use");
        }
        return next;
    }

    private int at(long place) throws IOException {
        return page(place).bytes.get((int) (place % PAGE_BYTES)) & 0xff;
    }

    private int whole(long place) throws IOException {
        return Integer.reverseBytes(page(place).bytes.getInt((int) (place % PAGE_BYTES)));
    }

    private void put(long place, int value) throws IOException {
        Page page = page(place);
        page.bytes.put((int) (place % PAGE_BYTES), (byte) value);
        page.changed = true;
    }

    private Page page(long place) throws IOException {
        long number = place / PAGE_BYTES;
        if (latest.number != number) {
            Page known = pages.get(number);
            latest = known == null ? load(number) : known;
        }
        return latest;
    }

    private Page load(long number) throws IOException {
        if (pages.size() >= MOST_PAGES) {
            Iterator<Map.Entry<Long, Page>> oldest = pages.entrySet().iterator();
            write(oldest.next().getValue());
            oldest.remove();
        }
        int count = (int) Math.min(PAGE_BYTES, geometry.tableBytes() - number * PAGE_BYTES);
        Page page = new Page(number, volume.read(geometry.tableAt(firstCopy) + number * PAGE_BYTES, count));
        pages.put(number, page);
        return page;
    }

    private void write(Page page) throws IOException {
        for (int copy = firstCopy; page.changed && copy <= lastCopy; copy++) {
            volume.write(geometry.tableAt(copy) + page.number * PAGE_BYTES, page.bytes.duplicate().rewind());
        }
        page.changed = false;
    }

    /** Writes what was changed. */
    void flush() throws IOException {
        for (Page page : pages.values()) {
            write(page);
        }
    }
}
