package org.rootbuild.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/**
 * The boot sector before a GPT (UEFI 2.10, 5.2.3): one entry of type 0xEE over the whole disk, or, where a loader or a
 * firmware knows no GPT, up to three partitions beside a shorter one: a hybrid.
 *
 * @param bytes of the sector; never changed
 */
record ProtectiveMbr(byte[] bytes) {
    static final int TYPE = 0xEE;
    private static final int MOST_HYBRID = 3;
    private static final long MOST_SECTORS = 0xFFFFFFFFL;

    static ProtectiveMbr create() {
        return new ProtectiveMbr(new byte[BootSector.BYTES]);
    }

    boolean isProtective() {
        return BootSector.hasMark(bytes) && entries().stream().anyMatch(entry -> entry.type() == TYPE);
    }

    /** Whether it has partitions of its own, which a GPT behind it has nothing to do with. */
    boolean hasPartitions() {
        return BootSector.hasMark(bytes) && !BootSector.isFilesystem(bytes)
            && entries().stream().anyMatch(entry -> entry.isUsed() && entry.type() != TYPE);
    }

    boolean isHybrid() {
        return isProtective() && hasPartitions();
    }

    private List<MbrEntry> entries() {
        List<MbrEntry> entries = new ArrayList<>();
        for (int slot = 0; slot < BootSector.SLOTS; slot++) {
            entries.add(MbrEntry.read(bytes, slot));
        }
        return entries;
    }

    private Optional<Integer> slotOf(Partition one) {
        for (int slot = 0; slot < BootSector.SLOTS; slot++) {
            MbrEntry entry = MbrEntry.read(bytes, slot);
            if (entry.type() != TYPE && entry.first() == one.firstSector() && entry.count() == one.sectorCount()) {
                return Optional.of(slot);
            }
        }
        return Optional.empty();
    }

    /** Which of these have an entry here too. */
    List<Partition> hybrid(List<Partition> partitions) {
        return isHybrid() ? partitions.stream().filter(one -> slotOf(one).isPresent()).toList() : List.of();
    }

    /** The same after a partition was changed or removed; only the entry of that one follows. */
    ProtectiveMbr following(Partition before, Optional<Partition> after) {
        Optional<Integer> slot = isHybrid() ? slotOf(before) : Optional.empty();
        if (slot.isEmpty()) {
            return this;
        }
        byte[] changed = bytes.clone();
        MbrEntry had = MbrEntry.read(changed, slot.get());
        if (after.isPresent() && after.get().lastSector() <= MOST_SECTORS) {
            Partition one = after.get();
            boolean sameType = one.type().equals(before.type());
            int type = sameType ? had.type() : one.type().mbrId().orElse(had.type());
            new MbrEntry(had.state(), type, one.firstSector(), one.sectorCount())
                .write(changed, slot.get(), one.firstSector());
        } else {
            MbrEntry.clear(changed, slot.get());
        }
        return new ProtectiveMbr(changed);
    }

    /** One entry over the whole disk, unless this is a hybrid, whose entries are its owner's business. */
    ProtectiveMbr on(long diskSectors) {
        if (isHybrid()) {
            return this;
        }
        byte[] changed = bytes.clone();
        int state = isProtective() ? entries().stream().filter(entry -> entry.type() == TYPE).findFirst().orElseThrow()
            .state() : 0;
        for (int slot = 0; slot < BootSector.SLOTS; slot++) {
            if (slot > 0 || MbrEntry.read(changed, slot).type() != TYPE) {
                MbrEntry.clear(changed, slot);
            }
        }
        new MbrEntry(state, TYPE, 1, Math.min(diskSectors - 1, MOST_SECTORS)).write(changed, 0, 1);
        BootSector.mark(changed);
        return new ProtectiveMbr(changed);
    }

    /**
     * Partitions first, then the protective entry, which covers what is before the first of them.
     *
     * @throws Failure when there are too many, or one cannot be said by an MBR
     */
    ProtectiveMbr withHybrid(List<Partition> partitions) throws Failure {
        long first = partitions.stream().mapToLong(Partition::firstSector).min().orElse(2);
        if (partitions.isEmpty() || partitions.size() > MOST_HYBRID) {
            throw new Failure("a hybrid MBR cannot hold " + partitions.size() + " partitions",
                "Name one to " + MOST_HYBRID + " of them: the fourth entry protects the GPT.");
        }
        byte[] changed = bytes.clone();
        for (int slot = 0; slot < BootSector.SLOTS; slot++) {
            MbrEntry.clear(changed, slot);
        }
        int slot = 0;
        for (Partition one : partitions) {
            if (one.type().mbrId().isEmpty() || one.lastSector() > MOST_SECTORS) {
                throw new Failure(one.spoken() + " of type '" + one.type() + "' cannot stand in an MBR",
                    "Give it a type that both tables know, and a place in the first 2 TiB.");
            }
            int state = one.flags().has(PartitionFlag.LEGACY_BOOT) ? MbrEntry.ACTIVE : 0;
            new MbrEntry(state, one.type().mbrId().getAsInt(), one.firstSector(), one.sectorCount())
                .write(changed, slot++, one.firstSector());
        }
        new MbrEntry(0, TYPE, 1, first - 1).write(changed, slot, 1);
        BootSector.mark(changed);
        return new ProtectiveMbr(changed);
    }
}
