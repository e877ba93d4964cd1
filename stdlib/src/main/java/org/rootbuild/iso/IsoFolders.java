package org.rootbuild.iso;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.volume.Volume;

/** Reads the records of folders (ECMA-119, 6.8.1): none lies across the border of two sectors. */
final class IsoFolders {
    private static final int CHUNK_BYTES = 64 * Blocks.BYTES;

    private final Volume volume;
    private final int blockBytes;

    IsoFolders(Volume volume, int blockBytes) {
        this.volume = volume;
        this.blockBytes = blockBytes;
    }

    /**
     * What the folder holds, without itself and the one above.
     *
     * @param path of the folder, for what is said of it
     * @param most records
     */
    List<IsoRecord> read(IsoRecord folder, String path, int most) throws IOException {
        long at = folder.dataBlock() * blockBytes;
        long end = at + folder.sizeBytes();
        if (end > volume.sizeBytes()) {
            throw IsoDamage.cutOff("the folder " + IsoDamage.shown(path), end, volume.sizeBytes());
        }
        List<IsoRecord> records = new ArrayList<>();
        for (long chunk = at; chunk < end; chunk += CHUNK_BYTES) {
            byte[] bytes = volume.read(chunk, (int) Math.min(CHUNK_BYTES, end - chunk)).array();
            for (int sector = 0; sector < bytes.length; sector += Blocks.BYTES) {
                sector(bytes, sector, path, records);
            }
            if (records.size() > most) {
                throw IsoDamage.tooMuch("more than " + IsoScan.MOST_ENTRIES + " files, the last in "
                    + IsoDamage.shown(path));
            }
        }
        return records;
    }

    private static void sector(byte[] bytes, int from, String path, List<IsoRecord> records) throws IOException {
        int end = Math.min(bytes.length, from + Blocks.BYTES);
        for (int at = from; at < end && bytes[at] != 0; at += bytes[at] & 0xff) {
            IsoRecord record = IsoRecord.at(bytes, at, end).orElseThrow(() -> IsoDamage.found("the folder "
                + IsoDamage.shown(path) + " holds a record that cannot be"));
            if (!record.isSelf() && !record.isParent()) {
                records.add(record);
            }
        }
    }

    /** The record with which a folder tells of itself. */
    IsoRecord self(long block) throws IOException {
        long at = block * blockBytes;
        if (at > volume.sizeBytes() - Blocks.BYTES) {
            throw IsoDamage.cutOff("a folder", at + Blocks.BYTES, volume.sizeBytes());
        }
        return IsoRecord.at(volume.read(at, Blocks.BYTES).array(), 0, Blocks.BYTES)
            .filter(record -> record.isSelf() && record.isFolder() && record.dataBlock() == block)
            .orElseThrow(() -> IsoDamage.found("there is no folder at block " + block + ", where one should be"));
    }
}
