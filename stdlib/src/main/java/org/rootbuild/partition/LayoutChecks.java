package org.rootbuild.partition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rootbuild.model.Size;

/** What is wrong with the places that were found. Those that have none are left out: that is said already. */
final class LayoutChecks {
    private final LayoutRequest request;
    private final List<Wish> placed;
    private final List<LayoutProblem> problems;

    LayoutChecks(LayoutRequest request, List<Wish> wishes, List<LayoutProblem> problems) {
        this.request = request;
        this.placed = wishes.stream().filter(wish -> !wish.isLost).toList();
        this.problems = problems;
    }

    /** @param end the first sector that no partition can have */
    void check(long firstUsable, long end, long reservedBytes) {
        for (Wish wish : placed) {
            checkStart(wish, firstUsable);
            checkContents(wish);
            if (request.kind() == TableKind.MBR && !wish.isOutside() && wish.end() > Mbr.SECTOR_LIMIT) {
                add(wish, wish.spoken() + " ends at sector " + (wish.end() - 1)
                    + ", but an MBR can name no sector from " + Mbr.SECTOR_LIMIT
                    + " on (" + new Size(Mbr.SECTOR_LIMIT * request.sectorSize()) + ")",
                    "Take a GPT, or let the partition end before that.");
            }
        }
        checkEnds(end, reservedBytes);
        checkOverlaps();
        if (request.kind() == TableKind.MBR) {
            checkActive();
            checkLinks();
        }
    }

    private void add(Wish wish, String sentence, String remedy) {
        problems.add(new LayoutProblem(wish.index, sentence, remedy));
    }

    private void checkStart(Wish wish, long firstUsable) {
        if (wish.first < firstUsable) {
            add(wish, wish.spoken() + " begins at sector " + wish.first + ", but the partition table takes those up to "
                + (firstUsable - 1), "Let it begin at sector " + firstUsable + " or later" + (wish.isOutside() ? "."
                : "; usual is " + LayoutRequest.USUAL_ALIGNMENT_BYTES / request.sectorSize() + "."));
        }
    }

    private void checkContents(Wish wish) {
        long bytes = wish.count * request.sectorSize();
        if (bytes < wish.request.neededBytes()) {
            add(wish, wish.spoken() + " is of " + shown(bytes) + ", but its contents need "
                + shown(wish.request.neededBytes()), "Make it larger, or put less into it.");
        }
    }

    private void checkEnds(long end, long reservedBytes) {
        long needed = placed.stream().mapToLong(Wish::end).max().orElse(0);
        for (Wish wish : placed) {
            if (wish.end() > end) {
                long sectors = LayoutPlaces.up(needed * request.sectorSize() + reservedBytes,
                    LayoutRequest.USUAL_ALIGNMENT_BYTES);
                add(wish, wish.spoken() + " ends at sector " + (wish.end() - 1)
                    + ", but the last that this disk has for partitions is " + (end - 1),
                    "Make the disk at least " + shown(sectors)
                    + " large, or the partitions smaller.");
            }
        }
    }

    private void checkOverlaps() {
        List<Wish> sorted = new ArrayList<>(placed);
        sorted.sort(Comparator.comparingLong(wish -> wish.first));
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = i + 1; j < sorted.size() && sorted.get(j).first < sorted.get(i).end(); j++) {
                Wish one = sorted.get(i);
                Wish other = sorted.get(j);
                add(other, one.spoken() + " (sectors " + one.first + " to " + (one.end() - 1) + ") and "
                    + other.spoken() + " (" + other.first + " to " + (other.end() - 1) + ") overlap",
                    "Let the second begin at sector " + one.end() + " or later, or the first end before sector "
                        + other.first + ".");
            }
        }
    }

    private void checkActive() {
        List<Wish> active = placed.stream().filter(wish -> wish.flags.active()).toList();
        if (active.size() > 1) {
            add(active.get(1), active.get(0).spoken() + " and " + active.get(1).spoken() + " are both active",
                "A BIOS boots from one: leave the flag to that.");
        }
    }

    /** A logical partition needs a sector before it, and no primary one between itself and the next logical one. */
    private void checkLinks() {
        List<Wish> sorted = new ArrayList<>(placed);
        sorted.sort(Comparator.comparingLong(wish -> wish.first));
        long last = -1;
        long before = 0;
        List<Wish> between = new ArrayList<>();
        for (Wish wish : sorted) {
            if (!wish.isLogical()) {
                between.add(wish);
            } else {
                if (last >= 0) {
                    between.forEach(this::addBetween);
                }
                between.clear();
                last = wish.end();
                if (wish.first == before) {
                    add(wish, wish.spoken() + " is a logical one and begins right behind what is before it, but needs"
                        + " one free sector there", "Let it begin at sector " + (wish.first + 1) + " or later.");
                }
            }
            before = wish.end();
        }
    }

    private void addBetween(Wish other) {
        String inside = " stands between logical ones, which must all be inside of one extended partition";
        if (other.isOutside()) {
            add(other, other.spoken() + inside, "Let it stand before or behind them.");
        } else {
            add(other, other.spoken() + " is a primary one and" + inside,
                "Let it stand before or behind them, or be a logical one too.");
        }
    }

    private static String shown(long bytes) {
        return new Size(Math.max(0, bytes)) + " (" + bytes + " bytes)";
    }
}
