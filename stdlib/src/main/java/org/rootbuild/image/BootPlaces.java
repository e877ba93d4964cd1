package org.rootbuild.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.loader.GrubPlaces;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * Boot sectors that find the rest of their loader by numbers of sectors: found before anything moves, and told the new
 * numbers afterwards. One that would not find it any more is refused.
 */
final class BootPlaces {
    private static final String LILO = "LILO";
    private static final int LILO_AT = 6;

    /**
     * A run of bytes that is the same on both disks.
     *
     * @param from where it is on the old disk
     * @param to   where it begins on the new one
     */
    record Kept(Range from, long to) {
        Optional<Long> placeOf(Range part) {
            boolean isInside = part.at() >= from.at() && part.end() <= from.end();
            return isInside ? Optional.of(part.at() - from.at() + to) : Optional.empty();
        }
    }

    /** A boot sector with what it looks for. */
    private record Found(long bootAt, GrubPlaces places, List<Long> begins) {
    }

    private final List<Found> found = new ArrayList<>();

    private BootPlaces() {
    }

    /**
     * Looks at the first sectors of a disk and of its partitions.
     *
     * @param boots where boot sectors can be: the disk's own, and those of partitions
     * @param kept  what keeps its bytes
     * @throws Failure when one of them would not find its loader any more
     */
    static BootPlaces of(Volume disk, List<Kept> boots, List<Kept> kept) throws IOException {
        BootPlaces all = new BootPlaces();
        for (Kept boot : boots) {
            Optional<GrubPlaces> grub = GrubPlaces.read(disk, boot.from().at());
            if (grub.isPresent()) {
                all.found.add(new Found(boot.to(), grub.get(), begins(grub.get(), boot.from().at(), kept)));
            }
            refuseLilo(disk, boot, kept);
        }
        return all;
    }

    private static List<Long> begins(GrubPlaces grub, long bootAt, List<Kept> kept) throws Failure {
        List<Long> begins = new ArrayList<>();
        for (Range part : grub.parts()) {
            begins.add(kept.stream().map(one -> one.placeOf(part)).flatMap(Optional::stream).findFirst()
                .orElseThrow(() -> new Failure("GRUB would not start any more: its boot sector at byte " + bootAt
                    + " looks for a part of it at sectors " + part.at() / 512 + " to " + (part.end() / 512 - 1)
                    + ", which do not stay together", "Leave the room before the first partition, and the partition"
                    + " that GRUB was put into, as large as they are; or make the disk in a recipe with grub(…).")));
        }
        return begins;
    }

    /** Its map of sectors is in a file; only itself can write that anew. */
    private static void refuseLilo(Volume disk, Kept boot, List<Kept> kept) throws IOException {
        String text = new String(disk.read(boot.from().at() + LILO_AT, LILO.length()).array(),
            StandardCharsets.ISO_8859_1);
        boolean isMoved = kept.stream().anyMatch(one -> one.from().at() != one.to());
        if (text.equals(LILO) && isMoved) {
            throw new Failure("LILO starts this disk, and knows its kernels by the numbers of their sectors",
                "Leave the partitions where they are, or replace LILO by GRUB.");
        }
    }

    /** Writes the new numbers, after everything else was written. */
    void write(Volume disk) throws IOException {
        for (Found one : found) {
            one.places().write(disk, one.bootAt(), one.begins());
        }
    }
}
