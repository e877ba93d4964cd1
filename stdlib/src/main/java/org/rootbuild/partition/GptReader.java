package org.rootbuild.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Reads a GPT from whichever of its copies is whole. */
final class GptReader {
    private static final String REPAIR = "Get the image again, or repair it with 'sgdisk' on a copy.";

    private final Volume volume;
    private final DiskShape disk;
    private final List<String> notes = new ArrayList<>();

    private GptReader(Volume volume, DiskShape disk) {
        this.volume = volume;
        this.disk = disk;
    }

    /** Whether the first header is where it is with sectors of this size. */
    static boolean isThere(Volume volume, int sectorSize) throws IOException {
        return volume.sizeBytes() >= 2L * sectorSize && GptHeader.bearsSignature(volume.read(sectorSize, Long.BYTES));
    }

    /** Makes zeros of the first and the last header of every size of sectors. */
    static void clearHeaders(Volume volume) throws IOException {
        for (int sectorSize : new int[] {512, 4096}) {
            for (long at : new long[] {sectorSize, volume.sizeBytes() - sectorSize}) {
                boolean inside = at > 0 && at <= volume.sizeBytes() - sectorSize;
                if (inside && GptHeader.bearsSignature(volume.read(at, Long.BYTES))) {
                    volume.zero(new Range(at, sectorSize));
                }
            }
        }
    }

    static Optional<Gpt> read(Volume volume, DiskShape disk) throws IOException {
        if (disk.sectors() < 3) {
            return Optional.empty();
        }
        ProtectiveMbr mbr = new ProtectiveMbr(volume.read(0, BootSector.BYTES).array());
        // A GPT that nothing protects any more is a leftover of what the disk was before.
        return mbr.hasPartitions() && !mbr.isProtective() ? Optional.empty()
            : new GptReader(volume, disk).table(mbr);
    }

    /** A copy as it was found: whole, or what is wrong with it. */
    private record Found(Optional<GptHeader> header, byte[] entries, boolean there, String fault) {
        static Found whole(GptHeader header, byte[] entries) {
            return new Found(Optional.of(header), entries, true, "");
        }

        static Found missing(long at) {
            return new Found(Optional.empty(), new byte[0], false, "is not there: sector " + at + " has no header");
        }

        static Found damaged(String fault) {
            return new Found(Optional.empty(), new byte[0], true, fault);
        }
    }

    private Optional<Gpt> table(ProtectiveMbr mbr) throws IOException {
        Found primary = copy(1);
        long end = disk.sectors() - 1;
        long named = primary.header().map(GptHeader::other).orElse(end);
        Found backup = named > 1 && named <= end ? copy(named)
            : Found.damaged("should be at sector " + named + ", where this disk has none");
        if (!primary.there() && !backup.there() && !mbr.isProtective()) {
            return Optional.empty();
        } else if (primary.header().isEmpty() && backup.header().isEmpty()) {
            throw new Failure("the GPT is damaged: its primary header " + primary.fault() + ", its backup "
                + backup.fault(), REPAIR);
        }
        if (!mbr.isProtective()) {
            notes.add("the first sector does not protect the GPT: it has no entry of type 0xee");
        }
        return Optional.of(primary.header().isPresent() ? fromPrimary(primary, backup, mbr) : fromBackup(backup,
            primary, end, mbr));
    }

    private Found copy(long at) throws IOException {
        byte[] sector = disk.read(volume, at, disk.sectorSize()).array();
        if (!GptHeader.bearsSignature(ByteBuffer.wrap(sector))) {
            return Found.missing(at);
        }
        GptHeader header = GptHeader.read(sector);
        Optional<String> fault = header.fault(disk, at);
        if (fault.isPresent()) {
            return Found.damaged(fault.get());
        }
        byte[] entries = disk.read(volume, header.entries(), header.arrayBytes()).array();
        CRC32 crc = new CRC32();
        crc.update(entries);
        return (int) crc.getValue() == header.entriesCrc() ? Found.whole(header, entries)
            : Found.damaged("has entries with a wrong checksum");
    }

    private Gpt fromPrimary(Found primary, Found backup, ProtectiveMbr mbr) throws Failure {
        GptHeader header = primary.header().orElseThrow();
        if (backup.header().isEmpty()) {
            notes.add("the GPT's backup " + backup.fault() + "; the primary one is used");
        } else if (!backup.header().get().agrees(header)) {
            notes.add("the GPT's backup says something else than the primary one, which is used");
        } else if (header.other() != disk.sectors() - 1) {
            notes.add("the GPT's backup is at sector " + header.other() + ", not at the disk's end ("
                + (disk.sectors() - 1) + "): the disk became larger");
        }
        long inUse = backup.header().isPresent() ? header.other() : disk.sectors() - 1;
        long entries = backup.header().map(GptHeader::entries).orElse(inUse - header.entrySectors(disk));
        return table(header, inUse, entries, primary.entries(), mbr);
    }

    private Gpt fromBackup(Found backup, Found primary, long at, ProtectiveMbr mbr) throws Failure {
        GptHeader header = backup.header().orElseThrow();
        notes.add("the GPT's primary header " + primary.fault() + "; its backup is used");
        GptHeader asPrimary = new GptHeader(header.revision(), header.headerBytes(), 1, at, header.firstUsable(),
            header.lastUsable(), header.diskId(), 2, header.entryCount(), header.entryBytes(), header.entriesCrc(),
            header.raw());
        return table(asPrimary, at, header.entries(), backup.entries(), mbr);
    }

    private Gpt table(GptHeader header, long backupAt, long backupEntries, byte[] entries, ProtectiveMbr mbr)
        throws Failure {
        if (header.lastUsable() >= Math.min(backupEntries, backupAt) || header.entries() + header.entrySectors(disk)
            > header.firstUsable()) {
            throw new Failure("the GPT says that sectors " + header.firstUsable() + " to " + header.lastUsable()
                + " are usable, of a disk of " + disk.sectors() + " sectors that holds the table too",
                "The image is cut off, or its table is damaged. " + REPAIR);
        }
        for (int slot = 0; slot < header.entryCount(); slot++) {
            check(entries, slot, header);
        }
        GptHeader placed = new GptHeader(header.revision(), header.headerBytes(), 1, backupAt, header.firstUsable(),
            header.lastUsable(), header.diskId(), header.entries(), header.entryCount(), header.entryBytes(),
            header.entriesCrc(), header.raw());
        Gpt table = new Gpt(disk, placed, backupEntries, entries, mbr, List.of());
        notes.addAll(Conflicts.overlaps(table.partitions()));
        return new Gpt(disk, placed, backupEntries, entries, mbr, notes);
    }

    private static void check(byte[] entries, int slot, GptHeader header) throws Failure {
        int at = slot * header.entryBytes();
        if (GptEntry.isUsed(entries, at)) {
            long first = GptEntry.first(entries, at);
            long last = GptEntry.last(entries, at);
            if (first < header.firstUsable() || last < first || last > header.lastUsable()) {
                throw new Failure("partition " + (slot + 1) + " has sectors " + first + " to " + last
                    + ", but only " + header.firstUsable() + " to " + header.lastUsable() + " are usable", REPAIR);
            }
        }
    }
}
