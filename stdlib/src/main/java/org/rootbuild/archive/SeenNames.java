package org.rootbuild.archive;

import java.util.Arrays;

/** Remembers names by 64 bits each, so that a million of them take sixteen megabytes at most; good for counting. */
final class SeenNames {
    private long[] slots = new long[1024];
    private int used;

    /** Answers whether the name is new. */
    boolean add(String name) {
        long mark = mark(name);
        if (2 * used >= slots.length) {
            grow();
        }
        int at = slot(slots, mark);
        if (slots[at] == mark) {
            return false;
        }
        slots[at] = mark;
        used++;
        return true;
    }

    private void grow() {
        long[] larger = new long[2 * slots.length];
        Arrays.stream(slots).filter(mark -> mark != 0).forEach(mark -> larger[slot(larger, mark)] = mark);
        slots = larger;
    }

    private static int slot(long[] slots, long mark) {
        int at = (int) (mark ^ mark >>> 32) & slots.length - 1;
        while (slots[at] != 0 && slots[at] != mark) {
            at = at + 1 & slots.length - 1;
        }
        return at;
    }

    /** FNV-1a with a final mix; never 0, which marks a free slot. */
    private static long mark(String name) {
        long mark = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            mark = (mark ^ name.charAt(i)) * 0x100000001b3L;
        }
        mark = (mark ^ mark >>> 33) * 0xff51afd7ed558ccdL;
        return mark == 0 ? 1 : mark;
    }
}
