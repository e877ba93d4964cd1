package org.rootbuild.verbs;

import org.rootbuild.language.Words;
import org.rootbuild.model.Extent;
import org.rootbuild.model.Size;

/** How large something on a disk is, or where it lies, besides a plain size. */
public sealed interface DiskExtent extends Extent {
    /** A number of sectors of the disk: {@code 2048.sectors}. */
    @Words
    record Sectors(long count) implements DiskExtent {
        public Sectors {
            if (count < 0) {
                throw new IllegalArgumentException("a number of sectors is at least 0: " + count);
            }
        }
    }

    /** All that the other partitions leave. */
    @Words
    record Rest() implements DiskExtent {
    }

    /** Of a place: behind what stands before it. */
    @Words
    record Next() implements DiskExtent {
    }

    /**
     * What the content needs, and some more: {@code contents() + 10.percent + 8.MiB}.
     *
     * @param percent      of what the content needs
     * @param moreBytes    on top of that
     * @param atLeastBytes the smallest that it becomes
     */
    @Words
    record Contents(int percent, long moreBytes, long atLeastBytes) implements DiskExtent {
        public Contents {
            if (percent < 0 || percent > 100_000 || moreBytes < 0 || atLeastBytes < 0) {
                throw new IllegalArgumentException("a size cannot be the content and " + percent + " percent");
            }
        }

        public Contents plus(Percent part) {
            return new Contents(percent + part.number(), moreBytes, atLeastBytes);
        }

        public Contents plus(Size more) {
            return new Contents(percent, Math.addExact(moreBytes, more.bytes()), atLeastBytes);
        }
    }

    /** A part of something: {@code 10.percent}. */
    @Words
    record Percent(int number) {
        public Percent {
            if (number < 0 || number > 100_000) {
                throw new IllegalArgumentException("no percentage: " + number);
            }
        }
    }
}
