package org.rootbuild.partition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/** Reads an MBR. Follows a chain of logical partitions no further than it is sound. */
final class MbrReader {
    private static final int MOST_LINKS = 1000;

    private final Volume volume;
    private final DiskShape disk;
    private final List<Partition> partitions = new ArrayList<>();
    private final Map<Integer, Ebr> ebrs = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    private MbrReader(Volume volume, DiskShape disk) {
        this.volume = volume;
        this.disk = disk;
    }

    static Optional<Mbr> read(Volume volume, DiskShape disk) throws IOException {
        if (volume.sizeBytes() < BootSector.BYTES) {
            return Optional.empty();
        }
        byte[] sector = volume.read(0, BootSector.BYTES).array();
        return isTable(sector, disk) ? Optional.of(new MbrReader(volume, disk).table(sector)) : Optional.empty();
    }

    private static boolean isTable(byte[] sector, DiskShape disk) throws Failure {
        if (!BootSector.hasMark(sector)) {
            return false;
        }
        boolean filesystem = BootSector.isFilesystem(sector);
        boolean used = false;
        for (int slot = 0; slot < BootSector.SLOTS; slot++) {
            MbrEntry entry = MbrEntry.read(sector, slot);
            if (entry.state() != 0 && entry.state() != MbrEntry.ACTIVE) {
                if (filesystem) {
                    return false;
                }
                throw damaged("entry " + (slot + 1) + " of the partition table has the state "
                    + String.format("0x%02x", entry.state()) + ", which means nothing");
            }
            used |= entry.isUsed() && entry.first() > 0 && entry.first() + entry.count() <= disk.sectors();
        }
        return used || !filesystem;
    }

    private Mbr table(byte[] sector) throws IOException {
        for (int slot = 0; slot < BootSector.SLOTS; slot++) {
            MbrEntry entry = MbrEntry.read(sector, slot);
            Optional<Partition> one = entry.partition(slot + 1, 0);
            if (one.isPresent()) {
                inside(one.get(), 0, disk.sectors(), "the disk");
                partitions.add(one.get());
            } else if (entry.type() != 0) {
                notes.add("entry " + (slot + 1) + " has a type but no sectors");
            }
        }
        notes.addAll(Conflicts.overlaps(partitions));
        List<Partition> extended = partitions.stream().filter(one -> one.type().isExtended()).toList();
        if (extended.size() > 1) {
            notes.add("there are " + extended.size() + " extended partitions; logical ones are read from the first");
        }
        if (!extended.isEmpty()) {
            follow(extended.get(0));
            notes.addAll(Conflicts.overlaps(
                partitions.stream().filter(one -> one.number() >= Partition.FIRST_LOGICAL).toList()));
        }
        return new Mbr(disk, sector, partitions, ebrs, notes);
    }

    private void follow(Partition extended) throws IOException {
        Set<Long> seen = new HashSet<>();
        Optional<Long> next = Optional.of(extended.firstSector());
        while (next.isPresent()) {
            long at = next.get();
            if (!seen.add(at) || seen.size() > MOST_LINKS) {
                throw damaged("the chain of logical partitions comes back to sector " + at + " or has no end");
            }
            next = link(extended, at);
        }
    }

    /** Reads one link and answers where the next one is. */
    private Optional<Long> link(Partition extended, long at) throws IOException {
        byte[] bytes = disk.read(volume, at, BootSector.BYTES).array();
        if (!BootSector.hasMark(bytes)) {
            if (at == extended.firstSector() && isZero(bytes)) {
                notes.add("the extended partition is empty and has no boot sector of its own yet");
                return Optional.empty();
            }
            throw damaged("sector " + at + " belongs to the chain of logical partitions, but bears no mark of it");
        }
        Optional<Long> next = Optional.empty();
        boolean found = false;
        for (int slot = 0; slot < BootSector.SLOTS; slot++) {
            MbrEntry entry = MbrEntry.read(bytes, slot);
            if (entry.isUsed() && PartitionType.isExtended(entry.type())) {
                next = next.isPresent() ? next : Optional.of(nextSector(extended, entry));
            } else if (entry.isUsed() && !found) {
                found = true;
                logical(extended, at, entry, slot == 0 ? bytes : new byte[BootSector.BYTES]);
            }
        }
        return next;
    }

    private static long nextSector(Partition extended, MbrEntry entry) throws Failure {
        long sector = extended.firstSector() + entry.first();
        if (sector > extended.lastSector()) {
            throw damaged("the chain of logical partitions goes on at sector " + sector
                + ", which is outside of the extended partition");
        }
        return sector;
    }

    private void logical(Partition extended, long at, MbrEntry entry, byte[] bytes) throws Failure {
        int number = Partition.FIRST_LOGICAL + ebrs.size();
        if (ebrs.size() == Mbr.MOST_LOGICAL) {
            throw damaged("there are more than " + Mbr.MOST_LOGICAL + " logical partitions");
        }
        Partition one = entry.partition(number, at).orElseThrow();
        inside(one, extended.firstSector(), extended.endSector(), "the extended partition");
        partitions.add(one);
        ebrs.put(number, new Ebr(at, bytes));
    }

    private static void inside(Partition one, long first, long end, String what) throws Failure {
        if (one.firstSector() < first || one.endSector() > end) {
            throw damaged(one.spoken() + " has sectors " + one.firstSector() + " to " + one.lastSector() + ", but "
                + what + " ends at sector " + (end - 1));
        }
    }

    private static boolean isZero(byte[] bytes) {
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    static Failure damaged(String found) {
        return new Failure(found, "The image is cut off or its table is damaged: get it again, or repair it with"
            + " 'fdisk' or 'testdisk' on a copy.");
    }
}
