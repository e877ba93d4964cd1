package org.rootbuild.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.rootbuild.partition.Guid;
import org.rootbuild.volume.Volume;

/**
 * The partition tables of an ISO as they are written there. They overlap, and lie where a disk's would be damaged, so
 * nothing is checked but that a partition lies inside of the file.
 *
 * @param system the first 32768 bytes, or as many as there are
 * @param diskId of a GPT
 */
record IsoTables(byte[] system, List<Slot> mbr, List<Slot> gpt, Optional<UUID> diskId) {
    private static final int SECTOR = 512;
    private static final int MBR_AT = 446;
    private static final int MBR_SLOTS = 4;
    private static final int PROTECTIVE = 0xEE;
    private static final int GPT_SLOTS = 128;
    private static final int GPT_SLOT_BYTES = 128;
    private static final int NAME_AT = 56;

    /**
     * A partition.
     *
     * @param first its first sector of 512 bytes
     * @param count how many
     * @param kind  of an MBR
     * @param type  of a GPT
     */
    record Slot(int number, long first, long count, int kind, boolean active, Optional<UUID> type, Optional<UUID> id,
                String name, long flags) {
        long at() {
            return first * SECTOR;
        }

        long end() {
            return (first + count) * SECTOR;
        }

        /** What xorriso puts where no other partition is. */
        boolean isFiller() {
            return name.matches("Gap\\d+");
        }
    }

    static IsoTables read(Volume volume) throws IOException {
        byte[] system = volume.read(0, (int) Math.min(volume.sizeBytes(), SystemArea.BYTES)).array();
        ByteBuffer bytes = ByteBuffer.wrap(system).order(ByteOrder.LITTLE_ENDIAN);
        boolean hasGpt = new String(system, SECTOR, 8, StandardCharsets.ISO_8859_1).equals("EFI PART");
        List<Slot> gpt = hasGpt ? gpt(volume, bytes) : List.of();
        return new IsoTables(system, mbr(volume, bytes, !gpt.isEmpty()), gpt,
            hasGpt ? Optional.of(Guid.read(bytes, SECTOR + 56)) : Optional.empty());
    }

    private static List<Slot> mbr(Volume volume, ByteBuffer bytes, boolean hasGpt) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < MBR_SLOTS && (bytes.getShort(SECTOR - 2) & 0xffff) == 0xAA55; i++) {
            int at = MBR_AT + 16 * i;
            long count = bytes.getInt(at + 12) & 0xffffffffL;
            int kind = bytes.get(at + 4) & 0xff;
            Slot slot = new Slot(i + 1, bytes.getInt(at + 8) & 0xffffffffL, count, kind, bytes.get(at) == (byte) 0x80,
                Optional.empty(), Optional.empty(), "", 0);
            boolean protects = hasGpt && kind == PROTECTIVE;
            if (count > 0 && !protects && slot.at() < volume.sizeBytes()) {
                slots.add(slot);
            }
        }
        return slots;
    }

    private static List<Slot> gpt(Volume volume, ByteBuffer bytes) throws IOException {
        long at = bytes.getLong(SECTOR + 72) * SECTOR;
        int count = Math.max(0, Math.min(GPT_SLOTS, bytes.getInt(SECTOR + 80)));
        List<Slot> slots = new ArrayList<>();
        if (bytes.getInt(SECTOR + 84) != GPT_SLOT_BYTES || at < 2 * SECTOR
            || at > volume.sizeBytes() - (long) count * GPT_SLOT_BYTES) {
            return slots;
        }
        ByteBuffer array = volume.read(at, count * GPT_SLOT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            int slot = i * GPT_SLOT_BYTES;
            long first = array.getLong(slot + 32);
            long last = array.getLong(slot + 40);
            boolean isThere = array.getLong(slot) != 0 && first >= 0 && last >= first
                && last < volume.sizeBytes() / SECTOR;
            if (isThere) {
                String name = new String(array.array(), slot + NAME_AT, GPT_SLOT_BYTES - NAME_AT,
                    StandardCharsets.UTF_16LE);
                int end = name.indexOf('\0');
                slots.add(new Slot(i + 1, first, last - first + 1, 0, false, Optional.of(Guid.read(array, slot)),
                    Optional.of(Guid.read(array, slot + 16)), end < 0 ? name : name.substring(0, end),
                    array.getLong(slot + 48)));
            }
        }
        return slots;
    }
}
