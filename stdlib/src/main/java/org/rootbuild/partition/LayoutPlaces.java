package org.rootbuild.partition;

import java.util.List;
import java.util.OptionalLong;

/**
 * Turns what each partition wants into sectors. Goes through the list once; where one takes the rest, those behind it
 * are packed against the end of the room from behind first.
 */
final class LayoutPlaces {
    /** The end of what takes the rest is a whole number of these: most filesystems' blocks. */
    private static final int BLOCK_BYTES = 4096;

    private final List<Wish> wishes;
    private final List<LayoutProblem> problems;
    private final int sectorSize;
    private final long alignment;
    private final long firstUsable;
    private final OptionalLong end;

    /** @param end the first sector that no partition can have; empty where the disk has no size yet */
    LayoutPlaces(LayoutRequest request, List<Wish> wishes, long firstUsable, OptionalLong end,
                 List<LayoutProblem> problems) {
        this.wishes = wishes;
        this.problems = problems;
        this.sectorSize = request.sectorSize();
        this.alignment = Math.max(1, request.alignmentBytes() / request.sectorSize());
        this.firstUsable = firstUsable;
        this.end = end;
    }

    void place() {
        long cursor = firstUsable;
        for (Wish wish : wishes) {
            wish.first = start(wish, cursor);
            wish.count = count(wish);
            if (wish.count < 1) {
                wish.count = 1;
                wish.isLost = true;
            }
            cursor = wish.isLost ? Math.max(cursor, wish.first) : wish.end();
        }
    }

    private void add(Wish wish, String sentence, String remedy) {
        problems.add(new LayoutProblem(wish.index, sentence, remedy));
    }

    private long start(Wish wish, long cursor) {
        if (wish.request.start() instanceof Start.AtSector exact) {
            return exact.sector();
        } else if (wish.request.start() instanceof Start.AtByte exact) {
            checkWhole(wish, exact.at(), "begin");
            return exact.at() / sectorSize;
        }
        // A logical partition has its link in front of it; that gets a whole step, so that both are aligned.
        return up(cursor, alignment) + (wish.isLogical() ? alignment : 0);
    }

    private long count(Wish wish) {
        Extent extent = wish.request.extent();
        if (extent instanceof Extent.ToSector exact) {
            return counted(wish, exact.last() - wish.first + 1);
        } else if (extent instanceof Extent.ToByte exact) {
            checkWhole(wish, exact.end(), "end");
            return counted(wish, exact.end() / sectorSize - wish.first);
        } else if (extent instanceof Extent.Rest) {
            return rest(wish);
        }
        return counted(wish, size(extent));
    }

    private void checkWhole(Wish wish, long at, String does) {
        if (at % sectorSize != 0) {
            add(wish, wish.spoken() + " is to " + does + " at byte " + at + ", which is not a whole number of sectors",
                "Take " + at / sectorSize * sectorSize + " or " + up(at, sectorSize) + ".");
        }
    }

    private long counted(Wish wish, long count) {
        if (count < 1) {
            add(wish, wish.spoken() + " would have " + count + " sectors", "Let it have at least one: mend its size, or"
                + " its end, which must be behind its start.");
        }
        return count;
    }

    private long size(Extent extent) {
        return extent instanceof Extent.Sectors exact ? exact.count()
            : extent instanceof Extent.Bytes bytes ? up(bytes.count(), sectorSize) / sectorSize : 0;
    }

    private long rest(Wish wish) {
        OptionalLong limit = limit(wish);
        if (limit.isEmpty()) {
            if (wish.request.neededBytes() <= 0) {
                add(wish, wish.spoken() + " takes the rest of a disk that has no size",
                    "Give the disk a size, or the partition.");
            }
            return up(up(wish.request.neededBytes(), sectorSize) / sectorSize, alignment);
        }
        OptionalLong room = pack(wish, limit.getAsLong());
        if (room.isEmpty()) {
            return 0;
        }
        long block = Math.min(alignment, BLOCK_BYTES / sectorSize);
        long restEnd = room.getAsLong() / block * block;
        if (restEnd <= wish.first) {
            add(wish, "there is no room left for " + wish.spoken() + ", which takes the rest from sector " + wish.first
                + " on", "Make the disk larger, or the other partitions smaller.");
        }
        return restEnd - wish.first;
    }

    /** The nearest place behind it that is taken, whatever happens. */
    private OptionalLong limit(Wish wish) {
        OptionalLong nearest = wishes.stream().filter(other -> other != wish && exactStart(other) > wish.first)
            .mapToLong(other -> exactStart(other) - (other.isLogical() ? 1 : 0)).min();
        return nearest.isPresent() && end.isPresent() ? OptionalLong.of(Math.min(nearest.getAsLong(), end.getAsLong()))
            : nearest.isPresent() ? nearest : end;
    }

    /** -1 for one that has none. */
    private long exactStart(Wish wish) {
        return wish.request.start() instanceof Start.AtSector exact ? exact.sector()
            : wish.request.start() instanceof Start.AtByte exact ? exact.at() / sectorSize : -1;
    }

    /** Where the rest ends when those behind it are packed against the limit; empty when that cannot be known. */
    private OptionalLong pack(Wish rest, long limit) {
        int last = rest.index;
        while (last + 1 < wishes.size() && exactStart(wishes.get(last + 1)) < 0) {
            last++;
        }
        long place = limit;
        for (int i = last; i > rest.index; i--) {
            Wish follower = wishes.get(i);
            Extent extent = follower.request.extent();
            if (extent instanceof Extent.Rest) {
                add(follower, rest.spoken() + " and " + follower.spoken() + " both take the rest",
                    "Give one of them a size, or a start.");
                return OptionalLong.empty();
            } else if (extent instanceof Extent.ToSector || extent instanceof Extent.ToByte) {
                add(follower, follower.spoken() + " has an end but no start, and stands behind " + rest.spoken()
                    + ", which takes the rest", "Give it a start too.");
                return OptionalLong.empty();
            }
            long first = Math.floorDiv(place - size(extent), alignment) * alignment;
            place = first - (follower.isLogical() ? alignment : 0);
        }
        return OptionalLong.of(place);
    }

    static long up(long value, long step) {
        return -Math.floorDiv(-value, step) * step;
    }
}
